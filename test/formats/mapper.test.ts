import { describe, expect, it } from 'vitest'
import { readMapper } from '../../src/formats/mapper.js'
import { lookupCalls } from '../../src/formats/references.js'
import type { Mapping } from '../../src/formats/types.js'
import { readValueTemplate } from '../../src/formats/value-template.js'

const DVM = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'

function sheet(content: string, version = '2.0'): string {
  return `<xsl:stylesheet version="${version}" xml:id="id_1" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:p="http://example.com/orders" xmlns:dvm="${DVM}">${content}</xsl:stylesheet>`
}

function root(content: string): string {
  return sheet(`<xsl:template match="/" xml:id="id_2">${content}</xsl:template>`)
}

function read(text: string, path = 'resources/req_0a.xsl') {
  const { value, problems } = readMapper(path, text)
  if (value === null) throw new Error('no value')
  return { value, problems }
}

/** Each mapping as target, instruction, sources of its expressions, text. */
function mappings(text: string): [string, string, string[], string][] {
  const { value, problems } = read(text)
  expect(problems).toEqual([])
  return value.mappings.map(row)
}

function row({ target, instruction, expressions, text }: Mapping): [string, string, string[], string] {
  return [target, instruction, expressions.map(({ source }) => source), text]
}

describe('the head', () => {
  const head = (prefix: string) => `<${prefix}:schema xmlns:${prefix}="http://www.oracle.com/xsl/mapper/schemas">
    <${prefix}:mapSources>
      <${prefix}:source type="XSD"><${prefix}:schema location="../a.xsd"/><${prefix}:rootElement name="schedule" namespace="u:a"/></${prefix}:source>
      <${prefix}:source type="WSDL"><${prefix}:schema location="../b.wsdl"/><${prefix}:rootElement name="Order" namespace="u:b"/><${prefix}:param name="getOrder"/></${prefix}:source>
    </${prefix}:mapSources>
    <${prefix}:mapTargets><${prefix}:target type="WSDL"><${prefix}:schema location="../c.wsdl"/><${prefix}:rootElement name="put" namespace="u:c"/></${prefix}:target></${prefix}:mapTargets>
  </${prefix}:schema><xsl:param name="getOrder"/><xsl:param name="self"/>`

  it.each(['oracle-xsl-mapper', 'm'])('names sources, targets and parameters, whatever the prefix (%s)', (prefix) => {
    const { value, problems } = read(sheet(head(prefix), '1.0'))
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      version: '1.0',
      direction: 'request',
      parameters: ['getOrder', 'self'],
      mappings: [],
    })
    expect(value.sources).toEqual([
      { schema: '../a.xsd', rootElement: 'schedule', namespace: 'u:a', parameter: '' },
      { schema: '../b.wsdl', rootElement: 'Order', namespace: 'u:b', parameter: 'getOrder' },
    ])
    expect(value.targets).toEqual([{ schema: '../c.wsdl', rootElement: 'put', namespace: 'u:c', parameter: '' }])
  })

  it('tells the direction by the file name', () => {
    expect(read(sheet(''), 'x/resp_0a.xsl').value.direction).toBe('response')
    expect(read(sheet(''), 'x/req_/Pull.xsl').value.direction).toBe('other')
  })
})

