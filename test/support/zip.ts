/**
 * A small zip writer for tests, able to imitate how OIC and others pack, and to write zips that lie.
 *
 * - `zip(files, options?)`: a zip as bytes. `files` is name to text or bytes (a record, or a list of {@link ZipPart},
 *   which allows repeated names and lies about one entry). Order is kept. `like` picks the packer:
 *   - `'oic'` (the default): deflated, flags 0x808 with data descriptors, made by 20, no folders, one time for all
 *   - `'info-zip'`: folders as entries, small files stored, flags 0 (0x800 for names outside ASCII), made by 0x031e, times apart
 *   - `'7-zip'`: folders as entries, flags 0, made by 63, times apart
 *   - `'jar'`: like a library's `.jar`: stored, flags 0x800
 * - `tree('estate/dev')`: the files below `fixtures/estate/dev/` as path to bytes, paths with `/`, sorted.
 * - `withoutFirst(bytes, n)`, `withoutLast(bytes, n)`: cut off.
 *
 * @example
 * const iar = zip(tree('order-sync'))
 * const edited = zip(tree('order-sync'), { like: 'info-zip' })
 * const bomb = zip([{ name: 'a.xml', content: new Uint8Array(9_000_000), declaredSize: 10 }])
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'

export type Content = string | Uint8Array
export type Packer = 'oic' | 'info-zip' | '7-zip' | 'jar'

/** One entry; everything but name and content is a lie or an oddity on request. */
export interface ZipPart {
  readonly name: string
  readonly content: Content
  /** The name's raw bytes, where they are not UTF-8. */
  readonly nameBytes?: Uint8Array
  /** The name in the local header, where it differs from the directory's. */
  readonly localName?: string
  readonly method?: number
  readonly flags?: number
  readonly madeBy?: number
  /** DOS date and time as one number, date in the upper 16 bits. */
  readonly modified?: number
  /** Inflated size that the directory claims. */
  readonly declaredSize?: number
  /** Stored size that the directory claims. */
  readonly declaredCompressedSize?: number
  readonly crc32?: number
  /** Offset of the local header that the directory claims. */
  readonly localOffset?: number
  /** Compressed bytes to store as they are, in place of the deflated content. */
  readonly compressed?: Uint8Array
  /** Extra field of the directory's record. */
  readonly extra?: Uint8Array
  /** External attributes; 0x10 marks a folder. */
  readonly attributes?: number
}

export interface ZipOptions {
  readonly like?: Packer
  readonly comment?: Content
  /** Bytes before the first entry; offsets count from their end unless `absoluteOffsets`. */
  readonly prefix?: Uint8Array
  readonly absoluteOffsets?: boolean
  /** Writes a zip64 end record, and zip64 sizes and offsets for every entry. */
  readonly zip64?: boolean
  /** Number of entries that the end record claims. */
  readonly declaredCount?: number
  readonly declaredDirectoryOffset?: number
  readonly declaredDirectorySize?: number
  /** Disk number of the end record; 0 as a rule. */
  readonly disk?: number
}

interface Habits {
  readonly flags: (name: string) => number
  readonly method: (content: Uint8Array) => number
  readonly madeBy: number
  readonly folders: boolean
  /** DOS time units between entries. */
  readonly step: number
}

const ascii = (text: string): boolean => [...text].every((char) => char < '\x80')

const HABITS: Readonly<Record<Packer, Habits>> = {
  oic: { flags: () => 0x808, method: () => 8, madeBy: 20, folders: false, step: 0 },
  'info-zip': {
    flags: (name) => (ascii(name) ? 0 : 0x800),
    method: (content) => (content.length < 32 ? 0 : 8),
    madeBy: 0x031e,
    folders: true,
    step: 0x4000,
  },
  '7-zip': {
    flags: (name) => (ascii(name) ? 0 : 0x800),
    method: (content) => (content.length === 0 ? 0 : 8),
    madeBy: 63,
    folders: true,
    step: 0x800,
  },
  jar: { flags: () => 0x800, method: () => 0, madeBy: 20, folders: false, step: 0 },
}

/** 2024-03-01 12:00:00 as DOS date and time. */
const TIME = (((2024 - 1980) << 25) | (3 << 21) | (1 << 16) | (12 << 11)) >>> 0

