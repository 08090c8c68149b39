/** SHA-256 in hexadecimal, by the web platform's own means. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  // A copy: `digest` takes no view of shared memory, which a `Uint8Array` may be.
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content)
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
