import { describe, expect, it } from 'vitest'
import { bundledCopiesDiffer } from '../../../src/rules/target/bundled-copies-differ.js'
import { check } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const PACKAGE = 'retail-dev/retail-package'

describe('bundled-copies-differ', () => {
  it('names rows by their key, connections by their parts, and no values', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: PACKAGE,
          change: [
            { path: '**/STORE_REGIONS.dvm', replace: ['<cell>W001</cell>', '<cell>W009</cell>'] },
            { path: '**/RETAIL_REST_TRIGGER.xml', replace: ['MULTI_TOKEN_INBOUND', 'BASIC_AUTH'] },
          ],
        },
      ],
    })
    const messages = findings.map(({ message }) => message).join('\n')
    expect(findings).toHaveLength(2)
    expect(messages).toContain('1 row added (W009); 1 row removed (W001)')
    expect(messages).toContain('The connection RETAIL_REST_TRIGGER is not the same here as in')
    expect(messages).toContain('security policy')
    expect(messages).not.toContain('BASIC_AUTH')
  })

  it('finds a library whose script differs', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: INTAKE,
          file: 'b.iar',
          change: [{ path: '**/PriceTools.xml', replace: ['<type>double</type>', '<type>string</type>'] }],
        },
      ],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('The library PRICE_TOOLS 01.00.0000')
  })

  it('passes on what differs within one package, once', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: PACKAGE,
      change: [{ path: '*Cleanup*/**/WAREHOUSE_DB.xml', replace: ['JDBC_OVER_SSL', 'USERNAME_PASSWORD'] }],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.artifact).toBe('connection:WAREHOUSE_DB')
  })

  it('does not mind who saved a copy, and when', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: PACKAGE,
          change: [{ path: '**/RETAIL_REST_TRIGGER.xml', replace: ['integration.builder@', 'someone.else@'] }],
        },
      ],
    })
    expect(findings).toEqual([])
  })

  it('does not mind search keywords', async () => {
    const change = [{ path: '**/ICS_DVM_keywords.properties', remove: true as const }]
    expect(
      await check(bundledCopiesDiffer, { fixture: INTAKE, with: [{ fixture: INTAKE, file: 'b.iar', change }] }),
    ).toEqual([])
  })

  it('does not compare a lookup of a project with a global one', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: RETURNS,
          change: [{ path: '**/RETURN_REASONS.dvm', replace: ['name="RETURN_REASONS"', 'name="STORE_REGIONS"'] }],
        },
      ],
    })
    expect(findings).toEqual([])
  })
})
