import { describe, expect, it } from 'vitest'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import {
  archiveWith,
  connection,
  endpoint,
  expression,
  foundWith,
  notification,
} from '../../literals/places/made-places.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

/** ORDER_INTAKE, in which the assignment of `priority` is another expression. */
const assigning = (expression: string, options: Record<string, unknown> = {}): Example => ({
  fixture: INTAKE,
  change: [
    {
      path: '**/processor_45/**/expr.properties',
      replace: ["XpathExpression : 'NORMAL'", `XpathExpression : ${expression}`],
    },
  ],
  options,
})

/** ORDER_INTAKE, whose request mapper fills `priority` with something else, or has something else in its place. */
const mapping = (content: string): Example => ({
  fixture: INTAKE,
  change: [{ path: '**/req_*.xsl', replace: ['<xsl:value-of xml:id="id_24" select="$priority"/>', content] }],
})

const jca = (name: string, value: string, fixture = INTAKE, path = '**/placeOrder_REQUEST.jca'): Example => ({
  fixture,
  change: [{ path, replace: ['</activation-spec>', `<property name="${name}" value="${value}"/></activation-spec>`] }],
})

async function messages(example: Example): Promise<string[]> {
  return (await check(hardcodedUrl, example)).map(({ message }) => message)
}

describe('hardcoded-url in expressions and mappers', () => {
  it('finds an address, says where it stands and what step it is', async () => {
    const [found, ...others] = await check(hardcodedUrl, assigning(`concat('https://prices.example.com/v1/', $id)`))
    expect(others).toEqual([])
    expect(found).toMatchObject({
      severity: 'warning',
      artifact: 'integration:ORDER_INTAKE|01.00.0000',
      step: 'priority',
      line: 2,
      column: 26,
    })
    expect(found?.entry).toMatch(/processor_45\/resourcegroup_46\/expr\.properties$/)
    expect(found?.message).toContain('https://prices.example.com/v1/')
  })

  it('shows where an expression stands within an address', async () => {
    const [message, ...others] = await messages(mapping('<n to="https://a.example.com/{$priority}/lines"/>'))
    expect(others).toEqual([])
    expect(message).toContain('holds the address https://a.example.com/{…}/lines:')
  })

  it.each([
    `QName('http://orders.example.com/v1', 'Order')`,
    `namespace-uri(/*) = 'http://orders.example.com/v1'`,
    `'http://orders.example.com/schemas/order'`,
    `concat('https://', $host, '/orders')`,
    `concat('https://api.', $region, '/orders')`,
    `'http://example.org'`,
    `'https://{host}/orders'`,
    `'<a xmlns:o="http://orders.example.com/v1"/>'`,
    `'{http://orders.example.com/v1}Order'`,
    `'{"identifier":[{"system":"http://clinic.example.com/mrn","value":"1"}]}'`,
    `'{"meta":{"profile": ["http://clinic.example.com/fhir/patient"]}}'`,
    `'{"$schema":"https://cards.example.org/schemas/card.json","@context": "https://cards.example.org/v1"}'`,
    `'<system value="http://clinic.example.com/mrn"/>'`,
    `'http://clinic.example.com/fhir/StructureDefinition/race'`,
    `'http://www.w3.org/2001/XMLSchema'`,
    `'http://hl7.org/fhir/Patient'`,
  ])('finds no address in %s', async (expression) => {
    expect(await messages(assigning(expression))).toEqual([])
  })

  it.each([
    `'{"url":"http://clinic.example.com/hook"}'`,
    `'{"system":"lab","url":"http://clinic.example.com/hook"}'`,
    `'http://clinic.example.com/fhir/Patient/1'`,
  ])('finds the address in %s', async (expression) => {
    expect(await messages(assigning(expression))).toHaveLength(1)
  })

  it('counts an expression once, not its display form too', async () => {
    const example: Example = {
      fixture: INTAKE,
      change: [
        { path: '**/processor_45/**/expr.properties', replace: ["'NORMAL'", "'https://prices.example.com/v1'"] },
      ],
    }
    expect(await messages(example)).toHaveLength(1)
  })

  it('finds addresses in a mapper: in literals, in text, in links of a text', async () => {
    expect(await messages(mapping(`https://prices.example.com/v1`))).toHaveLength(1)
    expect(await messages(mapping(`<xsl:text>&lt;a href="https://shop.example.com/o"&gt;</xsl:text>`))).toHaveLength(1)
    expect(await messages(mapping(`<xsl:value-of select="'https://prices.example.com/v1'"/>`))).toHaveLength(1)
  })

  it('takes identifiers of payloads for names, by the target that they go to', async () => {
    const system = '<coding><system>http://codes.example.com/units</system></coding>'
    expect(await messages(mapping(system))).toEqual([])
    expect(await messages(mapping('<extension><url>http://codes.example.com/size</url></extension>'))).toEqual([])
    expect(await messages(mapping('<order><url>http://codes.example.com/size</url></order>'))).toHaveLength(1)
  })

  it('takes the address of a document for an address', async () => {
    expect(await messages(assigning(`document('http://orders.example.com/prices.xml')`))).toHaveLength(1)
  })
})

