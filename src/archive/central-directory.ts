import { IarkitError } from '../base/errors.js'
import { readEndRecord, truncated, uint64, viewOf } from './end-record.js'
import { checkArchiveSize, checkEntryCount, checkEntrySize, checkTotalSize } from './limits.js'
import { decodeName, duplicateEntry, nameKey, safeName, shown } from './names.js'
import type { EntryInfo, Limits, ZipEntryFacts, ZipFacts } from './types.js'

/** One file of a zip, with the place of its compressed data. */
export interface DirectoryEntry extends EntryInfo {
  readonly size: number
  readonly compressedSize: number
  readonly zip: ZipEntryFacts
  /** Offset of the compressed data in the zip's bytes. */
  readonly dataOffset: number
}

/** A zip's table of contents, checked. */
export interface CentralDirectory {
  /** Files in the order of the directory. */
  readonly entries: readonly DirectoryEntry[]
  /** Names of the folders that are entries of their own, ending in `/`. */
  readonly directories: readonly string[]
  readonly zip: ZipFacts
}

/** A record as it stands in the directory, before its local header was looked at. */
interface DirectoryRecord {
  readonly name: string
  readonly rawName: Uint8Array
  readonly size: number
  readonly compressedSize: number
  /** Offset of the local header in the zip's bytes. */
  readonly localOffset: number
  readonly zip: ZipEntryFacts
}

const RECORD = 0x02014b50
const RECORD_LENGTH = 46
const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_LENGTH = 30
const ENCRYPTED = 0x1
/** What a 32-bit field holds whose value stands in the zip64 field. */
const MAXED = 0xffffffff
const METHODS: ReadonlySet<number> = new Set([0, 8])

/**
 * Reads the directory of a zip and refuses, before anything is inflated, what is not safe to read.
 * @throws IarkitError `not-an-archive`, `truncated`, `duplicate-entry`, `path-traversal`, `encrypted`,
 * `unsupported-compression`, `limit-archive-size`, `limit-entries`, `limit-entry-size`, `limit-total-size`
 */
export function readCentralDirectory(bytes: Uint8Array, limits: Limits): CentralDirectory {
  checkArchiveSize(bytes.length, limits)
  const end = readEndRecord(bytes)
  checkEntryCount(end.count, limits)
  if (end.count * RECORD_LENGTH > end.directoryEnd - end.directoryStart)
    throw truncated(`its directory is too short for ${end.count} entries`)
  const view = viewOf(bytes)
  const records: DirectoryRecord[] = []
  const names = new Set<string>()
  let total = 0
  let at = end.directoryStart
  while (at < end.directoryEnd) {
    // The count of the end record may be a lie, or have wrapped at 65,536.
    checkEntryCount(records.length + 1, limits)
    const { record, next } = readRecord(bytes, view, at, end.directoryEnd, end.shift)
    const key = nameKey(record.name)
    if (names.has(key)) throw duplicateEntry(record.name)
    names.add(key)
    checkEntrySize(record.name, record.size, limits)
    total += record.size
    records.push(record)
    at = next
  }
  if (records.length !== end.count)
    throw truncated(`its directory lists ${records.length} entries, its end record counts ${end.count}`)
  checkTotalSize(total, limits)
  const dataOffsets = readLocalHeaders(bytes, view, records, end.directoryStart)
  const first = records.reduce((least, record) => Math.min(least, record.localOffset), end.directoryStart)
  return {
    entries: records.flatMap((record, index) => (isFolder(record) ? [] : [entryOf(record, dataOffsets[index] ?? 0)])),
    directories: records.filter(isFolder).map((record) => record.name),
    zip: { comment: end.comment, prefixLength: first },
  }
}

const isFolder = (record: DirectoryRecord): boolean => record.name.endsWith('/')

function entryOf(record: DirectoryRecord, dataOffset: number): DirectoryEntry {
  const { name, size, compressedSize, zip } = record
  return { name, size, compressedSize, zip, dataOffset }
}

