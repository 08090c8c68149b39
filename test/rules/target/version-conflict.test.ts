import { describe, expect, it } from 'vitest'
import { versionConflict } from '../../../src/rules/target/version-conflict.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
const PACKAGE = 'retail-dev/retail-package'

describe('version-conflict', () => {
  const there = (id: string, more: Record<string, unknown> = {}) => ({
    inventory: true as const,
    inventoryChange: { integrations: [{ id, status: 'CONFIGURED', lockedFlag: false, ...more }] },
  })

  it('says which call fails, which works and what comes first', async () => {
    const [finding, ...others] = await check(versionConflict, { fixture: INTAKE, inventory: true })
    expect(others).toEqual([])
    expect(finding?.message).toBe(
      'ORDER_INTAKE 01.00.0000 is already in TEST and active: POST integrations/archive (add) fails with 409, PUT (replace) works once you deactivate it.',
    )
    expect(finding?.severity).toBe('error')
  })

  it('says nothing of deactivation where it is not active', async () => {
    const [finding] = await check(versionConflict, { fixture: FULFIL, inventory: true })
    expect(finding?.message).toMatch(/PUT \(replace\) works\.$/)
  })

  it('wants the schedule of an active one stopped', async () => {
    const [finding] = await check(versionConflict, {
      fixture: STOCK,
      ...there('STOCK_REPORT_NIGHTLY|01.02.0000', { status: 'ACTIVATED', scheduleDefinedFlag: true }),
    })
    expect(finding?.message).toContain('stop its schedule and deactivate it')
  })

  it('takes a version that is written short for the same', async () => {
    expect(await check(versionConflict, { fixture: INTAKE, ...there('ORDER_INTAKE|1.0.0') })).toHaveLength(1)
  })

  it('says 412 for a package with an integration that is active or locked', async () => {
    const active = await check(versionConflict, { fixture: PACKAGE, inventory: true })
    expect(active.map(({ artifact }) => artifact)).toEqual(['integration:STORE_SYNC|01.00.0000'])
    expect(active[0]?.message).toContain('412 until you deactivate it')
    const locked = await check(versionConflict, {
      fixture: PACKAGE,
      ...there('STORE_SYNC|01.00.0000', { lockedFlag: true }),
    })
    expect(locked[0]?.message).toContain('412 until you have it unlocked')
  })

  it('only warns for a project, of which the outcome is not documented', async () => {
    const findings = await check(versionConflict, {
      fixture: RETURNS,
      ...there('RETURN_DIGEST|01.00.0000', { projectId: 'RETURNS' }),
    })
    expect(findings.map(({ severity, artifact }) => [severity, artifact])).toEqual([
      ['warning', 'integration:RETURNS/RETURN_DIGEST|01.00.0000'],
    ])
  })

  it('does not take an integration of a project for a global one', async () => {
    expect(
      await check(versionConflict, { fixture: INTAKE, ...there('ORDER_INTAKE|01.00.0000', { projectId: 'SHOP' }) }),
    ).toEqual([])
  })

  it('finds a downgrade beside the same version', async () => {
    const findings = await check(versionConflict, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: {
        integrations: [
          { id: 'ORDER_INTAKE|01.00.0000', status: 'CONFIGURED' },
          { id: 'ORDER_INTAKE|01.10.0000', status: 'ACTIVATED' },
        ],
      },
    })
    expect(findings).toHaveLength(2)
    expect(findings.map(({ message }) => message).join()).toContain('TEST has ORDER_INTAKE 01.10.0000, which is newer')
  })

  it('does not call it a downgrade where the newer one travels along', async () => {
    const findings = await check(versionConflict, {
      fixture: INTAKE,
      with: [{ fixture: 'retail-dev-v2/ORDER_INTAKE_01.01.0000' }],
      ...there('ORDER_INTAKE|01.01.0000'),
    })
    expect(findings.map(({ message }) => message).join()).not.toContain('downgrade')
  })

  it('does not call an older version, or another major, a conflict', async () => {
    expect(await check(versionConflict, { fixture: INTAKE, ...there('ORDER_INTAKE|00.09.0000') })).toEqual([])
    expect(await check(versionConflict, { fixture: INTAKE, ...there('ORDER_INTAKE|02.00.0000') })).toEqual([])
  })

  it('says that it could not check where integrations are not listed', async () => {
    const { findings, notRun } = await run(versionConflict, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { integrations: null },
    })
    expect(findings).toEqual([])
    expect(notRun).toHaveLength(1)
  })
})