describe('hardcoded-url in endpoints', () => {
  it('finds an absolute resource, and its repetition not again', async () => {
    const example: Example = {
      fixture: INTAKE,
      change: [
        {
          path: '**/placeOrder_REQUEST.jca',
          replace: [
            '</activation-spec>',
            '<property name="resourceURI" value="https://api.example.com/o"/><property name="operationPath" value="https://api.example.com/o"/></activation-spec>',
          ],
        },
      ],
    }
    const found = await check(hardcodedUrl, example)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ severity: 'warning', step: 'placeOrder' })
  })

  it.each([
    ['RequestElementNS', 'http://orders.example.com/v1'],
    ['start.ResponseElementNS', 'http://orders.example.com/v1'],
    ['integrationWSDLNamespace', 'http://orders.example.com/v1'],
    ['ICSUploadSchemaElementNameSpace', 'http://orders.example.com/v1'],
    ['operationPath', 'http://xmlns.oracle.com/cloud/adapter/REST/x/execute'],
    ['outboundRequestObject', '{http://orders.example.com/v1}Order'],
    ['faServiceQualifiedName', 'http://orders.example.com/v1/Service'],
    ['SOAPAction', 'http://orders.example.com/v1/submit'],
    ['somethingNew', 'http://orders.example.com/v1'],
    ['RequestSample', '{&quot;url&quot;:&quot;https://orders.example.com/v1&quot;}'],
    ['ResponseSample', 'https://orders.example.com/v1'],
    ['EventTypeJsonSample', 'https://orders.example.com/v1'],
    ['ICSUploadSchema', '&lt;a xmlns=&quot;http://orders.example.com/v1&quot;/&gt;'],
    ['connectionUrl', '%%RETAIL_REST_TRIGGER_connectionUrl'],
    ['ResourceURI', 'http://ic-api-intg-dt.example.com:80/ic/api'],
  ])('takes %s = %s for a name', async (name, value) => {
    expect(await messages(jca(name, value))).toEqual([])
  })

  it('takes an operation below a namespace of one’s own for a name', async () => {
    const own = 'http://orders.example.com/v1'
    const example = jca('operationPath', `${own}/execute`)
    const namespaced: Example = {
      ...example,
      change: [
        ...(example.change ?? []),
        {
          path: '**/placeOrder_REQUEST.jca',
          replace: ['</activation-spec>', `<property name="RequestElementNS" value="${own}/types"/></activation-spec>`],
        },
      ],
    }
    expect(await messages(namespaced)).toEqual([])
    expect(await messages(example)).toHaveLength(1)
  })

  it('finds an address under a name that it does not know', async () => {
    expect(await messages(jca('webhook', 'https://hooks.example.com/x'))).toHaveLength(1)
  })

  it('looks into samples when asked to', async () => {
    const example = jca('RequestSample', '{&quot;url&quot;:&quot;https://orders.example.com/v1&quot;}')
    expect(await messages({ ...example, options: { samples: true } })).toHaveLength(1)
  })

  it('counts SOAP’s address once a connection and host, as information, its WSDL included', async () => {
    const wsdl = {
      path: '**/getStock_REQUEST.wsdl',
      replace: ['REPLACE_WITH_ACTUAL_URL', 'https://stock-dev.example.com/x'],
    }
    const example: Example = {
      fixture: STOCK,
      change: [
        { path: '**/STOCK_SOAP.xml', replace: ['https://stock-dev.example.com/services/stock?wsdl', '%%x'] },
        wsdl as never,
      ],
    }
    const found = await check(hardcodedUrl, example)
    expect(found.map(({ severity }) => severity)).toEqual(['info'])
    expect(found[0]?.message).toContain('STOCK_SOAP')
    expect(found[0]?.message).toContain('2 files')
  })

  it('finds another host in a WSDL, and passes over its placeholders', async () => {
    const at = async (location: string) => {
      const change = {
        path: '**/getStock_REQUEST.wsdl',
        replace: ['REPLACE_WITH_ACTUAL_URL', location] as [string, string],
      }
      const found = await check(hardcodedUrl, { fixture: STOCK, change: [change] })
      return found.filter(({ entry }) => entry.endsWith('.wsdl'))
    }
    expect(await at('https://other.example.com/x')).toMatchObject([{ severity: 'warning', line: 18, step: 'getStock' }])
    expect(await at('http://localhost:MANAGED_PORT/x')).toEqual([])
    expect(await at('http://localhost:8080/x')).toEqual([])
  })
})

