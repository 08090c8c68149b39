import { describe, expect, it } from 'vitest'
import { decodeEntities } from '../../src/formats/xml-tree.js'

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