describe('mappings', () => {
  it('names the target by local names, with literal text, attributes and empty elements', () => {
    const content = `<p:order xml:id="id_3" p:kind="web" note="a {$b} {{c}}"><p:id><xsl:value-of select="$o/@id"/></p:id>
      <p:code>ORDER_SYNC</p:code><p:gap> <!-- none --> </p:gap></p:order>`
    expect(mappings(root(content))).toEqual([
      ['/order/@kind', 'attribute', [], 'web'],
      ['/order/@note', 'attribute', ['$b'], 'a  {c}'],
      ['/order/id', 'value-of', ['$o/@id'], ''],
      ['/order/code', 'text', [], 'ORDER_SYNC'],
      ['/order/gap', 'element', [], ''],
    ])
  })

  it('names what encloses a mapping, outermost first', () => {
    const content = `<a><xsl:for-each select="$o/line"><xsl:sort select="@n" order="{$way}"/><xsl:choose>
      <xsl:when test="x = 1"><b><xsl:if test="y"><c>1</c></xsl:if></b></xsl:when>
      <xsl:otherwise><b>2</b></xsl:otherwise></xsl:choose></xsl:for-each></a>`
    const { value } = read(root(content))
    expect(value.mappings.map((found) => [...row(found).slice(0, 3), found.within])).toEqual([
      ['/a', 'for-each', ['$o/line'], []],
      ['/a', 'sort', ['@n', '$way'], ['for-each($o/line)']],
      ['/a', 'choose', [], ['for-each($o/line)']],
      ['/a', 'when', ['x = 1'], ['for-each($o/line)']],
      ['/a/b', 'if', ['y'], ['for-each($o/line)', 'when(x = 1)']],
      ['/a/b/c', 'text', [], ['for-each($o/line)', 'when(x = 1)', 'if(y)']],
      ['/a', 'otherwise', [], ['for-each($o/line)']],
      ['/a/b', 'text', [], ['for-each($o/line)', 'otherwise']],
    ])
  })

  it('follows xsl:element, xsl:attribute and xsl:text', () => {
    const content = `<xsl:element name="p:a"><xsl:attribute name="p:b" select="1"/><xsl:attribute name="{$n}">x</xsl:attribute>
      <xsl:text> </xsl:text><xsl:text/></xsl:element>`
    expect(mappings(root(content))).toEqual([
      ['/a/@b', 'attribute', ['1'], ''],
      ['/a/@{$n}', 'attribute', ['$n'], ''],
      ['/a/@{$n}', 'text', [], 'x'],
      ['/a', 'text', [], ' '],
    ])
  })

  it('reads grouping, sequences, variables, templates, functions and keys', () => {
    const content = `
      <xsl:param name="declared"/><xsl:variable name="v" select="f(1)"/><xsl:key name="k" match="m" use="@u"/>
      <xsl:template match="/"><a><xsl:for-each-group select="g" group-by="h"><xsl:sequence select="i"/></xsl:for-each-group>
        <xsl:variable name="w"><b>1</b></xsl:variable>
        <xsl:call-template name="t"><xsl:with-param name="q" select="j"/></xsl:call-template>
        <xsl:apply-templates select="k" mode="m"/><xsl:copy-of select="l"/></a></xsl:template>
      <xsl:template name="t"><c><xsl:value-of select="$q"/></c></xsl:template>
      <xsl:template match="n[dvm:lookupValue('L', 'a', ., 'b', '')]"><d>2</d></xsl:template>
      <xsl:function name="p:f"><xsl:sequence select="3"/></xsl:function>`
    expect(mappings(sheet(content))).toEqual([
      ['/$v', 'variable', ['f(1)'], ''],
      ['key(k)', 'key', ['m', '@u'], ''],
      ['/a', 'for-each-group', ['g', 'h'], ''],
      ['/a', 'sequence', ['i'], ''],
      ['/a/$w', 'variable', [], ''],
      ['/a/$w/b', 'text', [], '1'],
      ['/a/template(t)', 'call-template', [], ''],
      ['/a/template(t)/$q', 'with-param', ['j'], ''],
      ['/a', 'apply-templates', ['k'], ''],
      ['/a', 'copy-of', ['l'], ''],
      ['template(t)/c', 'value-of', ['$q'], ''],
      ["template(n[lookupValue('L', 'a', ., 'b', '')])", 'template', ["n[dvm:lookupValue('L', 'a', ., 'b', '')]"], ''],
      ["template(n[lookupValue('L', 'a', ., 'b', '')])/d", 'text', [], '2'],
      ['function(f)', 'sequence', ['3'], ''],
    ])
  })

  it('goes by the namespace of XSLT, not by its prefix', () => {
    const text = `<t:transform version="1.0" xmlns:t="http://www.w3.org/1999/XSL/Transform" xmlns:xsl="u:other">
      <t:template match="/"><xsl:value-of select="no"/><a><t:value-of select="yes"/></a></t:template></t:transform>`
    expect(mappings(text)).toEqual([
      ['/value-of/@select', 'attribute', [], 'no'],
      ['/a', 'value-of', ['yes'], ''],
    ])
  })

  it('says exactly where calls stand behind entities and line breaks', () => {
    const text = root(
      `\n<a b="&lt;{x:lookupValue(&quot;R&quot;, 'c', d, 'e', '')}"\n xmlns:x="${DVM}">\n<xsl:value-of select="a &lt; 1 and\n  x:lookupValue (&#34;S&#34;, &apos;c&apos;, d, 'e', '')"/></a>`,
    )
    const lines = text.split('\n')
    const found = read(text).value.mappings.flatMap(({ expressions }) => expressions.flatMap(lookupCalls))
    expect(found.map(({ name }) => name)).toEqual(['R', 'S'])
    expect(
      found.map(({ call }) => lines[(call.line ?? 0) - 1]?.slice((call.column ?? 0) - 1, (call.column ?? 0) + 14)),
    ).toEqual(['x:lookupValue(&', 'x:lookupValue ('])
    const literal = read(text).value.mappings.at(-1)?.expressions[0]?.literals[1]
    expect(lines[(literal?.line ?? 0) - 1]?.slice((literal?.column ?? 0) - 1)).toMatch(/^&apos;c&apos;/)
  })

  it('places literal text at its first character', () => {
    const { value } = read(root('<a>\n  ONE &amp; TWO</a>'))
    expect(value.mappings.map(({ text, line, column }) => [text, line, column])).toEqual([['\n  ONE & TWO', 2, 3]])
  })

  it.each([
    ['a comment', 'ONE<!-- and -->&amp;TWO'],
    ['a processing instruction', 'ONE&amp;<?here at?>TWO'],
    ['a CDATA section', 'ONE<![CDATA[&]]>TWO'],
    ['several of them', '<![CDATA[O]]><!-- a -->NE<!-- b --><!-- c -->&amp;<![CDATA[TWO]]>'],
  ])('takes a text as one, whatever stands in it: %s', (_, content) => {
    const around = `<a><!-- before -->${content}</a><b><xsl:text>${content}</xsl:text></b><c><!-- x -->${content}<d/></c>`
    expect(mappings(root(around))).toEqual([
      ['/a', 'text', [], 'ONE&TWO'],
      ['/b', 'text', [], 'ONE&TWO'],
      ['/c', 'text', [], 'ONE&TWO'],
      ['/c/d', 'element', [], ''],
    ])
  })

  it('places a text behind a comment where its first word stands', () => {
    const { value } = read(root('<a>\n  <!-- ONE -->\n  <![CDATA[ \n TWO]]></a>'))
    expect(value.mappings.map(({ line, column }) => [line, column])).toEqual([[4, 2]])
  })
})

