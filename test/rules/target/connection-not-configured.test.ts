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
})
