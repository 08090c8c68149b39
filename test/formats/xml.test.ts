import { describe, expect, it } from 'vitest'
import { LineIndex } from '../../src/base/location.js'
import {
  attribute,
  attributeNode,
  child,
  children,
  childText,
  decodeEntities,
  descendants,
  parseXml,
  text,
  textOffset,
  type XmlElement,
} from '../../src/formats/xml.js'
import { parseWhole } from '../../src/formats/xml-whole.js'

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

  it('of an element text skip leading white space', () => {
    const document = parseXml('<a>\n  code </a>')
    expect(document.root && document.text[textOffset(document.root)]).toBe('c')
  })
})

describe('what is wrong', () => {
  it.each([
    ['<a>\n<b></a>', 2, 'closing tag'],
    ['<a x=1/>', 1, 'without value'],
    ['<a x="blue"horse y="1"/>', 1, 'a quote within a value'],
    ['<a x="blue" horse/>', 1, 'without value'],
    ['<a x="blue" 1orse="z"/>', 1, 'the name of an attribute'],
    ['', 1, 'empty'],
    ['no xml', 1, 'char'],
    ['<a/><b/>', 1, 'second root'],
    ['<a>', 1, 'a'],
  ])('%j is a problem with its line', (source, line, word) => {
    const document = parseXml(source)
    expect(document.problems.length).toBeGreaterThan(0)
    const [problem] = document.problems
    expect(problem?.message.toLowerCase()).toContain(word)
    // It may be the rest of a password.
    expect(problem?.message).not.toContain('orse')
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

/** Each node as what it says and where: elements with their attributes, texts in quotes. */
function outline(element: XmlElement): unknown[] {
  return [
    element.name,
    element.offset,
    ...element.attributes.map(({ name, value, offset }) => `${name}=${value}@${offset}`),
    ...element.children.map((node) =>
      node.kind === 'element' ? outline(node) : [JSON.stringify(node.text), node.offset],
    ),
  ]
}

describe('the parser, which is asked where a file is not plain', () => {
  const behindRoot = (offset: number) => ({
    message: 'There is text behind the root element; it was passed over.',
    offset,
    severity: 'warning',
  })
  const whole = (source: string) => {
    const { root: element, problems } = parseWhole(source)
    return { outline: element === null ? null : outline(element), problems }
  }

  it.each([
    ['<a/>', ['a', 0]],
    ['<a></a>', ['a', 0]],
    ['<a b="1" c=\'"2"\'/>', ['a', 0, 'b=1@6', 'c="2"@12']],
    ['<a b="/">x</a>', ['a', 0, 'b=/@6', ['"x"', 9]]],
    ['<a b=">" />', ['a', 0, 'b=>@6']],
    ['<a\n b = "1"\n/>', ['a', 0, 'b=1@9']],
    ['<a>x<b/>y<b/>x</a>', ['a', 0, ['"x"', 3], ['b', 4], ['"y"', 8], ['b', 9], ['"x"', 13]]],
    ['<a><b>x</b ><b>x</b></a>', ['a', 0, ['b', 3, ['"x"', 6]], ['b', 12, ['"x"', 15]]]],
    ['<a><!-- x -->x<?p x?>x</a>', ['a', 0, ['"x"', 13], ['"x"', 21]]],
    ['<a><b><!-- </b> --></b>x</a>', ['a', 0, ['b', 3], ['"x"', 23]]],
    ['<a><b><?p </b> ?></b>x</a>', ['a', 0, ['b', 3], ['"x"', 21]]],
    ['<a>x<![CDATA[x]]>x</a>', ['a', 0, ['"x"', 3], ['"x"', 13], ['"x"', 17]]],
    ['<a><![CDATA[</a>]]></a>', ['a', 0, ['"</a>"', 12]]],
    ['<a>&lt;b&gt;</a>', ['a', 0, ['"<b>"', 3]]],
    ['<a><![CDATA[&lt;]]></a>', ['a', 0, ['"&lt;"', 12]]],
    ['<?xml version="1.0"?><!DOCTYPE a><a>1</a>', ['a', 33, ['"1"', 36]]],
    ['<a> 01.00 </a>', ['a', 0, ['" 01.00 "', 3]]],
    ['<é ü="ö"/>', ['é', 0, 'ü=ö@6']],
  ])('reads %j with all its places', (source, expected) => {
    expect(whole(source)).toEqual({ outline: expected, problems: [] })
  })

  it('reads namespaces as the scanner does', () => {
    const source =
      '<p:é xmlns:p="u:p" xmlns="u:d&amp;" p:a="1" b="2"><c xmlns=""/><q:d xmlns:q="u:q" q:e="3"/><f/></p:é>'
    const { root: element, problems } = parseXml(source)
    expect(problems).toEqual([])
    if (element === null) throw new Error('no root')
    expect(
      descendants(element).map(({ name, prefix, local, namespace, attributes }) => [
        [name, prefix, local, namespace],
        ...attributes.map((each) => [each.name, each.prefix, each.local, each.namespace]),
      ]),
    ).toEqual([
      [
        ['p:é', 'p', 'é', 'u:p'],
        ['p:a', 'p', 'a', 'u:p'],
        ['b', '', 'b', ''],
      ],
      [['c', '', 'c', '']],
      [
        ['q:d', 'q', 'd', 'u:q'],
        ['q:e', 'q', 'e', 'u:q'],
      ],
      [['f', '', 'f', 'u:d&']],
    ])
    expect(Object.fromEntries(element.namespaces)).toEqual({
      xml: 'http://www.w3.org/XML/1998/namespace',
      p: 'u:p',
      '': 'u:d&',
    })
  })

  it.each([
    ['', null, [{ message: 'The file is empty.', offset: 0 }]],
    [' \n', null, [{ message: 'The file is empty.', offset: 0 }]],
    ['<!-- c -->', null, [{ message: 'Start tag expected.', offset: 0 }]],
    [
      '<a/><b/><c/>',
      ['a', 0],
      [
        { message: 'There is a second root element, b; it was left out.', offset: 4 },
        { message: 'There is a second root element, c; it was left out.', offset: 8 },
      ],
    ],
    [
      '<a p:b="1"><p:c/><q:d/></a>',
      ['a', 0, 'p:b=1@8', ['p:c', 11], ['q:d', 17]],
      [
        { message: 'The prefix "p:" is not bound to a namespace.', offset: 8, severity: 'warning' },
        { message: 'The prefix "q:" is not bound to a namespace.', offset: 17, severity: 'warning' },
      ],
    ],
    [
      'x\ny<a>z</a>',
      ['a', 3, ['"z"', 6]],
      [{ message: 'There is text before the first tag; it was passed over.', offset: 0, severity: 'warning' }],
    ],
    [
      '<!-- c --><?xml version="1.0"?><a>z</a>',
      ['a', 31, ['"z"', 34]],
      [{ message: 'The XML declaration does not stand at the start of the file.', offset: 10, severity: 'warning' }],
    ],
    [
      'x<?xml version="1.0"?><a/>',
      ['a', 22],
      [
        { message: 'There is text before the first tag; it was passed over.', offset: 0, severity: 'warning' },
        { message: 'The XML declaration does not stand at the start of the file.', offset: 1, severity: 'warning' },
      ],
    ],
    ['<a/>x', ['a', 0], [behindRoot(4)]],
    ['<a></a>\n&amp;', ['a', 0], [behindRoot(8)]],
    ['<a/><![CDATA[x]]>', ['a', 0], [behindRoot(4)]],
    ['<a/> <?b?><!-- c -->d<!-- e -->f', ['a', 0], [behindRoot(20)]],
    ['<a/> <?b?><!-- c -->\n', ['a', 0], []],
  ])('says in words what is wrong with %j, and reads the rest', (source, expected, problems) => {
    expect(whole(source)).toEqual({ outline: expected, problems })
  })

  it('says where a file breaks off, and in what', () => {
    const source = '<a>\n  <b x="1">\n    <c>'
    expect(parseWhole(source).problems).toEqual([
      { message: "The file breaks off inside 'c': 3 tags are not closed.", offset: source.length },
    ])
  })

  it('says so where it breaks off inside a tag, and not where a tag before is wrong', () => {
    for (const source of ['<a>\n  <b>x</', '<a>\n  <b>x</b', '<a>\n  <b x="1'])
      expect(parseWhole(source).problems, source).toEqual([
        { message: 'The file breaks off inside a tag.', offset: source.length },
      ])
    expect(parseWhole('<a>\n  <b x=1>y</b').problems[0]?.message).not.toContain('breaks off')
    expect(parseWhole('<a>x < y</a>').problems[0]?.message).not.toContain('breaks off')
  })

  it('names a merge that was not finished, where it begins', () => {
    const both = '<a>\n<<<<<<< HEAD\n<b/>\n=======\n<c/>\n>>>>>>> other\n</a>'
    expect(parseWhole(both).problems).toEqual([
      { message: 'The file holds both sides of a merge that was not finished.', offset: 4 },
    ])
    const quoted = both.replace('<<<<<<<', '<![CDATA[\n<<<<<<<').replace('other', 'other]]>')
    expect(parseWhole(quoted).problems).toEqual([])
  })

  it('says where the validator stopped, in a sentence', () => {
    const { problems } = parseWhole('<a>\n  <b x=1/>\n</a>')
    expect(problems[0]?.message).toMatch(/^[A-Z].*[^.]\.$/)
    expect(new LineIndex('<a>\n  <b x=1/>\n</a>').position(problems[0]?.offset ?? 0).line).toBe(2)
  })

  it('takes no declaration within the root for the one of the file', () => {
    const { problems } = parseWhole('<a><b><![CDATA[<?xml version="1.0"?>]]></b></a>')
    expect(problems).toEqual([])
  })

  it('refuses what is nested more than five hundred deep, and nothing less', () => {
    const nested = (depth: number, before = '') => `${before}${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
    expect(parseXml(nested(500)).problems).toEqual([])
    expect(parseXml(nested(501))).toMatchObject({
      root: null,
      problems: [{ message: 'Tags are nested more than 500 deep.', offset: 0 }],
    })
    const large = `<!--${'x'.repeat(1_000_000)}-->`
    expect(parseWhole(nested(501, large))).toMatchObject({
      root: null,
      problems: [{ message: 'Tags are nested more than 500 deep.', offset: 0 }],
    })
    expect(parseWhole(nested(400, large)).problems).toEqual([])
    const beside = `<r>${'<a><b/><c d="/>">x</c></a>'.repeat(40_000)}</r>`
    expect(parseWhole(beside).problems).toEqual([])
  })
})

describe('what is asked of a tree', () => {
  const element = () =>
    root('<a x="1" p:y="2" xmlns:p="u:p">  one<b> two </b><c/><b>three</b> four <p:b><d/></p:b></a>')

  it('is attributes without a prefix', () => {
    expect([attribute(element(), 'x'), attribute(element(), 'y'), attribute(element(), 'p:y')]).toEqual([
      '1',
      null,
      '2',
    ])
    expect(attributeNode(element(), 'y')).toBeNull()
  })

  it('is children by local name, and their texts', () => {
    expect(children(element()).map(({ name }) => name)).toEqual(['b', 'c', 'b', 'p:b'])
    expect(children(element(), 'b').map(({ name }) => name)).toEqual(['b', 'b', 'p:b'])
    expect(child(element(), 'c')?.name).toBe('c')
    expect(child(element(), 'd')).toBeNull()
    expect([text(element()), childText(element(), 'b'), childText(element(), 'c'), childText(element(), 'd')]).toEqual([
      'one four',
      'two',
      '',
      null,
    ])
  })

  it('is everything below, in the order of the file', () => {
    expect(descendants(element()).map(({ local }) => local)).toEqual(['a', 'b', 'c', 'b', 'b', 'd'])
  })

  it.each([
    ['<a>\n  x</a>', 6],
    ['<a> <b/> y</a>', 9],
    ['<a> <b/></a>', 0],
    ['<a/>', 0],
    ['<a>x</a>', 3],
  ])('is where the text of %j starts', (source, offset) => {
    expect(textOffset(root(source))).toBe(offset)
  })
})

it('a byte-order mark and the line ends of Windows move no offset of the text that is given back', () => {
  const document = parseXml('\ufeff<a>x\r\n<b/>\rc</a>')
  expect(document.text).toBe('<a>x\n<b/>\nc</a>')
  expect(document.problems).toEqual([])
  expect(document.root?.children.map(({ offset }) => offset)).toEqual([3, 5, 9])
})