describe('style sheets that are not as they should be', () => {
  it('reports malformed XML and reads what is there', () => {
    const { value, problems } = readMapper(
      'req_0a.xsl',
      root('<a><xsl:value-of select="b"/></a>').replace('</xsl:template></xsl:stylesheet>', ''),
    )
    expect(problems.length).toBeGreaterThan(0)
    expect(value?.mappings.map(row)).toEqual([['/a', 'value-of', ['b'], '']])
  })

  it('reports an empty file and one of another kind', () => {
    expect(readMapper('req_0a.xsl', '')).toMatchObject({ value: null, problems: [{ code: 'malformed-content' }] })
    expect(read('<order/>').problems).toMatchObject([{ message: expect.stringContaining('no style sheet') }])
  })

  it('reads a style sheet that is one literal element', () => {
    const text = '<a xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xsl:version="2.0"><xsl:value-of select="b"/></a>'
    expect(read(text).value.version).toBe('2.0')
    expect(mappings(text)).toEqual([['/a', 'value-of', ['b'], '']])
  })

  it('warns of braces without a partner', () => {
    const { value, problems } = read(root('<a b="x{c" d="}"/>'))
    expect(problems.map(({ severity, line }) => [severity, line])).toEqual([
      ['warning', 1],
      ['warning', 1],
    ])
    expect(value.mappings.map(row)).toEqual([
      ['/a/@b', 'attribute', ['c'], 'x'],
      ['/a/@d', 'attribute', [], '}'],
    ])
  })

  it('leaves out the middle of a path that is longer than is kept, and says so once', () => {
    const nested = (names: readonly string[], inner: string) =>
      `${names.map((name) => `<${name}>`).join('')}${inner}${names
        .toReversed()
        .map((name) => `</${name}>`)
        .join('')}`
    const names = Array.from({ length: 50 }, (_, at) => `${'e'.repeat(98)}${at}`)
    const { value, problems } = read(root(nested(names, '<x/><y z="1"/>')))
    const targets = value.mappings.map(({ target }) => target)
    expect(targets.map((target) => target.length)).toEqual([1000, 1000])
    for (const target of targets) expect(target.startsWith(`/${names.slice(0, 4).join('/')}/e`)).toBe(true)
    expect(targets.map((target) => target.slice(-5))).toEqual(['e49/x', '/y/@z'])
    expect(targets[0]).toContain('…')
    expect(problems.map(({ message }) => message)).toEqual([
      'The path of a target element is longer than the 1000 characters that are kept: what stands in the middle of such paths was left out.',
    ])
    const few = read(root(nested(names.slice(0, 9), '<x/>')))
    expect(few.value.mappings[0]?.target).toBe(`/${names.slice(0, 9).join('/')}/x`)
    expect(few.problems).toEqual([])
  })

  it('keeps paths short where they would be millions of characters', () => {
    const name = 'e'.repeat(400)
    const leaves = Array.from({ length: 14_000 }, (_, at) => `<x${at}/>`).join('')
    const { value, problems } = read(root(`<${name}>${leaves}</${name}>`))
    const targets = value.mappings.map(({ target }) => target)
    expect(targets[0]).toBe(`/${name}/x0`)
    expect(targets.at(-1)).toBe(`/${'e'.repeat(99)}…${'e'.repeat(92)}/x13999`)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('longer than the 200 characters')])
  })

  it('reads four hundred nested elements and an attribute full of entities', () => {
    const deep = '<a>'.repeat(400) + '</a>'.repeat(400)
    expect(mappings(root(deep))[0]?.[0]).toBe('/a'.repeat(400))
    const wide = `<a><xsl:value-of select="concat(${'&quot;x&quot;, '.repeat(20_000)}1)"/></a>`
    expect(read(root(wide)).value.mappings[0]?.expressions[0]?.literals).toHaveLength(20_000)
  })
})

