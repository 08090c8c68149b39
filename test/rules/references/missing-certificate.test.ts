import { describe, expect, it } from 'vitest'
import { missingCertificate } from '../../../src/rules/references/missing-certificate.js'
import { check, run } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

describe('missing-certificate', () => {
  const expires = (...dates: (string | null)[]) => ({
    fixture: FULFIL,
    inventory: true as const,
    inventoryChange: { certificates: dates.map((expiryDate) => ({ alias: 'CARRIER_HOST_KEY', expiryDate })) },
    options: { now: '2026-05-01' },
  })

  it('says where it is named', async () => {
    const [finding] = await check(missingCertificate, { fixture: STOCK, inventory: true })
    expect(finding).toMatchObject({ artifact: 'connection:STOCK_SOAP', severity: 'error' })
    expect(finding?.entry).toMatch(/STOCK_SOAP\.xml$/)
    expect(finding?.line).toBeGreaterThan(1)
  })

  it('reports a connection that several archives carry once', async () => {
    const findings = await check(missingCertificate, {
      ...expires(),
      with: [{ fixture: FULFIL, file: 'copy/ORDER_FULFIL_01.00.0000.iar' }],
    })
    expect(findings).toHaveLength(1)
  })

  it('warns up to the last day of the span', async () => {
    const severities = async (date: string) =>
      (await check(missingCertificate, expires(date))).map(({ severity }) => severity)
    expect(await severities('2026-04-30')).toEqual(['error'])
    expect(await severities('2026-05-02')).toEqual(['warning'])
    expect(await severities('2026-05-30')).toEqual(['warning'])
    expect(await severities('2026-06-02')).toEqual([])
  })

  it('goes by the time at which the inventory was taken', async () => {
    const example = expires('2026-05-20')
    const taken = {
      fixture: FULFIL,
      inventory: true as const,
      inventoryChange: { ...example.inventoryChange, takenAt: '2026-01-01T00:00:00Z' },
    }
    expect(await check(missingCertificate, taken)).toEqual([])
  })

  it('takes the longest-lived of several under one alias', async () => {
    expect(await check(missingCertificate, expires('2025-01-01', '2030-01-01'))).toEqual([])
  })

  it('says that it could not check a certificate without a date', async () => {
    const { findings, notRun } = await run(missingCertificate, expires(null))
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('when the certificate CARRIER_HOST_KEY expires')
  })

  it('finds the key that a stage file encrypts with, once', async () => {
    const name = '<ns2:processorName>writeLabel</ns2:processorName>'
    const key = 'USER|PGP|PUBLIC|PARTNER_KEY'
    const example = {
      fixture: FULFIL,
      inventory: true as const,
      change: [
        {
          path: '**/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
          replace: [name, `<ns2:property name="dependent-pgp-key" value="${key}"/>${name}`] as [string, string],
        },
        {
          path: '**/writeLabel_REQUEST.jca',
          replace: [
            '<property name="Append" value="false"/>',
            `<property name="encryptContent" value="true"/><property name="encryptPGPKey" value="${key}"/>`,
          ] as [string, string],
        },
      ],
    }
    const findings = await check(missingCertificate, { ...example, inventoryChange: { certificates: [] } })
    expect(findings.filter(({ message }) => message.includes('PARTNER_KEY'))).toMatchObject([
      {
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: 'writeLabel',
        severity: 'error',
        message: expect.stringContaining(
          'ORDER_FULFIL 01.00.0000 names the certificate PARTNER_KEY, which is not in TEST',
        ),
      },
    ])
    const { findings: unknown, notRun } = await run(missingCertificate, {
      ...example,
      inventoryChange: { certificates: null },
    })
    expect(unknown).toEqual([])
    expect(notRun).toHaveLength(1)
  })

  it('says that it could not check where certificates are not listed', async () => {
    const { findings, notRun } = await run(missingCertificate, {
      fixture: STOCK,
      inventory: true,
      inventoryChange: { certificates: null },
    })
    expect(findings).toEqual([])
    expect(notRun).toHaveLength(1)
  })
})