describe('hardcoded-url elsewhere', () => {
  it('finds addresses in connections, lookups, notifications and tools', async () => {
    const found = await check(hardcodedUrl, {
      estate: true,
      change: [
        { path: '**/STORE_REGIONS.dvm', replace: ['<cell>N001</cell>', '<cell>https://n1.example.com/x</cell>'] },
        {
          path: '**/processor_90/**/notification_body.data',
          replace: ['The order', '<b>\nSee https://desk.example.com/o, the order'],
        },
      ],
    })
    const at = (end: string) => found.filter(({ entry }) => entry.endsWith(end))
    expect(at('STORE_REGIONS.dvm')).toMatchObject([
      { archive: 'ORDER_INTAKE_01.00.0000.iar', artifact: 'lookup:STORE_REGIONS', severity: 'warning' },
      { archive: 'retail.stores.par' },
    ])
    expect(at('notification_body.data')).toMatchObject([{ line: 2, column: 5, step: 'tellStoreDesk' }])
    expect(at('STOCK_SOAP.xml')).toMatchObject([{ artifact: 'connection:STOCK_SOAP', line: 15, column: 14 }])
    expect(at('content.json')).toMatchObject([{ artifact: 'project:RETURNS' }])
  })

  it('counts the addresses of a lookup once a column and host', async () => {
    const rows = (...cells: readonly string[]): Example => ({
      fixture: INTAKE,
      change: [
        {
          path: '**/STORE_REGIONS.dvm',
          replace: ['N001', 'N002', 'S001'].map((code, at) => [code, cells[at] ?? code]) as [string, string][],
        },
      ],
    })
    const inLookup = async (example: Example) =>
      (await check(hardcodedUrl, example)).filter(({ entry }) => entry.endsWith('.dvm'))
    const found = await inLookup(
      rows('https://api.example.com/n1', 'https://api.example.com/n2', 'https://other.example.com/s1'),
    )
    expect(found).toMatchObject([{ line: 10 }, { line: 20 }])
    expect(found[0]?.message).toContain('holds the address https://api.example.com/n1 and 1 more at that host')
    expect(found[1]?.message).toContain('holds the address https://other.example.com/s1:')
    const [other] = await inLookup(rows('N001', 'https://api.example.com/n7'))
    expect(other?.fingerprint).toBe(found[0]?.fingerprint)
  })

  it('takes the default of an integration property for a reminder', async () => {
    const found = await check(hardcodedUrl, {
      fixture: STOCK,
      change: [
        { path: '**/reportFolderexpr.properties', replace: ['"/reports/stock"', '"https://reports.example.com/x"'] },
      ],
    })
    expect(found.filter(({ message }) => message.includes('reports.example.com'))).toMatchObject([{ severity: 'info' }])
  })

  it('lets pass what is allowed, by host or by URL', async () => {
    const expression = `'https://prices.example.com/v1/list'`
    for (const pattern of ['prices.example.com', 'PRICES.example.com', '*.example.com', 'https://Prices.example.com/*'])
      expect(await messages(assigning(expression, { allow: [pattern] })), pattern).toEqual([])
    expect(await messages(assigning(expression, { allow: ['example.com'] }))).toHaveLength(1)
  })

  it('gives kinds of places the severity that is asked for', async () => {
    const expression = `'https://prices.example.com/v1/list'`
    expect(await messages(assigning(expression, { places: { expression: 'off' } }))).toEqual([])
    const [found] = await check(hardcodedUrl, assigning(expression, { places: { expression: 'error' } }))
    expect(found?.severity).toBe('error')
  })

  it('shows no password and no key of a URL, and makes the same of two of them', async () => {
    const first = await check(hardcodedUrl, assigning(`'https://ann:hidden1@prices.example.com/v1?key=hidden2'`))
    expect(JSON.stringify(first)).not.toContain('hidden')
    const second = await check(hardcodedUrl, assigning(`'https://ann:other1@prices.example.com/v1?key=other2'`))
    expect(second[0]?.fingerprint).toBe(first[0]?.fingerprint)
  })
})

