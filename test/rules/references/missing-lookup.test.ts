import { describe, expect, it } from 'vitest'
import { missingLookup } from '../../../src/rules/references/missing-lookup.js'
import { check, run } from '../../support/rules.js'

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
