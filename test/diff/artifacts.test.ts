/** Everything but flows: mappers, lookups, connections, libraries and the small artifacts. */
import { describe, expect, it, vi } from 'vitest'
import { archiveForm, copiesDiffer, diffArchives, fingerprint } from '../../src/diff/index.js'
import { withNewGuards } from '../../src/diff/mappers.js'
import { normalMapper } from '../../src/diff/normal/mapper.js'
import { diffLines } from '../../src/diff/scripts.js'
import { readMapper } from '../../src/formats/mapper.js'
import { contentOf } from '../../src/model/content.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { normalXPath } from '../../src/model/normal-xpath.js'
import { textconv } from '../../src/report/textconv.js'
import { changedFixture, fixture, packed } from '../support/fixture.js'
import { tree, zip } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

/** What the diff says when one file of a fixture is edited, one line for each change. */
async function said(name: string, path: RegExp, edit: (text: string) => string): Promise<string[]> {
  const files = tree(name)
  const found = Object.keys(files).find((one) => path.test(one)) ?? ''
  const text = Buffer.from(files[found] ?? '').toString()
  if (edit(text) === text) throw new Error(`nothing edited in ${found}`)
  const old = await readArchive(fixture(name), { name: 'a' })
  return lines(old, await readArchive(changedFixture(name, { [found]: edit(text) }), { name: 'b' }))
}

async function lines(old: Archive, new_: Archive): Promise<string[]> {
  const { artifacts } = await diffArchives(old, new_)
  return artifacts.flatMap(({ id, change, changes }) =>
    changes.length === 0
      ? [`${change} ${id}`]
      : changes.map((one) => `${one.change} ${one.what} ${one.path}: ${one.old} -> ${one.new}`),
  )
}

describe('a file that could not be read', () => {
  const PATH = 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml'
  const broken = async (text: string | null) => {
    const whole = Buffer.from(tree(INTAKE)[PATH] ?? '').toString()
    return readArchive(changedFixture(INTAKE, { [PATH]: text === null ? whole : `${whole.slice(0, 900)}<<${text}` }))
  }

  it('is compared by its bytes, with what the reader said', async () => {
    const { identical, artifacts } = await diffArchives(await broken('a'), await broken('b'))
    expect(identical).toBe(false)
    expect(artifacts.map(({ id, change }) => [id, change])).toEqual([[`file:${PATH}`, 'changed']])
    const [change] = artifacts[0]?.changes ?? []
    expect(change?.old).toMatch(/^903 bytes, SHA-256 [0-9a-f]{12}…; could not be read, so that only its bytes are/)
    expect(change?.new).toMatch(/compared: /)
  })

  it('is the same where its bytes are', async () => {
    expect((await diffArchives(await broken('a'), await broken('a'))).identical).toBe(true)
  })

  it('is one of a thousand that are told, and the others are compared together', async () => {
    const many = async (last: string) =>
      readArchive(
        changedFixture(
          INTAKE,
          Object.fromEntries(
            Array.from({ length: 1003 }, (_, at) => [
              `icspackage/appinstances/C${at}.xml`,
              at === 1002 ? `<${last}` : '<',
            ]),
          ),
        ),
      )
    const same = await diffArchives(await many('a'), await many('a'))
    expect(same.identical).toBe(true)
    const { artifacts } = await diffArchives(await many('a'), await many('b'))
    expect(artifacts.map(({ id }) => id)).toEqual(['file:further files'])
    expect(artifacts[0]?.changes[0]?.new).toMatch(/^3 further files could not be read, on one side at least: /)
  })

  it('on one side only is told, and nothing of what only the other says', async () => {
    for (const sides of [
      [await broken('a'), await broken(null)] as const,
      [await broken(null), await broken('a')] as const,
    ]) {
      const { artifacts } = await diffArchives(...sides)
      expect(artifacts.map(({ id, change }) => [id, change])).toEqual([[`file:${PATH}`, 'changed']])
      const [was, is] = [artifacts[0]?.changes[0]?.old, artifacts[0]?.changes[0]?.new].map((text) => text ?? '')
      expect([was, is]).toContainEqual(expect.stringMatching(/^\d+ bytes, SHA-256 [0-9a-f]{12}…$/))
      expect([was, is]).toContainEqual(expect.stringContaining('could not be read'))
    }
  })

  it('leaves what stands in other files to be compared', async () => {
    const [old, new_] = [await broken(null), await broken('a')]
    const tagged = { ...new_, integrations: new_.integrations.map((one) => ({ ...one, keywords: ['new'] })) }
    expect(await lines(old, tagged)).toContainEqual('changed keywords : orders, retail -> new')
    expect(await lines(old, tagged)).toHaveLength(2)
  })

  it('leads to no facts in the text form', async () => {
    const text = textconv(await archiveForm(await broken('a')))
    expect(text).toMatch(/^integration:ORDER_INTAKE\|01\.00\.0000\n(?: {2}keywords: .*\n)? {2}version: 01\.00\.0000\n/m)
    expect(text).not.toContain('style:')
  })
})

