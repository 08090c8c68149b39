import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXml } from '../../src/formats/xml.js'
import { scanXml } from '../../src/formats/xml-scan.js'
import type { XmlElement } from '../../src/formats/xml-tree.js'
import { parseWhole } from '../../src/formats/xml-whole.js'
import { tree } from '../support/zip.js'

const XML = /\.(?:xml|xsl|jca|dvm|wsdl|xsd)$/
const FOLDERS = ['retail-dev', 'retail-dev-v2', 'old-style', 'flow']

const files = FOLDERS.flatMap((folder) =>
  Object.entries(tree(folder))
    .filter(([name]) => XML.test(name))
    .map(([name, content]): [string, string] => [`${folder}/${name}`, Buffer.from(content).toString('utf8')]),
)

describe('the scanner gives what the parser gives', () => {
  it('for every XML file of the fixtures, and leaves none of them to the parser', () => {
    expect(files.length).toBeGreaterThan(100)
    for (const [name, text] of files) {
      const root = scanXml(text.replaceAll('\r\n', '\n'), 500)
      expect(root, name).not.toBeNull()
      expect({ name, root, problems: [] }).toEqual({ name, ...pick(parseWhole(text.replaceAll('\r\n', '\n'))) })
    }
  })

  const word = fc.constantFrom(
    'a',
    'b',
    'ns:c',
    'constructor',
    '__proto__',
    'd-e.f',
    'xml:lang',
    'xmlns',
    'xmlns:ns',
    '',
  )
  const text = fc.constantFrom(
    '',
    ' ',
    '\n',
    'x',
    '&lt;',
    '&#65;',
    '&',
    '&nbsp;',
    '>',
    ']]>',
    '"',
    "'",
    '<',
    '{',
    'é',
    '=',
  )
  const value = fc.array(text, { maxLength: 3 }).map((parts) => parts.join(''))
  const attribute = fc
    .tuple(
      fc.constantFrom(' ', '  ', '\n', ''),
      word,
      fc.constantFrom('=', ' = ', ''),
      fc.constantFrom('"', "'", ''),
      value,
    )
    .map(([space, name, equals, quote, inside]) => `${space}${name}${equals}${quote}${inside}${quote}`)
  const tag = fc
    .tuple(word, fc.array(attribute, { maxLength: 3 }), fc.constantFrom('>', '/>', ' >', ' />', '/ >', ''))
    .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}`)
  const piece = fc.oneof(
    tag,
    word.map((name) => `</${name}>`),
    value,
    fc.constantFrom(
      '<!-- c -->',
      '<!---->',
      '<!-- -- -->',
      '<?p i?>',
      '<![CDATA[<x>]]>',
      '<![CDATA[]]>',
      '<?xml version="1.0"?>',
    ),
    fc.constantFrom('<!DOCTYPE a>', '<!DOCTYPE a [<!ENTITY e "x">]>', '<', '<!', '<?', '</', '<!-'),
  )
  const inside = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const wrapped = fc
    .tuple(fc.constantFrom('', '<?xml version="1.0"?>\n', ' ', 'x'), inside, fc.constantFrom('', '\n', '<b/>', 'x'))
    .map(([before, content, after]) => `${before}<a xmlns:ns="u:ns">${content}</a>${after}`)
  const nested = fc
    .letrec<{ element: string; content: string }>((tie) => ({
      element: fc
        .tuple(fc.constantFrom('a', 'ns:c', 'b'), fc.array(attribute, { maxLength: 2 }), tie('content'))
        .map(([name, attributes, content]) => `<${name}${attributes.join('')}>${content}</${name}>`),
      content: fc
        .array(fc.oneof({ maxDepth: 4 }, value, tie('element')), { maxLength: 3 })
        .map((parts) => parts.join('')),
    }))
    .element.map((element) => `<r xmlns:ns="u:ns">${element}</r>`)

  it.each([
    ['pieces of XML', wrapped],
    ['nested elements', nested],
    ['text of any kind', inside],
  ])('where it gives anything: %s', (_, texts) => {
    let scanned = 0
    fc.assert(
      fc.property(texts, (source) => {
        const root = scanXml(source, 500)
        if (root === null) return
        scanned++
        const whole = parseWhole(source)
        expect({ root, problems: [] }).toEqual({ root: whole.root, problems: whole.problems })
      }),
      { numRuns: 3000 },
    )
    expect(scanned).toBeGreaterThan(0)
  })
})

describe('the scanner decides nothing', () => {
  it.each([
    '',
    'no xml',
    '<a>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a x="1" x="2"/>',
    '<a x=1/>',
    '<a x="<"/>',
    '<a>&nbsp;</a>',
    '<p:a/>',
    '<!DOCTYPE a><a/>',
    'x<a/>',
    ' <?xml version="1.0"?><a/>',
    '<é/>',
    `${'<a>'.repeat(501)}${'</a>'.repeat(501)}`,
  ])('it leaves to the parser: %j', (text) => {
    expect(scanXml(text, 500)).toBeNull()
  })

  it('a tag of many attributes takes time in proportion to them', () => {
    const attributes = Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')
    expect(scanXml(`<a ${attributes}/>`, 500)).toBeNull()
  })

  it('the namespaces of a parsed file are those of its own text', () => {
    const [one, two] = ['u:1', 'u:2'].map((uri) => parseXml(`<p:a xmlns:p="${uri}"/>`).root?.namespace)
    expect([one, two]).toEqual(['u:1', 'u:2'])
  })
})

describe('the scanner reads', () => {
  it.each([
    '<a/>',
    '<a />',
    '<a\t\n/>',
    '<a></a>',
    '<a></a \n>',
    '<a b="1"/>',
    "<a b='1'/>",
    '<a b = "1"\tc\n=\n\'2\' />',
    '<a b="\'" c=\'"\' d=">" e=""/>',
    '<A_z.9-Z0/>',
    '<_a/>',
    '<a b="&lt;&gt;&amp;&quot;&apos;&#65;&#0000065;&#x41;&#xaF;&#x10FFFF;"/>',
    '<a>&#1234567; &lt; x &gt; ] ]] ]></a>',
    '<a><![CDATA[<b>&c;]] ]>]]></a>',
    '<a>one<b/>two<b>three</b> </a>',
    '<a><!-- c - d --><!----></a>',
    '<a><?p i="1" j=\'x\' k?><?q?></a>',
    '<?xml version="1.0" encoding=\'UTF-8\'?><a/>',
    '<?xml version="1.0"?>\n<!-- one -->\n<?p i?>\n<a/>\n<!-- two -->\n',
    ' \n<a/>\n ',
    '<p:a xmlns:p="u:p" p:b="1" b="2"><p:c/></p:a>',
    '<p:a p:b="1" xmlns:p="u:p"/>',
    '<a xmlns="u:1"><b xmlns="u:2"><c/></b><d/></a>',
    '<a xmlns="u:1"><b xmlns=""/></a>',
    '<a xml:lang="en" xmlnsx="1"/>',
    '<a xmlns:other="u:o" other:b="1"><other:c/></a>',
    '<a xmlns:p="u:1" xmlns:q="u:2"><b xmlns:p="u:3"><p:c q:d="1"/></b><p:e/></a>',
    `<a ${Array.from({ length: 200 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
    `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`,
    `${'<a>'.repeat(499)}<b/>${'</a>'.repeat(499)}`,
  ])('as the parser does: %j', (text) => {
    const root = scanXml(text, 500)
    expect(root).not.toBeNull()
    const whole = parseWhole(text)
    expect({ root, problems: [] }).toEqual({ root: whole.root, problems: whole.problems })
  })

  it.each([
    ['<a>\n <b/>\t<b> </b>\n</a>', ['b', 'b']],
    ['<a> </a>', [' ']],
    ['<a> x <b/> </a>', [' x ', 'b']],
    ['<a> <b/> x</a>', ['b', ' x']],
    ['<a> <!-- c --></a>', [' ']],
    ['<a>\u00a0<b/></a>', ['\u00a0', 'b']],
    ['<a><![CDATA[ ]]><b/>&#32;</a>', [' ', 'b', ' ']],
  ])('%j without the white space around elements, as the parser does', (source, expected) => {
    const shown = (root: XmlElement | null) =>
      root?.children.map((node) => (node.kind === 'text' ? node.text : node.name))
    expect(shown(scanXml(source, 500))).toEqual(expected)
    expect(shown(parseWhole(source).root)).toEqual(expected)
  })

  it('each name as it is written, however many there are', () => {
    const names = Array.from({ length: 3000 }, (_, at) =>
      at % 3 === 0 ? `p:n${at}` : at % 3 === 1 ? `n${at}` : `p:m${at}`,
    )
    names.push(`p:${'l'.repeat(70)}`, 'l'.repeat(70))
    for (const order of [names, names.toReversed()]) {
      const source = `<a xmlns:p="u">${order.map((name) => `<${name} ${name}=""/>`).join('')}</a>`
      const read = scanXml(source, 500)?.children.map((node) =>
        node.kind === 'text' ? [] : [node, ...node.attributes],
      )
      expect(read?.map((both) => both.map(({ name, prefix, local }) => [name, prefix, local]))).toEqual(
        order.map((name) => {
          const [prefix, local] = name.startsWith('p:') ? ['p', name.slice(2)] : ['', name]
          return [
            [name, prefix, local],
            [name, prefix, local],
          ]
        }),
      )
    }
  })

  it('names, prefixes, namespaces, values and places', () => {
    const text = '<p:a xmlns:p="u:p" xmlns="u:d">\n<b p:c = "1 &lt; 2" d=\'\'>x&amp;y<![CDATA[<z>]]></b></p:a>'
    const root = scanXml(text, 500)
    expect(root).toMatchObject({ name: 'p:a', prefix: 'p', local: 'a', namespace: 'u:p', offset: 0, attributes: [] })
    expect([...(root?.namespaces ?? [])].slice(1)).toEqual([
      ['p', 'u:p'],
      ['', 'u:d'],
    ])
    expect(root?.namespaces.get('xml')).toBe('http://www.w3.org/XML/1998/namespace')
    expect(root?.children).toMatchObject([
      {
        name: 'b',
        prefix: '',
        local: 'b',
        namespace: 'u:d',
        offset: 32,
        attributes: [
          {
            name: 'p:c',
            prefix: 'p',
            local: 'c',
            namespace: 'u:p',
            value: '1 < 2',
            raw: '1 &lt; 2',
            offset: text.indexOf('1 &lt;'),
          },
          { name: 'd', prefix: '', local: 'd', namespace: '', value: '', raw: '', offset: text.indexOf("''") + 1 },
        ],
        children: [
          { kind: 'text', text: 'x&y', raw: 'x&amp;y', offset: text.indexOf('x&amp;'), cdata: false },
          { kind: 'text', text: '<z>', raw: '<z>', offset: text.indexOf('<z>'), cdata: true },
        ],
      },
    ])
  })
})

