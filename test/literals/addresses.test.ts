import { describe, expect, it } from 'vitest'
import { addressesIn, addressesOf } from '../../src/literals/addresses.js'
import { literal } from '../../src/literals/places/literal.js'
import { PLACE_KINDS, type PlaceKind } from '../../src/literals/places/types.js'
import { shownUrl } from '../../src/literals/urls.js'

const AT = { entry: 'a.xml', line: 1, column: 1 }
const place = (kind: PlaceKind, value: string, name = '', more: object = {}) => {
  const owner = { kind, artifact: 'a', owner: 'o', step: 's', connection: 'c', adapter: '', role: null }
  const { adapter = '', ...rest } = more as { adapter?: string }
  return literal({ ...owner, adapter }, value, name, AT, rest)
}
const hosts = (...args: Parameters<typeof place>) => addressesIn(place(...args)).map(({ url }) => url.host)
const URL = 'https://a.example.com/x'

describe('addressesIn', () => {
  it('passes over what a message of a script refers to, not what a script calls', () => {
    for (const text of [
      'zone() is deprecated, use utcOffset() instead. https://dates.example.com/guides/zone',
      'Use of this is discouraged: see (for more) https://dates.example.com/guides',
    ])
      expect(hosts('library', text)).toEqual([])
    for (const text of [
      'https://api.example.com/v1',
      'GET https://api.example.com/v1',
      'url = https://api.example.com/v1',
    ])
      expect(hosts('library', text)).toEqual(['api.example.com'])
    expect(hosts('expression', 'to be found at the address https://api.example.com/v1')).toEqual(['api.example.com'])
  })

  it.each(PLACE_KINDS)('finds the address that a place of kind %s is', (kind) => {
    expect(hosts(kind, URL, 'url')).toEqual(['a.example.com'])
    expect(hosts(kind, 'no address', 'url')).toEqual([])
    expect(hosts(kind, 'http://www.w3.org/x', 'url')).toEqual([])
    expect(hosts(kind, 'https://{host}/x', 'url')).toEqual([])
  })

  it('marks the expressions within an address, and takes no host with one in it', () => {
    const shown = (value: string) => {
      const parts = value.split(/\{.\}/)
      const gaps = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('').length)
      const text = parts.join('')
      return addressesIn(place('mapper', text, '/a/b', { gaps })).map(({ url }) => shownUrl(url))
    }
    expect(shown('https://a.example.com/{x}/y')).toEqual(['https://a.example.com/{…}/y'])
    expect(shown('https://a.example.com/{x}/{y}/z?q={x}')).toEqual(['https://a.example.com/{…}/{…}/z?…'])
    expect(shown('https://a.example.com/{x}')).toEqual(['https://a.example.com/'])
    expect(shown('{x}https://a.example.com/y {x}')).toEqual(['https://a.example.com/y'])
    expect(shown('https://a.example.com:{x}/y')).toEqual(['https://a.example.com/y'])
    expect(shown('https://a{x}.example.com/y')).toEqual([])
  })

  it('says which the wizard wrote', () => {
    const generated = (name: string, adapter: string, kind: PlaceKind = 'adapter-configuration') =>
      addressesIn(place(kind, URL, name, { adapter })).map((address) => address.generated)
    expect(generated('endpointURL', 'soap')).toEqual([true])
    expect(generated('start.endpointURL', 'soap')).toEqual([true])
    expect(generated('ResourceURI', 'collocatedics')).toEqual([true])
    expect(generated('ResourceURI', 'rest')).toEqual([false])
    expect(generated('resourceURI', 'rest')).toEqual([false])
    expect(generated('resourceURI', 'erp')).toEqual([true])
    expect(generated('resourceURI', 'hcm')).toEqual([true])
    expect(generated('ResourceURI', 'ociobjectstorage')).toEqual([true])
    expect(generated('webhook', 'erp')).toEqual([false])
    expect(generated('resourceURI', 'erp', 'connection')).toEqual([false])
    expect(generated('endpointURL', 'soap', 'connection')).toEqual([false])
    expect(generated('restResourceURIs[0]', 'erp', 'connection')).toEqual([true])
    expect(generated('restResourceURIs', 'erp', 'connection')).toEqual([true])
    expect(generated('myrestResourceURIs', 'erp', 'connection')).toEqual([false])
  })

  it('reads samples only when asked to', () => {
    const sample = place('adapter-configuration', `{"a":"${URL}"}`, 'RequestSample', { sample: true })
    expect(addressesIn(sample)).toEqual([])
    expect(addressesIn(sample, true)).toHaveLength(1)
    expect(addressesIn(place('adapter-configuration', URL, 'url'), true)).toHaveLength(1)
  })
})

