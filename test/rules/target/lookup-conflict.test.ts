import { describe, expect, it } from 'vitest'
import { lookupConflict } from '../../../src/rules/target/lookup-conflict.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const PACKAGE = 'retail-dev/retail-package'

describe('lookup-conflict', () => {
  const rows = [
    ['N001', 'NORTH', 'WH-1'],
    ['N002', 'NORTH', 'WH-1'],
    ['S001', 'SOUTH', 'WH-2'],
    ['S002', 'SOUTH', 'WH-2'],
    ['W001', 'SOUTH', 'WH-2'],
  ]
  const target = (lookup: Record<string, unknown>) => ({
    fixture: INTAKE,
    inventory: true as const,
    inventoryChange: { lookups: [{ name: 'STORE_REGIONS', ...lookup }] },
  })
  const columns = ['STORE', 'REGION', 'WAREHOUSE']

  it('names rows by their key and never quotes other cells', async () => {
    const [finding] = await check(
      lookupConflict,
      target({ columns, rows: [...rows.slice(1), ['X001', 'EAST', 'hidden-cell']] }),
    )
    expect(finding?.message).toContain('1 row added (N001); 1 row removed (X001)')
    expect(finding?.message).not.toContain('hidden-cell')
    expect(finding?.severity).toBe('warning')
  })

  it('does not mind the order of rows and columns', async () => {
    const turned = rows.map((row) => [...row].reverse()).reverse()
    expect(await check(lookupConflict, target({ columns: [...columns].reverse(), rows: turned }))).toEqual([])
  })

  it('counts rows where the first column does not tell them apart', async () => {
    const [finding] = await check(lookupConflict, target({ columns, rows: [...rows, rows[0]] }))
    expect(finding?.message).toContain('(against TEST: 1 row removed)')
  })

  it('says of a project’s lookup that its import leaves it as it is', async () => {
    const lookups = [{ name: 'RETURN_REASONS', projectId: 'RETURNS', columns: ['CODE'], rows: [] }]
    const [finding] = await check(lookupConflict, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      inventory: true,
      inventoryChange: { lookups },
    })
    expect(finding?.message).toMatch(
      /: Oracle's guide says that an import of its project leaves it as it is, so settle which one is right and change it there\.$/,
    )
  })

  it('compares numbers of rows where the target tells no more', async () => {
    const [finding] = await check(lookupConflict, target({ rowCount: 7 }))
    expect(finding?.message).toContain('5 rows instead of 7')
  })

  it('says that it could not check where the target tells name and count only', async () => {
    const { findings, notRun } = await run(lookupConflict, target({ rowCount: 5 }))
    expect(findings).toEqual([])
    expect(notRun[0]?.why).toContain('columns and rows of the lookup STORE_REGIONS')
  })

  it('says that it could not check what a project has, though there is a global one of the name', async () => {
    const { findings, notRun } = await run(lookupConflict, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      inventory: true,
      inventoryChange: {
        lookups: [{ name: 'RETURN_REASONS', columns: ['CODE'], rows: [] }],
        projects: [{ code: 'RETURNS' }],
      },
    })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why)).toEqual(['the inventory does not tell all lookups of the project RETURNS'])
  })

  it('tells a conflict once, though two archives carry the lookup', async () => {
    expect(
      await check(lookupConflict, { ...target({ columns, rows: [] }), with: [{ fixture: PACKAGE }] }),
    ).toHaveLength(1)
  })
})

describe('lookup-conflict in words', () => {
  const at = (lookups: unknown, more: Parameters<typeof check>[1] = {}) => ({
    fixture: INTAKE,
    inventory: true as const,
    inventoryChange: { lookups },
    ...more,
  })
  const stores = (more: Record<string, unknown>) => [{ name: 'STORE_REGIONS', ...more }]

  it('is an error where columns differ, though the rows are not known', async () => {
    const findings = await check(lookupConflict, at(stores({ columns: ['STORE', 'AREA', 'WAREHOUSE'] })))
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'error',
        'The lookup STORE_REGIONS differs from the one in TEST (against TEST: columns added: REGION; columns removed: AREA): whether an import overwrites it is not documented, so keep a copy and settle which one is right first.',
      ],
    ])
  })

  it('compares numbers of rows where the columns are the same and the rows are not known', async () => {
    const columns = ['STORE', 'REGION', 'WAREHOUSE']
    const [finding] = await check(lookupConflict, at(stores({ columns, rowCount: 1 })))
    expect([finding?.severity, finding?.message]).toEqual([
      'warning',
      expect.stringContaining('(against TEST: 5 rows instead of 1)'),
    ])
    for (const count of [{}, { rowCount: 5 }]) {
      const { findings, notRun } = await run(lookupConflict, at(stores({ columns, ...count })))
      expect(findings).toEqual([])
      expect(notRun[0]?.why).toContain('the inventory does not hold the rows of the lookup STORE_REGIONS')
    }
  })

  it('could not check a lookup of which the name alone is known, or where lookups are not listed', async () => {
    const named = await run(lookupConflict, at(stores({})))
    expect([named.findings.length, named.notRun.length]).toEqual([0, 1])
    const { findings, notRun } = await run(lookupConflict, at(null))
    expect(findings).toEqual([])
    expect(notRun[0]?.why).toContain('the inventory does not tell all lookups')
  })

  it('says nothing of a lookup that is new to the target', async () => {
    expect(await check(lookupConflict, at([]))).toEqual([])
  })

  it('names columns and rows in one finding, which is an error', async () => {
    const [finding] = await check(
      lookupConflict,
      at(stores({ columns: ['STORE', 'AREA', 'WAREHOUSE'], rows: [['N001', 'NORTH', 'WH-1']] })),
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.message).toContain('columns added: REGION; columns removed: AREA; 4 rows added (')
  })
})
