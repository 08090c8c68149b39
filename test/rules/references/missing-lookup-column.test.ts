import { describe, expect, it } from 'vitest'
import { missingLookupColumn } from '../../../src/rules/references/missing-lookup-column.js'
import { check, run } from '../../support/rules.js'
import { archive, flow, made } from './made-run.js'

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
    for (const { message, step } of findings)
      expect(message).toContain(`ORDER_INTAKE 01.00.0000, step “${step}”, names`)
    expect(new Set(findings.map(({ message }) => message)).size).toBe(findings.length)
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

describe('missing-lookup-column, of made runs', () => {
  const use = (
    sourceColumn: string | null,
    targetColumn: string | null,
    name: string | null = 'REGIONS',
    kind = 'lookup',
  ) => ({
    kind,
    name,
    sourceColumn,
    targetColumn,
  })
  const lookup = (columns: string[], project: string | null = null, name = 'REGIONS') => ({ name, columns, project })
  const run = (references: object[], own: object[], others: object[][] = [], more: object = {}) =>
    made(missingLookupColumn, {
      archives: [
        archive({ integrations: [flow('CALLER', references, { project: 'P' })], lookups: own }),
        ...others.map((lookups, at) => archive({ file: `other${at}.iar`, lookups })),
      ],
      ...more,
    })

  it('names the column, its side and those that are there, each once', async () => {
    const { found } = await run([use('KEY', 'GONE'), use('AWAY', 'GONE')], [lookup(['KEY', 'ONE'])])
    expect(found.map(({ message, key }) => [message, key])).toEqual([
      [
        'CALLER 01.00.0000 names GONE as the target column of the lookup REGIONS, which has KEY and ONE: correct the expression, or give the lookup that column.',
        'REGIONS/GONE',
      ],
      [
        'CALLER 01.00.0000 names AWAY as the source column of the lookup REGIONS, which has KEY and ONE: correct the expression, or give the lookup that column.',
        'REGIONS/AWAY',
      ],
    ])
  })

  it('says nothing of computed columns and lookups, of other things, or of a lookup without columns', async () => {
    for (const each of [use(null, null), use('GONE', 'GONE', null), use('GONE', 'GONE', 'REGIONS', 'connection')])
      expect((await run([each], [lookup(['KEY']), lookup(['KEY'], null, 'null')])).found).toEqual([])
    expect((await run([use('GONE', null)], [lookup([])])).found).toEqual([])
    expect((await run([use('KEY', null)], [lookup(['KEY'])])).found).toEqual([])
  })

  it('takes the project’s own lookup before a global one, and the archive’s own copy before another’s', async () => {
    const asked = [use('KEY', null)]
    expect((await run(asked, [lookup(['OTHER']), lookup(['KEY'], 'P')])).found).toEqual([])
    expect((await run(asked, [lookup(['OTHER'])], [[lookup(['KEY'], 'P')]])).found).toEqual([])
    expect((await run(asked, [lookup(['OTHER'])], [[lookup(['KEY'])]])).found).toHaveLength(1)
    expect((await run(asked, [lookup(['KEY'])], [[lookup(['OTHER'])]])).found).toEqual([])
    expect((await run(asked, [], [[lookup(['KEY'], 'Q')], [lookup(['OTHER'])]])).found).toHaveLength(1)
    expect((await run(asked, [], [[lookup(['OTHER'], 'Q')]])).found).toEqual([])
  })

  it('asks the target where no archive has the lookup', async () => {
    const asked = [use('KEY', null)]
    const target = (...lookups: object[]) => run(asked, [], [], { inventory: { lookups } })
    expect((await target(lookup(['OTHER']))).messages).toEqual([
      expect.stringContaining('of the lookup REGIONS, which in TEST has OTHER: correct'),
    ])
    expect((await target(lookup(['OTHER'], null, 'ANOTHER'), lookup(['KEY']))).found).toEqual([])
    expect((await target(lookup(['OTHER']), lookup(['KEY'], 'P'))).found).toEqual([])
    const untold = await target({ name: 'REGIONS', project: null })
    expect([untold.found, untold.notRun]).toEqual([
      [],
      ['the inventory does not hold the columns of the lookup REGIONS'],
    ])
    const absent = await target()
    expect([absent.found, absent.notRun]).toEqual([[], []])
    expect((await run(asked, [], [], { inventory: { connections: [] } })).notRun).toEqual([
      'the inventory does not tell all lookups of the project P',
    ])
  })
})
