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

  it('compares numbers of rows where the target tells no more', async () => {
    const [finding] = await check(lookupConflict, target({ rowCount: 7 }))
    expect(finding?.message).toContain('5 rows instead of 7')
  })

  it('says that it could not check where the target tells name and count only', async () => {
    const { findings, notRun } = await run(lookupConflict, target({ rowCount: 5 }))
    expect(findings).toEqual([])
    expect(notRun[0]?.why).toContain('columns and rows of the lookup STORE_REGIONS')
  })

  it('tells a conflict once, though two archives carry the lookup', async () => {
    expect(
      await check(lookupConflict, { ...target({ columns, rows: [] }), with: [{ fixture: PACKAGE }] }),
    ).toHaveLength(1)
  })
})