describe('attribute value templates', () => {
  it.each([
    ['plain', 'plain', []],
    ['{a}', '', ['a']],
    ['x{a}y{b}z', 'xyz', ['a', 'b']],
    ['{{a}}', '{a}', []],
    ['{{{a}}}', '{}', ['a']],
    [`{concat('}', "{")}!`, '!', [`concat('}', "{")`]],
  ])('splits %s', (value, text, sources) => {
    const found = readValueTemplate(value)
    expect([found.text, found.expressions.map(({ source }) => source), found.unbalanced]).toEqual([text, sources, null])
    for (const { source, index } of found.expressions) expect(value.startsWith(source, index)).toBe(true)
  })
})

describe('the attributes of instructions', () => {
  it.each([
    'select',
    'test',
    'match',
    'use',
    'group-by',
    'group-adjacent',
    'group-starting-with',
    'group-ending-with',
    'value',
    'count',
    'from',
    'use-when',
    'initial-value',
  ])('are expressions as a whole: %s', (name) => {
    expect(mappings(root(`<xsl:any ${name}="$a/{b}"/>`))).toEqual([['', 'any', ['$a/{b}'], '']])
  })

  it.each([
    'separator',
    'regex',
    'flags',
    'lang',
    'order',
    'collation',
    'stable',
    'case-order',
    'data-type',
    'format',
    'href',
    'terminate',
  ])('hold expressions in braces: %s', (name) => {
    expect(mappings(root(`<xsl:any ${name}="x{$a}y"/>`))).toEqual([['', 'any', ['$a'], '']])
  })

  it('are no expressions under other names, in another namespace, or in a name that is no template', () => {
    expect(
      mappings(root('<xsl:any as="a" mode="{b}" p:select="c" p:order="{d}" name="{e}" namespace="{f}"/>')),
    ).toEqual([['', 'any', [], '']])
  })

  it('hold expressions in the names and namespaces of nodes that they make', () => {
    expect(mappings(root('<xsl:element name="{$a}" namespace="{$b}"/>'))).toEqual([
      ['/{$a}', 'element', ['$a', '$b'], ''],
    ])
  })
})

