import { describe, expect, it } from 'vitest'
import { missingLookupColumn } from '../../../src/rules/references/missing-lookup-column.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('missing-lookup-column', () => {
  it('names the column, the side and the columns that there are, at the call', async () => {
    const findings = await check(missingLookupColumn, {
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', replace: ['name="STORE"', 'name="SHOP"'] }],
    })
    expect(findings.length).toBeGreaterThan(0)
    expect(findings[0]?.message).toContain('STORE as the source column of the lookup STORE_REGIONS')
    expect(findings[0]?.message).toContain('SHOP, REGION and WAREHOUSE')
  })

  it('shows a name that has white space at its end', async () => {
    const [found] = await check(missingLookupColumn, {
      fixture: INTAKE,
      change: [{ path: '**/processor_40/**/expr.properties', replace: ["'STORE'", "'STORE '"] }],
    })
    expect(found?.message).toContain('names “STORE ” as the source column')
  })

  it('reads the columns of the target where no archive holds the lookup', async () => {
    const findings = await check(missingLookupColumn, {
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', remove: true }],
      inventory: true,
      inventoryChange: { lookups: [{ name: 'STORE_REGIONS', columns: ['STORE', 'REGION'] }] },
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('WAREHOUSE as the target column')
    expect(findings[0]?.message).toContain('in TEST has STORE and REGION')
  })

  it('says that it could not check where the target lists the lookup without its columns', async () => {
    const { findings, notRun } = await run(missingLookupColumn, {
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', remove: true }],
      inventory: true,
      inventoryChange: { lookups: [{ name: 'STORE_REGIONS', rowCount: 5 }] },
    })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('columns of the lookup STORE_REGIONS')
  })

  it('leaves a lookup that is nowhere to missing-lookup', async () => {
    const change = [{ path: '**/STORE_REGIONS.dvm', remove: true }] as const
    expect(await check(missingLookupColumn, { fixture: INTAKE, change: [...change] })).toEqual([])
  })
})
