import { describe, expect, it } from 'vitest'
import { connectionNotConfigured } from '../../../src/rules/target/connection-not-configured.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
const PACKAGE = 'retail-dev/retail-package'

describe('connection-not-configured', () => {
  it('names all integrations that will not activate, once', async () => {
    const findings = await check(connectionNotConfigured, {
      fixture: FULFIL,
      with: [{ fixture: PACKAGE }],
      inventory: true,
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.artifact).toBe('connection:WAREHOUSE_DB')
    expect(findings[0]?.message).toContain(
      'WAREHOUSE_DB is in TEST but not configured (INPROGRESS), so ORDER_FULFIL 01.00.0000',
    )
    expect(findings[0]?.message).toContain('STORE_SYNC 01.00.0000')
  })

  it('says nothing of a connection that is new to the target', async () => {
    expect(await check(connectionNotConfigured, { fixture: STOCK, inventory: true })).toEqual([])
  })

  it('says that it could not check where connections are not listed, or their status is not told', async () => {
    const unlisted = await run(connectionNotConfigured, {
      fixture: FULFIL,
      inventory: true,
      inventoryChange: { connections: null },
    })
    expect(unlisted.notRun).toHaveLength(1)
    const untold = await run(connectionNotConfigured, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { connections: [{ id: 'RETAIL_REST_TRIGGER' }] },
    })
    expect(untold.findings).toEqual([])
    expect(untold.notRun.map(({ why }) => why).join()).toContain(
      'whether the connection RETAIL_REST_TRIGGER is configured',
    )
  })

  describe('in a project', () => {
    const RETURNS = 'retail-dev/RETURNS_PROJECT'
    const at = (connections: readonly object[]) => ({
      fixture: RETURNS,
      inventory: true as const,
      inventoryChange: { connections },
    })
    const connection = (id: string, more: object = {}) => ({ id, status: 'INPROGRESS', ...more })

    it('looks at the connection of another project that one stands for', async () => {
      const findings = await check(connectionNotConfigured, at([connection('FINANCE_DB', { projectId: 'FINANCE' })]))
      expect(findings).toMatchObject([{ artifact: 'connection:FINANCE/FINANCE_DB' }])
      expect(findings[0]?.message).toMatch(
        /^The connection FINANCE_DB is in TEST but not configured \(INPROGRESS\), so RETURN_[A-Z]+ 01\.00\.0000/,
      )
      expect((await run(connectionNotConfigured, at([connection('FINANCE_DB')]))).findings).toEqual([])
    })

    it('looks at the global connection where neither archive nor project has one', async () => {
      const lost = {
        ...at([connection('RETURNS_REST_TRIGGER')]),
        change: [{ path: '**/RETURNS_REST_TRIGGER.xml', remove: true as const }],
      }
      expect((await run(connectionNotConfigured, lost)).findings).toMatchObject([
        { artifact: 'connection:RETURNS/RETURNS_REST_TRIGGER' },
      ])
      expect((await run(connectionNotConfigured, at([connection('RETURNS_REST_TRIGGER')]))).findings).toEqual([])
    })
  })
})
