import { describe, expect, it } from 'vitest'
import { insecureUrl } from '../../../src/rules/security/insecure-url.js'
import { personalData } from '../../../src/rules/security/personal-data.js'
import { recordedPayload } from '../../../src/rules/security/recorded-payload.js'
import { weakSecurityPolicy } from '../../../src/rules/security/weak-security-policy.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

describe('insecure-url', () => {
  const assigning = (expression: string): Example => ({
    fixture: INTAKE,
    change: [
      {
        path: '**/processor_45/**/expr.properties',
        replace: ["XpathExpression : 'NORMAL'", `XpathExpression : ${expression}`],
      },
    ],
  })

  it('finds an address without encryption, where it stands', async () => {
    const found = await check(insecureUrl, assigning(`'http://prices.example.com/v1'`))
    expect(found).toMatchObject([{ severity: 'warning', line: 2, column: 19, step: 'priority' }])
  })

  it.each([
    `'https://prices.example.com'`,
    `'http://localhost:8080/x'`,
    `'http://127.0.0.1/x'`,
    `'http://www.w3.org/x'`,
    `QName('http://prices.example.com/v1', 'a')`,
  ])('finds none in %s', async (expression) => {
    expect(await check(insecureUrl, assigning(expression))).toEqual([])
  })

  it('counts what the wizard wrote once a connection and host', async () => {
    const change = [
      { path: '**/getStock_REQUEST.jca', replace: ['https://stock-dev', 'http://stock-dev'] as [string, string] },
      {
        path: '**/getStock_REQUEST.wsdl',
        replace: ['REPLACE_WITH_ACTUAL_URL', 'http://stock-dev.example.com/x'] as [string, string],
      },
    ]
    expect(await check(insecureUrl, { fixture: STOCK, change })).toHaveLength(1)
  })

  it('passes over the WSDL of a trigger, whose address nobody calls', async () => {
    const wsdl = (path: string, fixture: string): Example => ({
      fixture,
      change: [
        {
          path,
          replace: [
            '</wsdl:definitions>',
            '<service><port><address location="http://mine.example.com/x"/></port></service></wsdl:definitions>',
          ],
        },
      ],
    })
    expect(await check(insecureUrl, wsdl('**/placeOrder_REQUEST.wsdl', INTAKE))).toEqual([])
    expect(await check(insecureUrl, wsdl('**/fulfilOrder_REQUEST.wsdl', INTAKE))).toHaveLength(1)
  })

  it('counts the addresses of a lookup once a column and host', async () => {
    const change: Example['change'] = [
      {
        path: '**/STORE_REGIONS.dvm',
        replace: [
          ['N001', 'http://api.example.com/n1'],
          ['N002', 'http://api.example.com/n2'],
        ],
      },
    ]
    const found = await check(insecureUrl, { fixture: INTAKE, change })
    expect(found).toMatchObject([{ line: 10, artifact: 'lookup:STORE_REGIONS' }])
    expect(found[0]?.message).toContain('http://api.example.com/n1 and 1 more at that host, which are not encrypted')
  })
})

describe('weak-security-policy', () => {
  const policy = (value: string, options: Record<string, unknown> = {}): Example => ({
    fixture: FULFIL,
    change: [{ path: '**/CARRIER_SFTP.xml', replace: ['<securityPolicy>CUSTOM<', `<securityPolicy>${value}<`] }],
    options,
  })

  it('finds NONE, and says what it means for the role', async () => {
    expect(await check(weakSecurityPolicy, policy('NONE'))).toMatchObject([
      { artifact: 'connection:CARRIER_SFTP', severity: 'info' },
    ])
    const trigger = await check(weakSecurityPolicy, {
      fixture: INTAKE,
      change: [
        {
          path: '**/RETAIL_REST_TRIGGER.xml',
          replace: ['<securityPolicy>MULTI_TOKEN_INBOUND<', '<securityPolicy>NONE<'],
        },
      ],
    })
    expect(trigger).toHaveLength(1)
    expect(trigger[0]?.message).toContain('can start the integrations')
  })

  it('advises no policy where the adapter has none to choose', async () => {
    const [found] = await check(weakSecurityPolicy, {
      fixture: FULFIL,
      change: [
        {
          path: '**/CARRIER_SFTP.xml',
          replace: [
            ['<applicationTypeRef>ftp<', '<applicationTypeRef>mllp<'],
            ['<securityPolicy>CUSTOM<', '<securityPolicy>NONE<'],
          ],
        },
      ],
    })
    expect(found?.message).toContain('has no other policy')
  })

  it('finds basic authentication only when asked to', async () => {
    expect(await check(weakSecurityPolicy, policy('BASIC_AUTH'))).toEqual([])
    expect(await check(weakSecurityPolicy, policy('BASIC_AUTH', { basicAuth: true }))).toHaveLength(1)
  })

  it('passes over OIC’s own connections, which have none', async () => {
    expect(await check(weakSecurityPolicy, { fixture: INTAKE })).toEqual([])
  })
})

describe('recorded-payload', () => {
  it('finds each recording once, whatever files it has', async () => {
    const change = ['a/request.json', 'a/response.json', 'b/request.json'].map((path) => ({
      path: `icspackage/recordings/${path}`,
      content: '{}',
    }))
    const found = await check(recordedPayload, { fixture: INTAKE, change })
    expect(found).toMatchObject([
      {
        severity: 'warning',
        entry: 'icspackage/recordings/a/request.json',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
      },
      { entry: 'icspackage/recordings/b/request.json' },
    ])
    expect(found[0]?.message).toContain('2 files')
  })

  it('finds none in a sound estate', async () => {
    expect(await check(recordedPayload, { estate: true })).toEqual([])
  })
})

describe('personal-data', () => {
  it('counts people in audit data without repeating who they are', async () => {
    const found = await check(personalData, { fixture: FULFIL })
    expect(found.map(({ artifact }) => artifact)).toContain('connection:WAREHOUSE_DB')
    expect(found.find(({ artifact }) => artifact === 'connection:WAREHOUSE_DB')).toMatchObject({ line: 49, column: 18 })
    expect(JSON.stringify(found)).not.toContain('integration.builder')
  })

  it('finds who edited a project', async () => {
    const found = await check(personalData, { fixture: 'retail-dev/RETURNS_PROJECT' })
    expect(found.some(({ entry }) => entry === 'project/project.yaml')).toBe(true)
  })

  it('passes over technical users, and addresses that are no audit data', async () => {
    expect(await check(personalData, { fixture: INTAKE, options: { allow: ['integration.builder@*'] } })).toEqual([])
  })
})
