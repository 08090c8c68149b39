import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/base/decode.js'

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

describe('a file that only looks marked', () => {
  it.each([
    [[0xef, 0xbb, 0x41], 'ï»A'],
    [[0xef, 0x41, 0xbf], 'ïA¿'],
    [[0x41, 0xbb, 0xbf], 'A»¿'],
    [[0xff, 0x41], 'ÿA'],
    [[0x41, 0xfe], 'Aþ'],
    [[0xfe, 0x41], 'þA'],
    [[0x41, 0xff], 'Aÿ'],
  ])('is read byte by byte: %j', (marks, text) => {
    expect(decodeText(Uint8Array.from(marks), 'text')).toEqual({
      text,
      encoding: 'windows-1252',
      fallback: 'The file is not valid UTF-8; it was read as windows-1252.',
    })
  })

  it.each([
    ['a\0b\0', 'json'],
    ['<\0\0\0', 'json'],
    ['\0<\u0001\0', 'xml'],
    ['a<\0', 'xml'],
    ['ab\0', 'xml'],
    ['\0a\0b', 'json'],
    ['<\0a\0', 'text'],
  ] as const)('is not taken for UTF-16: %j as %s', (text, hint) => {
    expect(decodeText(utf8(text), hint)).toEqual({ text, encoding: 'utf-8', fallback: null })
  })

  it('is UTF-16 where it starts as XML or JSON does', () => {
    for (const text of ['<a/>', '{"a":1}', '[1]']) {
      expect(decodeText(utf16(text, true), 'json')).toEqual({ text, encoding: 'utf-16le', fallback: null })
      expect(decodeText(utf16(text, false), 'xml')).toEqual({ text, encoding: 'utf-16be', fallback: null })
    }
  })

  it('is said to be marked as UTF-8 and not to be', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf, 0xe9]), 'text').fallback).toBe(
      'The file is marked as UTF-8 but not valid UTF-8; it was read as windows-1252.',
    )
  })
})

describe('a declared encoding', () => {
  const declared = (label: string, ...more: (number[] | string)[]) =>
    decodeText(bytes(`<?xml version="1.0" encoding="${label}"?>`, ...more), 'xml')

  it.each(['UTF-16LE', 'utf16be', 'UCS-2BE', 'ucs2-le'])('of two bytes a character is not believed: %s', (label) => {
    expect(declared(label, '<a/>')).toMatchObject({
      encoding: 'utf-8',
      fallback: `The file declares ${label} but is not UTF-16; it was read as utf-8.`,
    })
  })

  it.each(['utf8', 'UTF-8', 'us-ascii', 'ASCII'])('that the bytes contradict is said so: %s', (label) => {
    expect(declared(label, '<a/>')).toMatchObject({ encoding: 'utf-8', fallback: null })
    const { text, encoding, fallback } = declared(label, [0x80])
    expect(text.endsWith('€')).toBe(true)
    expect(encoding).toBe('windows-1252')
    expect(fallback).toBe(`The file is declared as ${label} but not valid in it; it was read as windows-1252.`)
  })

  it.each(['ISO-8859-1', 'latin1'])('of Latin-1 is byte for character: %s', (label) => {
    const { text, encoding, fallback } = declared(label, [0x80])
    expect([text.endsWith('\x80'), encoding, fallback]).toEqual([true, 'iso-8859-1', null])
  })

  it.each(['windows-1252', 'cp1252', 'x-cp1252', 'ANSI'])('of Windows is windows-1252: %s', (label) => {
    const { text, encoding, fallback } = declared(label, [0x80])
    expect([text.endsWith('€'), encoding, fallback]).toEqual([true, 'windows-1252', null])
  })

  it('stands in the declaration, not in the document', () => {
    const elsewhere = '<a encoding="windows-1252">'
    for (const text of [elsewhere, `<?xml version="1.0"?>${elsewhere}`])
      expect(decodeText(bytes(text, [0xe9]), 'xml').fallback).toMatch(/not valid UTF-8/)
    const late = `${' '.repeat(5000)}<?xml version="1.0" encoding="windows-1252"?>`
    expect(decodeText(bytes(late, [0xe9]), 'xml').fallback).toMatch(/not valid UTF-8/)
    expect(decodeText(utf8(late.replace('windows-1252', 'UTF-16')), 'xml').fallback).toBeNull()
  })

  it('counts though the declaration never ends', () => {
    expect(decodeText(bytes('<?xml version="1.0" encoding="iso-8859-1"', [0xe9]), 'xml').encoding).toBe('iso-8859-1')
  })
})

it('properties of ASCII alone are Latin-1, as Java reads them', () => {
  expect(decodeText(utf8('a=b'), 'properties')).toEqual({ text: 'a=b', encoding: 'iso-8859-1', fallback: null })
})
