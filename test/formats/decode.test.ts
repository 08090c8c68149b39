import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/formats/decode.js'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)))
const utf16 = (text: string, little: boolean) =>
  Uint8Array.from([...text].flatMap((c) => (little ? [c.charCodeAt(0), 0] : [0, c.charCodeAt(0)])))

describe('decoding a file', () => {
  it('goes by the byte-order mark first, and drops it', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], 'Größe'), 'text')).toEqual({
      text: 'Größe',
      encoding: 'utf-8',
      fallback: null,
    })
    const wide = Uint8Array.from([0xff, 0xfe, ...utf16('<a/>', true)])
    expect(decodeText(wide, 'xml')).toEqual({ text: '<a/>', encoding: 'utf-16le', fallback: null })
    const big = Uint8Array.from([0xfe, 0xff, ...utf16('a=b', false)])
    expect(decodeText(big, 'properties')).toEqual({ text: 'a=b', encoding: 'utf-16be', fallback: null })
  })

  it('lets the mark overrule an XML declaration', () => {
    const marked = bytes([0xef, 0xbb, 0xbf], '<?xml version="1.0" encoding="windows-1252"?><a>é</a>')
    expect(decodeText(marked, 'xml').text).toContain('<a>é</a>')
  })

  it('knows UTF-16 without a mark in XML and JSON', () => {
    expect(decodeText(utf16('<?xml version="1.0"?><a/>', true), 'xml').text).toBe('<?xml version="1.0"?><a/>')
    expect(decodeText(utf16('{"a":1}', false), 'json')).toMatchObject({ text: '{"a":1}', encoding: 'utf-16be' })
  })

  it('follows a declared single-byte encoding', () => {
    const declared = (label: string) => bytes(`<?xml version='1.0' encoding = '${label}' ?><a>`, [0x80, 0xe9], '</a>')
    expect(decodeText(declared('windows-1252'), 'xml')).toMatchObject({ encoding: 'windows-1252', fallback: null })
    expect(decodeText(declared('windows-1252'), 'xml').text).toContain('<a>€é</a>')
    expect(decodeText(declared('ISO-8859-1'), 'xml').text).toContain('<a>\u0080é</a>')
    expect(decodeText(declared('ISO-8859-15'), 'xml').fallback).toBeNull()
  })

  it('finds the declaration behind a licence header, and nowhere outside XML', () => {
    const text = bytes('<!-- Example Retail -->\n<?xml version="1.0" encoding="windows-1252"?><a>', [0xe9], '</a>')
    expect(decodeText(text, 'xml')).toMatchObject({ encoding: 'windows-1252', fallback: null })
    expect(decodeText(text, 'text').fallback).toMatch(/not valid UTF-8/)
  })

  it('reads what its declaration contradicts as windows-1252, and says so', () => {
    const wrong = bytes('<?xml version="1.0" encoding="UTF-8"?><a>', [0xe9], '</a>')
    const { text, encoding, fallback } = decodeText(wrong, 'xml')
    expect(text).toContain('<a>é</a>')
    expect(encoding).toBe('windows-1252')
    expect(fallback).toMatch(/declared as UTF-8 but not valid/)
  })

  it('does not believe a declared UTF-16 that it could read byte by byte', () => {
    const { text, fallback } = decodeText(utf8('<?xml version="1.0" encoding="UTF-16"?><a>ü</a>'), 'xml')
    expect(text).toContain('<a>ü</a>')
    expect(fallback).toMatch(/declares UTF-16 but is not/)
  })

  it('names an encoding that it does not know', () => {
    const { text, fallback } = decodeText(utf8('<?xml version="1.0" encoding="x-retail"?><a>ü</a>'), 'xml')
    expect(text).toContain('ü')
    expect(fallback).toMatch(/x-retail is not known/)
  })

  it('falls back from broken UTF-8 behind a mark, and from half a UTF-16 character', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf, 0xe9]), 'text')).toMatchObject({ text: 'é', encoding: 'windows-1252' })
    const half = decodeText(Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x42]), 'text')
    expect(half.text).toBe('A\ufffd')
    expect(half.fallback).toMatch(/broken/)
  })

  it('reads properties as Latin-1 unless they are UTF-8, without a word', () => {
    expect(decodeText(bytes('name=Gr', [0xf6, 0xdf], 'e'), 'properties')).toEqual({
      text: 'name=Größe',
      encoding: 'iso-8859-1',
      fallback: null,
    })
    expect(decodeText(utf8('name=Größe'), 'properties')).toMatchObject({ text: 'name=Größe', encoding: 'utf-8' })
  })

  it('tolerates NULs and nothing at all', () => {
    expect(decodeText(bytes('a', [0], 'b'), 'text')).toMatchObject({ text: 'a\0b', fallback: null })
    for (const hint of ['xml', 'text', 'properties', 'json'] as const)
      expect(decodeText(new Uint8Array(), hint)).toMatchObject({ text: '', fallback: null })
  })

  it('decodes more Latin-1 than fits one call', () => {
    const long = new Uint8Array(100_001).fill(0xe9)
    expect(decodeText(long, 'properties').text).toHaveLength(100_001)
  })
})

describe('windows-1252', () => {
  it('is decoded as the standard says, in all of its 256 places', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    const { text } = decodeText(all, 'text')
    expect(text).toHaveLength(256)
    expect([0x80, 0x85, 0x92, 0x99, 0x9f, 0x81, 0xff].map((at) => text[at])).toEqual([
      '€',
      '…',
      '’',
      '™',
      'Ÿ',
      '\x81',
      'ÿ',
    ])
  })
})
