import { describe, expect, it } from 'vitest'
import { environmentBoundValue } from '../../../src/rules/portability/environment-bound-value.js'
import { environmentInName } from '../../../src/rules/portability/environment-in-name.js'
import { environmentMix } from '../../../src/rules/portability/environment-mix.js'
import { hardcodedEmail } from '../../../src/rules/portability/hardcoded-email.js'
import { hardcodedHost } from '../../../src/rules/portability/hardcoded-host.js'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import { insecureUrl } from '../../../src/rules/security/insecure-url.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

const assigning = (expression: string): Example => ({
  fixture: INTAKE,
  change: [
    {
      path: '**/processor_45/**/expr.properties',
      replace: ["XpathExpression : 'NORMAL'", `XpathExpression : ${expression}`],
    },
  ],
})
const parameter = (name: string, value: string): Example => ({
  fixture: INTAKE,
  change: [
    {
      path: `**/${name}_PARAM_1expr.properties`,
      replace: [/^TO/.test(name) ? "'store-desk@example.com'" : "'no-reply@example.com'", value],
    },
  ],
})

describe('hardcoded-email', () => {
  const at = async (example: Example, end: string) =>
    (await check(hardcodedEmail, example)).filter(({ entry }) => entry.endsWith(end))

  it('finds a fixed recipient where it stands, and the sender as information', async () => {
    const found = await check(hardcodedEmail, { fixture: INTAKE })
    expect(found).toMatchObject([
      { severity: 'info', step: 'tellStoreDesk', line: 2, column: 19 },
      { severity: 'warning', step: 'tellStoreDesk', line: 2, column: 19 },
    ])
  })

  it('makes an error of a free-mail provider', async () => {
    const [found] = await at(parameter('TO', "'store.desk@gmail.com'"), 'TO_PARAM_1expr.properties')
    expect(found?.severity).toBe('error')
  })

  it('tells the default of a lookup from an address that is fixed', async () => {
    const looked = `dvm:lookupValue('STORE_REGIONS', 'STORE', 'N001', 'REGION', 'desk@example.com')`
    const [found] = await at(parameter('TO', looked), 'TO_PARAM_1expr.properties')
    expect(found?.message).toContain('fall back to desk@example.com')
  })

  it('lets Oracle’s own sender pass', async () => {
    expect(await at(parameter('FROM', "'no-reply@oracle.com'"), 'FROM_PARAM_1expr.properties')).toEqual([])
  })

  it('finds addresses in the recipients’ text itself, and none in the text of the mail', async () => {
    const found = await check(hardcodedEmail, {
      fixture: INTAKE,
      change: [
        { path: '**/notification_to.data', replace: ['{TO_PARAM_1}', '{TO_PARAM_1},buyer@example.com'] },
        { path: '**/notification_body.data', replace: ['The order', 'Write to desk@example.com. The order'] },
      ],
    })
    expect(found.filter(({ entry }) => entry.endsWith('.data'))).toMatchObject([
      { line: 1, column: 14, severity: 'warning' },
    ])
  })

  it('finds addresses in expressions and lookups', async () => {
    expect(await at(assigning(`'buyer@example.com'`), '46/expr.properties')).toMatchObject([{ severity: 'warning' }])
    const cell: Example = {
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N001</cell>', '<cell>n1@example.com</cell>'] }],
    }
    expect(await at(cell, '.dvm')).toMatchObject([{ artifact: 'lookup:STORE_REGIONS' }])
  })

  it('counts the addresses of a lookup once a column, and knows the column again when rows come and go', async () => {
    const rows = (replace: [string, string][]): Example => ({
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', replace }],
    })
    const first: [string, string] = ['N001', 'n1@example.com']
    const two = await at(rows([first, ['N002', 'n2@example.com']]), '.dvm')
    expect(two).toMatchObject([{ line: 10, severity: 'warning' }])
    expect(two[0]?.message).toContain('holds n1@example.com and n2@example.com')
    const [one] = await at(rows([first]), '.dvm')
    expect(one?.fingerprint).toBe(two[0]?.fingerprint)
    const [further] = await at(rows([first, ['N002', 'n2@stores.example.com']]), '.dvm')
    expect(further?.fingerprint).not.toBe(one?.fingerprint)
  })

  it('is not taken in by attributes and variables', async () => {
    expect(await at(assigning(`concat($a/@id, '@')`), '46/expr.properties')).toEqual([])
  })

  it('lets pass what is allowed', async () => {
    expect(await check(hardcodedEmail, { fixture: INTAKE, options: { allow: ['*@EXAMPLE.com'] } })).toEqual([])
  })
})

