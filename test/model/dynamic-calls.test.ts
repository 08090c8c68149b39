import { describe, expect, it } from 'vitest'
import { readArchive } from '../../src/index.js'
import { ChildSet } from '../../src/model/child-set.js'
import type { IntegrationReference } from '../../src/model/types.js'
import { choosingMapper } from '../rules/references/chosen-child.js'
import { changedFixture } from '../support/fixture.js'

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
