import { describe, expect, it } from 'vitest'
import { embeddedSecret } from '../../../src/rules/security/embedded-secret.js'
import { hardcodedCredential } from '../../../src/rules/security/hardcoded-credential.js'
import { insecureUrl } from '../../../src/rules/security/insecure-url.js'
import { personalData } from '../../../src/rules/security/personal-data.js'
import { recordedPayload } from '../../../src/rules/security/recorded-payload.js'
import { weakSecurityPolicy } from '../../../src/rules/security/weak-security-policy.js'
import { archiveOf, flowOf, foundIn, HERE } from '../../support/model.js'

const lists = { tools: [], patterns: [], promptTemplates: [] }
const connection = (parts: object = {}) => ({
  id: 'connection:SHIP',
  code: 'SHIP',
  name: 'Shipping',
  description: '',
  role: 'TARGET',
  preseeded: false,
  remote: null,
  securityPolicy: '',
  adapterType: 'ftp',
  properties: [],
  attachments: [],
  audit: [],
  location: HERE,
  ...parts,
})
const property = (name: string, value: string, placeholder = false) => ({ name, value, placeholder, ...HERE })

describe('weak-security-policy', () => {
  const keys = async (parts: object, options: object = {}) =>
    (await foundIn(weakSecurityPolicy, [archiveOf({ connections: [connection(parts)] })], options)).map(
      ({ key }) => key,
    )

  it.each([
    'NONE',
    'none',
    'NO_SECURITY',
    'no security',
    'no-security',
    'nosecurity',
    'NO_SECURITY_POLICY',
    'No Security Policy',
    'no-security-policy',
    'NOSECURITYPOLICY',
  ])('takes %s for none', async (securityPolicy) => {
    expect(await keys({ securityPolicy })).toEqual(['none'])
  })

  it.each([
    'BASIC',
    'BASIC_AUTH',
    'basicauth',
    'BASIC_AUTHENTICATION',
    'basicAuthentication',
    'HTTP_BASIC',
    'httpbasic',
    'HTTP_BASIC_AUTH',
    'HTTPBASICAUTHENTICATION',
  ])('takes %s for basic authentication', async (securityPolicy) => {
    expect(await keys({ securityPolicy })).toEqual([])
    expect(await keys({ securityPolicy }, { basicAuth: true })).toEqual(['basic'])
  })

  it.each([
    '',
    'OAUTH',
    'NONE_BUT',
    'X_NONE',
    'NO_SECURITY_POLICIES',
    'MY_BASIC',
    'BASIC_PLUS',
    'BASIC_AUTHS',
    'X_BASIC_AUTH',
    'HTTP_BASICS',
  ])('takes %j for neither', async (securityPolicy) => {
    expect(await keys({ securityPolicy }, { basicAuth: true })).toEqual([])
  })

  it('passes over what is OIC’s, another project’s, or allowed', async () => {
    expect(await keys({ securityPolicy: 'NONE', preseeded: true })).toEqual([])
    expect(await keys({ securityPolicy: 'NONE', remote: 'OTHER' })).toEqual([])
    expect(await keys({ securityPolicy: 'NONE' }, { allow: ['SHIP'] })).toEqual([])
    expect(await keys({ securityPolicy: 'NONE' }, { allow: ['SHI'] })).toEqual(['none'])
  })

  it.each([
    ['SOURCE', 'can start the integrations', 'callers send'],
    ['source', 'can start the integrations', 'callers send'],
    ['SOURCE_AND_TARGET', 'it calls without', 'it sends'],
    ['RESOURCE', 'it calls without', 'it sends'],
    ['TARGET', 'it calls without', 'it sends'],
  ])('says of the role %s what it means', async (role, none, basic) => {
    const message = async (securityPolicy: string) =>
      (
        await foundIn(weakSecurityPolicy, [archiveOf({ connections: [connection({ role, securityPolicy })] })], {
          basicAuth: true,
        })
      )[0]?.message
    expect(await message('NONE')).toContain(none)
    expect(await message('BASIC')).toContain(basic)
  })
})

describe('recorded-payload', () => {
  const recordings = [
    { id: 'r1', paths: ['a/b'] },
    { id: 'r2', paths: [] },
  ]
  it.each([
    [[flowOf({})], 'integration:ORDERS|01.00.0000'],
    [[], ''],
    [[flowOf({}), flowOf({})], ''],
  ])('names the integration where there is one (%#)', async (integrations, artifact) => {
    const found = await foundIn(recordedPayload, [archiveOf({ integrations, recordings })])
    expect(found.map((each) => [each.artifact, each.entry, each.key, each.step])).toEqual([
      [artifact, 'a/b', '', ''],
      [artifact, '', '', ''],
    ])
    expect(found.map(({ message }) => /run (.*?\))/.exec(message)?.[1])).toEqual(['r1 (1 file)', 'r2 (0 files)'])
  })
})

