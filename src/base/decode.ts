/** What a file is read as: decides which encoding is assumed where the bytes do not say. */
export type TextHint = 'xml' | 'text' | 'properties' | 'json'

/** A file's text, and how it was reached. */
export interface DecodedText {
  /** Without a byte-order mark; line ends as they were. */
  readonly text: string
  /** Label of the encoding that was used, in lower case: `utf-8`, `windows-1252`, `utf-16le` … */
  readonly encoding: string
  /** One sentence where the file is not in the encoding it should be in; null as a rule. */
  readonly fallback: string | null
}

/** How far into a file its XML declaration is looked for: a licence header may stand in front. */
const DECLARATION_WITHIN = 4096

const WINDOWS_1252 = 'windows-1252'

/**
 * Decodes one file: by byte-order mark, then by XML declaration, then as strict UTF-8, else as windows-1252, with a
 * sentence in `fallback`. Java properties without non-ASCII UTF-8 are Latin-1, as Java reads them. Never throws.
 */
export function decodeText(bytes: Uint8Array, hint: TextHint): DecodedText {
  const marked = byteOrderMark(bytes)
  if (marked !== null) return decodeMarked(bytes, marked)
  if (hint === 'properties') return decodeProperties(bytes)
  if (hint === 'xml' || hint === 'json') {
    const wide = unmarkedUtf16(bytes)
    if (wide !== null) return decodeMarked(bytes, wide)
  }
  const text = strict(bytes, 'utf-8')
  const declared = hint === 'xml' ? declaredEncoding(text ?? latin1(bytes.subarray(0, DECLARATION_WITHIN))) : null
  return declared === null ? asUtf8(text, bytes, 'not valid UTF-8') : decodeDeclared(text, bytes, declared)
}

type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be'

function byteOrderMark(bytes: Uint8Array): Unicode | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** XML and JSON start with an ASCII character, so a zero beside it tells UTF-16. */
function unmarkedUtf16(bytes: Uint8Array): Unicode | null {
  const starts = (byte: number | undefined) => byte === 0x3c || byte === 0x7b || byte === 0x5b
  if (starts(bytes[0]) && bytes[1] === 0 && bytes[2] !== 0) return 'utf-16le'
  if (bytes[0] === 0 && starts(bytes[1]) && bytes[2] === 0) return 'utf-16be'
  return null
}

function decodeMarked(bytes: Uint8Array, encoding: Unicode): DecodedText {
  const text = strict(bytes, encoding)
  if (text !== null) return { text, encoding, fallback: null }
  if (encoding === 'utf-8') return singleByte(bytes.subarray(3), 'marked as UTF-8 but not valid UTF-8')
  return {
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
    fallback: `The file is UTF-16 with broken characters; each was replaced by U+FFFD.`,
  }
}

/** Java reads properties as Latin-1, but editors save them as UTF-8: text that is valid UTF-8 beyond ASCII was meant so. */
function decodeProperties(bytes: Uint8Array): DecodedText {
  const text = strict(bytes, 'utf-8')
  // Only ASCII has a character for every byte of UTF-8: then it is Latin-1 as well.
  return text === null || text.length === bytes.length
    ? { text: text ?? latin1(bytes), encoding: 'iso-8859-1', fallback: null }
    : { text, encoding: 'utf-8', fallback: null }
}

/** @param text what the bytes say as UTF-8; null where they are none */
function decodeDeclared(text: string | null, bytes: Uint8Array, declared: string): DecodedText {
  const label = declared.toLowerCase()
  // The declaration was readable byte by byte, so that the file is not in UTF-16, whatever it says.
  if (
    label.startsWith('utf-16') ||
    label.startsWith('utf16') ||
    label.startsWith('ucs-2') ||
    label.startsWith('ucs2')
  ) {
    const read = asUtf8(text, bytes, '')
    return { ...read, fallback: `The file declares ${declared} but is not UTF-16; it was read as ${read.encoding}.` }
  }
  if (label === 'utf-8' || label === 'utf8' || label === 'us-ascii' || label === 'ascii')
    return asUtf8(text, bytes, `declared as ${declared} but not valid in it`)
  if (label === 'iso-8859-1' || label === 'latin1')
    return { text: latin1(bytes), encoding: 'iso-8859-1', fallback: null }
  if (WINDOWS_LABELS.has(label)) return { text: windows1252(bytes), encoding: WINDOWS_1252, fallback: null }
  const decoder = decoderFor(label)
  if (decoder === null) {
    const read = asUtf8(text, bytes, '')
    return { ...read, fallback: `The encoding ${declared} is not known; the file was read as ${read.encoding}.` }
  }
  return { text: decoder.decode(bytes), encoding: decoder.encoding, fallback: null }
}

function asUtf8(text: string | null, bytes: Uint8Array, complaint: string): DecodedText {
  return text === null ? singleByte(bytes, complaint) : { text, encoding: 'utf-8', fallback: null }
}

function singleByte(bytes: Uint8Array, complaint: string): DecodedText {
  return {
    text: windows1252(bytes),
    encoding: WINDOWS_1252,
    fallback: `The file is ${complaint}; it was read as windows-1252.`,
  }
}

/** Made once: an archive has hundreds of small files, and making a decoder takes longer than using it. */
const strictDecoders = new Map<Unicode, TextDecoder>()

function strictDecoder(encoding: Unicode): TextDecoder {
  const known = strictDecoders.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding, { fatal: true })
  strictDecoders.set(encoding, decoder)
  return decoder
}

/** The text, or null where the bytes are not valid in the encoding. */
function strict(bytes: Uint8Array, encoding: Unicode): string | null {
  try {
    return strictDecoder(encoding).decode(bytes)
  } catch {
    // A fatal decoder has no other way to say no.
    return null
  }
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    // The constructor throws for labels that the platform does not know.
    return null
  }
}

/** The `encoding` of the XML declaration, cut to a label's length; null where there is none. */
function declaredEncoding(text: string): string | null {
  const head = text.slice(0, DECLARATION_WITHIN)
  const start = head.indexOf('<?xml ')
  if (start === -1) return null
  const declaration = head.slice(start, head.indexOf('?>', start) + 1 || start + 200)
  return /\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/.exec(declaration)?.[1] ?? null
}

/** ISO-8859-1 as Java reads it: byte for code point. (`TextDecoder` takes the label for windows-1252.) */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return parts.join('')
}

const WINDOWS_LABELS: ReadonlySet<string> = new Set([WINDOWS_1252, 'cp1252', 'x-cp1252', 'ansi'])

/** What windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f; five places are empty and stay controls. */
const WINDOWS_EXTRAS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Done by hand: `TextDecoder` of some Node releases decodes windows-1252 as Latin-1. */
function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/g, (control) => WINDOWS_EXTRAS[control.charCodeAt(0) - 0x80] ?? control)
}
