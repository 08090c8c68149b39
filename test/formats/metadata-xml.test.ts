import { describe, expect, it } from 'vitest'
import { everyBelow, fieldOffset, fieldText, isLeaf, openMetadataXml } from '../../src/formats/metadata-xml.js'
import { parseXml, type XmlElement } from '../../src/formats/xml.js'

const rootOf = (text: string): XmlElement => {
  const { root } = parseXml(text)
  if (root === null) throw new Error('XML expected')
  return root
}

describe('one of the small XML files', () => {
  it('is not read with another root, whose name is cut short in the problem', () => {
    const { root, source } = openMetadataXml('a.xml', `<${'r'.repeat(90)}/>`, (local) => local === 'dvm', 'a lookup')
    expect(root).toBeNull()
    expect(source.problems.map(({ message }) => message)).toEqual([
      `The root element is ${'r'.repeat(80)}, which is not that of a lookup.`,
    ])
  })

  it('without any root has no further problem', () => {
    const { root, source } = openMetadataXml('a.xml', ' ', () => false, 'a lookup')
    expect(root).toBeNull()
    expect(source.problems.map(({ message }) => message)).toEqual(['The file is empty.'])
  })
})

describe('a field', () => {
  it('is the first child with a text, of the names in their order', () => {
    const root = rootOf('<r><id>1</id><code> A </code><name/></r>')
    expect(fieldText(root, 'name', 'code', 'id')).toBe('A')
    expect(fieldText(root, 'name')).toBe('')
    expect(fieldText(null, 'name')).toBe('')
  })

  it('stands where its text stands, else where the element does', () => {
    const root = rootOf('<r><code> A</code></r>')
    expect(fieldOffset(root, 'code')).toBe(10)
    expect(fieldOffset(root, 'name')).toBe(0)
  })
})

describe('elements below one', () => {
  it('are found at any depth, without the element itself', () => {
    const root = rootOf('<row id="0"><row id="1"><cell><row id="2"/></cell></row></row>')
    expect(everyBelow(root, 'row').map(({ attributes }) => attributes[0]?.value)).toEqual(['1', '2'])
  })

  it.each([
    ['<a/>', true],
    ['<a>text<!-- b --></a>', true],
    ['<a>text<b/></a>', false],
    ['<a><b/></a>', false],
  ])('%s has none: %j', (text, expected) => {
    expect(isLeaf(rootOf(text))).toBe(expected)
  })
})
