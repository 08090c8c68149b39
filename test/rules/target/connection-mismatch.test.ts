import { describe, expect, it } from 'vitest'
import { connectionMismatch } from '../../../src/rules/target/connection-mismatch.js'
import { check } from '../../support/rules.js'

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