describe('hardcoded-host', () => {
  const database = (value: string): Example => ({
    fixture: FULFIL,
    change: [{ path: '**/WAREHOUSE_DB.xml', replace: ['%%WAREHOUSE_DB_Host', value] }],
  })

  it.each([
    'db.example.com',
    '192.0.2.7',
    'warehouse',
    '192.0.2.7:1521',
    'jdbc:oracle:thin:@db.example.com:1521/STOCK',
  ])('finds %s in the host of a connection', async (value) => {
    expect(await check(hardcodedHost, database(value))).toHaveLength(1)
  })

  it('takes the first of a list of brokers', async () => {
    const brokers: Example = {
      fixture: FULFIL,
      change: [
        { path: '**/WAREHOUSE_DB.xml', replace: [['%%WAREHOUSE_DB_Host', 'k1.example.com:9092,k2.example.com:9092']] },
      ],
    }
    expect((await check(hardcodedHost, brokers))[0]?.message).toContain('holds the host k1.example.com:')
  })

  it.each(['%%x', 'localhost', '127.0.0.1', 'true', 'https://db.example.com', 'ch1-opc-proxy.dc1.example.com', ''])(
    'passes over %j there',
    async (value) => {
      expect(await check(hardcodedHost, database(value))).toEqual([])
    },
  )

  it('finds an IP address in an expression, and a host only where the name says host', async () => {
    expect(await check(hardcodedHost, assigning(`'192.0.2.7'`))).toMatchObject([{ step: 'priority', line: 2 }])
    expect(await check(hardcodedHost, assigning(`'db.example.com'`))).toEqual([])
    const named: Example = {
      fixture: INTAKE,
      change: [
        {
          path: '**/processor_45/**/expr.properties',
          replace: [
            ["XpathExpression : 'NORMAL'", "XpathExpression : 'db.example.com'"],
            ['VariableName : priority', 'VariableName : dbHost'],
          ],
        },
      ],
    }
    expect(await check(hardcodedHost, named)).toHaveLength(1)
  })

  it.each([`'01.00.0000'`, `'1.2.3'`, `'1.2.3.400'`, `$version = '1.2.3.4'`, `'2.16.840.1.113883'`])(
    'takes %s for no address',
    async (expression) => {
      expect(await check(hardcodedHost, assigning(expression))).toEqual([])
    },
  )
})

