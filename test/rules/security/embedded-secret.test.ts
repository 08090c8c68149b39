import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embeddedSecret } from '../../../src/rules/security/embedded-secret.js'
import type { Example } from '../../support/examples.js'
import { check, run } from '../../support/rules.js'
import { zip } from '../../support/zip.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const body = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJz'
const pem = (label: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

const attached = (property: string, content: string): Example => ({
  fixture: FULFIL,
  change: [
    {
      path: '**/CARRIER_SFTP.xml',
      replace: [
        '<attachments/>',
        `<attachments><attachment><propertyName>${property}</propertyName><attachmentName>a.bin</attachmentName><content>${content}</content></attachment></attachments>`,
      ],
    },
  ],
})

const having = (name: string, value: string): Example => ({
  fixture: FULFIL,
  change: [
    {
      path: '**/CARRIER_SFTP.xml',
      replace: [
        '<name>csfMap</name>\n      <value>oracle.cloud.adapter<',
        `<name>${name}</name>\n      <value>${value}<`,
      ],
    },
  ],
})

const adding = (path: string, content: string | Uint8Array): Example => ({
  fixture: FULFIL,
  change: [typeof content === 'string' ? { path, content } : { path, base64: base64(content) }],
})

describe('embedded-secret in attachments', () => {
  it('finds keys and wallets by the property that they are attached to', async () => {
    for (const property of ['PrivateKeyFile', 'PrivateKey', 'WALLET']) {
      const found = await check(embeddedSecret, attached(property, btoa('whatever it is')))
      expect(found, property).toMatchObject([{ severity: 'error', artifact: 'connection:CARRIER_SFTP', line: 49 }])
      expect(found[0]?.message).toContain(property)
    }
  })

  it('finds keys by their bytes, whatever they are attached to', async () => {
    const wallet = zip({ 'cwallet.sso': Uint8Array.from([0xa1, 0xf8, 0x4e, 0x36, 0]) })
    for (const content of [
      btoa(pem('RSA PRIVATE KEY')),
      base64(Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0])),
      base64(wallet),
    ])
      expect(await check(embeddedSecret, attached('targetWSDLURL', content))).toHaveLength(1)
  })

  it('takes WSDLs, public keys and empty attachments for no secrets', async () => {
    expect(await check(embeddedSecret, attached('targetWSDLURL', btoa('<wsdl:definitions/>')))).toEqual([])
    expect(await check(embeddedSecret, attached('pgpPublicKeyUCMUpload', btoa(pem('PGP PUBLIC KEY BLOCK'))))).toEqual(
      [],
    )
    expect(await check(embeddedSecret, attached('PrivateKeyFile', ''))).toEqual([])
    expect(await check(embeddedSecret, attached('PrivateKeyFile', btoa(pem('PUBLIC KEY'))))).toEqual([])
  })

  it.each([
    ['WALLET', 'a wallet'],
    ['oracleWalletFile', 'a wallet'],
    ['PrivateKeyFile', 'key material'],
    ['private_key', 'key material'],
    ['identityKeystore', 'key material'],
    ['identity_keystore', 'key material'],
    ['KeyStore', 'key material'],
  ])('calls what is attached to %s %s', async (property, what) => {
    expect((await check(embeddedSecret, attached(property, btoa('whatever')))).map(({ message }) => message)).toEqual([
      `The connection CARRIER_SFTP carries ${what} as the attachment of its property ${property}: replace it, since whoever has the archive has it, and keep the archive out of version control.`,
    ])
  })

  it.each(['trustKeystore', 'keystoreType', 'publicKey'])(
    'takes nothing for a key by the property %s',
    async (property) => {
      expect(await check(embeddedSecret, attached(property, btoa('whatever')))).toEqual([])
    },
  )

  it('takes certificates and public keys for none, though white space comes first, and not words about them', async () => {
    const of = async (text: string) => (await check(embeddedSecret, attached('PrivateKeyFile', btoa(text)))).length
    expect(await of('ssh-rsa AAAA')).toBe(0)
    expect(await of(` \n${pem('CERTIFICATE')}`)).toBe(0)
    expect(await of('ecdsa-sha2-nistp256 AAAA')).toBe(0)
    expect(await of('this is no ssh-rsa AAAA')).toBe(1)
  })

  it('says that a key is in a zip', async () => {
    const [finding] = await check(embeddedSecret, attached('file', base64(zip({ 'a.pem': pem('PRIVATE KEY') }))))
    expect(finding?.message).toContain('carries a private key (PEM), in a zip as the attachment of its property file')
  })

  it('says what a key is that stands in a text, plain or in base64', async () => {
    const of = async (text: string) => (await check(embeddedSecret, attached('file', btoa(text))))[0]?.message
    expect(await of(`x\n${pem('PRIVATE KEY')}`)).toContain('carries a private key (PEM) as the attachment of')
    expect(await of(`x ${btoa(pem('PRIVATE KEY'))}`)).toContain(
      'carries a private key (PEM in base64) as the attachment',
    )
  })

  it('lets properties pass that are allowed, attachments and values', async () => {
    const options = { allowProperties: ['Private*', 'pass*'] }
    expect(await check(embeddedSecret, { ...attached('PrivateKeyFile', btoa('x')), options })).toEqual([])
    expect(await check(embeddedSecret, { ...having('password', 'blue-horse'), options })).toEqual([])
    expect(await check(embeddedSecret, { ...having('secret', 'blue-horse'), options })).toHaveLength(1)
    expect(await check(embeddedSecret, { ...attached('WALLET', btoa('x')), options })).toHaveLength(1)
  })

  it('bears base64 that is none', async () => {
    expect(await check(embeddedSecret, attached('targetWSDLURL', '%%%=not base64='))).toEqual([])
  })
})