/** Packs files into a zip. See the head of this file. */
export function zip(
  files: Readonly<Record<string, Content>> | ReadonlyMap<string, Content> | readonly ZipPart[],
  options: ZipOptions = {},
): Uint8Array {
  const habits = HABITS[options.like ?? 'oic']
  const parts = habits.folders ? withFolders(partsOf(files)) : partsOf(files)
  const prefix = options.prefix ?? new Uint8Array()
  const base = options.absoluteOffsets ? prefix.length : 0
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let position = base
  for (const [index, part] of parts.entries()) {
    const content = bytesOf(part.content)
    const method = part.method ?? (part.name.endsWith('/') ? 0 : habits.method(content))
    const compressed = part.compressed ?? (method === 8 ? deflateRawSync(content) : content)
    const flags = part.flags ?? (part.name.endsWith('/') ? habits.flags(part.name) & ~8 : habits.flags(part.name))
    const crc = part.crc32 ?? crc32(content)
    const modified = part.modified ?? TIME + index * habits.step
    const size = part.declaredSize ?? content.length
    const compressedSize = part.declaredCompressedSize ?? compressed.length
    const name = part.nameBytes ?? bytesOf(part.name)
    const localName = part.localName === undefined ? name : bytesOf(part.localName)
    const described = (flags & 8) !== 0
    const local = joined(
      u32(0x04034b50),
      u16(20, flags, method),
      u32(modified, described ? 0 : crc, described ? 0 : compressedSize, described ? 0 : size),
      u16(localName.length, 0),
      localName,
      compressed,
      described ? u32(0x08074b50, crc, compressed.length, content.length) : new Uint8Array(),
    )
    const offset = part.localOffset ?? position
    const zip64 = options.zip64 === true
    const extra = joined(
      zip64 ? joined(u16(1, 24), u64(size), u64(compressedSize), u64(offset)) : new Uint8Array(),
      part.extra ?? new Uint8Array(),
    )
    directory.push(
      joined(
        u32(0x02014b50),
        u16(part.madeBy ?? habits.madeBy, 20, flags, method),
        u32(modified, crc, zip64 ? 0xffffffff : compressedSize, zip64 ? 0xffffffff : size),
        u16(name.length, extra.length, 0, 0, 0),
        u32(part.attributes ?? (part.name.endsWith('/') ? 0x10 : 0), zip64 ? 0xffffffff : offset),
        name,
        extra,
      ),
    )
    locals.push(local)
    position += local.length
  }
  const central = concat(directory)
  const count = options.declaredCount ?? parts.length
  const start = options.declaredDirectoryOffset ?? position
  const length = options.declaredDirectorySize ?? central.length
  const comment = bytesOf(options.comment ?? '')
  const disk = options.disk ?? 0
  const end64 = joined(
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count),
    u64(count),
    u64(length),
    u64(start),
    u32(0x07064b50, 0),
    u64(position + central.length),
    u32(1),
  )
  const end = options.zip64
    ? joined(u32(0x06054b50), u16(0, 0, 0xffff, 0xffff), u32(0xffffffff, 0xffffffff), u16(comment.length), comment)
    : joined(u32(0x06054b50), u16(disk, disk, count, count), u32(length, start), u16(comment.length), comment)
  return joined(prefix, concat(locals), central, options.zip64 ? end64 : new Uint8Array(), end)
}

/** The files below `fixtures/<name>/`, path to bytes, sorted by path. */
export function tree(name: string): Record<string, Uint8Array> {
  const root = join(fileURLToPath(new URL('../../fixtures/', import.meta.url)), name)
  const files: Record<string, Uint8Array> = Object.create(null)
  const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).sort()
  for (const path of paths) {
    const relative = path.slice(join(root, 'x').length - 1)
    files[relative.split(sep).join('/')] = new Uint8Array(readFileSync(path))
  }
  return files
}

export function withoutFirst(bytes: Uint8Array, count: number): Uint8Array {
  return bytes.slice(count)
}

export function withoutLast(bytes: Uint8Array, count: number): Uint8Array {
  return bytes.slice(0, Math.max(0, bytes.length - count))
}

/** Written here again, so that the tests do not take the checksum from what they test. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

function partsOf(
  files: Readonly<Record<string, Content>> | ReadonlyMap<string, Content> | readonly ZipPart[],
): readonly ZipPart[] {
  if (Array.isArray(files)) return files
  const pairs = files instanceof Map ? [...files] : Object.entries(files as Readonly<Record<string, Content>>)
  return pairs.map(([name, content]) => ({ name, content }))
}

/** Every folder before the first file in it, as those tools write them that walk a folder on disk. */
function withFolders(parts: readonly ZipPart[]): readonly ZipPart[] {
  const seen = new Set<string>(parts.map((part) => part.name))
  const result: ZipPart[] = []
  for (const part of parts) {
    const segments = part.name.split('/')
    for (let depth = 1; depth < segments.length; depth++) {
      const folder = `${segments.slice(0, depth).join('/')}/`
      if (seen.has(folder)) continue
      seen.add(folder)
      result.push({ name: folder, content: '' })
    }
    result.push(part)
  }
  return result
}

const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

const joined = (...chunks: readonly Uint8Array[]): Uint8Array => concat(chunks)

/** Takes a list, since a call bears only so many arguments. */
function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0))
  let position = 0
  for (const chunk of chunks) {
    result.set(chunk, position)
    position += chunk.length
  }
  return result
}

function numbers(width: number, values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(width * values.length)
  for (const [index, value] of values.entries()) {
    let rest = value
    for (let at = 0; at < width; at++) {
      bytes[index * width + at] = rest % 256
      rest = Math.floor(rest / 256)
    }
  }
  return bytes
}

const u16 = (...values: readonly number[]): Uint8Array => numbers(2, values)
const u32 = (...values: readonly number[]): Uint8Array => numbers(4, values)
const u64 = (...values: readonly number[]): Uint8Array => numbers(8, values)