describe('addressesIn, of OIC’s own events', () => {
  const SERVICE = 'https://oaes-prod-made-cell-1.integration.example.com:8443/20230101'
  const own = { adapter: 'appevent' }

  it('passes over the address of the event service, which OIC fills in', () => {
    expect(hosts('adapter-configuration', SERVICE, 'connectionUrl', own)).toEqual([])
    expect(hosts('connection', SERVICE, 'connectionUrl', own)).toEqual([])
    expect(hosts('wsdl', SERVICE, '', own)).toEqual([])
    expect(hosts('adapter-configuration', SERVICE, 'connectionUrl', { adapter: 'rest' })).toHaveLength(1)
  })

  it('reads the sample of an event when asked to', () => {
    const sample = place('adapter-configuration', `{"a":"${URL}"}`, 'EventTypeJsonSample', { ...own, sample: true })
    expect(addressesIn(sample, true)).toHaveLength(1)
  })
})

describe('addressesIn, of literals', () => {
  it.each([
    'QName',
    'resolve-QName',
    'namespace-uri',
    'namespace-uri-from-QName',
    'namespace-uri-for-prefix',
    'function-available',
    'element-available',
  ])('takes an argument of %s, and what is compared with it, for a namespace', (name) => {
    expect(hosts('expression', URL, '', { functions: ['concat', name] })).toEqual([])
    expect(hosts('expression', URL, '', { compared: name })).toEqual([])
    expect(hosts('expression', URL, '', { functions: [`my-${name}`] })).toHaveLength(1)
  })

  it.each(
    `system codeSystem codingSystem codingScheme scheme profile namespace namespaceURI targetNamespace schemaLocation
    noNamespaceSchemaLocation ns xmlns action SOAPAction scope scopes type encodingType encodingStyle valueType
    algorithm`.split(/\s+/),
  )('takes what goes to %s for a name', (name) => {
    expect(hosts('mapper', URL, `/a/ns1:${name}`)).toEqual([])
    expect(hosts('expression', URL, 'x', { compared: name })).toEqual([])
    expect(hosts('mapper', URL, `/a/my${name}`)).toHaveLength(1)
  })

  it('goes by what it is compared with before its own name', () => {
    expect(hosts('expression', URL, 'system', { compared: 'url' })).toHaveLength(1)
  })

  it('takes the url of an extension for a name', () => {
    expect(hosts('mapper', URL, '/a/extension/url')).toEqual([])
    expect(hosts('mapper', URL, '/a/f:extension/f:url')).toEqual([])
    expect(hosts('mapper', URL, '/a/extensions/url')).toHaveLength(1)
    expect(hosts('mapper', URL, '/a/extension/urls')).toHaveLength(1)
    expect(hosts('mapper', URL, '/a/namespace(wsse)')).toEqual([])
    expect(hosts('mapper', URL, '/a/extension/b/url')).toHaveLength(1)
  })

  it('takes the path of a namespace for a name', () => {
    expect(hosts('expression', 'http://a.example.com/schemas/x')).toEqual([])
    expect(hosts('notification', 'http://a.example.com/schemas/x')).toEqual([])
    expect(hosts('expression', 'https://a.example.com/schemas/x')).toHaveLength(1)
  })

  it.each([
    'xmlns="',
    "xmlns:ns1 = '",
    'schemaLocation="',
    'noNamespaceSchemaLocation="',
    'targetNamespace="',
    'SOAPAction: "',
    'namespace = "',
    'xmlns=\\"',
    'xmlns=&quot;',
    'xmlns=&#39;',
    'xmlns=&apos;',
    'schemaLocation="other ',
    '<!DOCTYPE a SYSTEM "',
    '<!DOCTYPE a PUBLIC "b" "',
  ])('takes what stands behind %j in a text for a name', (before) => {
    expect(hosts('notification', `${before}${URL}"`)).toEqual([])
    expect(hosts('expression', `${before}${URL}"`)).toEqual([])
  })

  it.each(['href="', 'xmlnsx="', 'namespace ', 'xmlns="x" href="', '<!DOCTYPE a> "', 'xmlns="&amp;'])(
    'takes what stands behind %j for an address',
    (before) => {
      expect(hosts('notification', `${before}${URL}"`)).toEqual(['a.example.com'])
    },
  )

  it('looks for the attribute in the characters before it', () => {
    const far = (length: number) => hosts('notification', `xmlns="${' '.repeat(length)}${URL}"`)
    expect([far(193), far(194)]).toEqual([[], ['a.example.com']])
  })

  it('takes what stands in braces for a name', () => {
    expect(hosts('expression', '{http://a.example.com/x}local')).toEqual([])
    expect(hosts('expression', '{http://a.example.com/x')).toHaveLength(1)
    expect(hosts('expression', '(http://a.example.com/x}')).toHaveLength(1)
  })
})