describe('embedded-secret in properties', () => {
  it.each([
    ['oauth.client.secret', 'blue-horse'],
    ['password', 'blue-horse'],
    ['PGPPRIVATEKEYPASSWORD', 'blue-horse'],
    ['apiKey', 'a1b2c3d4e5'],
    ['connectionUrl', 'https://ann:blue-horse@example.com/x'],
  ])('finds the value of %s', async (name, value) => {
    const found = await check(embeddedSecret, having(name, value))
    expect(found).toMatchObject([{ line: 41, column: 14 }])
    expect(JSON.stringify(found)).not.toContain(value)
  })

  it.each([
    ['password', '%%CARRIER_SFTP_password'],
    ['password', ''],
    ['csfkey', 'd83b95f9fcfde8b5f521fa6c051d9e66d0125a3c88845ef02205d6719239eedb'],
    ['PGPPRIVATEKEY', 'CARRIER_KEY'],
    ['sslCertificateAlias', 'CARRIER_CERT'],
    ['tokenUrl', 'https://login.example.com/token'],
    ['username', 'ann'],
  ])('takes %s = %j for no secret', async (name, value) => {
    expect(await check(embeddedSecret, having(name, value))).toEqual([])
  })
})

describe('embedded-secret in maps of properties', () => {
  it.each(['headers[Authorization]', 'headers[password]', 'password[x]', 'headers[x-api-key]'])(
    'goes by the names in %s',
    async (name) => {
      expect(await check(embeddedSecret, having(name, 'q7Rt2Lx9Wm4Zs8Kd'))).toHaveLength(1)
    },
  )

  it('finds none under a name that says nothing', async () => {
    expect(await check(embeddedSecret, having('headers[Accept]', 'text/plain'))).toEqual([])
  })

  it('finds a private key under any name', async () => {
    const [finding] = await check(embeddedSecret, having('note', pem('PRIVATE KEY')))
    expect(finding?.message).toContain('carries a private key (PEM) in clear in its property note:')
  })
})

