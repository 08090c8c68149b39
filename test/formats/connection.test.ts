import { describe, expect, it } from 'vitest'
import { readConnection } from '../../src/formats/connection.js'

const NS = 'http://xmlns.oracle.com/adapters/cloud'
const connection = (inside: string) =>
  readConnection(
    'ORDERS_FTP.xml',
    `<ns0:ApplicationInstance xmlns:ns0="${NS}"><instanceCode>ORDERS_FTP</instanceCode>${inside}</ns0:ApplicationInstance>`,
  )
const property = (name: string, value: string) =>
  `<connectionProperty><name>${name}</name><value>${value}</value></connectionProperty>`
const properties = (...each: string[]) => `<connectionProperties>${each.join('')}</connectionProperties>`

describe('a connection', () => {
  it('is read whatever the prefix, and whether or not its children are in the namespace', () => {
    const bare = `<ApplicationInstance xmlns="${NS}"><instanceCode>A</instanceCode><applicationTypeRef>REST</applicationTypeRef></ApplicationInstance>`
    const prefixed = `<x:ApplicationInstance xmlns:x="${NS}"><x:instanceCode>A</x:instanceCode><x:applicationTypeRef>rest</x:applicationTypeRef></x:ApplicationInstance>`
    for (const text of [bare, prefixed])
      expect(readConnection('a.xml', text)).toMatchObject({ value: { code: 'A', adapterType: 'rest' }, problems: [] })
  })

  it('gives its fields', () => {
    const { value, problems } = connection(
      '<displayName>Orders FTP</displayName><description/><applicationTypeRef>ftp</applicationTypeRef>' +
        '<securityPolicy>CUSTOM</securityPolicy><status>IN_PROGRESS</status><percentageComplete>13</percentageComplete>' +
        '<agentDefinition>STORES</agentDefinition><privateEndpoint>true</privateEndpoint><pluginVersion>23.3.5</pluginVersion>' +
        '<integrationRole>TARGET</integrationRole>',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      name: 'Orders FTP',
      description: '',
      role: 'TARGET',
      securityPolicy: 'CUSTOM',
      status: 'IN_PROGRESS',
      percentComplete: 13,
      agentGroup: 'STORES',
      privateEndpoint: true,
      pluginVersion: '23.3.5',
      remote: null,
    })
  })

  it('of 2017 may lack nearly everything', () => {
    const { value, problems } = connection(properties(property('integration_role', 'SOURCE')))
    expect(problems).toEqual([])
    expect(value).toMatchObject({ role: 'SOURCE', percentComplete: null, agentGroup: null, privateEndpoint: false })
  })

  it('without a code, or of another root, is a problem', () => {
    expect(readConnection('a.xml', `<ApplicationInstance xmlns="${NS}"/>`)).toMatchObject({
      value: { code: '' },
      problems: [{ severity: 'error' }],
    })
    expect(readConnection('a.xml', '<schedule/>')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
    expect(readConnection('a.xml', '')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
  })
})

describe('connection properties', () => {
  it('keep empty ones, tell placeholders, and say where the value stands', () => {
    const { value } = connection(
      properties(
        property('Host', '%%ORDERS_FTP_Host'),
        property('connectionUrl', '%%null_connectionUrl'),
        '<connectionProperty><name>Port</name></connectionProperty>',
        '\n<connectionProperty>\n<name>Directory</name>\n<value>/orders</value></connectionProperty>',
      ),
    )
    expect(value?.properties.map(({ name, value, placeholder }) => [name, value, placeholder])).toEqual([
      ['Host', '%%ORDERS_FTP_Host', true],
      ['connectionUrl', '%%null_connectionUrl', true],
      ['Port', '', false],
      ['Directory', '/orders', false],
    ])
    expect(value?.properties[3]).toMatchObject({ entry: 'ORDERS_FTP.xml', line: 4, column: 8 })
  })

  it('spread a map over its entries, with or without keys', () => {
    const map = (...entries: string[]) =>
      `<connectionProperty><name>uris</name><mapValue><mapValues>${entries.join('')}</mapValues></mapValue></connectionProperty>`
    const { value } = connection(
      properties(
        map(
          '<entry><value>first</value></entry>',
          '<entry><key>orders</key><value>second</value></entry>',
          '<entry><key>none</key></entry>',
        ),
        map(),
      ),
    )
    expect(value?.properties.map(({ name, value }) => [name, value])).toEqual([
      ['uris[0]', 'first'],
      ['uris[orders]', 'second'],
      ['uris[none]', ''],
      ['uris', ''],
    ])
  })

  it('survive names that objects have of their own', () => {
    const { value } = connection(properties(property('__proto__', '1'), property('constructor', '2')))
    expect(value?.properties.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
  })
})

describe('certificates', () => {
  const aliases = (...each: string[]) => connection(properties(...each)).value?.certificates

  it('are the values of the properties that name one', () => {
    expect(
      aliases(
        property('sslCertificateAlias', 'retail_tls'),
        property('PGPPRIVATEKEY', 'retail_pgp'),
        property('PGPSignPublicKey', 'partner_sign'),
        property('keyStoreAliasName', 'retail_id'),
        property('jwtSigningKeyAlias', 'retail_jwt'),
      ),
    ).toMatchObject([
      { property: 'sslCertificateAlias', alias: 'retail_tls', line: 1 },
      { property: 'PGPPRIVATEKEY', alias: 'retail_pgp' },
      { property: 'PGPSignPublicKey', alias: 'partner_sign' },
      { property: 'keyStoreAliasName', alias: 'retail_id' },
      { property: 'jwtSigningKeyAlias', alias: 'retail_jwt' },
    ])
  })

  it('are not placeholders, empty values, switches, passwords, hashes or key material', () => {
    expect(
      aliases(
        property('SSLCERTIFICATE', '%%ORDERS_FTP_SSLCERTIFICATE'),
        property('HostKeyCertificate', ''),
        property('TRUSTSTORE', 'false'),
        property('PGPPUBLICKEY', '-----BEGIN PGP PUBLIC KEY BLOCK-----'),
        property('PGPSignPrivateKey', 'A'.repeat(200)),
        property('PGPPRIVATEKEYPASSWORD', 'x'),
        property('csfkey', 'abc'),
        property('enableTwoWaySSL', 'true'),
        property('customerAlias', 'shop'),
      ),
    ).toEqual([])
  })

  it('are not files that were uploaded under the property', () => {
    const { value } = connection(
      `${properties(property('TRUSTSTORE', 'store.jks'))}<attachments><attachment><propertyName>TRUSTSTORE</propertyName><content>AAAA</content></attachment></attachments>`,
    )
    expect(value?.certificates).toEqual([])
  })
})

describe('attachments', () => {
  const attachment = (content: string) =>
    connection(
      `<attachments>\n<attachment><propertyName>PrivateKeyFile</propertyName><attachmentName>key.pem</attachmentName><content>${content}</content></attachment></attachments>`,
    )

  it('are measured without decoding and decoded on demand, over white space', () => {
    const { value, problems } = attachment('aGVs\n  bG8g&#13;\nd29ybGQ=\n')
    const [file] = value?.attachments ?? []
    expect(problems).toEqual([])
    expect(file).toMatchObject({ property: 'PrivateKeyFile', name: 'key.pem', size: 11, line: 2, column: 1 })
    expect(new TextDecoder().decode(file?.bytes())).toBe('hello world')
  })

  it('of broken base64 are a warning that does not quote them', () => {
    const { value, problems } = attachment('aGVs*SECRET*')
    expect(problems).toMatchObject([{ severity: 'warning' }])
    expect(JSON.stringify(problems)).not.toContain('SECRET')
    expect(value?.attachments[0]?.bytes()).toHaveLength(value?.attachments[0]?.size ?? -1)
  })

  it('may be empty', () => {
    expect(attachment('')).toMatchObject({ value: { attachments: [{ size: 0 }] }, problems: [] })
    expect(connection('<attachments/>').value?.attachments).toEqual([])
  })
})

describe('what else a connection says', () => {
  it('is whose project it lives in, wherever that stands', () => {
    const remote = '<remoteResource><code>ORDERS</code><projectCode>RETAIL_CORE</projectCode></remoteResource>'
    for (const text of [remote, `<extra><deep>${remote}</deep></extra>`])
      expect(connection(text).value?.remote).toEqual({ code: 'ORDERS', project: 'RETAIL_CORE' })
    expect(connection('<remoteResource/>')).toMatchObject({ value: { remote: null }, problems: [] })
    expect(connection('<remoteResource><code>A</code></remoteResource>')).toMatchObject({
      value: { remote: null },
      problems: [{ severity: 'warning' }],
    })
  })

  it('is the names of people in the audit data, and none from the properties', () => {
    const { value } = connection(
      `${properties('<connectionProperty><name>x</name><value><signedBy>no</signedBy></value></connectionProperty>')}` +
        '<securedAuditInfo><auditInfo><createdBy>ada@example.com</createdBy><createdDate>2024-01-01</createdDate></auditInfo>' +
        '<lockInfo><lockedBy>bob@example.com</lockedBy></lockInfo></securedAuditInfo>' +
        '<instanceAdministratorEmail>cy@example.com</instanceAdministratorEmail>',
    )
    expect(value?.audit.map(({ field, value }) => [field, value])).toEqual([
      ['createdBy', 'ada@example.com'],
      ['lockedBy', 'bob@example.com'],
      ['instanceAdministratorEmail', 'cy@example.com'],
    ])
  })
})
