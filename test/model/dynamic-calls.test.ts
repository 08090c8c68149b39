import { describe, expect, it } from 'vitest'
import { readArchive } from '../../src/index.js'
import { ChildSet } from '../../src/model/child-set.js'
import type { IntegrationReference } from '../../src/model/types.js'
import { choosingMapper } from '../rules/references/chosen-child.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const MAPPER = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_80/resourcegroup_81/'
const LOOKED = `<xsl:value-of select="dvm:lookupValue('STORE_REGIONS','STORE',/a,'NOWHERE','')"/>`

/** Children of ORDER_INTAKE that a mapper chooses, as `code version`; one that cannot be told is `?`. */
async function chosenBy(inner: string): Promise<string[]> {
  return (await childrenBy(inner)).map(({ code, version }) => `${code ?? '?'} ${version ?? ''}`.trim())
}

async function childrenBy(inner: string): Promise<IntegrationReference[]> {
  const { content } = choosingMapper('CODE')
  const path = `${MAPPER}req_d339396e803a6f5226b1c26343b5fd24.xsl`
  const archive = await readArchive(
    changedFixture(INTAKE, { [path]: content.replace('<t:code>CODE</t:code>', () => inner) }),
  )
  return archive.integrations.flatMap(({ references }) =>
    references.flatMap((reference) => (reference.kind === 'integration' && reference.dynamic ? [reference] : [])),
  )
}

const choose = (...branches: readonly string[]) => {
  const [last = '', ...others] = [...branches].reverse()
  const whens = others.reverse().map((branch, at) => `<xsl:when test="/a='${at}'">${branch}</xsl:when>`)
  return `<xsl:choose>${whens.join('')}<xsl:otherwise>${last}</xsl:otherwise></xsl:choose>`
}
const code = (text: string) => `<t:code>${text}</t:code>`
const version = (text: string) => `<t:version>${text}</t:version>`

describe('a child that a mapper chooses', () => {
  it('is each of its branches', async () => {
    const branches = choose(code(`<xsl:value-of select="'CHILD_A'"/>`), code('CHILD_B'), code('CHILD_C'))
    expect(await chosenBy(branches + version('02.00.0000'))).toEqual([
      'CHILD_A 02.00.0000',
      'CHILD_B 02.00.0000',
      'CHILD_C 02.00.0000',
    ])
  })

  it('has the version of its branch', async () => {
    const whole = choose(code('CHILD_A') + version('01.00.0000'), code('CHILD_B') + version('02.00.0000'))
    const apart = choose(code('CHILD_A'), code('CHILD_B')) + choose(version('01.00.0000'), version('02.00.0000'))
    for (const mapper of [whole, apart])
      expect(await chosenBy(mapper)).toEqual(['CHILD_A 01.00.0000', 'CHILD_B 02.00.0000'])
  })

  it('is there once for each version that it may have', async () => {
    expect(await chosenBy(code('CHILD_A') + choose(version('01.00.0000'), version('02.00.0000')))).toEqual([
      'CHILD_A 01.00.0000',
      'CHILD_A 02.00.0000',
    ])
  })

  it('that cannot be told in one branch is said beside the others', async () => {
    expect(await chosenBy(choose(code('CHILD_A'), code(LOOKED)) + version('01.00.0000'))).toEqual([
      'CHILD_A 01.00.0000',
      '?',
    ])
  })

  it('has the version of the call where the mapper fills none', async () => {
    expect(await chosenBy(code('\n   ORDER_FULFIL\n '))).toEqual(['ORDER_FULFIL 01.00.0000'])
  })

  it('is in the project that the mapper fills, and in none for GLOBAL', async () => {
    const projectOf = async (text: string) =>
      (await childrenBy(`${code('CHILD_A')}<t:projectCode>${text}</t:projectCode>`)).map(({ project }) => project)
    expect(await projectOf('FINANCE')).toEqual(['FINANCE'])
    expect(await projectOf('GLOBAL')).toEqual([null])
    expect(await projectOf(`<xsl:value-of select="'Global'"/>`)).toEqual([null])
  })

  it('is one of 500 at most, and the rest one that cannot be told', async () => {
    const found = await chosenBy(choose(...Array.from({ length: 700 }, (_, at) => code(`CHILD_${at}`))))
    expect(found).toHaveLength(501)
    expect(found.slice(-2)).toEqual(['CHILD_499 01.00.0000', '?'])
  })
})

describe('children that calls reach', () => {
  it('are told apart by code, project and the numbers of their version', () => {
    const set = new ChildSet([{ code: 'A', version: '1.0', project: null }])
    expect(set.has({ code: 'A', version: '01.00.0000', project: null })).toBe(true)
    expect(set.has({ code: 'A', version: '01.01.0000', project: null })).toBe(false)
    expect(set.has({ code: 'A', version: '1.0', project: 'P' })).toBe(false)
    expect(set.has({ code: null, version: '1.0', project: null })).toBe(false)
  })

  it('take a version that is not said as any', () => {
    const set = new ChildSet([{ code: 'A', version: null, project: null }])
    set.add({ code: 'B', version: 'soon', project: null })
    expect(set.has({ code: 'A', version: '3.0', project: null })).toBe(true)
    expect(set.has({ code: 'B', version: null, project: null })).toBe(true)
    expect(set.has({ code: 'B', version: 'later', project: null })).toBe(false)
  })
})

