/**
 * Edits that OIC or a person makes to an archive, made by program on its files. Each takes path to text or bytes and
 * gives the same, changed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import JSZip from 'jszip'
import { type Archive, readArchive } from '../../src/model/index.js'
import { type Packer, zip } from './zip.js'

export type Files = Readonly<Record<string, Uint8Array>>

const corpus = process.env['IARKIT_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url))

/** Paths of the corpus' single integrations and projects; none where there is no corpus. */
export function corpusArchives(): string[] {
  if (!existsSync(corpus)) return []
  const names = readdirSync(corpus).filter((name) => name.endsWith('.iar') || name.endsWith('.car'))
  return names.sort().map((name) => join(corpus, name))
}

/** The files of a zip on disk. */
export async function filesOf(path: string): Promise<Files> {
  const opened = await JSZip.loadAsync(readFileSync(path))
  const files: Record<string, Uint8Array> = {}
  for (const entry of Object.values(opened.files)) {
    if (!entry.dir) files[entry.name] = await entry.async('uint8array')
  }
  return files
}

const read = new WeakMap<Files, Promise<Archive>>()

/** Reads files as one archive; the same files once. */
export async function archiveOf(files: Files, like: Packer = 'oic'): Promise<Archive> {
  const known = read.get(files)
  if (known !== undefined && like === 'oic') return known
  const archive = readArchive(zip(files, { like }), { name: 'edited.iar' })
  if (like === 'oic') read.set(files, archive)
  return archive
}

/** One file's text changed. Every file counts as Latin-1, so that no byte is lost. */
export function edited(files: Files, path: string, edit: (text: string) => string): Files {
  const bytes = files[path]
  if (bytes === undefined) throw new Error(`no ${path}`)
  return { ...files, [path]: Buffer.from(edit(Buffer.from(bytes).toString('latin1')), 'latin1') }
}

/** Every path, and every text file's text, changed. */
function everywhere(files: Files, edit: (text: string) => string): Files {
  const changed = Object.entries(files).map(([path, bytes]): [string, Uint8Array] => {
    const isText = /\.(?:xml|xsl|json|properties|jca|wsdl|xsd)$/.test(path)
    return [edit(path), isText ? Buffer.from(edit(Buffer.from(bytes).toString('latin1')), 'latin1') : bytes]
  })
  return Object.fromEntries(changed)
}

/** All that OIC numbers: processors, applications, resource groups, message contexts, steps, elements of mappers. */
export function renumbered(files: Files): Files {
  const NUMBERED =
    /\b(application|processor|inbound|outbound|input|output|resourcegroup|resource|messagecontext)_(\d+)\b/g
  const all = everywhere(files, (text) =>
    text
      .replace(NUMBERED, (_, element: string, number: string) => `${element}_${Number(number) + 1700}`)
      .replace(/xml:id="id_(\d+)"/g, (_, number: string) => `xml:id="id_${Number(number) + 5000}"`),
  )
  return Object.fromEntries(
    Object.entries(all).map(([path, bytes]): [string, Uint8Array] => {
      if (!path.endsWith('/project.xml')) return [path, bytes]
      const text = Buffer.from(bytes).toString('latin1')
      const steps = text.replace(
        / id="([a-z]+)(\d+)"/g,
        (_, kind: string, n: string) => ` id="${kind}${Number(n) + 31}"`,
      )
      return [path, Buffer.from(steps, 'latin1')]
    }),
  )
}

/** Other prefixes for every namespace of the XML files, in their names and in what refers to them. */
export function reprefixed(files: Files): Files {
  const changed = Object.entries(files).map(([path, bytes]): [string, Uint8Array] => {
    if (!/\.(?:xsl|xsd|wsdl|xml)$/.test(path)) return [path, bytes]
    const text = Buffer.from(bytes).toString('latin1')
    const declared = [...text.matchAll(/\bxmlns:([\w.-]+)\s*=/g)].map(([, prefix = '']) => prefix)
    const others = new Map(
      [...new Set(declared)].filter((prefix) => prefix !== 'xml').map((prefix, at) => [prefix, `other${at}`]),
    )
    const other = (prefix: string) => others.get(prefix) ?? prefix
    const edited = text
      .replace(/\bxmlns:([\w.-]+)(?=\s*=)/g, (_, prefix: string) => `xmlns:${other(prefix)}`)
      .replace(/(?<![\w.:-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])/g, (_, prefix: string) => `${other(prefix)}:`)
      .replace(
        /-prefixes="([^"]*)"/g,
        (_, prefixes: string) => `-prefixes="${prefixes.split(/\s+/).map(other).join(' ')}"`,
      )
    return [path, Buffer.from(edited, 'latin1')]
  })
  return Object.fromEntries(changed)
}

/** Other names for the mappers' files. */
export function mappersRenamed(files: Files): Files {
  return everywhere(files, (text) =>
    text.replace(
      /\b(req|resp)_([0-9a-f]{32})\b/g,
      (_, kind: string, hex: string) => `${kind}_${[...hex].reverse().join('')}`,
    ),
  )
}

/** Hash, validity, state, release and audit data, as another export has them. */
export function exportedAnew(files: Files): Files {
  return everywhere(files, (text) =>
    text
      .replace(/^(mod|validity|CAV|project_persisted_state|lastUpdatedICSVersion)=.*$/gm, '$1=0a1b2c')
      .replace(/"(mod|validity|persistedState|lastUpdatedICSVersion)"\s*:\s*"[^"]*"/g, '"$1":"0a1b2c"')
      .replace(/<((?:\w+:)?(?:createdBy|lastUpdatedBy|lastUpdatedDate|creationDate))>[^<]*</g, '<$1>somebody else<'),
  )
}

/** Paths of one kind, in order. */
export function pathsOf(files: Files, pattern: RegExp): string[] {
  return Object.keys(files)
    .filter((path) => pattern.test(path))
    .sort()
}
