import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'

/** Half of a SHA-256, as 32 hex digits. */
export function shortHash(text: string): string {
  return wholeHash(utf8ToBytes(text)).slice(0, 32)
}

/** A SHA-256 in hexadecimal; of much content the web platform's own is faster. */
export function wholeHash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}