describe('the settings of an instruction', () => {
  const settings = (content: string) =>
    read(root(content)).value.mappings.map(({ target, instruction, settings: said }) => [target, instruction, said])

  it.each([
    [
      '<xsl:sort select="a" order="descending" data-type="{$t}"/>',
      [
        ['data-type', '{}'],
        ['order', 'descending'],
      ],
    ],
    ['<xsl:value-of select="a" separator="x{$a}{{y"/>', [['separator', 'x{}{{y']]],
    ['<xsl:apply-templates select="a" mode="m"/>', [['mode', 'm']]],
    ['<xsl:analyze-string select="a" regex="[0-9]{{2}}"/>', [['regex', '[0-9]{{2}}']]],
    ['<xsl:element name="a" namespace="urn:a"/>', [['namespace', 'urn:a']]],
    ['<xsl:variable name="a" as="xs:string" select="b" xml:id="id_1"/>', [['as', 'string']]],
    ['<xsl:text disable-output-escaping="yes">a</xsl:text>', [['disable-output-escaping', 'yes']]],
    ['<xsl:copy-of select="a" version="2.0" exclude-result-prefixes="p" p:own="1"/>', []],
  ])('are its attributes that are no expressions: %s', (content, expected) => {
    expect(settings(content).map(([, , said]) => said)).toEqual([expected])
  })

  it('are of an attribute of the target where its text and expressions stand', () => {
    expect(settings('<a b="x" c="{$d}" e="https://{$f}/g/{$h}" i="j{$k}"/>')).toEqual([
      ['/a/@b', 'attribute', []],
      ['/a/@c', 'attribute', []],
      ['/a/@e', 'attribute', [['', '8 11']]],
      ['/a/@i', 'attribute', []],
    ])
  })

  it('leave an element or attribute that is made to what stands in it', () => {
    const content = `<xsl:element name="a"><xsl:attribute name="b">1</xsl:attribute><xsl:attribute name="c"><xsl:text/></xsl:attribute>
      <xsl:element name="d" namespace="u"><e/></xsl:element></xsl:element>`
    expect(settings(content)).toEqual([
      ['/a/@b', 'text', []],
      ['/a/@c', 'attribute', []],
      ['/a/d', 'element', [['namespace', 'u']]],
      ['/a/d/e', 'element', []],
    ])
  })
})

describe('the target of an instruction', () => {
  it.each([
    ['<xsl:element name="p:a"/>', '/x/a', 'element'],
    ['<xsl:element name="a"/>', '/x/a', 'element'],
    ['<xsl:attribute name="p:a"/>', '/x/@a', 'attribute'],
    ['<xsl:processing-instruction name="a"/>', '/x/processing-instruction(a)', 'processing-instruction'],
    ['<xsl:namespace name="a"/>', '/x/namespace(a)', 'namespace'],
    ['<xsl:variable name="a"/>', '/x/$a', 'variable'],
    ['<xsl:param name="a"/>', '/x/$a', 'param'],
    ['<xsl:with-param name="a"/>', '/x/$a', 'with-param'],
    ['<xsl:call-template name="a"/>', '/x/template(a)', 'call-template'],
    ['<xsl:call-template/>', '/x/template()', 'call-template'],
    ['<xsl:comment/>', '/x/comment()', 'comment'],
    ['<xsl:message/>', '/x/message()', 'message'],
    ['<xsl:copy/>', '/x', 'copy'],
  ])('of %s is %s', (content, target, instruction) => {
    expect(mappings(root(`<x>${content}</x>`))).toEqual([[target, instruction, [], '']])
  })

  it('lies inside what the instruction makes, and not inside what stands beside it', () => {
    expect(mappings(root('<xsl:comment>one</xsl:comment><xsl:message><a>two</a></xsl:message><b/>'))).toEqual([
      ['/comment()', 'comment', [], ''],
      ['/comment()', 'text', [], 'one'],
      ['/message()', 'message', [], ''],
      ['/message()/a', 'text', [], 'two'],
      ['/b', 'element', [], ''],
    ])
  })

  it.each([
    ['if test="a"', 'if', 'if(a)'],
    ['when test="a"', 'when', 'when(a)'],
    ['otherwise', 'otherwise', 'otherwise'],
    ['for-each select="a"', 'for-each', 'for-each(a)'],
    ['for-each-group select="a"', 'for-each-group', 'for-each-group(a)'],
    ['if', 'if', 'if()'],
  ])('is enclosed by <xsl:%s>', (start, end, label) => {
    const { value } = read(root(`<xsl:${start}><b>1</b></xsl:${end}>`))
    expect(value.mappings.map(({ target, within }) => [target, within])).toEqual([
      ['', []],
      ['/b', [label]],
    ])
  })

  it('is enclosed by nothing else', () => {
    const { value } = read(root('<xsl:choose><xsl:copy><b>1</b></xsl:copy></xsl:choose>'))
    expect(value.mappings.map(({ within }) => within)).toEqual([[], [], []])
  })
})