function readRecord(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  shift: number,
): { readonly record: DirectoryRecord; readonly next: number } {
  if (at + RECORD_LENGTH > end || view.getUint32(at, true) !== RECORD) throw truncated('its directory is damaged')
  const nameEnd = at + RECORD_LENGTH + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  const next = extraEnd + view.getUint16(at + 32, true)
  if (next > end) throw truncated('its directory is damaged')
  const rawName = bytes.subarray(at + RECORD_LENGTH, nameEnd)
  if (rawName.length === 0) throw truncated('an entry has no name')
  const name = safeName(decodeName(rawName))
  const zip: ZipEntryFacts = {
    madeBy: view.getUint16(at + 4, true),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    modified: view.getUint32(at + 12, true),
    crc32: view.getUint32(at + 16, true),
  }
  checkReadable(name, zip.flags, zip.method)
  const sizes = largeValues(view, name, nameEnd, extraEnd, {
    size: view.getUint32(at + 24, true),
    compressedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  })
  const { size, compressedSize } = sizes
  return { record: { name, rawName, size, compressedSize, localOffset: sizes.offset + shift, zip }, next }
}

interface Sizes {
  readonly size: number
  readonly compressedSize: number
  readonly offset: number
}

/** Takes those values from the zip64 field that do not fit into 32 bits. */
function largeValues(view: DataView, name: string, start: number, end: number, small: Sizes): Sizes {
  const { size: bytes, compressedSize, offset } = small
  const maxed = Number(bytes === MAXED) + Number(compressedSize === MAXED) + Number(offset === MAXED)
  if (maxed === 0) return small
  for (let at = start; at + 4 <= end; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1 && fieldEnd <= end && fieldEnd - at - 4 >= maxed * 8) {
      let valueAt = at + 4
      const large = (value: number): number => {
        if (value !== MAXED) return value
        valueAt += 8
        return uint64(view, valueAt - 8)
      }
      // The order of the three is fixed by the format; those that fit are left out.
      return { size: large(small.size), compressedSize: large(small.compressedSize), offset: large(small.offset) }
    }
    at = fieldEnd
  }
  throw truncated(`the entry ${shown(name)} lacks its zip64 sizes`, name)
}

function checkReadable(name: string, flags: number, method: number): void {
  if ((flags & ENCRYPTED) !== 0) {
    const message = `The entry ${shown(name)} is encrypted; OIC exports no such archive.`
    throw new IarkitError('encrypted', message, { entry: name })
  }
  if (!METHODS.has(method)) {
    const message = `The entry ${shown(name)} is packed with method ${method}; only stored (0) and deflated (8) can be read.`
    throw new IarkitError('unsupported-compression', message, { entry: name })
  }
}

/** Checks every local header against its record, and that no two entries share bytes. Gives the offsets of the data. */
function readLocalHeaders(
  bytes: Uint8Array,
  view: DataView,
  records: readonly DirectoryRecord[],
  directoryStart: number,
): readonly number[] {
  const offsets = records.map((record) => readLocalHeader(bytes, view, record, directoryStart))
  const order = [...records.keys()].sort((a, b) => (records[a]?.localOffset ?? 0) - (records[b]?.localOffset ?? 0))
  let free = 0
  for (const index of order) {
    const record = records[index]
    if (record === undefined) continue
    if (record.localOffset < free) throw truncated(`the entry ${shown(record.name)} overlaps another one`, record.name)
    free = (offsets[index] ?? 0) + record.compressedSize
  }
  return offsets
}

function readLocalHeader(bytes: Uint8Array, view: DataView, record: DirectoryRecord, directoryStart: number): number {
  const { name, localOffset: at } = record
  if (at + LOCAL_HEADER_LENGTH > directoryStart || view.getUint32(at, true) !== LOCAL_HEADER)
    throw truncated(`the entry ${shown(name)} is not where the directory says`, name)
  const nameEnd = at + LOCAL_HEADER_LENGTH + view.getUint16(at + 26, true)
  const dataOffset = nameEnd + view.getUint16(at + 28, true)
  if (dataOffset + record.compressedSize > directoryStart)
    throw truncated(`the entry ${shown(name)} goes beyond the end of the entries`, name)
  checkReadable(name, view.getUint16(at + 6, true), view.getUint16(at + 8, true))
  const localName = bytes.subarray(at + LOCAL_HEADER_LENGTH, nameEnd)
  if (!sameName(localName, record.rawName)) {
    safeName(decodeName(localName))
    throw truncated(`the entry ${shown(name)} has another name in its own header`, name)
  }
  if (view.getUint16(at + 8, true) !== record.zip.method)
    throw truncated(`the entry ${shown(name)} has another compression method in its own header`, name)
  return dataOffset
}

/** Some packers on Windows write `\` in one of the two places only. */
function sameName(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at] && slashed(a[at]) !== slashed(b[at])) return false
  }
  return true
}

const slashed = (byte: number | undefined): number | undefined => (byte === 0x5c ? 0x2f : byte)