describe('version-conflict in words', () => {
  const there = (fixture: string, more: Record<string, unknown>, lists: Record<string, unknown> = {}) => ({
    fixture,
    inventory: true as const,
    inventoryChange: { integrations: [{ status: 'CONFIGURED', lockedFlag: false, ...more }], ...lists },
  })
  const said = async (example: Parameters<typeof check>[1]) =>
    (await check(versionConflict, example)).map(({ message }) => message)

  it('names all that stands in the way of a replacement', async () => {
    const example = there(INTAKE, { id: 'ORDER_INTAKE|01.00.0000', status: 'ACTIVATED', lockedFlag: true })
    expect(await said(example)).toEqual([
      'ORDER_INTAKE 01.00.0000 is already in TEST and active and locked: POST integrations/archive (add) fails with 409, PUT (replace) works once you deactivate it and have it unlocked.',
    ])
  })

  it('says of a package what adding and replacing it do', async () => {
    const idle = { id: 'STORE_SYNC|01.00.0000' }
    const replaced =
      'STORE_SYNC 01.00.0000 is already in TEST: POST packages/archive cannot add the package again, PUT packages/archive replaces it.'
    const packaged = there(PACKAGE, { ...idle, packageName: 'retail.stores' }, { packages: null })
    expect(await said(packaged)).toEqual([replaced])
    expect(await said(there(PACKAGE, idle, { packages: [{ name: 'retail.stores' }] }))).toEqual([replaced])
    expect(await said(there(PACKAGE, idle, { packages: [{ name: 'retail.other' }] }))).toEqual([
      'STORE_SYNC 01.00.0000 is already in TEST: PUT packages/archive (replace) fails with 404, since the package retail.stores is not there, and POST packages/archive meets an integration that exists.',
    ])
  })

  it('says of a project what to do before the import', async () => {
    const digest = { id: 'RETURN_DIGEST|01.00.0000', projectId: 'RETURNS' }
    const start =
      'in the project RETURNS: POST projects/archive fails with 409, or merges and may leave what is there as it is, so where the two differ, raise the version, or'
    expect((await said(there(RETURNS, digest)))[0]).toBe(
      `RETURN_DIGEST 01.00.0000 is already in TEST, ${start} delete that one there first.`,
    )
    expect((await said(there(RETURNS, { ...digest, lockedFlag: true })))[0]).toBe(
      `RETURN_DIGEST 01.00.0000 is already in TEST and locked, ${start} have it unlocked and delete that one there first.`,
    )
  })

  it('says of a downgrade what becomes of the newer one', async () => {
    const newer = (status: string) => said(there(INTAKE, { id: 'ORDER_INTAKE|01.10.0000', status }))
    const start =
      'TEST has ORDER_INTAKE 01.10.0000, which is newer than 01.00.0000 of the same major version: activating 01.00.0000'
    const end = 'a downgrade, so import the newer one or raise this version.'
    expect(await newer('ACTIVATED')).toEqual([`${start} deactivates it, ${end}`])
    expect(await newer('CONFIGURED')).toEqual([`${start} takes its place, ${end}`])
  })

  it('calls it a downgrade where what travels along is newer, but not as new as the target’s', async () => {
    const example = {
      ...there(INTAKE, { id: 'ORDER_INTAKE|01.09.0000' }),
      with: [{ fixture: 'retail-dev-v2/ORDER_INTAKE_01.01.0000' }],
    }
    expect((await said(example)).filter((message) => message.includes('a downgrade'))).toHaveLength(2)
  })

  it('stands at the integration, and at no step', async () => {
    const [finding] = await check(versionConflict, { fixture: INTAKE, inventory: true })
    expect(finding).toMatchObject({ artifact: 'integration:ORDER_INTAKE|01.00.0000', step: '' })
    expect(finding?.entry).toMatch(/^icspackage\/project\/ORDER_INTAKE_01\.00\.0000\//)
  })
})
