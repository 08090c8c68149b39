import { describe, expect, it } from 'vitest'
import { connectionMismatch } from '../../../src/rules/target/connection-mismatch.js'
import { check, run } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'

describe('connection-mismatch', () => {
  const target = (more: Record<string, unknown>) => ({
    fixture: FULFIL,
    inventory: true as const,
    inventoryChange: {
      connections: [
        { id: 'RETAIL_REST_TRIGGER', status: 'CONFIGURED' },
        { id: 'WAREHOUSE_DB', status: 'CONFIGURED' },
        {
          id: 'CARRIER_SFTP',
          status: 'CONFIGURED',
          role: 'TARGET',
          adapterType: 'ftp',
          securityPolicy: 'CUSTOM',
          ...more,
        },
      ],
    },
  })

  it('tells all that differs in one finding', async () => {
    const findings = await check(connectionMismatch, target({ adapterType: 'rest', role: 'SOURCE' }))
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'has in TEST the adapter rest instead of ftp and the role SOURCE instead of TARGET',
    )
    expect(findings[0]).toMatchObject({ severity: 'error', artifact: 'connection:CARRIER_SFTP' })
  })

  it('takes a role that does more for information', async () => {
    const findings = await check(connectionMismatch, target({ role: 'SOURCE_AND_TARGET' }))
    expect(findings.map(({ severity }) => severity)).toEqual(['info'])
  })

  it('does not mind how a word is written', async () => {
    expect(await check(connectionMismatch, target({ adapterType: 'FTP', securityPolicy: 'custom' }))).toEqual([])
  })

  it('does not compare what the target does not tell', async () => {
    expect(await check(connectionMismatch, target({ adapterType: '', role: '', securityPolicy: '' }))).toEqual([])
  })
})

describe('connection-mismatch in words', () => {
  const connections = (...each: Record<string, unknown>[]) => ({
    fixture: FULFIL,
    inventory: true as const,
    inventoryChange: { connections: each },
  })
  const sftp = (more: Record<string, unknown>) => ({ id: 'CARRIER_SFTP', status: 'CONFIGURED', ...more })
  const said = async (example: Parameters<typeof check>[1]) =>
    (await check(connectionMismatch, example)).map(({ message }) => message)

  it('says what an import does', async () => {
    expect(await said(connections(sftp({ securityPolicy: 'NONE' })))).toEqual([
      'The connection CARRIER_SFTP has in TEST the security policy NONE instead of CUSTOM: an import keeps it as it is there, so give one of the two another code, or bring them into line.',
    ])
    expect(await said(connections(sftp({ role: 'Source and target' })))).toEqual([
      'The connection CARRIER_SFTP has in TEST the role SOURCE AND TARGET instead of TARGET: an import keeps it, and it serves both ways.',
    ])
  })

  it('is no information where more than a wider role differs', async () => {
    const findings = await check(
      connectionMismatch,
      connections(sftp({ role: 'SOURCE_AND_TARGET', securityPolicy: 'NONE' })),
    )
    expect(findings.map(({ severity }) => severity)).toEqual(['error'])
  })

  it('tells once what two archives carry alike', async () => {
    const example = {
      ...connections(sftp({ securityPolicy: 'NONE' })),
      with: [{ fixture: FULFIL, file: 'copy.iar' }],
    }
    expect(await said(example)).toHaveLength(1)
  })

  it('leaves out a connection that stands for another project’s', async () => {
    const remote: [string, string] = [
      '<attachments/>',
      '<attachments/><remoteResource><code>CARRIER_SFTP</code><projectCode>LOGISTICS</projectCode></remoteResource>',
    ]
    const change = [{ path: '**/CARRIER_SFTP.xml', replace: remote }]
    expect(await said({ ...connections(sftp({ securityPolicy: 'NONE' })), change })).toEqual([])
  })

  it('says that it could not check where connections are not listed', async () => {
    const { findings, notRun } = await run(connectionMismatch, {
      fixture: FULFIL,
      inventory: true,
      inventoryChange: { connections: null },
    })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('the inventory does not tell all connections')
  })
})
