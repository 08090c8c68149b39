/** Kinds of key material that bytes give away. */
export type KeyMaterial =
  | 'a private key (PEM)'
  | 'a private key (DER)'
  | 'a private key (PuTTY)'
  | 'a Java keystore'
  | 'a PKCS#12 keystore'
  | 'an Oracle wallet'

const JKS: readonly number[] = [0xfe, 0xed, 0xfe, 0xed]
const JCEKS: readonly number[] = [0xce, 0xce, 0xce, 0xce]
const ZIP: readonly number[] = [0x50, 0x4b, 0x03, 0x04]

/** Auto-login wallets: cwallet.sso, and those bound to one machine. */
const WALLET: readonly number[] = [0xa1, 0xf8, 0x4e]

/** What bytes are, by their first ones; null where they are no key material. A PEM block may stand anywhere: {@link privateKeyOffset}. */
export function keyMaterialOf(bytes: Uint8Array): KeyMaterial | null {
  if (startsWith(bytes, JKS) || startsWith(bytes, JCEKS)) return holdsOnlyCertificates(bytes) ? null : 'a Java keystore'
  if (startsWith(bytes, WALLET) && (bytes[3] ?? 0) >= 0x36 && (bytes[3] ?? 0) <= 0x38) return 'an Oracle wallet'
  const der = derKind(bytes)
  if (der !== null) return der
  return indexOfAscii(bytes, 'PuTTY-User-Key-File-', 0, 256) === -1 ? null : 'a private key (PuTTY)'
}

/** Whether bytes are a zip, whose files are to be looked at. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, ZIP)
}

const BEGIN = '-----BEGIN '

/** Longest label of a PEM block: `ENCRYPTED PRIVATE KEY`, `PGP PRIVATE KEY BLOCK`. */
const MAX_LABEL = 40

/**
 * Offset at which a PEM block of a private key starts; -1 where there is none. A marker without a key behind it (a
 * script that builds PEM) is none.
 */
export function privateKeyOffset(bytes: Uint8Array, from = 0): number {
  for (let at = indexOfAscii(bytes, BEGIN, from); at !== -1; at = indexOfAscii(bytes, BEGIN, at + BEGIN.length)) {
    const label = ascii(bytes.subarray(at + BEGIN.length, at + BEGIN.length + MAX_LABEL))
    const end = label.indexOf('-----')
    if (end === -1 || !label.slice(0, end).includes('PRIVATE KEY')) continue
    const behind = ascii(bytes.subarray(at + BEGIN.length + end + 5, at + BEGIN.length + end + 5 + 400))
    if (holdsKey(behind)) return at
  }
  return -1
}

/** How a PEM block starts when packed in base64. */
const ENCODED_BEGIN = 'LS0tLS1CRUdJTi'

/** Offset at which a private key's PEM block stands in base64; -1 where there is none. */
export function encodedKeyOffset(bytes: Uint8Array, decode: (text: string) => Uint8Array): number {
  for (
    let at = indexOfAscii(bytes, ENCODED_BEGIN);
    at !== -1;
    at = indexOfAscii(bytes, ENCODED_BEGIN, at + ENCODED_BEGIN.length)
  ) {
    const decoded = decode(ascii(bytes.subarray(at, at + 320)).replace(/[^A-Za-z0-9+/\s].*$/s, ''))
    if (privateKeyOffset(decoded) !== -1) return at
  }
  return -1
}

/**
 * At least a line of base64, behind headers such as `Proc-Type`, with real or escaped line ends. Code that reads or builds
 * PEM has its own signs, or the end of the block, before the next long word.
 */