describe('hardcoded-url, of made archives', () => {
  const find = (parts: Parameters<typeof archiveWith>[0], more: object = {}) =>
    foundWith(hardcodedUrl, archiveWith(parts), { allow: [], places: {}, samples: false, ...more })

  it('counts further addresses of a host in one text, but not those of an endpoint', async () => {
    const text = "'https://a.example.com/1 https://a.example.com/2 https://a.example.com/3'"
    expect((await find({ actions: [expression(text, 'x')] })).map(({ message }) => message)).toEqual([
      'The expression for x in INTEGRATION, step “step” holds the address https://a.example.com/1 and 2 more there: take it from an integration property or a lookup.',
    ])
    const endpoints = [endpoint({ one: 'https://a.example.com/1', other: 'https://a.example.com/1' })]
    expect((await find({ endpoints })).map(({ message }) => message)).toEqual([
      'The property one of the endpoint in INTEGRATION, step “call” holds the address https://a.example.com/1: let the connection say it.',
    ])
  })

  it('points to the address, or to the text where there are several', async () => {
    const columns = async (text: string) =>
      (await find({ actions: [notification({ body: text })] })).map(({ column }) => column)
    expect(await columns('see https://a.example.com/1')).toEqual([5])
    expect(await columns('see https://a.example.com/1 and https://a.example.com/2')).toEqual([1])
  })

  it('says of a call of a child that OIC goes by its code', async () => {
    const child = endpoint(
      { ResourceURI: 'https://a.example.com/ic/x' },
      { adapterType: 'collocatedics', name: 'child' },
    )
    expect((await find({ endpoints: [child] })).map(({ message }) => message)).toEqual([
      "The call in INTEGRATION, step “child”, carries the child's address of one instance, https://a.example.com/ic/x: OIC goes by the child's code, but check the call after the import.",
    ])
  })

  it('takes severities by the kind of place', async () => {
    const actions = [expression("'https://a.example.com/1'", 'x')]
    const severities = async (places: object) => (await find({ actions }, { places })).map(({ severity }) => severity)
    expect(await severities({})).toEqual([undefined])
    expect(await severities({ expression: 'info' })).toEqual(['info'])
    expect(await severities({ expression: 'off' })).toEqual([])
    expect((await find({ actions }))[0]).not.toHaveProperty('severity')
  })
})

describe('hardcoded-url in what an adapter noted of the services behind a connection', () => {
  it('is one finding, as information, however many resources there are', async () => {
    const noted = ['orders', 'lines', 'stores'].map(
      (name) => `{http://xmlns.example.com/app}${name}=https://erp-dev.example.com:443/api/${name}`,
    )
    const made = archiveWith({}, { connections: [connection({ 'restResourceURIs[0]': `{${noted.join(', ')}}` })] })
    expect(await foundWith(hardcodedUrl, made, { allow: [], places: {}, samples: false })).toMatchObject([
      {
        severity: 'info',
        artifact: 'connection:CONN',
        message:
          'The connection CONN carries the address https://erp-dev.example.com:443/api/orders in its property restResourceURIs, which the adapter fills in: set up and test the connection in each environment after the import.',
      },
    ])
  })
})
