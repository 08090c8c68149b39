import { decodeText, type TextHint } from '../base/decode.js'
import { lookupDelimiter } from '../base/lookup-head.js'
import { isJunk } from './roles.js'
import type { FoundRoot } from './roots.js'
import type { EntrySource, RootKind } from './types.js'

/** What a file is when it is looked at by itself: a lookup as CSV, a lookup as OIC stores it, or neither. */
export type LoneFile = 'lookup-csv' | 'lookup' | null

/** How many bytes of a file are looked at. */
export const SNIFFED = 4096

/** Tells a lookup by the beginning of its content, whatever its name. */
export function sniffLookup(bytes: Uint8Array): LoneFile {
  if (lookupDelimiter(headOf(bytes, 'text')) !== null) return 'lookup-csv'
  const head = headOf(bytes, 'xml')
  if (head.trimStart().startsWith('<') && /<(?:[\w.-]{1,40}:)?dvm[\s>]/.test(head)) return 'lookup'
  return null
}

/**
 * Finds lookups and libraries that travel alone, where names tell of no other root:
 * `.csv` and `.dvm` files that are lookups, and a library's `.js` files or its `.jar` with the metadata beside it.
 * @throws IarkitError as `EntrySource.bytes`
 */
export async function findLoneRoots(source: EntrySource, limit: number): Promise<readonly FoundRoot[]> {
  const names = source.entries.map((entry) => entry.name).filter((name) => !isJunk(name))
  if (await isLibrary(source, names, limit)) return [loneRoot('library', '')]
  const roots: FoundRoot[] = []
  for (const name of names) {
    if (!/\.(?:csv|dvm)$/i.test(name)) continue
    if (sniffLookup(await source.bytes(name, limit)) !== null) roots.push(loneRoot('lookup', name))
  }
  return roots
}

/** A library is nothing but scripts and what OIC puts beside them; a zip of some web page is none. */
async function isLibrary(source: EntrySource, names: readonly string[], limit: number): Promise<boolean> {
  const only = (pattern: RegExp): readonly string[] => names.filter((name) => pattern.test(name))
  const known = only(/(?:\.(?:js|jar|xml|properties)|(?:^|\/)META-INF\/[^/]+)$/i)
  if (names.length === 0 || known.length !== names.length) return false
  if (only(/\.js$/i).length > 0) return true
  if (only(/\.jar$/i).length === 0) return false
  for (const name of only(/\.xml$/i)) {
    const head = headOf(await source.bytes(name, limit), 'xml')
    if (/<(?:[\w.-]{1,40}:)?api-library[\s>]/.test(head)) return true
  }
  return false
}

/** A lookup's prefix is its whole name: one file, one root. */
function loneRoot(kind: RootKind, prefix: string): FoundRoot {
  return { kind, prefix, lost: '' }
}

/** Decoded as the whole file is when it is read. */
function headOf(bytes: Uint8Array, hint: TextHint): string {
  return decodeText(bytes.subarray(0, SNIFFED), hint).text
}
