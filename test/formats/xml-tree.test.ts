import { describe, expect, it } from 'vitest'
import { decodeEntities, offsetWithin, rawIndex, type XmlText } from '../../src/formats/xml-tree.js'

describe('references', () => {
  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['&#65;&#x42;&#X43;', 'ABC'],
    ['&#x6a;&#x6A;', 'jj'],
    ['&#9;&#10;&#13;&#32;', '\t\n\r '],
    ['&#x10FFFF;', '\u{10ffff}'],
    ['&#1114111;', '\u{10ffff}'],
    ['&#xD7FF;&#xE000;', '\ud7ff\ue000'],
    ['&amp;lt;', '&lt;'],
    ['a & b; &lt', 'a & b; &lt'],
  ])('%s stand for %j', (raw, decoded) => {
    expect(decodeEntities(raw)).toBe(decoded)
  })

  it.each([
    '&nbsp;',
    '&LT;',
    '&toString;',
    '&#;',
    '&#x;',
    '&#xG;',
    '&#0;',
    '&#8;',
    '&#11;',
    '&#12;',
    '&#31;',
    '&#x110000;',
    '&#1114112;',
    '&#xD800;',
    '&#xDFFF;',
    '&#00000065;',
    '&#x0000041;',
    '& lt;',
    '&-a;',
    `&${'a'.repeat(65)};`,
  ])('%s stay as written', (raw) => {
    expect(decodeEntities(raw)).toBe(raw)
  })
})

describe('the place of a decoded character', () => {
  it.each([
    ['abc', [0, 1, 2, 3]],
    ['a&lt;bc', [0, 1, 5, 6, 7]],
    ['&lt;&gt;', [0, 4, 8]],
    ['a&#x1F600;b&amp;', [0, 1, 1, 10, 11, 16]],
    ['&#x1F600;', [0, 0, 9]],
  ])('in %s is that of what was written for it', (raw, expected) => {
    expect(expected.map((_, index) => rawIndex(raw, index))).toEqual(expected)
  })

  it('counts from where the text starts, and in CDATA reads no references', () => {
    const node = (cdata: boolean): XmlText => ({
      kind: 'text',
      text: cdata ? '&lt;a' : '<a',
      raw: '&lt;a',
      offset: 100,
      cdata,
    })
    expect(offsetWithin(node(false), 1)).toBe(104)
    expect(offsetWithin(node(true), 1)).toBe(101)
    const attribute = { name: 'a', prefix: '', local: 'a', namespace: '', value: '<a', raw: '&lt;a', offset: 7 }
    expect(offsetWithin(attribute, 1)).toBe(11)
  })
})
