import { wholeHash } from '../base/short-hash.js'

/** Content up to so many bytes is hashed here: the platform's own means are asked in another thread, which takes longer. */
const LITTLE = 8 * 1024

/** SHA-256 in hexadecimal, of much content by the web platform's own means where it has them: a page that came by plain http has none. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  // A copy: `digest` takes no view of shared memory, which a `Uint8Array` may be.
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content)
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined || bytes.length <= LITTLE) return wholeHash(bytes)
  const digest = await subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
