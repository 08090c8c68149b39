const PAD = 0x3d

/** Six bits for each character; -1 for white space, -2 for what does not belong. The URL alphabet counts too. */
const SEXTETS = sextets()

function sextets(): Int8Array {
  const table = new Int8Array(128).fill(-2)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let at = 0; at < alphabet.length; at++) table[alphabet.charCodeAt(at)] = at
  table['-'.charCodeAt(0)] = 62
  table['_'.charCodeAt(0)] = 63
  for (const blank of ' \t\n\r\f') table[blank.charCodeAt(0)] = -1
  return table
}

function sextet(code: number): number {
  return SEXTETS[code] ?? -2
}

/** What a base64 text decodes to, without decoding it. */
export interface Base64Facts {
  /** Length of the decoded content in bytes. */
  readonly size: number
  /** False where characters stand in it that do not belong, or its end is cut off. */
  readonly valid: boolean
}

/** Measures a base64 text. White space anywhere is fine; what does not belong is passed over. */
export function measureBase64(text: string): Base64Facts {
  let digits = 0
  let pads = 0
  let valid = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === PAD) {
      pads++
      continue
    }
    const value = sextet(code)
    if (value >= 0) {
      digits++
      // Padding ends the content.
      if (pads > 0) valid = false
    } else if (value === -2) valid = false
  }
  const rest = digits % 4
  if (rest === 1 || (pads > 0 && pads !== (4 - rest) % 4)) valid = false
  return { size: Math.floor((digits * 3) / 4), valid }
}

/** Decodes a base64 text as {@link measureBase64} measures it: as many bytes as it says. Never throws. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(measureBase64(text).size)
  let buffer = 0
  let bits = 0
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const value = sextet(text.charCodeAt(at))
    if (value < 0) continue
    buffer = ((buffer << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[length++] = (buffer >> bits) & 0xff
    }
  }
  return bytes
}
