import { describe, expect, it } from 'vitest'
import type { EntryRole } from '../../../src/archive/types.js'
import type { Archive } from '../../../src/model/index.js'
import { insecureUrl } from '../../../src/rules/security/insecure-url.js'
import { personalData } from '../../../src/rules/security/personal-data.js'
import { recordedPayload } from '../../../src/rules/security/recorded-payload.js'
import { weakSecurityPolicy } from '../../../src/rules/security/weak-security-policy.js'
import type { RuleFinding } from '../../../src/rules/types.js'
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

describe('insecure-url, as it reports', () => {
  const assigning = (expression: string, places: Record<string, string> = {}): Example => ({
    fixture: INTAKE,
    change: [
      {
        path: '**/processor_45/**/expr.properties',
        replace: ["XpathExpression : 'NORMAL'", `XpathExpression : ${expression}`],
      },
    ],
    options: { places },
  })
  const old = "'http://prices.example.com/v1'"

  it('takes the severity of a kind of place from the options, and leaves out what is off', async () => {
    expect(await check(insecureUrl, assigning(old, { expression: 'error' }))).toMatchObject([{ severity: 'error' }])
    expect(await check(insecureUrl, assigning(old, { mapper: 'error' }))).toMatchObject([{ severity: 'warning' }])
    expect(await check(insecureUrl, assigning(old, { expression: 'off' }))).toEqual([])
    expect(await check(insecureUrl, assigning(old, { mapper: 'off' }))).toHaveLength(1)
  })

  it('lets hosts and addresses pass that are allowed', async () => {
    const allow = (pattern: string) => ({ ...assigning(old), options: { allow: [pattern] } })
    expect(await check(insecureUrl, allow('prices.example.com'))).toEqual([])
    expect(await check(insecureUrl, allow('http://prices.example.com/v1'))).toEqual([])
    expect(await check(insecureUrl, allow('example.com'))).toHaveLength(1)
  })

  it('points to an address that stands alone in a text, and to the text where there are two of one host', async () => {
    const columnOf = async (text: string) =>
      (
        await check(insecureUrl, {
          fixture: INTAKE,
          change: [{ path: '**/processor_90/**/notification_body.data', replace: ['The order', `${text}. The order`] }],
        })
      ).map(({ line, column }) => [line, column])
    expect(await columnOf('See http://prices.example.com/v1')).toEqual([[1, 5]])
    expect(await columnOf('See http://prices.example.com/v1 or http://prices.example.com/v2')).toEqual([[1, 1]])
  })

  it('says of what the wizard wrote that the connection is to be corrected, under one key for connection and host', async () => {
    const of = (path: string) =>
      check(insecureUrl, {
        fixture: STOCK,
        change: [{ path: '**/getStock_REQUEST.jca', replace: ['https://stock-dev.example.com/services/stock', path] }],
      })
    const [one] = await of('http://stock-dev.example.com/services/stock')
    const [other] = await of('http://stock-dev.example.com/other')
    const [third] = await of('http://stock-test.example.com/services/stock')
    expect(one?.message).toBe(
      'The property endpointURL of the endpoint in STOCK_REPORT_NIGHTLY, step “getStock” holds http://stock-dev.example.com/services/stock, which is not encrypted: use https in the connection and regenerate the endpoint.',
    )
    expect(other?.fingerprint).toBe(one?.fingerprint)
    expect(third?.fingerprint).not.toBe(one?.fingerprint)
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

  it.each([
    'none',
    'NO_SECURITY',
    'no security policy',
    'NoSecurityPolicy',
    'no-security-policy',
    'NOSECURITY',
    'NO_SECURITYPOLICY',
  ])('takes the policy %s for none', async (value) => {
    const [finding] = await check(weakSecurityPolicy, policy(value))
    expect(finding?.message).toBe(
      'The connection CARRIER_SFTP has the security policy NONE: it calls without showing who calls. Choose a policy, unless network rules protect it.',
    )
  })

  it.each(['NONE_BUT_TOKEN', 'CUSTOM_NONE', 'NO_SECURITY_TOKEN', 'NO', 'OAUTH'])(
    'does not take the policy %s for none, nor for basic authentication',
    async (value) => {
      expect(await check(weakSecurityPolicy, policy(value, { basicAuth: true }))).toEqual([])
    },
  )

  it.each([
    'BASIC',
    'BASIC_AUTH',
    'BasicAuth',
    'basic_authentication',
    'HTTP_BASIC',
    'HttpBasic',
    'HTTP_BASIC_AUTH',
    'HTTP_BASICAUTH',
    'http_basic_authentication',
  ])('takes the policy %s for basic authentication', async (value) => {
    const [finding] = await check(weakSecurityPolicy, policy(value, { basicAuth: true }))
    expect(finding?.message).toBe(
      'The connection CARRIER_SFTP uses basic authentication: it sends user and password with each call. Use OAuth where the other side can.',
    )
  })

  it.each(['BASIC_AUTH_OVER_TLS', 'NOT_BASIC', 'BASICS', 'PRE_BASIC_AUTH'])(
    'does not take the policy %s for basic authentication',
    async (value) => {
      expect(await check(weakSecurityPolicy, policy(value, { basicAuth: true }))).toEqual([])
    },
  )

  it('tells apart who sends the password, and the two findings', async () => {
    const trigger = (value: string): Example => ({
      fixture: INTAKE,
      change: [
        {
          path: '**/RETAIL_REST_TRIGGER.xml',
          replace: ['<securityPolicy>MULTI_TOKEN_INBOUND<', `<securityPolicy>${value}<`],
        },
      ],
      options: { basicAuth: true },
    })
    const [basic] = await check(weakSecurityPolicy, trigger('BASIC_AUTH'))
    const [none] = await check(weakSecurityPolicy, trigger('NONE'))
    expect(basic?.message).toContain('basic authentication: callers send user and password')
    expect(basic?.fingerprint).not.toBe(none?.fingerprint)
  })

  it('lets connections pass that are allowed', async () => {
    expect(await check(weakSecurityPolicy, policy('NONE', { allow: ['CARRIER_SFTP'] }))).toEqual([])
    expect(await check(weakSecurityPolicy, policy('NONE', { allow: ['CARRIER'] }))).toHaveLength(1)
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

  it('belongs to no integration in a project of several', async () => {
    const found = await check(recordedPayload, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      change: [{ path: 'project/recordings/a/request.json', content: '{}' }],
    })
    expect(found.map(({ artifact }) => artifact)).toEqual(found.map(() => ''))
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

describe('personal-data, file by file', () => {
  const AUDITED: readonly EntryRole[] = [
    'integration-attributes',
    'integration-info',
    'project-yaml',
    'project-properties',
    'package-attributes',
    'deployment',
    'agent-attributes',
    'ai-attributes',
    'schedule',
    'event-type',
    'library-properties',
    'lookup',
  ]
  /** What the rule finds in one file of a role. */
  const inFile = async (role: string, text: string): Promise<RuleFinding[]> => {
    const entry = { path: 'some/file.txt', role, size: text.length, bytes: async () => new TextEncoder().encode(text) }
    const none = { integrations: [], agents: [], lookups: [], libraries: [], schedules: [], eventTypes: [] }
    const archive = { file: 'made.iar', connections: [], entries: [entry], ...none } as unknown as Archive
    const found: RuleFinding[] = []
    for await (const each of personalData.check({ archives: [archive], options: { allow: [] } } as never))
      found.push(each)
    return found
  }

  it.each(AUDITED)('looks into files of role %s', async (role) => {
    expect(await inFile(role, 'created\ncreatedBy: ann@example.com')).toEqual([
      {
        archive: 'made.iar',
        entry: 'some/file.txt',
        line: 2,
        column: 12,
        message:
          'The audit data (createdBy) names 1 person by e-mail address: take care with whom the archive is shared.',
        artifact: '',
        step: '',
        key: 'audit',
      },
    ])
  })

  it('does not look into other files', async () => {
    expect(await inFile('mapper', 'createdBy: ann@example.com')).toEqual([])
  })

  it.each([
    ['createdBy: ann@example.com', 'createdBy'],
    ['createdBy=ann@example.com', 'createdBy'],
    ['created_by : ann@example.com', 'created_by'],
    ['{"lastUpdatedBy":  "ann@example.com"}', 'lastUpdatedBy'],
    ["{'ownerEmail': 'ann@example.com'}", 'ownerEmail'],
    ['<lockedBy>ann@example.com</lockedBy>', 'lockedBy'],
    ['<lockedBy>\n  ann@example.com</lockedBy>', 'lockedBy'],
  ])('reads the field of %j', async (text, field) => {
    expect((await inFile('deployment', text)).map(({ message }) => message)).toEqual([
      expect.stringContaining(`(${field}) names 1 person`),
    ])
  })

  it.each([
    'contact: ann@example.com',
    'createdBy Ann ann@example.com',
    'createdBy: Ann, ann@example.com',
    'standby ann@example.com',
    'createdBy: ann at example.com',
    'createdByName: ann@example.com',
    `createdBy: ${' '.repeat(9)}ann@example.com`,
  ])('reads no field before the address in %j', async (text) => {
    expect(await inFile('deployment', text)).toEqual([])
  })

  it('counts a person once, and lists the fields by name', async () => {
    const lines = ['updatedBy: bob@example.com', 'createdBy: ann@example.com', 'lockedBy: ann@example.com']
    expect((await inFile('deployment', lines.join('\n'))).map(({ message }) => message)).toEqual([
      'The audit data (createdBy, lockedBy, updatedBy) names 2 people by e-mail address: take care with whom the archive is shared.',
    ])
  })
})
