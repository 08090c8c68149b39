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

describe('the fields of a connection', () => {
  it('are absent rather than invented', () => {
    expect(connection('').value).toMatchObject({ role: '', description: '', agentGroup: null, remote: null })
    expect(connection(properties(property('Host', 'sftp.example.com'))).value?.role).toBe('')
    expect(connection('<description>Orders of the day</description>').value?.description).toBe('Orders of the day')
  })

  it.each([
    ['12.25', 12.25],
    ['100', 100],
    ['x13', null],
    ['13%', null],
    ['13.x', null],
    ['', null],
  ])('read %j as a percentage of %s', (text, percent) => {
    expect(connection(`<percentageComplete>${text}</percentageComplete>`).value?.percentComplete).toBe(percent)
  })

  it.each(['name', 'agentGroupName', 'identifier', 'code', 'id'])('find the agent group in %s', (name) => {
    const { value } = connection(`\n<agentDefinition><${name}>STORES</${name}></agentDefinition>`)
    expect(value?.agentGroup).toBe('STORES')
    expect(value?.agentGroupAt.line).toBe(2)
  })

  it('know no agent group where its element is empty', () => {
    expect(connection('<agentDefinition/>').value?.agentGroup).toBeNull()
  })

  it('say what is wrong in words', () => {
    const said = (text: string) => readConnection('a.xml', text).problems.map(({ message }) => message)
    expect(said(`<ApplicationInstance xmlns="${NS}"/>`)).toEqual(['The connection has no instanceCode.'])
    expect(said('<schedule/>').join()).toMatch(/a connection/)
  })
})

describe('connection properties in other shapes', () => {
  const all = (...each: string[]) =>
    connection(properties(...each)).value?.properties.map(({ name, value, line }) => [name, value, line])

  it('have their name or value in an attribute', () => {
    expect(all('<connectionProperty name="Host" value="sftp.example.com"/>')).toEqual([['Host', 'sftp.example.com', 1]])
  })

  it('have several values, of which all but the first are numbered', () => {
    expect(all('<connectionProperty><name>uri</name><value>/a</value><value>/b</value></connectionProperty>')).toEqual([
      ['uri', '/a', 1],
      ['uri[1]', '/b', 1],
    ])
  })

  it('have the key of an entry in an attribute, and the place of its value', () => {
    expect(
      all('<connectionProperty><name>m</name><entry key="k">\n<value>v</value></entry></connectionProperty>'),
    ).toEqual([['m[k]', 'v', 2]])
  })

  it('are left out with a warning where they have no name', () => {
    const { value, problems } = connection(properties('<connectionProperty><value>hush</value></connectionProperty>'))
    expect(value?.properties).toEqual([])
    expect(problems).toMatchObject([
      { code: 'malformed-content', severity: 'warning', message: 'A connectionProperty has no name.' },
    ])
  })
})

describe('attachments in other shapes', () => {
  const only = (inside: string) => {
    const { value, problems } = connection(`<attachments>${inside}</attachments>`)
    const [file] = value?.attachments ?? []
    return { property: file?.property, name: file?.name, size: file?.size, problems }
  }

  it.each(['content', 'attachmentContent', 'data'])('hold their content in %s', (name) => {
    expect(only(`<attachment><${name}>aGVsbG8=</${name}></attachment>`).size).toBe(5)
  })

  it('have names in elements or attributes, or none', () => {
    expect(only('<attachment propertyName="WALLET" attachmentName="w.zip"/>')).toMatchObject({
      property: 'WALLET',
      name: 'w.zip',
    })
    expect(only('<attachment><name>w.zip</name></attachment>')).toMatchObject({ property: '', name: 'w.zip' })
    expect(only('<attachment/>')).toMatchObject({ property: '', name: '', size: 0 })
  })

  it('are said to be broken in words', () => {
    expect(only('<attachment><content>*</content></attachment>').problems).toMatchObject([
      { code: 'malformed-content', message: 'The content of an attachment is not valid base64.' },
    ])
  })
})

describe('the project that a connection comes from', () => {
  it.each([
    ['<remoteResource code="ORDERS" projectCode="CORE"/>', 'ORDERS', 'CORE'],
    [
      '<remoteResource><resourceCode>ORDERS</resourceCode><projectId>CORE</projectId></remoteResource>',
      'ORDERS',
      'CORE',
    ],
    ['<remoteResource><instanceCode>ORDERS</instanceCode><project>CORE</project></remoteResource>', 'ORDERS', 'CORE'],
    ['<remoteResource><projectCode>CORE</projectCode></remoteResource>', 'ORDERS_FTP', 'CORE'],
    ['<remoteResource><code>ORDERS</code><projectCode>GLOBAL</projectCode></remoteResource>', 'ORDERS', null],
    ['<remoteResource code="ORDERS" projectCode="Global"/>', 'ORDERS', null],
  ])('is read from %s', (text, code, project) => {
    expect(connection(text).value?.remote).toEqual({ code, project })
  })

  it('is missed in words', () => {
    expect(connection('<remoteResource><code>A</code></remoteResource>').problems).toMatchObject([
      { code: 'malformed-content', message: 'The remoteResource names no project.' },
    ])
  })
})

it('nobody is named by empty audit fields, nor by what stands in an attachment', () => {
  const { value } = connection(
    '<securedAuditInfo><createdBy/><lockedBy> </lockedBy></securedAuditInfo>' +
      '<attachments><attachment><signedBy>ada@example.com</signedBy></attachment></attachments>',
  )
  expect(value?.audit).toEqual([])
})