describe('a child that a variable chooses', () => {
  const FLOW = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/'
  const file = (processor: string, group: string) =>
    `${FLOW}processor_${processor}/resourcegroup_${group}/expr.properties`
  const variable = (name: string) => `<xsl:value-of select="$${name}"/>`
  const assign = (xpath: string, name: string) =>
    `TextExpression : x\nXpathExpression : ${xpath}\nNamespaceList : dvm=http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue\nVariableName : ${name}\n`

  /** The mapper fills code and version; the assign actions 45, 68 and 73 fill variables. */
  async function chosen(inner: string, files: Readonly<Record<string, string>> = {}): Promise<IntegrationReference[]> {
    const { content } = choosingMapper('CODE')
    const path = `${MAPPER}req_d339396e803a6f5226b1c26343b5fd24.xsl`
    const mapper = { [path]: content.replace('<t:code>CODE</t:code>', () => inner) }
    const { integrations } = await readArchive(changedFixture(INTAKE, { ...mapper, ...files }))
    return integrations.flatMap(({ references }) =>
      references.flatMap((reference) => (reference.kind === 'integration' && reference.dynamic ? [reference] : [])),
    )
  }
  const names = (references: readonly IntegrationReference[]) =>
    references.map(({ code: child, version: of }) => `${child ?? '?'} ${of ?? ''}`.trim())

  it('is each value that the flow assigns, with the place of the assignment', async () => {
    const found = await chosen(code(variable('priority')))
    expect(names(found)).toEqual(['NORMAL 01.00.0000', 'EXPRESS 01.00.0000', 'NORMAL 01.00.0000'])
    expect(found[1]?.evidence).toMatchObject({ entry: file('68', '69'), line: 2, column: 19, text: "'EXPRESS'" })
  })

  it('is each row of a lookup that is assigned, also by way of another variable and behind an empty start', async () => {
    const found = await chosen(code(variable('route')) + version(variable('routeVersion')), {
      [file('45', '46')]: assign("''", 'route'),
      [file('68', '69')]: assign('$priority', 'route'),
      [file('73', '74')]: assign("dvm:lookupValue('STORE_REGIONS','STORE',/a,'WAREHOUSE','')", 'priority'),
      [file('40', '41')]: assign("'02.00.0000'", 'routeVersion'),
    })
    expect(new Set(found.map(({ lookup, version: of }) => `${lookup} ${of}`))).toEqual(
      new Set(['STORE_REGIONS 02.00.0000']),
    )
    expect(found.length).toBeGreaterThan(1)
  })

  it('cannot be told where a data stitch may fill the variable', async () => {
    const project = 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml'
    const xml = new TextDecoder().decode(tree(INTAKE)[project])
    const location = '../resources/processor_900/resourcegroup_901'
    const stitch = (name: string) => ({
      [project]: xml.replace(
        '<ns2:processor ',
        `<ns2:processor name="processor_900"><ns2:type>stitch</ns2:type><ns2:resourceGroup name="resourcegroup_901"><ns2:resource name="resource_902" location="${location}/${name}" type="json"/></ns2:resourceGroup></ns2:processor><ns2:processor `,
      ),
    })
    const assigns = (to: string) => ({
      [`${FLOW}processor_900/resourcegroup_901/stitch.json`]: JSON.stringify({
        stitches: [{ '@type': 'Assign', from: { expression: '/a' }, to: { expression: to } }],
      }),
    })
    const mapper = code(variable('priority'))
    expect(names(await chosen(mapper, { ...stitch('stitch.json'), ...assigns('$priority') }))).toEqual(['?'])
    expect(await chosen(mapper, { ...stitch('stitch.json'), ...assigns('$order/ns1:id') })).toHaveLength(3)
    expect(
      names(
        await chosen(mapper, {
          ...stitch('stitch_1.ser'),
          [`${FLOW}processor_900/resourcegroup_901/stitch_1.ser`]: 'x',
        }),
      ),
    ).toEqual(['?'])
  })

  it('has no certain version where several are assigned', async () => {
    const found = await chosen(code('CHILD_A') + version(variable('priority')))
    expect(names(found)).toEqual(['CHILD_A'])
  })

  it('cannot be told where one value, or none, can be', async () => {
    expect(names(await chosen(code(variable('nowhere'))))).toEqual(['?'])
    const payload = { [file('73', '74')]: assign('/a/b', 'priority') }
    expect(names(await chosen(code(variable('priority')), payload))).toEqual([
      'NORMAL 01.00.0000',
      'EXPRESS 01.00.0000',
      '?',
    ])
    const ring = {
      [file('45', '46')]: assign('$other', 'priority'),
      [file('68', '69')]: assign('$priority', 'other'),
      [file('73', '74')]: assign("'X'", 'unrelated'),
    }
    expect(names(await chosen(code(variable('priority')), ring))).toEqual(['?'])
  })
})