describe('the top level of a style sheet', () => {
  it.each(['import', 'include', 'import-schema'])('holds no mapping in xsl:%s', (local) => {
    expect(mappings(sheet(`<xsl:${local} select="a" href="{b}">text</xsl:${local}>`))).toEqual([])
  })

  it.each(['output', 'strip-space', 'preserve-space', 'decimal-format', 'namespace-alias'])(
    'tells the settings of xsl:%s, and nothing else of it',
    (local) => {
      const { value } = read(sheet(`<xsl:${local} name="n" method="m">text</xsl:${local}><xsl:${local}/>`))
      expect(value.mappings.map(({ settings, ...rest }) => [row({ settings, ...rest }), settings])).toEqual([
        [
          ['', local, [], ''],
          [
            ['method', 'm'],
            ['name', 'n'],
          ],
        ],
      ])
    },
  )

  it('tells the characters of a map', () => {
    const map = '<xsl:character-map name="c"><xsl:output-character character="a" string="b"/></xsl:character-map>'
    expect(read(sheet(map)).value.mappings.map(({ instruction, settings }) => [instruction, settings])).toEqual([
      [
        'output-character',
        [
          ['character', 'a'],
          ['string', 'b'],
        ],
      ],
    ])
  })

  it('holds parameters with a default, attribute sets, and nothing of other namespaces', () => {
    expect(
      mappings(
        sheet(
          '<xsl:param name="a"/><xsl:param name="b" select="1"/><xsl:param name="c">x</xsl:param><xsl:attribute-set name="s" select="2"/><p:other>text</p:other>',
        ),
      ),
    ).toEqual([
      ['/$b', 'param', ['1'], ''],
      ['/$c', 'param', [], ''],
      ['/$c', 'text', [], 'x'],
      ['', 'attribute-set', ['2'], ''],
    ])
  })

  it('names templates by their name before their pattern, and functions and keys by theirs', () => {
    expect(
      mappings(
        sheet(
          '<xsl:template match=" / "><a/></xsl:template><xsl:template match="m" name="n"><b/></xsl:template><xsl:template><c/></xsl:template><xsl:function><d/></xsl:function><xsl:key/>',
        ),
      ),
    ).toEqual([
      ['/a', 'element', [], ''],
      ['template(n)', 'template', ['m'], ''],
      ['template(n)/b', 'element', [], ''],
      ['template()/c', 'element', [], ''],
      ['function()/d', 'element', [], ''],
      ['key()', 'key', [], ''],
    ])
  })
})

describe('literal result elements', () => {
  it('have neither the numbering of the mapper nor attributes of XSLT, and are listed where they hold nothing', () => {
    expect(mappings(root('<a xml:id="id_3" xsl:use-when="{b}" id="7" xml:lang="en"/><b xml:id="id_4"/>'))).toEqual([
      ['/a/@id', 'attribute', [], '7'],
      ['/a/@lang', 'attribute', [], 'en'],
      ['/b', 'element', [], ''],
    ])
  })

  it('do not hold the remarks of the mapper', () => {
    const note = '<m:note xmlns:m="http://www.oracle.com/xsl/mapper/schemas">text</m:note>'
    expect(mappings(root(`<a>${note}</a>`))).toEqual([['/a', 'element', [], '']])
  })

  it('have text where its first character stands, and blanks only in xsl:text', () => {
    const { value } = read(
      root('\n<a> \n<xsl:text> \n </xsl:text><xsl:text>  b</xsl:text><xsl:text><!-- c --></xsl:text></a>'),
    )
    expect(value.mappings.map(({ instruction, text, line, column }) => [instruction, text, line, column])).toEqual([
      ['text', ' \n ', 3, 11],
      ['text', '  b', 4, 25],
    ])
  })
})

