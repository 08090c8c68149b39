import { createBudget, withLimits } from '../archive/index.js'
import type { EntrySource } from '../archive/types.js'
import { decodeText } from '../base/decode.js'
import { IarkitError } from '../base/errors.js'
import { LineIndex, normaliseNewlines } from '../base/location.js'
import { decodeBase64 } from '../formats/base64.js'
import { encodedKeyOffset, isZip, type KeyMaterial, keyMaterialOf, privateKeyOffset } from './key-material.js'

/** Key material in a file. */
export interface HiddenKey {
  readonly what: KeyMaterial | 'a private key (PEM in base64)'
  /** Path in the zip that the file is; `a.zip!/b` where it is nested further; empty for the file itself. */
  readonly inside: string
  /** 1-based, of a key that stands in a text; null where the file is the key. */
  readonly line: number | null
  readonly column: number | null
}

/** Zips within a file are small: wallets, libraries, process automation. What is beyond is passed over. */
const LIMITS = withLimits({
  maxArchiveSize: 32 * 1024 * 1024,
  maxEntries: 2000,
  maxEntrySize: 8 * 1024 * 1024,
  maxTotalSize: 64 * 1024 * 1024,
  maxNesting: 3,
})

type Charge = (path: string, source: EntrySource) => void

/** The key material in a file's bytes, in the files of the zip that it is, and so on. Never throws for bad content. */
export async function hiddenKeys(bytes: Uint8Array): Promise<readonly HiddenKey[]> {
  const found: HiddenKey[] = []
  const budget = createBudget(LIMITS)
  await search(bytes, '', 0, (path, source) => budget.charge(path, source), found)
  return found
}

async function search(
  bytes: Uint8Array,
  inside: string,
  depth: number,
  charge: Charge,
  found: HiddenKey[],
): Promise<void> {
  const known = found.length
  const packed = isZip(bytes)
  // The files of a library's jar are stored as they are: only in the files themselves has a key its line.
  if (packed && depth < LIMITS.maxNesting) await searchZip(bytes, inside, depth, charge, found)
  const key = found.length > known ? null : keyIn(bytes)
  if (key !== null) found.push({ what: key.what, inside, ...positionOf(bytes, packed ? null : key.offset) })
}

async function searchZip(
  bytes: Uint8Array,
  inside: string,
  depth: number,
  charge: Charge,
  found: HiddenKey[],
): Promise<void> {
  try {
    const { openWithJszip } = await import('../archive/jszip-source.js')
    const source = await openWithJszip(bytes, LIMITS)
    charge(inside, source)
    for (const { name } of source.entries) {
      const path = inside === '' ? name : `${inside}!/${name}`
      await search(await source.bytes(name, LIMITS.maxEntrySize), path, depth + 1, charge, found)
    }
  } catch (error) {
    // A damaged zip, or one that is too large to be a wallet: what was found before stays.
    if (!(error instanceof IarkitError)) throw error
  }
}

function positionOf(bytes: Uint8Array, offset: number | null): Pick<HiddenKey, 'line' | 'column'> {
  if (offset === null) return { line: null, column: null }
  const before = normaliseNewlines(decodeText(bytes.subarray(0, offset), 'text').text)
  return new LineIndex(before).position(before.length)
}

function keyIn(bytes: Uint8Array): { what: HiddenKey['what']; offset: number | null } | null {
  const pem = privateKeyOffset(bytes)
  if (pem !== -1) return { what: 'a private key (PEM)', offset: pem }
  const what = keyMaterialOf(bytes)
  if (what !== null) return { what, offset: null }
  const encoded = encodedKeyOffset(bytes, decodeBase64)
  return encoded === -1 ? null : { what: 'a private key (PEM in base64)', offset: encoded }
}
