import { describe, expect, it } from 'vitest'
import { missingLookup } from '../../../src/rules/references/missing-lookup.js'
import { check, run } from '../../support/rules.js'
import { graph, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const PACKAGE = 'retail-dev/retail-package'

describe('missing-lookup', () => {
  const lost = [{ path: '**/STORE_REGIONS.dvm', remove: true }] as const

  it('reports a lookup once an integration, however often it is looked up', async () => {
    const findings = await check(missingLookup, { fixture: INTAKE, change: [...lost] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ severity: 'error', artifact: 'integration:ORDER_INTAKE|01.00.0000' })
    expect(findings[0]?.message).toContain('STORE_REGIONS, which is not in the archives')
    expect(findings[0]?.line).toBeGreaterThan(0)
  })

  it('does not take the lookup of another project', async () => {
    const change = [{ path: '**/RETURN_REASONS.dvm', remove: true }] as const
    const lookups = [{ name: 'RETURN_REASONS', projectId: 'FINANCE' }]
    const { findings } = await run(missingLookup, {
      fixture: RETURNS,
      change: [...change],
      inventory: true,
      inventoryChange: { lookups },
    })
    expect(findings).toHaveLength(1)
  })

  it('takes the lookup of the same project in the target', async () => {
    const change = [{ path: '**/RETURN_REASONS.dvm', remove: true }] as const
    const lookups = [{ name: 'RETURN_REASONS', projectId: 'RETURNS' }]
    expect(
      await check(missingLookup, {
        fixture: RETURNS,
        change: [...change],
        inventory: true,
        inventoryChange: { lookups },
      }),
    ).toEqual([])
  })

  it('is content with a copy in another archive of the run', async () => {
    expect(await check(missingLookup, { fixture: INTAKE, change: [...lost], with: [{ fixture: PACKAGE }] })).toEqual([])
  })

  it('leaves a lookup whose file cannot be read to malformed-content', async () => {
    const change = [{ path: '**/STORE_REGIONS.dvm', content: '<dvm name="STORE_REG' }]
    expect(await check(missingLookup, { fixture: INTAKE, change })).toEqual([])
  })

  it('does not judge a computed name', async () => {
    const change = [
      { path: '**/processor_40/**/expr.properties', replace: ["lookupValue('STORE_REGIONS'", 'lookupValue($table'] },
    ] as const
    expect(
      await check(missingLookup, { fixture: INTAKE, change: [{ ...change[0], replace: [...change[0].replace] }] }),
    ).toEqual([])
  })
})

describe('missing-lookup, of made runs', () => {
  const of = (inventory: object | null) =>
    made(missingLookup, { graph: graph('uses-lookup', ['lookup:REGIONS']), inventory })

  it('goes by the target where it tells all lookups, and says where it does not', async () => {
    expect((await of({ lookups: [{ name: 'REGIONS', project: null }] })).found).toEqual([])
    const absent = await of({ lookups: [{ name: 'OTHER', project: null }] })
    expect([absent.messages, absent.notRun]).toEqual([
      [
        'CALLER 01.00.0000 looks up in REGIONS, which is neither in the archives nor in TEST: a call of it fails at run time; export the integration anew, or import the lookup first.',
      ],
      [],
    ])
    const unknown = await of({ connections: [] })
    expect([unknown.messages, unknown.notRun]).toEqual([
      [expect.stringContaining('looks up in REGIONS, which is not in the archives:')],
      ['the inventory does not tell all lookups'],
    ])
    expect((await of(null)).notRun).toEqual([])
  })
})