describe('what is wrong with a style sheet', () => {
  const said = (text: string) =>
    read(text).problems.map(({ code, severity, message, line, column }) => [code, severity, message, line, column])

  it('is said in words and at its place', () => {
    expect(said('\n<order/>')).toEqual([
      ['malformed-content', 'error', 'The file is no style sheet: its root element is order.', 2, 1],
    ])
    const start = root('').indexOf('</xsl:template>')
    expect(said(root('<a bc="x&lt;}" d="{"/>'))).toEqual([
      ['malformed-content', 'warning', 'The braces of the attribute bc are not balanced.', 1, start + 13],
      ['malformed-content', 'warning', 'The braces of the attribute d are not balanced.', 1, start + 19],
    ])
  })
})

describe('the ends of a style sheet', () => {
  it('may be named by halves, or not at all', () => {
    const head = (content: string) =>
      read(
        sheet(
          `<o:schema xmlns:o="urn:other"><o:mapSources><o:source/></o:mapSources></o:schema><m:schema xmlns:m="http://www.oracle.com/xsl/mapper/schemas">${content}</m:schema>`,
        ),
      ).value
    expect(head('')).toMatchObject({ sources: [], targets: [] })
    const empty = { schema: '', rootElement: '', namespace: '', parameter: '' }
    expect(
      head(
        '<m:mapSources><m:source/><m:source><m:schema/><m:rootElement/><m:param/></m:source></m:mapSources><m:mapTargets><m:target/></m:mapTargets>',
      ),
    ).toMatchObject({ sources: [empty, empty], targets: [empty] })
    expect(read(sheet('')).value).toMatchObject({ sources: [], targets: [] })
  })

  it('leave a version, a parameter without a name, and a direction by the file’s name alone', () => {
    const plain =
      '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:p="urn:p"><p:param name="n"/><xsl:param/></xsl:stylesheet>'
    expect(read(plain, 'req_1/a.xsl').value).toMatchObject({ version: '', parameters: [''], direction: 'other' })
    expect(read(plain, 'my_req_1.xsl').value.direction).toBe('other')
    expect(read(plain, 'req_1.xsl').value.direction).toBe('request')
    expect(read(plain, 'resp_1.xsl').value.direction).toBe('response')
    const literal =
      '<a xmlns:x="http://www.w3.org/1999/XSL/Transform" xmlns:p="urn:p" x:other="1.0" p:version="1.1" x:version="2.0"/>'
    expect(read(literal).value.version).toBe('2.0')
    expect(read(literal.replace('x:version', 'version')).value.version).toBe('2.0')
  })
})

it('calls in the braces of an attribute stand where they are written', () => {
  const text = root('<a b="x{f(1) + g(2)}y{h(3)}"/>')
  const found = read(text).value.mappings[0]?.expressions.flatMap(({ calls }) => calls)
  expect(found?.map(({ name, column }) => [name, text.slice((column ?? 0) - 1, (column ?? 0) + 3)])).toEqual([
    ['f', 'f(1)'],
    ['g', 'g(2)'],
    ['h', 'h(3)'],
  ])
})

it('a computed name with a prefix stays whole, and other attributes of a made node are no templates', () => {
  expect(mappings(root('<xsl:element name="{p:f()}" type="{$t}"/>'))).toEqual([['/{p:f()}', 'element', ['p:f()'], '']])
})

it('a variable of the top level is listed though nothing fills it', () => {
  expect(mappings(sheet('<xsl:variable name="v"/>'))).toEqual([['/$v', 'variable', [], '']])
})

it('an element with attributes of its own is no style sheet', () => {
  expect(read('<order version="1.0"/>').problems).toHaveLength(1)
})

it('names the style sheets that a mapper takes in, with their places', () => {
  const imports = '<xsl:include href=" a.xsl "/>\n<xsl:import href="../b.xsl"/><xsl:import/>'
  const { value, problems } = read(sheet(`${imports}<xsl:template match="/"><p:a/></xsl:template>`))
  expect(problems).toEqual([])
  expect(value.imports.map(({ href, line }) => [href, line])).toEqual([
    ['a.xsl', 1],
    ['../b.xsl', 2],
    ['', 2],
  ])
  expect(value.mappings.map(({ instruction }) => instruction)).toEqual(['element'])
})
