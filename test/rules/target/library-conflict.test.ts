import { describe, expect, it } from 'vitest'
import { libraryConflict } from '../../../src/rules/target/library-conflict.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('library-conflict', () => {
  it('names both versions', async () => {
    const findings = await check(libraryConflict, { fixture: INTAKE, inventory: true })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('PRICE_TOOLS 01.00.0000 is in TEST as 01.01.0000 only')
  })

  it('says nothing of a library that is new to the target', async () => {
    expect(
      await check(libraryConflict, { fixture: INTAKE, inventory: true, inventoryChange: { libraries: [] } }),
    ).toEqual([])
  })

  it('takes a version that is written short for the same', async () => {
    const libraries = [{ code: 'PRICE_TOOLS', version: '1.0.0' }]
    expect(await check(libraryConflict, { fixture: INTAKE, inventory: true, inventoryChange: { libraries } })).toEqual(
      [],
    )
  })

  it('says that it could not check where libraries are not listed', async () => {
    const { findings, notRun } = await run(libraryConflict, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { libraries: null },
    })
    expect(findings).toEqual([])
    expect(notRun).toHaveLength(1)
  })
})
