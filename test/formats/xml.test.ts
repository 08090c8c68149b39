import { describe, expect, it } from 'vitest'
import { LineIndex } from '../../src/base/location.js'
import {
  attributeNode,
  child,
  children,
  decodeEntities,
  offsetWithin,
  parseXml,
  rawIndex,
  text,
  textOffset,
  type XmlElement,
} from '../../src/formats/xml.js'

function root(source: string): XmlElement {
  const document = parseXml(source)
  expect(document.problems).toEqual([])
  if (document.root === null) throw new Error('no root')
  return document.root
}

describe('the tree', () => {
  it('resolves namespaces by URI, with inheritance and redeclaration', () => {
    const a = root('<a xmlns="u:one" xmlns:p="u:two"><p:b p:c="1" c="2"/><d xmlns="u:three"><p:e/></d></a>')
    expect(a.namespace).toBe('u:one')
    const b = child(a, 'b')
    expect(b?.namespace).toBe('u:two')
    expect(b?.attributes.map((x) => [x.local, x.namespace, x.value])).toEqual([
      ['c', 'u:two', '1'],
      ['c', '', '2'],
    ])
    const d = child(a, 'd')
    expect(d?.namespace).toBe('u:three')
    expect(d?.children.map((x) => x.kind === 'element' && x.namespace)).toEqual(['u:two'])
  })

  it('keeps numbers, white space and character references as they are', () => {
    const a = root('<a><v>01.00</v><w> x </w><x>&#39;&#x41;&amp;&nbsp;</x></a>')
    expect(children(a).map(text)).toEqual(['01.00', 'x', "'A&&nbsp;"])
  })

  it('reads elements named like the properties of an object', () => {
    const a = root('<a><__proto__/><constructor toString="1"/><hasOwnProperty/></a>')
    expect(children(a).map((x) => x.local)).toEqual(['__proto__', 'constructor', 'hasOwnProperty'])
    expect(children(a)[1]?.attributes[0]?.value).toBe('1')
  })
})

describe('positions', () => {
  it('are exact for elements, attributes and texts, past comments, CDATA and instructions', () => {
    const source =
      '<?xml version="1.0"?>\r\n<!-- c -->\r\n<a  x = "1 &gt; 2"\r\n y=\'>\'>t<!-- z --><?p i?>u<![CDATA[<v>]]>w<b/>end</a>'
    const document = parseXml(source)
    const a = document.root
    if (a === null) throw new Error('no root')
    const lines = new LineIndex(document.text)
    expect(lines.position(a.offset)).toEqual({ line: 3, column: 1 })
    for (const x of a.attributes) expect(document.text.slice(x.offset, x.offset + x.raw.length)).toBe(x.raw)
    const texts = a.children.filter((x) => x.kind === 'text')
    expect(texts.map((x) => x.text)).toEqual(['t', 'u', '<v>', 'w', 'end'])
    for (const x of texts) expect(document.text.slice(x.offset, x.offset + x.raw.length)).toBe(x.raw)
  })

  it('of a character inside a value count its entities as they are written', () => {
    const document = parseXml('<a x="&quot;b&quot; &#65;c"/>')
    const x = document.root && attributeNode(document.root, 'x')
    if (!x) throw new Error('no attribute')
    expect(x.value).toBe('"b" Ac')
    expect(document.text[offsetWithin(x, 1)]).toBe('b')
    expect(document.text[offsetWithin(x, 5)]).toBe('c')
    expect(rawIndex('&lt;a', 0)).toBe(0)
    expect(rawIndex('&lt;a', 1)).toBe(4)
  })

  it('of an element text skip leading white space', () => {
    const document = parseXml('<a>\n  code </a>')
    expect(document.root && document.text[textOffset(document.root)]).toBe('c')
  })
})

describe('what is wrong', () => {
  it.each([
    ['<a>\n<b></a>', 2, 'closing tag'],
    ['<a x=1/>', 1, 'without value'],
    ['', 1, 'empty'],
    ['no xml', 1, 'char'],
    ['<a/><b/>', 1, 'second root'],
    ['<a>', 1, 'a'],
  ])('%j is a problem with its line', (source, line, word) => {
    const document = parseXml(source)
    expect(document.problems.length).toBeGreaterThan(0)
    const [problem] = document.problems
    expect(problem?.message.toLowerCase()).toContain(word)
    expect(new LineIndex(document.text).position(problem?.offset ?? -1).line).toBe(line)
  })

  it.each([
    '<!-- A licence -->\n<?xml version="1.0"?>\n<a><b c="1"/></a>',
    '\n<?xml version="1.0"?>\n<a><b c="1"/></a>',
    '/* A licence */\n<?xml version="1.0"?>\n<a><b c="1"/></a>',
    '# A licence\n<a><b c="1"/></a>',
  ])('what teams put above the start is a warning, and the rest is read: %j', (source) => {
    const document = parseXml(source)
    expect(document.problems.map(({ severity }) => severity)).not.toContain(undefined)
    expect(document.problems.length).toBeGreaterThan(0)
    const b = document.root && child(document.root, 'b')
    expect(b && document.text.slice(b.offset, b.offset + 2)).toBe('<b')
    expect(b && attributeNode(b, 'c')?.value).toBe('1')
  })

  it('an unbound prefix is a warning, once', () => {
    const document = parseXml('<a><p:b/><p:c/></a>')
    expect(document.problems).toEqual([
      { message: 'The prefix "p:" is not bound to a namespace.', offset: 3, severity: 'warning' },
    ])
    expect(document.root && children(document.root)).toHaveLength(2)
  })

  it('never expands the entities of a DOCTYPE, and fetches nothing', () => {
    const document = parseXml('<!DOCTYPE a [<!ENTITY e "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&e;&f;</a>')
    expect(document.root === null ? '' : text(document.root)).not.toContain('boom')
  })

  it('nesting beyond any real file ends in a problem, not in a crash', () => {
    const document = parseXml('<a>'.repeat(200_000))
    expect(document.root).toBeNull()
    expect(document.problems.length).toBeGreaterThan(0)
  })

  it('a long text without attributes is not searched again for every tag', () => {
    // With a search in place of a match at the tag, the steps grow with the square: minutes for this file.
    const rows = '<row><cell>x</cell></row>'.repeat(50_000)
    const document = parseXml(`<a>${rows}${'y'.repeat(1_000_000)}</a>`)
    expect(document.problems).toEqual([])
    expect(document.root && children(document.root)).toHaveLength(50_000)
  })

  it('references to no character stay as written', () => {
    expect(decodeEntities('&#0;&#xD800;&#x110000;&what;&')).toBe('&#0;&#xD800;&#x110000;&what;&')
  })
})