describe('insecure-url', () => {
  const found = async (value: string, options: object = {}) =>
    foundIn(
      insecureUrl,
      [archiveOf({ ...lists, connections: [connection({ properties: [property('url', value)] })] })],
      options,
    )

  it('goes by the options', async () => {
    const url = 'http://a.example.com/x'
    const [first, ...others] = await found(url)
    expect(others).toEqual([])
    expect(first).not.toHaveProperty('severity')
    expect(first).toMatchObject({ key: 'connection url http://a.example.com/x', artifact: 'connection:SHIP', step: '' })
    expect(await found(url, { allow: ['a.example.com'] })).toEqual([])
    expect(await found(url, { allow: ['http://a.example.com/*'] })).toEqual([])
    expect(await found(url, { allow: ['b.example.com'] })).toHaveLength(1)
    expect(await found(url, { places: { connection: 'off' } })).toEqual([])
    expect(await found(url, { places: { connection: 'error' } })).toMatchObject([{ severity: 'error' }])
  })

  it.each(['https://a.example.com/x', 'ftp://a.example.com/x', 'http://localhost:80/x', 'http://[::1]/x'])(
    'has nothing against %s',
    async (value) => {
      expect(await found(value)).toEqual([])
    },
  )
})

describe('hardcoded-credential', () => {
  const secret = 'q7Rt2Lx9Wm4Zs8Kd'
  const configured = (name: string, value = secret) =>
    archiveOf({
      ...lists,
      integrations: [
        flowOf({
          endpoints: [
            {
              description: '',
              id: 'a1',
              name: 'send',
              connection: 'SHIP',
              adapterType: 'rest',
              role: 'invoke',
              resources: [],
              configuration: { adapter: 'rest', properties: [property(name, value)] },
            },
          ],
        }),
      ],
    })

  it('finds one in an endpoint, and goes by the options', async () => {
    const archive = configured('apiKey')
    const [first, ...others] = await foundIn(hardcodedCredential, [archive])
    expect(others).toEqual([])
    expect(first).toMatchObject({ step: 'send', artifact: 'integration:ORDERS|01.00.0000' })
    expect(first).not.toHaveProperty('severity')
    expect(JSON.stringify(first)).not.toContain(secret)
    expect(await foundIn(hardcodedCredential, [archive], { allowNames: ['api*'] })).toEqual([])
    expect(await foundIn(hardcodedCredential, [archive], { places: { 'adapter-configuration': 'off' } })).toEqual([])
    expect(
      await foundIn(hardcodedCredential, [archive], { places: { 'adapter-configuration': 'info' } }),
    ).toMatchObject([{ severity: 'info' }])
  })

  it.each([
    'csfkey',
    'CSFMap',
    'ConnectionUniqueKey',
    'security',
    'securityPolicy',
    'ListParserKey',
    'keyAlias',
    'privateKeyAlias',
  ])('takes the property %s for no secret', async (name) => {
    expect(await foundIn(hardcodedCredential, [configured(name)])).toEqual([])
  })

  it('leaves connections to embedded-secret, and samples alone unless asked', async () => {
    const connections = [connection({ properties: [property('password', secret)] })]
    expect(await foundIn(hardcodedCredential, [archiveOf({ ...lists, connections })])).toEqual([])
    const sample = configured('requestSample', `{"password":"${secret}"}`)
    expect(await foundIn(hardcodedCredential, [sample])).toEqual([])
    expect(await foundIn(hardcodedCredential, [sample], { samples: true })).toHaveLength(1)
  })
})