describe('environment-mix', () => {
  const title = (url: string, options: Record<string, unknown> = {}): Example => ({
    fixture: STOCK,
    change: [
      { path: '**/TITLEexpr.properties', replace: ['XpathExpression : $reportTitle', `XpathExpression : '${url}'`] },
    ],
    options,
  })

  it('finds Fusion pods of two environments beside each other', async () => {
    const found = await check(environmentMix, title('https://acme-test.fa.us2.oraclecloud.com/x'))
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toContain('dev (stock-dev.example.com) and test (acme-test.fa.us2.oraclecloud.com)')
  })

  it('finds none where a host says nothing, or says the same', async () => {
    expect(await check(environmentMix, title('https://prices.example.com/x'))).toEqual([])
    expect(await check(environmentMix, title('https://dev2.prices.example.com/x'))).toEqual([])
  })

  it('lets every environment but production use a sandbox or what is not production', async () => {
    expect(await check(environmentMix, title('https://sandbox.pay.example.com/x'))).toEqual([])
    expect(await check(environmentMix, title('https://nonprod.example.com.pay.example.com/x'))).toEqual([])
    const besideProduction = {
      ...title('https://sandbox.pay.example.com/x'),
      options: { groups: { prod: ['Stock-DEV.*'] } },
    }
    expect(await check(environmentMix, besideProduction)).toHaveLength(1)
  })

  it('passes over the WSDL of a trigger', async () => {
    const service = (host: string) =>
      `<service><port><address location="https://${host}/x"/></port></service></wsdl:definitions>`
    const change = (path: string, host: string) => ({
      path,
      replace: ['</wsdl:definitions>', service(host)] as [string, string],
    })
    const mix = (path: string): Example => ({
      fixture: INTAKE,
      change: [
        change(path, 'dev.orders.example.com'),
        change('**/fulfilOrder_REQUEST.wsdl', 'test.orders.example.com'),
      ],
    })
    expect(await check(environmentMix, mix('**/placeOrder_REQUEST.wsdl'))).toEqual([])
  })

  it('goes by groups, and lets pass what is ignored', async () => {
    const url = 'https://prices-test.example.com/x'
    expect(await check(environmentMix, title(url))).toHaveLength(1)
    expect(await check(environmentMix, title(url, { groups: { dev: ['prices-test.*'] } }))).toEqual([])
    expect(await check(environmentMix, title(url, { ignore: ['prices-*'] }))).toEqual([])
  })
})

describe('environment-in-name', () => {
  const renamed = (name: string, options: Record<string, unknown> = {}): Example => ({
    fixture: FULFIL,
    change: [{ path: '**/WAREHOUSE_DB.xml', replace: ['<displayName>Warehouse DB<', `<displayName>${name}<`] }],
    options,
  })

  it.each([
    'Warehouse TEST DB',
    'Warehouse DB (Dev1)',
    'warehouseProd',
    'UAT-Warehouse',
    'Warehouse (Production)',
    'WAREHOUSE_STAGE',
  ])('finds %s', async (name) => {
    expect(await check(environmentInName, renamed(name))).toMatchObject([
      { artifact: 'connection:WAREHOUSE_DB', step: '' },
    ])
  })

  it.each([
    'Latest warehouse',
    'Devices',
    'Product DB',
    'Attested',
    'Contests',
    'Production planning',
    'Stage_Api',
    'Development funds',
    'Staging tables',
  ])('passes over %s', async (name) => {
    expect(await check(environmentInName, renamed(name))).toEqual([])
  })

  it('goes by the words that it is given', async () => {
    expect(await check(environmentInName, renamed('Warehouse TEST', { words: ['BLUE'] }))).toEqual([])
    expect(await check(environmentInName, renamed('Warehouse blue', { words: ['BLUE'] }))).toHaveLength(1)
  })

  it('lists the connections of a package once', async () => {
    const change = [
      {
        path: '**/WAREHOUSE_DB.xml',
        replace: ['<displayName>Warehouse DB<', '<displayName>TEST DB<'] as [string, string],
      },
    ]
    expect(await check(environmentInName, { fixture: 'retail-dev/retail-package', change })).toHaveLength(1)
  })
})

