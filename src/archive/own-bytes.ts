/**
 * Bytes as a `Uint8Array` of this realm, without a copy: those of a frame, a `vm` context or jsdom are of another class,
 * which libraries refuse. Null for anything else.
 */
export function ownBytes(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value
  if (Object.prototype.toString.call(value) !== '[object Uint8Array]' || !ArrayBuffer.isView(value)) return null
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
