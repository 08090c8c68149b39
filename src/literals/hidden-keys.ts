import { createBudget, withLimits } from '../archive/index.js'
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

/** What a search for keys came to. */
export interface KeySearch {
  readonly found: readonly HiddenKey[]
  /** The first zip or file of one that could not be looked into; null where all could. */
  readonly unread: Unread | null
}

export interface Unread {
  /** As {@link HiddenKey.inside}. */
  readonly inside: string
  /** One sentence. */
  readonly why: string
}

/** Zips within a file are small: wallets, libraries, process automation, robots. What is beyond is not searched. */
const LIMITS = withLimits({
  maxArchiveSize: 32 * 1024 * 1024,
  maxEntries: 2000,
  maxEntrySize: 8 * 1024 * 1024,
  maxTotalSize: 64 * 1024 * 1024,
  maxNesting: 3,
})

/** The key material in a file's bytes, in the files of the zip that it is, and so on. Never throws for bad content. */
export async function hiddenKeys(bytes: Uint8Array): Promise<KeySearch> {
  const search = new Search()
  await search.file(bytes, '', 0)
  return search
}

class Search implements KeySearch {
  readonly found: HiddenKey[] = []
  unread: Unread | null = null
  readonly #budget = createBudget(LIMITS)

  async file(bytes: Uint8Array, inside: string, depth: number): Promise<void> {
    const known = this.found.length
    const packed = isZip(bytes)
    if (packed && depth < LIMITS.maxNesting) await this.#zip(bytes, inside, depth)
    else if (packed) this.#passOver(inside, `It is nested more than ${LIMITS.maxNesting} deep.`)
    const key = this.found.length > known ? null : keyIn(bytes)
    // The files of a library's jar are stored as they are: only in the files themselves has a key its line.
    if (key !== null) this.found.push({ what: key.what, inside, ...positionOf(bytes, packed ? null : key.offset) })
  }

  async #zip(bytes: Uint8Array, inside: string, depth: number): Promise<void> {
    const { openWithJszip } = await import('../archive/jszip-source.js')
    const source = await this.#readable(inside, async () => {
      const opened = await openWithJszip(bytes, LIMITS)
      this.#budget.charge(inside, opened)
      return opened
    })
    for (const { name } of source?.entries ?? []) {
      const path = inside === '' ? name : `${inside}!/${name}`
      const inner = await this.#readable(path, async () => source?.bytes(name, LIMITS.maxEntrySize) ?? null)
      if (inner !== null) await this.file(inner, path, depth + 1)
    }
  }

  /** Null for what is damaged, or too large to be a wallet: what else there is is searched. */
  async #readable<T>(inside: string, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof IarkitError)) throw error
      this.#passOver(inside, error.message)
      return null
    }
  }

  #passOver(inside: string, why: string): void {
    this.unread ??= { inside, why }
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
