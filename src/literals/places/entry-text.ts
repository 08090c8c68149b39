import { decodeText, type TextHint } from '../../base/decode.js'
import { IarkitError } from '../../base/errors.js'
import type { Entry } from '../../model/index.js'

/**
 * Bytes of an entry; null where they cannot be read: the reader of the archive has said so, or the rule unsafe-archive
 * does.
 */
export async function entryBytes(entry: Entry): Promise<Uint8Array | null> {
  try {
    return await entry.bytes()
  } catch (error) {
    if (error instanceof IarkitError) return null
    throw error
  }
}

/** The text of an entry, line ends as `\n`, so that lines and columns are those of the rest of the library. */
export async function entryText(entry: Entry, hint: TextHint): Promise<string | null> {
  const bytes = await entryBytes(entry)
  return bytes === null ? null : decodeText(bytes, hint).text
}
