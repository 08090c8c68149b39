import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseWhole, parseXml } from '../../src/formats/xml.js'
import { scanXml } from '../../src/formats/xml-scan.js'
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

function pick({ root, problems }: ReturnType<typeof parseWhole>) {
  return { root, problems }
}