describe('the scanner leaves to the parser', () => {
  it.each([
    '<',
    '<a',
    '<a b',
    '<a b=',
    '<a b="',
    '<a b="1',
    '<a b="1"',
    '<a/',
    '<a></a',
    '<a></',
    '<a></b>',
    '<a></a b>',
    '<a></ab>',
    '</a>',
    '<a/></a>',
    '<a/>x',
    '<a/>&amp;',
    '<a></a>x',
    '<a/ >',
    '<a b="1"c="2"/>',
    '<a b"1"/>',
    '<a b=`1`/>',
    '<a =""/>',
    '<a "b"/>',
    '<a b="a<b"/>',
    '<a b="&"/>',
    '<a b="&nbsp;"/>',
    '<a b="&lt"/>',
    '<a b="1" c="2" b="3"/>',
    '<a xmlns:p="u:1" xmlns:p="u:2"/>',
    '<a xmlns="u:1" xmlns="u:2"/>',
    '<a p:b="1"/>',
    '<a><b xmlns:p="u:p"/><p:c/></a>',
    '<a xmlns:p="u:p" xmlns:q="u:q" r:s="1"/>',
    '<1a/>',
    '<-a/>',
    '<.a/>',
    '< a/>',
    '<:a/>',
    '<a:/>',
    '<a:1/>',
    '<x:y:z xmlns:x="u"/>',
    '<a b:="1"/>',
    '<aé/>',
    '<a>&</a>',
    '<a>&#;</a>',
    '<a>&#x;</a>',
    '<a>&#X41;</a>',
    '<a>&#12345678;</a>',
    '<a>&#x1234567;</a>',
    '<a>]]></a>',
    '<a><![CDATA[]]></a>',
    '<a><![CDATA[x</a>',
    '<a><![CDAT[x]]></a>',
    '<![CDATA[x]]><a/>',
    '<a/><![CDATA[x]]>',
    '<a><!-- x </a>',
    '<a><!-- x -- y --></a>',
    '<a><!--></a>',
    '<a><!-x--></a>',
    '<a><?p i</a>',
    '<a><?1?></a>',
    '<a><?p i="?"?></a>',
    '<a><?p i=" ?></a>',
    "<a><?p i=' ?></a>",
    '<a><?xml version="1.0"?></a>',
    '<?xml version="1.0"',
    '<?xml version="1.0?><a/>',
    '<!-- c -->',
    ' \n',
    '<!DOCTYPE a><a/>',
    `<a ${Array.from({ length: 201 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
    `${'<a>'.repeat(500)}<b/>${'</a>'.repeat(500)}`,
  ])('%j', (text) => {
    expect(scanXml(text, 500)).toBeNull()
  })
})

function pick({ root, problems }: ReturnType<typeof parseWhole>) {
  return { root, problems }
}