describe('embedded-secret', () => {
  const secret = 'q7Rt2Lx9Wm4Zs8Kd'
  const attachment = (name: string, text: string) => ({
    property: name,
    size: text.length,
    bytes: () => new TextEncoder().encode(text),
    ...HERE,
  })
  const found = async (parts: object, options: object = {}) =>
    (await foundIn(embeddedSecret, [archiveOf({ connections: [connection(parts)] })], options)).map(
      ({ message, key, step }) => {
        expect(message).not.toContain(secret)
        expect(step).toBe('')
        return [key, /carries (.*?) (?:as|in clear)/.exec(message)?.[1]]
      },
    )

  it.each([
    ['privateKey', 'x', 'key material'],
    ['private_key_file', 'x', 'key material'],
    ['myWallet', 'x', 'a wallet'],
    ['identityKeystore', 'x', 'key material'],
    ['identity_keystore', 'x', 'key material'],
    ['keystore', 'x', 'key material'],
    ['KeyStore', 'x', 'key material'],
  ])('takes the attachment of %s for a secret', async (name, text, what) => {
    expect(await found({ attachments: [attachment(name, text)] })).toEqual([[`attachment ${name}`, what]])
    expect(await found({ attachments: [attachment(name, text)] }, { allowProperties: [name] })).toEqual([])
  })

  it.each([
    ['trustKeystore', 'x'],
    ['keystoreType', 'x'],
    ['wsdl', 'x'],
    ['privateKey', ''],
    ['privateKey', '-----BEGIN PUBLIC KEY-----'],
    ['privateKey', ' -----BEGIN PGP PUBLIC KEY BLOCK-----'],
    ['privateKey', '\n-----BEGIN CERTIFICATE-----'],
    ['privateKey', 'ssh-rsa AAAA'],
    ['privateKey', 'ssh-ed25519 AAAA'],
    ['privateKey', 'ssh-dss AAAA'],
    ['privateKey', 'ecdsa-sha2-nistp256 AAAA'],
  ])('does not take the attachment of %s with %j for one', async (name, text) => {
    expect(await found({ attachments: [attachment(name, text)] })).toEqual([])
  })

  it.each(['ssh-rsa', 'x ssh-rsa AAAA', 'ssh-other AAAA', '----BEGIN CERTIFICATE'])(
    'takes %j as a private key for a secret: it is no public one',
    async (text) => {
      expect(await found({ attachments: [attachment('privateKey', text)] })).toHaveLength(1)
    },
  )

  it.each([
    ['password', secret, ['property password']],
    ['headers[password]', secret, ['property headers[password]']],
    ['password[x]', secret, ['property password[x]']],
    ['mode', secret, []],
    ['password', '', []],
    ['password', '***', []],
    ['password', '%%x', []],
    ['mode', 'eyJhbGciOiJub25lIn0.eyJ4IjoxMjM0NTY3ODkwfQ.abcdefghijklmnop', ['property mode']],
  ])('judges the property %s with %j', async (name, value, expected) => {
    const actual = await found({ properties: [property(name, value)] })
    expect(actual.map(([key]) => key)).toEqual(expected)
    expect(await found({ properties: [property(name, value, true)] })).toEqual([])
    expect(
      await found(
        { properties: [property(name, value)] },
        { allowProperties: [name.replace(/\[/g, '?').replace(/\]/g, '?')] },
      ),
    ).toEqual([])
  })
})

describe('personal-data', () => {
  const entry = (role: string, text: string) => ({
    path: 'f/x',
    role,
    bytes: async () => new TextEncoder().encode(text),
  })
  const fields = async (role: string, text: string, options: object = {}) =>
    (await foundIn(personalData, [archiveOf({ entries: [entry(role, text)] })], options)).map(
      ({ message, line, column }) => [line, column, /data \((.*?)\) names (.*?) by/.exec(message)?.slice(1).join(': ')],
    )

  it.each([
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
  ])('looks into files of the role %s', async (role) => {
    expect(await fields(role, 'x: 1\ncreatedBy: ann@example.com')).toEqual([[2, 12, 'createdBy: 1 person']])
  })

  it.each(['schema', 'project-xml', 'expression', 'connection'])(
    'does not look into files of the role %s',
    async (role) => {
      expect(await fields(role, 'createdBy: ann@example.com')).toEqual([])
    },
  )

  it.each([
    ['createdBy: ann@example.com', 'createdBy: 1 person'],
    ['created_by=ann@example.com', 'created_by: 1 person'],
    ['"lastUpdatedBy" : "ann@example.com"', 'lastUpdatedBy: 1 person'],
    ["'lockedBy':'ann@example.com'", 'lockedBy: 1 person'],
    ['<lockedBy>ann@example.com</lockedBy>', 'lockedBy: 1 person'],
    ['userEmail: ann@example.com', 'userEmail: 1 person'],
    ['createdBy    :    ann@example.com', 'createdBy: 1 person'],
    ['createdBy     :ann@example.com', null],
    ['createdBy:     ann@example.com', null],
    ['contact: ann@example.com', null],
    ['createdByWhom: ann@example.com', null],
    ['createdBy ann@example.com', null],
    ['createdBy: nobody', null],
  ])('of %j says %j', async (text, expected) => {
    expect((await fields('deployment', text)).map(([, , words]) => words)).toEqual(expected === null ? [] : [expected])
  })

  it('counts people, not mentions', async () => {
    const text = 'updatedBy: ann@example.com\r\ncreatedBy: ann@example.com\r\nlockedBy: bob@example.com'
    expect(await fields('deployment', text)).toEqual([[1, 12, 'createdBy, lockedBy, updatedBy: 2 people']])
    expect(await fields('deployment', text, { allow: ['ANN@*'] })).toEqual([[3, 11, 'lockedBy: 1 person']])
    expect(await fields('deployment', text, { allow: ['*@example.com'] })).toEqual([])
  })

  it('looks at the audit data of connections', async () => {
    const named = (value: string, field: string) => ({ value, field, entry: 'c.xml', line: 4, column: 5 })
    const connections = [
      connection({
        audit: [named('ann@example.com', 'createdBy'), named('bob@example.com', 'lastUpdatedBy'), named('nobody', 'x')],
      }),
    ]
    expect(await foundIn(personalData, [archiveOf({ connections })])).toMatchObject([
      {
        entry: 'c.xml',
        line: 4,
        column: 5,
        key: 'audit',
        step: '',
        message: expect.stringContaining('(createdBy, lastUpdatedBy) names 2 people by'),
      },
    ])
  })
})
