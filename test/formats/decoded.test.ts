import { describe, expect, it } from 'vitest'
import { offsetTable, xmlOffsets } from '../../src/formats/decoded.js'
import { parseXml, type XmlAttribute, type XmlText } from '../../src/formats/xml.js'

const textOf = (content: string): XmlText => {
  const node = parseXml(`<a>${content}</a>`).root?.children[0]
  if (node?.kind !== 'text') throw new Error('text expected')
  return node
}
const offsets = (value: XmlAttribute | XmlText) => {
  const at = xmlOffsets(value)
  const decoded = 'value' in value ? value.value : value.text
  return Array.from({ length: decoded.length + 1 }, (_, index) => at(index))
}

describe('the characters of a decoded text stand', () => {
  it('where they are written, in text without references', () => {
    expect(offsets(textOf('one'))).toEqual([3, 4, 5, 6])
  })

  it('behind references as long as these are', () => {
    expect(offsets(textOf('a&lt;b&#38;&amp;c'))).toEqual([3, 4, 8, 9, 14, 19, 20])
  })

  it('where the reference starts, for both halves of a character beyond the first 65536', () => {
    expect(offsets(textOf('a&#x1F600;b'))).toEqual([3, 4, 4, 13, 14])
  })

  it('where they are written, in references to nothing known', () => {
    expect(offsets(textOf('a&n;b&gt;'))).toEqual([3, 4, 5, 6, 7, 8, 12])
  })

  it('where they are written, in CDATA, whose references are text', () => {
    expect(offsets(textOf('<![CDATA[a&lt;b]]>'))).toEqual([12, 13, 14, 15, 16, 17, 18])
  })

  it('in an attribute as in a text', () => {
    const attribute = parseXml('<a b="x&quot;y"/>').root?.attributes[0]
    expect(attribute === undefined ? [] : offsets(attribute)).toEqual([6, 7, 13, 14])
  })
})

it('a table of offsets knows pieces that decoding makes longer, too', () => {
  const at = offsetTable([
    { at: 1, length: 1, decoded: 3 },
    { at: 4, length: 2, decoded: 1 },
  ])
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(at)).toEqual([0, 1, 1, 1, 2, 3, 4, 6, 7])
})