function holdsKey(text: string): boolean {
  return /^(?:&(?:amp;)?(?:#x?[0-9a-fA-F]{1,4}|quot|apos);|(?!-----)[^;{}<>=|])*?[A-Za-z0-9+/]{40}/.test(text)
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

/** Offset of an ASCII text in bytes; -1 where it is not there. */
export function indexOfAscii(bytes: Uint8Array, text: string, from = 0, to = bytes.length): number {
  const last = text.length - 1
  const skip = skips(text)
  // Horspool's search: every file of an archive is looked through, and most steps pass over the whole length.
  const end = Math.min(to, bytes.length)
  for (let at = from + last; at < end; at += skip[bytes[at] ?? 0] ?? 1) {
    let same = 0
    while (same <= last && bytes[at - same] === text.charCodeAt(last - same)) same++
    if (same > last) return at - last
  }
  return -1
}

const knownSkips = new Map<string, Uint8Array>()

/** How far the search may go on from each byte that stands where the text's last character would. */
function skips(text: string): Uint8Array {
  const known = knownSkips.get(text)
  if (known !== undefined) return known
  const skip = new Uint8Array(256).fill(text.length)
  for (let at = 0; at < text.length - 1; at++) skip[text.charCodeAt(at)] = text.length - 1 - at
  knownSkips.set(text, skip)
  return skip
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

/** The start of a DER structure: tags and lengths up to what tells PKCS#12, PKCS#8 and PKCS#1 apart. */
function derKind(bytes: Uint8Array): KeyMaterial | null {
  const outer = derHeader(bytes, 0)
  if (outer === null || outer.tag !== 0x30) return null
  const version = derHeader(bytes, outer.content)
  if (version === null) return null
  if (version.tag === 0x30) return hasOid(bytes, version.content, PBES2) ? 'a private key (DER)' : null
  if (version.tag !== 0x02 || version.length !== 1) return null
  const number = bytes[version.content] ?? 0xff
  const next = derHeader(bytes, version.content + 1)
  if (next === null) return null
  if (number === 3 && next.tag === 0x30)
    return hasOid(bytes, next.content, PKCS7) && holdsKeyBag(bytes) ? 'a PKCS#12 keystore' : null
  if (number !== 0 && number !== 1) return null
  if (next.tag === 0x30) return KEY_OIDS.some((oid) => hasOid(bytes, next.content, oid)) ? 'a private key (DER)' : null
  // PKCS#1: version, then the modulus of the key, of 512 bits at least. SEC 1: version 1, then 32 bytes or more.
  if (next.tag === 0x02 && number === 0) return next.length >= 64 ? 'a private key (DER)' : null
  return next.tag === 0x04 && number === 1 && next.length >= 24 && next.length <= 66 ? 'a private key (DER)' : null
}

const PKCS7: readonly number[] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07]
const PBES2: readonly number[] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05]
const KEY_OIDS: readonly (readonly number[])[] = [
  [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01],
  [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  [0x06, 0x03, 0x2b, 0x65],
]

/** OIDs of the bags that keys lie in, up to the last byte: 1 for a key, 2 for one under a password. */
const KEY_BAG: readonly number[] = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01]

/**
 * Whether a PKCS#12 holds a key. Its programs (keytool, OpenSSL, Windows) encrypt certificates and wrap keys in bags of
 * their own that stand in the open; one without is a trust store, as Java writes them since version 9.
 */
function holdsKeyBag(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x06); at !== -1; at = bytes.indexOf(0x06, at + 1)) {
    const kind = bytes[at + KEY_BAG.length]
    if ((kind === 1 || kind === 2) && hasOid(bytes, at, KEY_BAG)) return true
  }
  return false
}

function hasOid(bytes: Uint8Array, at: number, oid: readonly number[]): boolean {
  return oid.every((byte, index) => bytes[at + index] === byte)
}

function derHeader(bytes: Uint8Array, at: number): { tag: number; length: number; content: number } | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  if (first < 0x80) return { tag, length: first, content: at + 2 }
  const count = first & 0x7f
  if (count > 4) return null
  let length = 0
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  return { tag, length, content: at + 2 + count }
}

/** Most entries of a keystore that are walked. */
const MAX_ENTRIES = 10_000

/** A Java keystore all of whose entries could be read and are certificates is a trust store: nothing secret. */
function holdsOnlyCertificates(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12) return false
  const count = view.getUint32(8)
  if (count === 0 || count > MAX_ENTRIES) return false
  let at = 12
  const skipText = () => {
    at += at + 2 <= bytes.length ? 2 + view.getUint16(at) : 2
  }
  for (let entry = 0; entry < count; entry++) {
    if (at + 4 > bytes.length || view.getUint32(at) !== 2) return false
    at += 4
    skipText()
    at += 8
    skipText()
    if (at + 4 > bytes.length) return false
    at += 4 + view.getUint32(at)
    if (at > bytes.length) return false
  }
  return true
}