describe('a file that an endpoint names', () => {
  const FLOW = 'icspackage/project/ORDER_INTAKE_01.00.0000/'
  const withFile = async (file: string, content: string) => {
    const path = `${FLOW}PROJECT-INF/project.xml`
    const group = 'resources/application_8/outbound_9/resourcegroup_10/'
    const before = '<ns2:resource name="resource_12" '
    const named = `<ns2:resource name="resource_99" location="../${group}${file}" type="undefined"/>${before}`
    const text = Buffer.from(tree(INTAKE)[path] ?? '').toString()
    if (!text.includes(before)) throw new Error('nothing to add a file to')
    return readArchive(
      changedFixture(INTAKE, { [path]: text.replace(before, named), [`${FLOW}${group}${file}`]: content }),
    )
  }

  it.each([
    ['shop_REQUEST.wadl', '<application><resource path="/', '"/></application>'],
    ['schema.json', '{"type":"object","properties":{"', '":{"type":"string"}}}'],
    ['openapi.json', '{"openapi":"3.0.0","paths":{"/', '":{}}}'],
    ['order.avsc', '{"type":"record","name":"Order","fields":[{"name":"', '","type":"string"}]}'],
    ['shop.raml', '#%RAML 1.0 /', ':'],
  ])('is compared by what it says, as %s', async (file, start, end) => {
    const [old, new_] = [`${start}carrier${end}`, `${start}courier${end}`]
    expect(await lines(await withFile(file, old), await withFile(file, new_))).toEqual([
      `changed file Trigger placeOrder > ${file}: ${old} -> ${new_}`,
    ])
    expect(await lines(await withFile(file, old), await withFile(file, old))).toEqual([])
  })

  it('is the same with a licence on top and laid out anew, as a WADL', async () => {
    const file = 'shop_REQUEST.wadl'
    const old = '<?xml version="1.0"?><application><resource path="/orders"/></application>'
    const laidOut = old.replace('?>', '?>\n<!-- Licensed to the shop -->').replace('<resource', '\n  <resource')
    expect(await lines(await withFile(file, old), await withFile(file, laidOut))).toEqual([])
  })
})