describe('environment-bound-value', () => {
  it('lists the values of an integration in one finding', async () => {
    const found = await check(environmentBoundValue, { fixture: FULFIL })
    expect(found).toMatchObject([{ severity: 'info', artifact: 'integration:ORDER_FULFIL|01.00.0000' }])
    expect(found[0]?.message).toContain('schema STORES (“reserveStock”) and directory /out/labels (“sendLabel”)')
  })

  it('passes over switches, roots and temporary folders', async () => {
    const values = ['true', '/', '.', '/tmp/stage', "'tbd'", '%%x', '']
    for (const value of values) {
      const found = await check(environmentBoundValue, {
        fixture: FULFIL,
        change: [
          { path: '**/sendLabel_REQUEST.jca', replace: ['value="/out/labels"', `value="${value}"`] },
          { path: '**/reserveStock_REQUEST.jca', replace: ['"STORES"', '""'] },
        ],
      })
      expect(found, value).toEqual([])
    }
  })

  it('finds OCIDs wherever they are fixed, and tells them shortened', async () => {
    const ocid = 'ocid1.stream.oc1.phx.amaaaaexampleexampleexample7qa'
    const inPath: Example = {
      fixture: FULFIL,
      change: [{ path: '**/sendLabel_REQUEST.jca', replace: ['value="/out/labels"', `value="/streams/${ocid}/send"`] }],
    }
    const [found] = await check(environmentBoundValue, inPath)
    expect(found?.message).toContain('OCID ocid1.stream.oc1.phx.amaaaa…e7qa (“sendLabel”)')
    const [assigned] = await check(environmentBoundValue, assigning(`'${ocid}'`))
    expect(assigned?.message).toContain('OCID ocid1.stream.oc1.phx.amaaaa…e7qa (“priority”)')
    expect(await check(environmentBoundValue, assigning(`'ocid1.stream.oc1..'`))).toEqual([])
    const exchange: Example = {
      fixture: FULFIL,
      change: [
        {
          path: '**/orderShipped_REQUEST.jca',
          replace: [
            '</interaction-spec>',
            `<property name="ResourceURI" value="/exchanges/${ocid}/event"/></interaction-spec>`,
          ],
        },
      ],
    }
    expect((await check(environmentBoundValue, exchange))[0]?.message).not.toContain('OCID')
  })

  it('finds the report that a mapper asks for, and no path of data', async () => {
    const mapping = (content: string): Example => ({
      fixture: INTAKE,
      change: [{ path: '**/req_*.xsl', replace: ['<xsl:value-of xml:id="id_24" select="$priority"/>', content] }],
    })
    const report = '<reportAbsolutePath>/Custom/Stock/Levels.xdo</reportAbsolutePath>'
    expect((await check(environmentBoundValue, mapping(report)))[0]?.message).toContain(
      'report /Custom/Stock/Levels.xdo',
    )
    expect(await check(environmentBoundValue, mapping('<folder>inbox</folder>'))).toEqual([])
  })

  it('looks at further properties when asked to', async () => {
    const found = await check(environmentBoundValue, {
      fixture: FULFIL,
      options: { properties: ['filenamingconvention'] },
    })
    expect(found[0]?.message).toContain('label_%SEQ%.txt')
  })
})

describe('the connection of OIC’s own events', () => {
  const JCA = '**/orderShipped_REQUEST.jca'
  const given = (...properties: readonly string[]): Example => ({
    fixture: FULFIL,
    change: [
      {
        path: JCA,
        replace: [
          '<property name="HttpVerb" value="POST"/>',
          ['<property name="HttpVerb" value="POST"/>', ...properties].join(''),
        ],
      },
    ],
  })
  const service = (host: string) => `<property name="connectionUrl" value="${host}/20230101"/>`

  it.each([
    ['hardcoded-url', hardcodedUrl, service('https://oaes-prod-made-cell-1.integration.example.com:8443')],
    ['insecure-url', insecureUrl, service('http://oaes-prod-made-cell-1.integration.example.com:8080')],
    [
      'environment-mix',
      environmentMix,
      service('https://oaes-prod.integration.example.com') + service('https://orders-dev.example.com:8443'),
    ],
    ['hardcoded-host', hardcodedHost, '<property name="Host" value="oaes-prod-made-cell-1.integration.example.com"/>'],
    ['environment-bound-value', environmentBoundValue, '<property name="topicName" value="ORDERS_PROD"/>'],
  ] as const)('is filled in by OIC: nothing for %s', async (_, rule, properties) => {
    const before = await check(rule as typeof hardcodedHost, { fixture: FULFIL })
    expect(await check(rule as typeof hardcodedHost, given(properties))).toEqual(before)
    const asRest: Example = {
      fixture: FULFIL,
      change: [
        ...(given(properties).change ?? []),
        { path: JCA, replace: ['adapter="appevent"', 'adapter="rest"'] },
        { path: '**/APPLICATION_EVENT_CONNECTION.xml', replace: ['>appevent<', '>rest<'] },
      ],
    }
    expect(await check(rule as typeof hardcodedHost, asRest)).not.toEqual(before)
  })
})
