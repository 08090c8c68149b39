import { describe, expect, it } from 'vitest'
import { missingConnection } from '../../../src/rules/references/missing-connection.js'
import { check, run } from '../../support/rules.js'
import { graph, made } from './made-run.js'

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

describe('missing-connection, of made runs', () => {
  const other = (inventory: object | null, ...nodes: Parameters<typeof graph>[2] & object) =>
    made(missingConnection, { graph: graph('refers-to', ['connection:P/DB'], nodes), inventory })

  it('says of a connection of another project whether that project could have told', async () => {
    const stands = 'The connection integration:CALLER|01.00.0000 stands for DB of the project P, which '
    const then = ': that project must be imported, and the connection public there, before this one.'
    expect((await other(null)).found).toMatchObject([
      { severity: 'warning', message: `${stands}is not in the archives${then}`, key: 'DB' },
    ])
    expect((await other(null, { id: 'project:P', present: true })).found).toMatchObject([{ severity: 'error' }])
    expect((await other(null, { id: 'project:P', present: false })).found).toMatchObject([{ severity: 'warning' }])
    expect((await other({ connections: [] })).found).toMatchObject([
      { severity: 'error', message: `${stands}is neither in the archives nor in TEST${then}` },
    ])
    expect((await other({ connections: [{ code: 'DB', project: 'P' }] })).found).toEqual([])
    expect((await other({ connections: [{ code: 'OTHER', project: 'P' }] })).found).toHaveLength(1)
    // As plan has it: a global connection of the same code is another one.
    expect((await other({ connections: [{ code: 'DB', project: null }] })).found).toMatchObject([{ severity: 'error' }])
  })

  it('says of a global connection that no archive of a project carries it', async () => {
    const global = (inventory: object | null) =>
      made(missingConnection, { graph: graph('refers-to', ['connection:FTP']), inventory })
    const stands = 'The connection integration:CALLER|01.00.0000 stands for the global connection FTP, which '
    expect((await global(null)).found).toMatchObject([
      {
        severity: 'warning',
        message: `${stands}no archive of a project carries: see that it is in the target before this one.`,
        key: 'FTP',
      },
    ])
    expect((await global({ connections: [] })).found).toMatchObject([
      {
        severity: 'error',
        message: `${stands}is neither in the archives nor in TEST: create it there, outside projects, before this one.`,
      },
    ])
    const untold = await global({ lookups: [] })
    expect(untold.found).toMatchObject([{ severity: 'warning' }])
    expect(untold.notRun).toEqual(['the inventory does not tell all connections'])
    expect((await global({ connections: [{ code: 'FTP', project: null }] })).found).toEqual([])
    expect((await global({ connections: [{ code: 'FTP', project: 'GLOBAL_SALES' }] })).found).toHaveLength(1)
  })

  it('finds a global connection for which one stands in the inventory', async () => {
    const swap = (old: string, now: string) => ({
      path: '**/RETURNS_DB.xml',
      replace: [old, now] as [string, string],
    })
    const change = [swap('>FINANCE_DB<', '>WAREHOUSE_DB<'), swap('>FINANCE<', '>GLOBAL<')]
    expect(await check(missingConnection, { fixture: RETURNS, change })).toMatchObject([
      { severity: 'warning', artifact: 'connection:RETURNS/RETURNS_DB' },
    ])
    expect(await check(missingConnection, { fixture: RETURNS, change, inventory: true })).toEqual([])
  })

  it('names the connection that stands for it by its code', async () => {
    const own = { id: 'integration:CALLER|01.00.0000', kind: 'integration', project: null, present: true } as const
    expect((await other(null, own)).messages[0]).toContain('The connection CALLER|01.00.0000 stands for')
  })

  it('says nothing of an endpoint without a connection', async () => {
    const nothing = graph('uses-connection', ['connection:'])
    expect((await made(missingConnection, { graph: nothing })).found).toEqual([])
  })

  it('says that the target does not tell', async () => {
    const { notRun, messages } = await made(missingConnection, {
      graph: graph('uses-connection', ['connection:DB']),
      inventory: { lookups: [] },
    })
    expect(notRun).toEqual(['the inventory does not tell all connections'])
    expect(messages).toEqual([
      'CALLER 01.00.0000 uses the connection DB, which is not in the archives: export the integration anew, or create the connection under this code before activation.',
    ])
  })
})