describe('expressions', () => {
  const namespaces = new Map([
    ['a', 'urn:orders'],
    ['b', 'urn:orders'],
    ['dvm', 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'],
  ])
  const value = (source: string) => normalXPath({ source, namespaces }).value

  it.each([
    ['white space', '/a:order/a:id', ' /a:order / a:id\n'],
    ['the name of a prefix', '/a:order', '/b:order'],
    ['the kind of quotes', `concat('x', "y")`, `concat("x",'y')`],
    ['comments', '1 + 2', '1 (: plus :) + 2'],
    [
      'the form of a lookup name',
      `dvm:lookupValue('REGIONS', 'A')`,
      `dvm:lookupValue("tenant/resources/dvms/REGIONS","A")`,
    ],
  ])('%s does not count', (_, one, other) => {
    expect(value(one)).toBe(value(other))
  })

  it.each([
    ['white space inside a string', `'a b'`, `'a  b'`],
    ['an operator', 'a > b', 'a >= b'],
    ['a prefix of another namespace', '/a:order', '/order'],
    ['a prefix that nothing binds', '/x:order', '/y:order'],
    ['two names and one', 'a b', 'ab'],
    ['a variable', '$a', 'a'],
  ])('%s counts', (_, one, other) => {
    expect(value(one)).not.toBe(value(other))
  })

  it.each([
    ['/a:order[ a:id=1 ]/a:line', '/order[id = 1]/line'],
    [`dvm:lookupValue('R',"K",$a:key,'V',"")`, 'dvm:lookupValue("R", "K", $key, "V", "")'],
    ['a:x*2 and not(a:y)', 'x * 2 and not(y)'],
    ['/a:order/@a:no', '/order/@no'],
    ['. = ../a:x', '. = ../x'],
    ['count(//a:line) > 1 or /a:order', 'count(//line) > 1 or /order'],
  ])('shows %s as %s', (source, shown) => {
    expect(normalXPath({ source, namespaces }).shown).toBe(shown)
  })
})

describe('mappers', () => {
  const mapper = (content: string) => {
    const { value } = readMapper(
      'resources/processor_1/resourcegroup_2/req_x.xsl',
      `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">${content}</xsl:template></xsl:stylesheet>`,
    )
    if (value === null) throw new Error('no mapper')
    return normalMapper(value)
  }
  const loop = (select: string) =>
    mapper(
      `<out><xsl:for-each select="${select}"><line><id><xsl:value-of select="id"/></id><sum><xsl:value-of select="sum"/></sum></line></xsl:for-each></out>`,
    )
  const shown = (of: ReturnType<typeof mapper>) =>
    Object.fromEntries(of.parts.map(({ key, facts }) => [key, facts.map((fact) => `${fact.what} ${fact.shown}`)]))

  it('tells each target with its source, and the loop around it', () => {
    expect(shown(loop('/order/line'))).toEqual({
      '/out': ['condition for-each(/order/line)'],
      '/out/line/id': ['mapping for-each(/order/line) > id'],
      '/out/line/sum': ['mapping for-each(/order/line) > sum'],
    })
  })

  it('tells how many loops stand around a target where to repeat them all would fill the memory', () => {
    const around = Array.from({ length: 100 }, (_, at) => `<xsl:if test="/${'a'.repeat(900)}${at}">`).join('')
    const inside = (name: string) =>
      mapper(`${around}${Array.from({ length: 60 }, (_, at) => `<${name}${at}/>`).join('')}${'</xsl:if>'.repeat(100)}`)
    const one = inside('x')
    expect(shown(one)['/x7']).toEqual(['mapping 100 conditions and loops > (empty)'])
    expect(JSON.stringify(one).length).toBeLessThan(1_000_000)
    expect(shown(inside('y'))['/y7']).toEqual(shown(one)['/x7'])
  })

  it('takes a loop over other elements for one change, where the loop stands', () => {
    const [old, new_] = [loop('/order/line'), loop('/order/item')]
    const { old: reworded } = withNewGuards(old, new_)
    const differing = new_.parts.filter((part, at) => JSON.stringify(part) !== JSON.stringify(reworded.parts[at]))
    expect(differing.map(({ key }) => key)).toEqual(['/out'])
  })

  const differing = (old: ReturnType<typeof mapper>, new_: ReturnType<typeof mapper>) => {
    const before = new Map(withNewGuards(old, new_).old.parts.map((part) => [part.key, JSON.stringify(part)]))
    return new_.parts.filter((part) => JSON.stringify(part) !== before.get(part.key)).map(({ key }) => key)
  }
  const each = (select: string, content: string) => `<xsl:for-each select="${select}">${content}</xsl:for-each>`
  const field = (name: string, select = name) => `<${name}><xsl:value-of select="${select}"/></${name}>`
  const line = (...fields: string[]) => `<line>${fields.join('')}</line>`
  const LOOPS = ['id', 'sum', 'tax'].map((name) => each('/order/line', line(field(name))))
  const [FIRST = '', SECOND = '', THIRD = ''] = LOOPS
  const out = (...loops: string[]) => mapper(`<out>${loops.join('')}</out>`)

  it('takes one of several loops over the same for one change', () => {
    const item = each('/order/item', line(field('sum')))
    expect(differing(out(FIRST, SECOND, THIRD), out(FIRST, item, THIRD))).toEqual(['/out'])
    expect(differing(out(FIRST, item, THIRD), out(FIRST, SECOND, THIRD))).toEqual(['/out'])
  })

  it('takes a change of a loop around others for one change', () => {
    const around = (select: string) =>
      out(FIRST, each(select, `<group>${SECOND}${THIRD}</group>`), each('/order', '<x/>'))
    expect(differing(around('/order'), around('/orders'))).toEqual(['/out'])
  })

  it('tells what is mapped otherwise in a loop that changed, and what went from one loop to another', () => {
    const item = each('/order/item', line(field('sum', 'total')))
    expect(differing(out(FIRST, SECOND, THIRD), out(FIRST, item, THIRD))).toEqual(['/out', '/out/line/sum'])
    const paid = each('/order/line[paid]', line(field('id')))
    const [both, swapped] = [
      out(paid, SECOND),
      out(each('/order/line[paid]', line(field('sum'))), each('/order/line', line(field('id')))),
    ]
    expect(differing(both, swapped).sort()).toEqual(['/out/line/id', '/out/line/sum'])
  })

  const conditions = async (old: string, new_: string) => {
    const path = Object.keys(tree(INTAKE)).find((one) => one.endsWith('.xsl')) ?? ''
    const sheet = (content: string) =>
      changedFixture(INTAKE, {
        [path]: `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><out>${content}</out></xsl:template></xsl:stylesheet>`,
      })
    const told = await lines(await readArchive(sheet(old)), await readArchive(sheet(new_)))
    return told.map((one) => one.replace(/(\w+ \w+) .* > \//, '$1 /'))
  }

  it('shows of several conditions at one target those that changed, came or went', async () => {
    const item = each('/order/item', line(field('sum')))
    expect(await conditions(FIRST + SECOND + THIRD, FIRST + item + THIRD)).toEqual([
      'changed condition /out: for-each(/order/line) -> for-each(/order/item)',
    ])
    const empty = each('/order/item', '')
    expect(await conditions(FIRST + SECOND, FIRST + empty + SECOND)).toEqual([
      'added condition /out: null -> for-each(/order/item)',
    ])
    expect(await conditions(FIRST + empty + SECOND, FIRST + SECOND)).toEqual([
      'removed condition /out: for-each(/order/item) -> null',
    ])
  })

  const when = (test: string, ...content: string[]) => `<xsl:if test="${test}">${content.join('')}</xsl:if>`

  it('tells a condition that came around mappings or went once, with what it stands around', async () => {
    const [SUM, TAX, NET] = [field('sum'), field('tax'), field('net')]
    const wrapped = when('/order/paid', SUM, line(TAX))
    expect(await conditions(SUM + line(TAX) + NET, wrapped + NET)).toEqual([
      'added condition /out: null -> if(/order/paid) around line, sum',
    ])
    expect(await conditions(wrapped + NET, SUM + line(TAX) + NET)).toEqual([
      'removed condition /out: if(/order/paid) around line, sum -> null',
    ])
    expect(await conditions(FIRST + SUM, when('/order/paid', FIRST, SUM))).toEqual([
      'added condition /out: null -> if(/order/paid) around line, sum',
    ])
    const all = line(SUM, TAX, NET)
    expect(await conditions(all, when('/order/paid', all))).toEqual([
      'added condition /out: null -> if(/order/paid) around line',
    ])
    const many = Array.from({ length: 12 }, (_, at) => field(`x${at}`)).join('')
    expect(await conditions(many, when('/a', many))).toEqual([
      'added condition /out: null -> if(/a) around x0, x1, x10, x11, x2, x3, x4, x5, x6, x7 and 2 more',
    ])
  })

  it('tells a condition that came beside one that changed, and no mapping of either', async () => {
    const [old, new_] = [
      when('/a', field('sum'), field('tax')),
      when('/b', field('sum'), field('tax')) + when('/c', field('net')),
    ]
    expect(await conditions(old + field('net'), new_)).toEqual([
      'changed condition /out: if(/a) around sum, tax -> if(/b) around sum, tax\nif(/c) around net',
    ])
  })

  it('tells a loop that went where a condition came as two, each around its own', async () => {
    const [old, new_] = [
      field('sum') + each('/order/line', field('tax', '.')),
      when('/a', field('sum')) + field('tax', '.'),
    ]
    expect(await conditions(old, new_)).toEqual([
      'changed condition /out: for-each(/order/line) around tax -> if(/a) around sum',
    ])
    expect(await conditions(new_, old)).toEqual([
      'changed condition /out: if(/a) around sum -> for-each(/order/line) around tax',
    ])
  })

  it('shows what left a condition that changed as it stood there', async () => {
    expect(await conditions(field('sum') + when('/a', field('tax')), when('/b', field('sum')) + field('tax'))).toEqual([
      'changed condition /out: if(/a) -> if(/b)',
      'changed mapping /out/sum: sum -> if(/b) > sum',
      'changed mapping /out/tax: if(/a) > tax -> tax',
    ])
  })

  it('tells a mapping that went into a condition which was there, and one that changed on the way', async () => {
    expect(await conditions(when('/a', field('sum')) + field('tax'), when('/a', field('sum'), field('tax')))).toEqual([
      'changed mapping /out/tax: tax -> if(/a) > tax',
    ])
    expect(await conditions(field('sum') + field('tax'), when('/a', field('sum', 'total'), field('tax')))).toEqual([
      'added condition /out: null -> if(/a) around tax',
      'changed mapping /out/sum: sum -> if(/a) > total',
    ])
  })

  it('are named by what they fill, whatever follows them', async () => {
    const folder = 'icspackage/project/ORDER_INTAKE_01.00.0000/'
    const project = Buffer.from(tree(INTAKE)[`${folder}PROJECT-INF/project.xml`] ?? '').toString()
    const nameless = project.replace(/<ns2:processorName>to(?:Response|Fulfil)<\/ns2:processorName>/g, '')
    const [response = ''] = /<ns2:transformer [^>]*refUri="processor_102"\/>/.exec(nameless) ?? []
    const moved = nameless.replace(response, '').replace(/(?=<ns2:invoke id="i0")/, response)
    const read = (text: string) =>
      readArchive(changedFixture(INTAKE, { [`${folder}PROJECT-INF/project.xml`]: text }), { name: 'a' })
    const [change, ...others] = await lines(await read(nameless), await read(moved))
    expect(others).toEqual([])
    expect(change).toMatch(/^moved step Scope Fulfil > Map to reply: .* -> Scope Fulfil, after Map to fulfilOrder$/)
    const noHead = Object.fromEntries(
      Object.keys(tree(INTAKE))
        .filter((path) => path.endsWith('.xsl'))
        .map((path) => {
          const text = Buffer.from(tree(INTAKE)[path] ?? '').toString()
          return [path, text.replace(/location="[^"]*"/g, 'location=""')]
        }),
    )
    const bare = { ...noHead, [`${folder}PROJECT-INF/project.xml`]: nameless }
    const withoutHead = await readArchive(changedFixture(INTAKE, bare))
    const changed = await readArchive(
      changedFixture(INTAKE, {
        ...bare,
        [`${folder}PROJECT-INF/project.xml`]: nameless.replace(
          response,
          response.replace('/>', ' description="New"/>'),
        ),
      }),
    )
    expect(await lines(withoutHead, changed)).toEqual(['added description Map to reply: null -> New'])
  })

  it('tells literal text, attributes and empty elements', () => {
    const one = mapper('<out kind="{/a/b}" no="7"><xsl:text>fixed</xsl:text><none/></out>')
    expect(shown(one)).toEqual({
      '/out': ['mapping "fixed"'],
      '/out/@kind': ['mapping /a/b'],
      '/out/@no': ['mapping "7"'],
      '/out/none': ['mapping (empty)'],
    })
  })
})

describe('calls', () => {
  const CALL = /fulfilOrder_REQUEST\.jca$/
  it.each([
    ['version', (text: string) => text.replaceAll('01.00.0000', '01.02.0000'), ['integration_id']],
    ['path', (text: string) => text.replaceAll('/fulfilments', '/parcels'), ['ResourceURI']],
    ['verb', (text: string) => text.replaceAll('"POST"', '"PUT"'), ['HttpVerb']],
    [
      'operation alone',
      (text: string) => text.replace('"operation" value="POST', '"operation" value="SEND'),
      ['operation'],
    ],
    ['name', (text: string) => text.replace('"Order fulfil"', '"Ship orders"'), ['integration_name']],
  ] as const)('tell the %s of the integration they call once', async (_, edit, names) => {
    const told = await said(INTAKE, CALL, edit)
    expect(
      told.map((one) => one.replace(/^\w+ property Scope Fulfil > Invoke fulfilOrder > (\w+): .*$/, '$1')),
    ).toEqual(names)
  })

  it('tell the function that a callout calls once', async () => {
    const edit = (text: string) => text.replace(/PriceTools\.js(.)roundTotal/g, 'PriceTools.js$1roundUp')
    expect(await said(INTAKE, /project\.xml$/, edit)).toEqual([
      'changed property JavaScript roundTotal > operation: PRICE_TOOLS/01.00.0000/PriceTools.js/roundTotal -> PRICE_TOOLS/01.00.0000/PriceTools.js/roundUp',
    ])
  })
})

describe('a path', () => {
  it('takes a condition or a cell with its own sign for one name', async () => {
    const EXPORT = 'flow/PARCEL_EXPORT_01.00.0000'
    const route = Object.keys(tree(EXPORT)).find((one) => one.includes('processor_65/output_66')) ?? ''
    const nameless = Buffer.from(tree(EXPORT)[route] ?? '')
      .toString()
      .replace(/^(ExpressionName :).*$/m, '$1 ')
    const project = Object.keys(tree(EXPORT)).find((one) => one.endsWith('project.xml')) ?? ''
    const noted = Buffer.from(tree(EXPORT)[project] ?? '')
      .toString()
      .replace('<ns2:throw id="th0"', '<ns2:note id="n9" name="Ask"/><ns2:throw id="th0"')
    const old = await readArchive(changedFixture(EXPORT, { [route]: nameless }))
    const new_ = await readArchive(changedFixture(EXPORT, { [route]: nameless, [project]: noted }))
    const { artifacts } = await diffArchives(old, new_)
    expect(artifacts.flatMap(({ changes }) => changes.map(({ path }) => path.split(' > ')))).toEqual([
      ['Switch', 'route "$failures>0"', 'Note Ask'],
    ])
    const cells = (key: string) => (text: string) =>
      text.replace('</rows>', `<row><cell>${key}</cell><cell>EAST</cell><cell>WH-5</cell></row></rows>`)
    const [row] = await said(INTAKE, /STORE_REGIONS\.dvm$/, cells('a &gt; b'))
    expect(row).toBe('added row row STORE=a>b: null -> row STORE=a > b, REGION=EAST, WAREHOUSE=WH-5')
  })
})

describe('a data stitch', () => {
  const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
  const assign = (target: string, expression: string) => ({
    '@type': 'Assign',
    from: { '@type': 'XPathExpression', expression },
    to: { '@type': 'XPathPath', path: target },
  })
  const path = Object.keys(tree(STOCK)).find((one) => one.endsWith('stitch.json')) ?? ''
  const stitched = async (...assigns: ReturnType<typeof assign>[]) =>
    readArchive(changedFixture(STOCK, { [path]: JSON.stringify({ stitches: assigns }) }))
  const [A, B, C] = [assign('$a', '$x'), assign('$b', '$a'), assign('$c', '$b')]

  it('tells its assignments by their targets', async () => {
    const old = await stitched(A, B)
    expect(await lines(old, await stitched(A, assign('$b', '$x')))).toEqual([
      'changed assignment Data stitch buildTitle > $b: $a -> $x',
    ])
    expect(await lines(old, await stitched(A, C, B))).toEqual([
      'added assignment Data stitch buildTitle > $c: null -> $c ← $b',
    ])
  })

  it('tells an assignment that now stands elsewhere: it reads what those before it wrote', async () => {
    const [old, new_] = [await stitched(A, B, C), await stitched(B, C, A)]
    expect(await lines(old, new_)).toEqual(['moved assignment Data stitch buildTitle > $a: null -> null'])
    expect(await lines(new_, old)).toEqual(['moved assignment Data stitch buildTitle > $a: null -> null'])
  })
})

describe('lookups', () => {
  const lookup = /STORE_REGIONS\.dvm$/
  it('names a row that was added', async () => {
    expect(
      await said(INTAKE, lookup, (text) =>
        text.replace('</rows>', '<row><cell>E001</cell><cell>EAST</cell><cell>WH-5</cell></row></rows>'),
      ),
    ).toEqual(['added row row STORE=E001: null -> row STORE=E001, REGION=EAST, WAREHOUSE=WH-5'])
  })

  it('names a row whose key changed, and nothing else', async () => {
    expect(await said(INTAKE, lookup, (text) => text.replace('>W001<', '>X001<'))).toHaveLength(1)
  })

  it('does not count the order of rows', async () => {
    const reversed = (text: string) => {
      const rows = text.match(/<row>[\s\S]*?<\/row>/g) ?? []
      return text.replace(/<rows>[\s\S]*<\/rows>/, `<rows>${[...rows].reverse().join('')}</rows>`)
    }
    expect(await said(INTAKE, lookup, reversed)).toEqual([])
  })

  it('knows a column by its cells when its name changed', async () => {
    const [change] = await said(INTAKE, lookup, (text) => text.replace('name="WAREHOUSE"', 'name="DEPOT"'))
    expect(change).toBe('renamed column DEPOT: WAREHOUSE -> DEPOT')
  })

  it('knows a column by its place where its name and few of its cells changed', async () => {
    const edit = (text: string) => text.replace('name="REGION"', 'name="AREA"').replace('>SOUTH<', '>WEST<')
    expect(await said(INTAKE, lookup, edit)).toEqual([
      'renamed column AREA: REGION -> AREA',
      'changed cell row STORE=S001 > AREA: SOUTH -> WEST',
    ])
    const other = (text: string) => text.replace('name="REGION"', 'name="AREA"').replace(/>(?:SOUTH|NORTH)</g, '>x<')
    expect((await said(INTAKE, lookup, other)).map((one) => one.slice(0, 14))).toEqual([
      'removed column',
      'added column A',
    ])
  })

  it('tells the values of a column that came', async () => {
    const edit = (text: string) =>
      text
        .replace('</columns>', '<column name="MANAGER"/></columns>')
        .replace(/<cell>(\w)001<\/cell>([\s\S]*?)<\/row>/g, '<cell>$1001</cell>$2<cell>$1. Smith</cell></row>')
        .replace(
          '</rows>',
          '<row><cell>E001</cell><cell>EAST</cell><cell>WH-5</cell><cell>E. Smith</cell></row></rows>',
        )
    expect(await said(INTAKE, lookup, edit)).toEqual([
      'added column MANAGER: null -> MANAGER\nN001: N. Smith\nS001: S. Smith\nW001: W. Smith',
      'added row row STORE=E001: null -> row STORE=E001, REGION=EAST, WAREHOUSE=WH-5, MANAGER=E. Smith',
    ])
  })

  it('never tells the cells of a column of secrets, only that they differ', async () => {
    const named = (text: string) => text.replace('name="WAREHOUSE"', 'name="DB_PWD"')
    const edit = (text: string) =>
      named(text)
        .replace('>WH-2<', '>hunter-2<')
        .replace('</rows>', '<row><cell>E001</cell><cell>EAST</cell><cell>hunter-5</cell></row></rows>')
    const path = 'icspackage/dvms/STORE_REGIONS.dvm'
    const of = async (how: (text: string) => string) => {
      const text = how(Buffer.from(tree(INTAKE)[path] ?? '').toString())
      return readArchive(changedFixture(INTAKE, { [path]: text }), { name: 'a' })
    }
    const new_ = await of(edit)
    expect(await lines(await of(named), new_)).toEqual([
      'changed cell row STORE=S001 > DB_PWD: (secret) -> (secret), another',
      'added row row STORE=E001: null -> row STORE=E001, REGION=EAST, DB_PWD=(secret)',
    ])
    const without = (text: string) => text.replace('<column name="WAREHOUSE"/>', '').replace(/<cell>WH-\d<\/cell>/g, '')
    expect((await lines(await of(without), new_))[0]).toMatch(
      /^added column DB_PWD: null -> DB_PWD\nN001: \(secret\)\n/,
    )
    expect(JSON.stringify(await archiveForm(new_))).not.toContain('hunter')
  })
})

describe('connections', () => {
  const file = /RETAIL_REST_TRIGGER\.xml$/
  const property = (name: string, value: string) =>
    `<connectionProperties><connectionProperty><name>${name}</name><value>${value}</value></connectionProperty></connectionProperties></`
  const withProperty = (name: string, value: string) =>
    changedFixture(INTAKE, {
      'icspackage/appinstances/RETAIL_REST_TRIGGER.xml': Buffer.from(
        tree(INTAKE)['icspackage/appinstances/RETAIL_REST_TRIGGER.xml'] ?? '',
      )
        .toString()
        .replace(/<\/(?=(?:\w+:)?ApplicationInstance>)/, property(name, value)),
    })

  it('never tells a secret, only that it differs', async () => {
    const old = await readArchive(withProperty('oauth.client.secret', 'hunter-two'), { name: 'a' })
    const new_ = await readArchive(withProperty('oauth.client.secret', 'hunter-three'), { name: 'b' })
    const said = await lines(old, new_)
    expect(said).toEqual(['changed property oauth.client.secret: (secret) -> (secret), another'])
    const gone = await lines(old, await readArchive(fixture(INTAKE), { name: 'c' }))
    expect(gone.join()).not.toContain('hunter')
  })

  const escaped = (text: string) => text.replaceAll('&', '&amp;')

  it.each([
    ['https://ann:hunter-', '@erp.example.com/api'],
    ['jdbc:sqlserver://db.example.com:1433;user=ann;password=hunter-', ';encrypt=true'],
    ['jdbc:oracle:thin:ann/hunter-', '@//db.example.com:1521/ORDERS'],
    ['https://id.example.com/token?client_id=orders&client_secret=hunter-', ''],
    ['https://erp.example.com/api?api_key=hunter-', '&page=1'],
    ['https://erp.example.com/api?access_token=hunter-', ''],
    ['https://files.example.com/in?sv=2024&sig=hunter-', ''],
  ])('never tells a password in an address: %s…%s', async (start, end) => {
    const of = (password: string) =>
      readArchive(withProperty('connectionUrl', escaped(start + password + end)), { name: 'a' })
    const said = await lines(await of('two'), await of('three'))
    expect(said).toEqual(['changed property connectionUrl: (secret) -> (secret), another'])
  })

  it('tells an address without one', async () => {
    const of = (url: string) => readArchive(withProperty('connectionUrl', escaped(url)), { name: 'a' })
    const said = await lines(
      await of('https://a.example.com:8443/x@y?page_token=7&key=b&access_token={token}'),
      await of('jdbc:oracle:thin:@b.example.com:1521/x'),
    )
    expect(said).toEqual([
      'changed property connectionUrl: https://a.example.com:8443/x@y?page_token=7&key=b&access_token={token} -> jdbc:oracle:thin:@b.example.com:1521/x',
    ])
  })

  it('tells other properties', async () => {
    const old = await readArchive(withProperty('timeout', '30'), { name: 'a' })
    const new_ = await readArchive(withProperty('timeout', '60'), { name: 'b' })
    expect(await lines(old, new_)).toEqual(['changed property timeout: 30 -> 60'])
  })

  it('counts plug-in versions only when asked', async () => {
    const edit = (text: string) => text.replace(/<((?:\w+:)?pluginVersion)>[^<]*</, '<$1>99.1<')
    expect(await said(INTAKE, file, edit)).toEqual([])
    const path = 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml'
    const text = Buffer.from(tree(INTAKE)[path] ?? '').toString()
    const old = await readArchive(fixture(INTAKE), { name: 'a' })
    const new_ = await readArchive(changedFixture(INTAKE, { [path]: edit(text) }), { name: 'b' })
    const { artifacts } = await diffArchives(old, new_, { pluginVersions: true })
    expect(artifacts[0]?.changes).toMatchObject([{ what: 'plug-in version', new: '99.1' }])
  })
})

describe('libraries', () => {
  const path = 'icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.jar'
  const withScript = (script: string) =>
    changedFixture(INTAKE, { [path]: zip({ 'PriceTools.js': script }, { like: 'jar' }) })

  it('tells the lines of a script that changed', async () => {
    const old = await readArchive(withScript('function a() {\n  return 1\n}\n'), { name: 'a' })
    const new_ = await readArchive(withScript('function a() {\r\n  return 2  \r\n}\r\n'), { name: 'b' })
    expect(await lines(old, new_)).toEqual(['changed script PriceTools.js:   return 1 ->   return 2'])
  })

  it('calls a function that is gone breaking, one that is new compatible', async () => {
    const base = await readArchive(fixture(INTAKE), { name: 'a' })
    const fewer = { ...base, libraries: base.libraries.map((one) => ({ ...one, functions: one.functions.slice(1) })) }
    const forth = await diffArchives(base, fewer)
    expect(forth.artifacts).toMatchObject([{ contract: 'breaking', suggestedVersion: '02.00.0000' }])
    const back = await diffArchives(fewer, base)
    expect(back.artifacts).toMatchObject([{ contract: 'compatible', suggestedVersion: '01.01.0000' }])
  })

  it('diffs lines the same both ways', () => {
    const forth = diffLines('a\nb\na\nc', 'a\nc\nb\na')
    const back = diffLines('a\nc\nb\na', 'a\nb\na\nc')
    expect([forth.removed, forth.added]).toEqual([back.added, back.removed])
  })
})

describe('the rest of a project', () => {
  it('tells an event type by its fields', async () => {
    expect(await said(RETURNS, /eventtypes\/.*\.json$/, (text) => text.replace('orderNumber', 'orderId'))).not.toEqual(
      [],
    )
  })

  it('tells what a deployment holds', async () => {
    const base = await readArchive(fixture(RETURNS), { name: 'a' })
    const other = {
      ...base,
      deployments: base.deployments.map((one) => ({ ...one, integrations: ['RETURN_DIGEST|09.00.0000'] })),
    }
    expect(await lines(base, other)).toContain(
      'added integration RETURN_DIGEST|09.00.0000: null -> RETURN_DIGEST|09.00.0000',
    )
  })

  it('tells the robots and decisions of a deployment', async () => {
    const path = 'project/labels/SPRING.json'
    const withRobots = (more: object) =>
      readArchive(changedFixture(RETURNS, { [path]: JSON.stringify({ code: 'SPRING', name: 'Spring', ...more }) }))
    const before = await withRobots({ robots: [{ identifier: 'MATCH_SLIPS', version: '01.00.0000' }] })
    const after = await withRobots({
      robots: [{ identifier: 'MATCH_SLIPS', version: '02.00.0000' }],
      decisions: [{ identifier: 'REFUND_RULES', version: '01.00.0000' }],
    })
    expect(await lines(before, before)).toEqual([])
    expect((await lines(before, after)).sort()).toEqual([
      'added asset decisions REFUND_RULES|01.00.0000: null -> REFUND_RULES|01.00.0000',
      'added asset robots MATCH_SLIPS|02.00.0000: null -> MATCH_SLIPS|02.00.0000',
      'removed asset robots MATCH_SLIPS|01.00.0000: MATCH_SLIPS|01.00.0000 -> null',
    ])
  })

  it('tells robots and whatever else it lists by their ids and names', async () => {
    const withAssets = async (...assets: string[]) => {
      const path = 'project/project.yaml'
      const text = new TextDecoder().decode(tree(RETURNS)[path] as Uint8Array)
      const changed = text.replace('assets:', ['assets:', ...assets].join('\n  '))
      return readArchive(changedFixture(RETURNS, { [path]: changed }), { name: 'a' })
    }
    const pools = 'rpa-environmentPools: [{ id: BACK_OFFICE, revision: 1 }]'
    const before = await withAssets(
      'rpa-flows: [{ id: MATCH_SLIPS|01.00.0000, name: Match }, { id: SORT|01.00.0000, name: Sort }]',
      pools,
    )
    const after = await withAssets(
      pools.replace('1', '2'),
      'rpa-flows: [{ id: MATCH_SLIPS|01.00.0000, name: Match slips }]',
      'shields: [S]',
    )
    expect(await lines(before, before)).toEqual([])
    expect(await lines(before, after)).toEqual([
      'changed asset rpa-flows MATCH_SLIPS|01.00.0000: Match -> Match slips',
      'removed asset rpa-flows SORT|01.00.0000: Sort -> null',
      'added asset shields S: null -> S',
    ])
    const { artifacts } = await diffArchives(before, after)
    expect(artifacts.map(({ id, change }) => [id, change])).toEqual([['project:RETURNS', 'changed']])
  })

  it('tells the default of a schedule parameter, and not by which quotes stand around it', async () => {
    const report = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
    const path =
      Object.keys(tree(report)).find((one) => one.endsWith('output_33/resourcegroup_34/expr.properties')) ?? ''
    const withDefault = async (value: string) => {
      const text = Buffer.from(tree(report)[path] ?? '').toString()
      return readArchive(changedFixture(report, { [path]: text.replace('"WH-1"', value) }))
    }
    const [old, quoted, other] = [await withDefault('"WH-1"'), await withDefault("'WH-1'"), await withDefault('WH-2')]
    expect(await lines(old, quoted)).toEqual([])
    expect(quoted.integrations.map(contentOf)).toEqual(old.integrations.map(contentOf))
    expect(await lines(old, other)).toEqual(['changed default Schedule > warehouseCode: "WH-1" -> WH-2'])
    expect(other.integrations.map(contentOf)).not.toEqual(old.integrations.map(contentOf))
  })

  it('tells a schedule by its recurrence', async () => {
    const base = await readArchive(fixture('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'), { name: 'a' })
    const other = {
      ...base,
      schedules: base.schedules.map((one) => ({
        ...one,
        recurrence: { kind: 'ical' as const, expression: 'FREQ=HOURLY;' },
      })),
    }
    const [change] = await lines(base, other)
    expect(change).toMatch(/^changed recurrence expression: .* -> FREQ=HOURLY;$/)
  })
})

describe('copies of one artifact in the archives of a package', () => {
  const PACKAGE = 'retail-dev/retail-package'
  const FILES = Object.keys(tree(PACKAGE)).filter((path) => path.endsWith('appinstances/WAREHOUSE_DB.xml'))
  const [ONE = '', OTHER = ''] = FILES
  const nested = (path: string) => path.slice(0, path.indexOf('/'))
  /** The package with another name of a connection in some of its archives. */
  const named = (texts: Readonly<Record<string, string>>) =>
    readArchive(
      changedFixture(
        PACKAGE,
        Object.fromEntries(
          Object.entries(texts).map(([path, text]) => {
            const xml = Buffer.from(tree(PACKAGE)[path] ?? '').toString()
            return [path, xml.replace(/<((?:\w+:)?displayName)>[^<]*</, `<$1>${text}<`)]
          }),
        ),
      ),
      { name: 'retail.par' },
    )

  it.each([ONE, OTHER])('tells a change of the one in %s, and in which archive it lies', async (path) => {
    const [old, new_] = [await named({}), await named({ [path]: 'Other' })]
    expect(await lines(old, new_)).toEqual([expect.stringContaining(`renamed name ${nested(path)}: `)])
    expect(await lines(new_, old)).toEqual([expect.stringContaining(`renamed name ${nested(path)}: Other -> `)])
    expect(await lines(new_, new_)).toEqual([])
  })

  it('says nothing of where they lie when all changed alike', async () => {
    const [old, new_] = [await named({}), await named({ [ONE]: 'Other', [OTHER]: 'Other' })]
    expect(await lines(old, new_)).toEqual([expect.stringContaining('renamed name : ')])
  })

  it('tells a change of one of those that differed before', async () => {
    const [old, new_] = [await named({ [OTHER]: 'Other' }), await named({ [OTHER]: 'Another' })]
    expect(await lines(old, new_)).toEqual([`renamed name ${nested(OTHER)}: Other -> Another`])
  })

  it('tells of each what it became, where they changed in different ways', async () => {
    const [old, new_] = [await named({}), await named({ [ONE]: 'Other', [OTHER]: 'Another' })]
    const told = [
      expect.stringMatching(new RegExp(`^renamed name ${nested(ONE)}: .* -> Other$`)),
      expect.stringMatching(new RegExp(`^renamed name ${nested(OTHER)}: .* -> Another$`)),
    ]
    expect(await lines(old, new_)).toEqual(told)
    expect(await lines(new_, old)).toHaveLength(2)
    const [apart, both] = [await named({ [OTHER]: 'Other' }), await named({ [ONE]: 'First', [OTHER]: 'Second' })]
    expect(await lines(apart, both)).toEqual([
      expect.stringMatching(new RegExp(`^renamed name ${nested(ONE)}: .* -> First$`)),
      `renamed name ${nested(OTHER)}: Other -> Second`,
    ])
    expect((await lines(both, apart)).at(-1)).toBe(`renamed name ${nested(OTHER)}: Second -> Other`)
  })

  it('know each other in an export that gives their archives other numbers', async () => {
    const anew = async (texts: Parameters<typeof named>[0]) => {
      const files = Object.entries(tree(PACKAGE)).map(([path, bytes]) => [
        path.replace(/_01\.00\.0000_[0-9a-f]{4}/, '_01.00.0001_0000'),
        path in texts
          ? Buffer.from(bytes)
              .toString()
              .replace(/(displayName)>[^<]*</, `$1>${texts[path]}<`)
          : bytes,
      ])
      return readArchive(zip(packed(Object.fromEntries(files), 'oic'), { like: 'oic' }), { name: 'retail.par' })
    }
    const [old, new_] = [
      await named({ [ONE]: 'First', [OTHER]: 'Second' }),
      await anew({ [ONE]: 'Second', [OTHER]: 'Other' }),
    ]
    expect(await lines(old, new_)).toEqual([
      expect.stringMatching(/^renamed name icspackage_Store_Cleanup_.*: First -> Second$/),
      expect.stringMatching(/^renamed name icspackage_Store_Sync_.*: Second -> Other$/),
    ])
  })

  it('of several files of a folder are told by their names', async () => {
    const [one, other, changed, another] = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (text) => named({ [ONE]: text, [OTHER]: text })),
    )
    const inFolder = (archives: readonly (Archive | undefined)[]) =>
      archives.flatMap((archive, at) => (archive === undefined ? [] : [{ ...archive, file: `new/p${at}.par` }]))
    const { artifacts } = await diffArchives(inFolder([one, other]), inFolder([changed, another]))
    const connection = artifacts.filter(({ id }) => id === 'connection:WAREHOUSE_DB')
    expect(connection.map(({ changes }) => changes.map(({ path, old, new: now }) => [path, old, now]))).toEqual([
      [
        [`p0.par > ${nested(ONE)}`, 'a', 'c'],
        [`p1.par > ${nested(ONE)}`, 'b', 'd'],
      ],
    ])
  })

  it('that went with their archives are not told for what changed', async () => {
    const archives = await Promise.all(['a', 'b', 'c', 'd'].map(async (text) => named({ [ONE]: text, [OTHER]: text })))
    const inFolder = (texts: Readonly<Record<string, string>>) =>
      Object.entries(texts).map(([file, text]) => ({ ...(archives['abcd'.indexOf(text)] as Archive), file }))
    const paths = async (old: Readonly<Record<string, string>>, new_: Readonly<Record<string, string>>) => {
      const { artifacts } = await diffArchives(inFolder(old), inFolder(new_))
      return artifacts.flatMap(({ id, changes }) =>
        id === 'connection:WAREHOUSE_DB' ? changes.map(({ path, old, new: now }) => `${path}: ${old} ${now}`) : [],
      )
    }
    const [three, two] = [
      { 'x.par': 'a', 'y.par': 'b', 'z.par': 'c' },
      { 'x.par': 'd', 'w.par': 'b' },
    ]
    expect(await paths(three, two)).toEqual([`: a d`])
    expect(await paths(two, three)).toEqual([`: d a`])
  })

  it('are each in the text form', async () => {
    const text = textconv(await archiveForm(await named({ [OTHER]: 'Other' })))
    const heads = text.split('\n').filter((line) => line.startsWith('connection:WAREHOUSE_DB'))
    expect(heads).toEqual(FILES.map((path) => `connection:WAREHOUSE_DB in ${nested(path)}`).sort())
    expect(text).not.toContain('connection:RETAIL_REST_TRIGGER in')
  })
})

describe('fingerprints', () => {
  it('find one code and version with different content, whatever kind of archive holds it', async () => {
    const a = await readArchive(fixture(INTAKE), { name: 'a' })
    const b = await readArchive(fixture(INTAKE, '7-zip'), { name: 'b' })
    const [one, same] = [a.integrations[0], b.integrations[0]]
    if (one === undefined || same === undefined) throw new Error('no integration')
    expect(await fingerprint(one, a)).toMatch(/^[0-9a-f]{64}$/)
    const moved = { ...same, package: 'another.package', scope: 'Public' }
    expect(
      await copiesDiffer([
        { artifact: one, archive: a },
        { artifact: moved, archive: b },
      ]),
    ).toBe(false)
    expect(
      await copiesDiffer([
        { artifact: one, archive: a },
        { artifact: { ...same, description: 'not the same' }, archive: b },
      ]),
    ).toBe(true)
  })

  it('are the same in a page that came by plain http, which has no crypto.subtle', async () => {
    const prints = async () => {
      const archive = await readArchive(fixture(INTAKE), { name: 'a' })
      return (await archiveForm(archive)).artifacts.map(({ id, fingerprint: print }) => [id, print])
    }
    const secure = await prints()
    vi.stubGlobal('crypto', { getRandomValues: () => null })
    try {
      expect(await prints()).toEqual(secure)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