describe('embedded-secret in files', () => {
  const resources = 'icspackage/project/ORDER_FULFIL_01.00.0000/resources'

  it('finds a PEM block in a text, with its line, and whose it is', async () => {
    const found = await check(embeddedSecret, adding(`${resources}/notes.txt`, `one\n  ${pem('PRIVATE KEY')}`))
    expect(found).toMatchObject([{ line: 2, column: 3, artifact: 'integration:ORDER_FULFIL|01.00.0000' }])
  })

  it('says what it found, under a key that survives renumbering and tells kinds apart', async () => {
    const at = async (processor: string, label: string) =>
      check(embeddedSecret, adding(`${resources}/${processor}/a.pem`, pem(label)))
    const [one] = await at('processor_1', 'PRIVATE KEY')
    const [other] = await at('processor_2', 'RSA PRIVATE KEY')
    expect(one).toMatchObject({
      step: '',
      message:
        'The file holds a private key (PEM): replace it, since whoever has the archive has it, and keep the archive out of version control.',
    })
    expect(other?.fingerprint).toBe(one?.fingerprint)
    const jks = Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0])
    const [keystore] = await check(embeddedSecret, adding(`${resources}/processor_1/a.pem`, jks))
    expect(keystore?.fingerprint).not.toBe(one?.fingerprint)
  })

  it('says in which script of a library keys stand: OIC stores scripts in jars as they are', async () => {
    const jar = zip(
      { 'a.js': `var a = 1\nvar k = "${pem('PRIVATE KEY')}"`, 'b.js': pem('EC PRIVATE KEY') },
      { like: 'jar' },
    )
    const found = await check(embeddedSecret, adding(`${resources}/tools.jar`, jar))
    expect(found).toMatchObject([
      { entry: expect.stringMatching(/tools\.jar!\/a\.js$/), line: 2, column: 10 },
      { entry: expect.stringMatching(/tools\.jar!\/b\.js$/), line: 1, column: 1 },
    ])
  })

  it('finds a keystore in a zip in a zip', async () => {
    const inner = zip({ 'store.jks': Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0]) })
    const found = await check(embeddedSecret, adding(`${resources}/extra.zip`, zip({ 'inner.zip': inner })))
    expect(found.map(({ entry }) => entry)).toEqual([`${resources}/extra.zip!/inner.zip!/store.jks`])
  })

  it('finds a key packed in base64', async () => {
    expect(
      await check(embeddedSecret, adding(`${resources}/a.json`, `{"k":"${btoa(pem('EC PRIVATE KEY'))}"}`)),
    ).toHaveLength(1)
  })

  it('takes certificates, and words about keys, for no secrets', async () => {
    expect(await check(embeddedSecret, adding(`${resources}/a.pem`, pem('CERTIFICATE')))).toEqual([])
    expect(
      await check(embeddedSecret, adding(`${resources}/a.js`, `if (t.startsWith('-----BEGIN PRIVATE KEY-----')) {}`)),
    ).toEqual([])
    expect(await check(embeddedSecret, { estate: true })).toEqual([])
  })

  it('says of a zip that is damaged that it was not searched', async () => {
    const { findings, notRun } = await run(
      embeddedSecret,
      adding(`${resources}/a.zip`, zip({ a: 'b' }).subarray(0, 40)),
    )
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why)).toEqual([
      expect.stringContaining(`${resources}/a.zip cannot be searched for keys: `),
    ])
  })

  it('searches the nested archives of a package', async () => {
    const nested = 'icspackage_Store_Sync_01.00.0000_3f0c2a51-7d18-4c5e-9a52-0b1d6a7c1e01.iar'
    const change = [{ path: `${nested}/icspackage/x.pem`, content: pem('PRIVATE KEY') }]
    const found = await check(embeddedSecret, { fixture: 'retail-dev/retail-package', change })
    expect(found.map(({ entry }) => entry)).toEqual([`${nested}!/icspackage/x.pem`])
  })
})

describe('embedded-secret keeps the secret', () => {
  it('says the same of two secrets, and nothing of either', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/).map((text) => `Zq7${text}`)
    await fc.assert(
      fc.asyncProperty(secret, secret, async (one, other) => {
        const [first, second] = await Promise.all([
          check(embeddedSecret, having('client.secret', one)),
          check(embeddedSecret, having('client.secret', other)),
        ])
        expect(JSON.stringify(first)).not.toContain(one)
        expect(second.map(({ fingerprint }) => fingerprint)).toEqual(first.map(({ fingerprint }) => fingerprint))
        expect(first).toHaveLength(1)
      }),
      { numRuns: 15 },
    )
  })
})

describe('embedded-secret in zips that cannot be read', () => {
  it('says which, and searches the others', async () => {
    const robot = zip({ 'robot.json': '{}' }).subarray(0, 60)
    const rpa = zip({ 'robots/a.zip': robot, 'robots/key.pem': pem('PRIVATE KEY') })
    const { findings, notRun } = await run(embeddedSecret, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      change: [{ path: 'project/rpa.zip', base64: base64(rpa) }],
    })
    expect(findings.map(({ entry }) => entry)).toEqual(['project/rpa.zip!/robots/key.pem'])
    expect(notRun).toMatchObject([
      {
        rule: 'embedded-secret',
        why: expect.stringMatching(/^project\/rpa\.zip!\/robots\/a\.zip cannot be searched for keys: .*[^.]$/),
      },
    ])
  })
})