describe('addressesIn, of properties of endpoints', () => {
  const property = (name: string, value = URL, more: object = {}) => hosts('adapter-configuration', value, name, more)

  it.each(
    `targetNamespace qualifiedName object operation eventName xpathInfo xpath myExpression SOAPAction schemaUrl
    requestSample metadata TargetNS ICSUploadSchema`.split(/\s+/),
  )('takes what %s holds for a name', (name) => {
    expect(property(name)).toEqual([])
  })

  it.each(
    'ResourceURI ResourceURIs url urls endpoint endpoints address host hostname server wsdl location link start.url'.split(
      ' ',
    ),
  )('takes what %s holds for an address, under http too', (name) => {
    expect(property(name, 'http://a.example.com/x')).toEqual(['a.example.com'])
    expect(property(name, `see ${URL}`)).toEqual([])
  })

  it('takes what others hold for an address only where it is no http', () => {
    expect(property('other')).toHaveLength(1)
    expect(property('other', 'http://a.example.com/x')).toEqual([])
    expect(property('urlMode', 'http://a.example.com/x')).toEqual([])
  })

  it('leaves payloads alone, and reads statements of SQL', () => {
    for (const value of [`<a>${URL}</a>`, ` {"a":"${URL}"}`, `["${URL}"]`])
      expect(property('url', value), value).toEqual([])
    expect(property('SqlString', `select '${URL}' from dual`)).toHaveLength(1)
    expect(property('SqlText', `select '${URL}' from dual`)).toEqual([])
  })

  it('takes the path of an operation for an address of REST, unless it is below a namespace of the file', () => {
    for (const adapter of ['rest', 'collocatedics', 'oraclerest'])
      expect(property('operationPath', URL, { adapter }), adapter).toHaveLength(1)
    for (const adapter of ['soap', 'restful', ''])
      expect(property('operationPath', URL, { adapter }), adapter).toEqual([])
    expect(property('operationPath', 'http://a.example.com/ns/x', { adapter: 'rest' })).toEqual([])
    expect(property('operationPath', URL, { adapter: 'rest', siblings: ['http://a.example.com/other'] })).toEqual([])
    expect(property('operationPath', URL, { adapter: 'rest', siblings: ['http://b.example.com', 'x'] })).toHaveLength(1)
  })
})

describe('addressesIn, elsewhere', () => {
  it('leaves out names of connections, and what WSDLs say of the machine itself', () => {
    expect(hosts('connection', `see ${URL}`, 'note')).toHaveLength(1)
    expect(hosts('connection', URL, 'targetNamespace')).toEqual([])
    expect(hosts('connection', `xmlns="${URL}"`, 'note')).toEqual([])
    expect(
      ['http://localhost:8080/x', 'http://127.0.0.1/x', `see ${URL}`].map((value) => hosts('wsdl', value)),
    ).toEqual([[], [], []])
  })

  it('reads what a tool calls a url as it is, and all else as a text', () => {
    expect(hosts('agent-tool', `xmlns="${URL}"`, 'baseUrl')).toHaveLength(1)
    expect(hosts('agent-tool', `xmlns="${URL}"`, 'uri')).toHaveLength(1)
    expect(hosts('agent-tool', `xmlns="${URL}"`, 'urlNote')).toEqual([])
  })
})

describe('addressesOf', () => {
  it('is worked out once for a list', () => {
    const list = [place('expression', URL), place('expression', 'none')]
    expect(addressesOf(list)).toHaveLength(1)
    expect(addressesOf(list)).toBe(addressesOf(list))
  })
})
