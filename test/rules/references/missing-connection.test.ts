import { describe, expect, it } from 'vitest'
import { missingConnection } from '../../../src/rules/references/missing-connection.js'
import { check, run } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const PACKAGE = 'retail-dev/retail-package'

describe('missing-connection', () => {
  const lost = [{ path: '**/CARRIER_SFTP.xml', remove: true }] as const

  it('names integration, connection and step, where project.xml names the connection', async () => {
    const [finding, ...others] = await check(missingConnection, { fixture: FULFIL, change: [...lost] })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'error', artifact: 'integration:ORDER_FULFIL|01.00.0000' })
    expect(finding?.message).toContain('ORDER_FULFIL 01.00.0000 uses the connection CARRIER_SFTP')
    expect(finding?.entry).toMatch(/project\.xml$/)
    expect(finding?.line).toBeGreaterThan(1)
    expect(finding?.step).not.toBe('')
  })

  it('is content with a connection that only another archive of the run holds', async () => {
    const findings = await check(missingConnection, {
      fixture: FULFIL,
      change: [{ path: '**/WAREHOUSE_DB.xml', remove: true }],
      with: [{ fixture: PACKAGE }],
    })
    expect(findings).toEqual([])
  })

  it('says that it looked in the target too', async () => {
    const inventoryChange = { connections: [] }
    const findings = await check(missingConnection, {
      fixture: FULFIL,
      change: [...lost],
      inventory: true,
      inventoryChange,
    })
    expect(findings.map(({ message }) => message).join()).toContain('neither in the archives nor in TEST')
  })

  it('says what it could not check where the inventory does not list connections', async () => {
    const inventoryChange = { connections: null }
    const { findings, notRun } = await run(missingConnection, {
      fixture: FULFIL,
      change: [...lost],
      inventory: true,
      inventoryChange,
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).not.toContain('TEST')
    expect(notRun.map(({ why }) => why)).toEqual(['the inventory does not tell all connections'])
  })

  it('leaves a connection whose file cannot be read to malformed-content', async () => {
    const change = [{ path: '**/CARRIER_SFTP.xml', content: '<ns2:ApplicationInst' }]
    expect(await check(missingConnection, { fixture: FULFIL, change })).toEqual([])
  })

  it("leaves out OIC's own connections", async () => {
    const change = [
      { path: '**/PRESEEDED_COLLOCATED_CONN_1741.xml', remove: true },
      { path: '**/APPLICATION_EVENT_CONNECTION.xml', remove: true },
    ] as const
    const findings = await check(missingConnection, { fixture: RETURNS, change: [...change] })
    expect(findings.filter(({ message }) => /PRESEEDED|APPLICATION_EVENT/.test(message))).toEqual([])
  })

  it('warns of a connection that stands for one of a project which is not at hand', async () => {
    const findings = await check(missingConnection, { fixture: RETURNS })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ severity: 'warning', artifact: 'connection:RETURNS/RETURNS_DB' })
    expect(findings[0]?.message).toContain('FINANCE_DB of the project FINANCE')
  })
})
