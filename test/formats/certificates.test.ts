import { describe, expect, it } from 'vitest'
import { certificatesOf } from '../../src/formats/certificates.js'

const certificate = (name: string, value = 'CARRIER', placeholder = false) =>
  certificatesOf([{ name, value, placeholder, entry: 'c.xml', line: 1, column: 1 }], []).length === 1

describe('the properties whose value is the alias of a certificate or key', () => {
  it.each([
    'sslCertificate',
    'hostKeyCertificate',
    'pgpPublicKey',
    'pgpPrivateKey',
    'pgpSignPublicKey',
    'pgpSignPrivateKey',
    'trustStore',
    'keyStore',
    'identityKeyStore',
    'identity_keystore',
    'trust-store',
    'trustStore[certificate]',
    'sslCertificateAlias',
    'identityKeyStoreAliasName',
    'privateKeyAlias',
    'x509Alias',
    'tls.alias',
    'signingAliasName',
    'encryptionAlias[1]',
  ])('count %s among them', (name) => {
    expect(certificate(name)).toBe(true)
  })

  it.each([
    'alias',
    'userAlias',
    'aliasNameOfKey',
    'keyAliasPath',
    'publicKeyPassword',
    'privateKey',
    'certificate',
    'key[1]store',
    'trustStore[a][b]s',
    'keyStoreType',
  ])('do not count %s', (name) => {
    expect(certificate(name)).toBe(false)
  })
})

describe('a key that only its policy says to be an alias', () => {
  const under = (policy: string, name: string) =>
    certificatesOf([{ name, value: 'CARRIER', placeholder: false, entry: 'c.xml', line: 1, column: 1 }], [], policy)
      .length

  it('counts for signatures by RSA', () => {
    expect(under('RSA_SIGNATURE_VALIDATION', 'signKey')).toBe(1)
    expect(under('RSA_SIGNATURE_VALIDATION', 'signatureKey')).toBe(1)
    expect(under('RSA_SIGNATURE_VALIDATION', 'signature')).toBe(0)
  })

  it('may be the secret itself for others', () => {
    expect(under('DIGITAL_SIGNATURE', 'signKey')).toBe(0)
    expect(under('HMAC_SIGNATURE_VALIDATION', 'secret')).toBe(0)
    expect(under('JWT_VALIDATION', 'signatureKey')).toBe(0)
  })
})

describe('the alias of a certificate', () => {
  it.each(['', 'true', 'FALSE', 'yes', 'no', 'None', 'null', 'n/a'])(
    'is not %j, which says that there is none',
    (value) => {
      expect(certificate('keyStore', value)).toBe(false)
    },
  )

  it.each([
    ['C'.repeat(128), true],
    ['C'.repeat(129), false],
    ['CARRIER[1]', true],
    ['CARRIER{TEST}', true],
    ['[CARRIER]', false],
    ['{SSHA}abc', false],
    ['<key/>', false],
    ['one\ntwo', false],
    ['one\rtwo', false],
    ['a -----BEGIN CERTIFICATE', false],
    ['yesterday', true],
  ])('is not key material: %j', (value, expected) => {
    expect(certificate('keyStore', value)).toBe(expected)
  })

  it('is none in a placeholder', () => {
    expect(certificate('keyStore', 'CARRIER', true)).toBe(false)
  })
})
