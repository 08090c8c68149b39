import { describe, expect, it } from 'vitest'
import { decodeBase64 } from '../../src/formats/base64.js'
import { hiddenKeys } from '../../src/literals/hidden-keys.js'
import {
  encodedKeyOffset,
  indexOfAscii,
  isZip,
  keyMaterialOf,
  privateKeyOffset,
} from '../../src/literals/key-material.js'
import { zip } from '../support/zip.js'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...values: readonly number[]) => Uint8Array.from(values)
const body = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJz'

const pem = (label = 'PRIVATE KEY') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`

describe('privateKeyOffset', () => {
  it.each([
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK',
  ])('knows a PEM block of %s', (label) => {
    expect(privateKeyOffset(utf8(`x${pem(label)}`))).toBe(1)
  })

  it('takes neither public keys nor certificates nor a bare marker for one', () => {
    for (const text of [pem('PUBLIC KEY'), pem('CERTIFICATE'), '-----BEGIN PRIVATE KEY-----', 'PRIVATE KEY-----'])
      expect(privateKeyOffset(utf8(text))).toBe(-1)
  })

  it.each([
    `if (k == '-----BEGIN PRIVATE KEY-----') { ${body}() }`,
    `a("-----BEGIN RSA PRIVATE KEY-----");var ${body}=1`,
    `"-----BEGIN PRIVATE KEY-----\\n" + pem(x) + "\\n-----END PRIVATE KEY-----" + ${body}`,
  ])('takes code that reads or builds PEM for none: %s', (text) => {
    expect(privateKeyOffset(utf8(text))).toBe(-1)
  })

  it.each([
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n${body}`,
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v1.4.11 (GNU/Linux)\n\n${body}`,
    `"-----BEGIN PRIVATE KEY-----\\n" +\n  "${body}\\n"`,
    `<value key="-----BEGIN PRIVATE KEY-----&#xD;&#10;${body}"/>`,
  ])('knows one behind headers and line ends of any kind: %s', (text) => {
    expect(privateKeyOffset(utf8(text))).toBe(text.indexOf('-----BEGIN'))
  })
})

describe('keyMaterialOf', () => {
  it('knows a Java keystore, and a trust store for none', () => {
    expect(keyMaterialOf(bytes(0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2))).toBe('a Java keystore')
    expect(keyMaterialOf(keystore(1))).toBe('a Java keystore')
    expect(keyMaterialOf(keystore(2))).toBeNull()
    expect(keyMaterialOf(keystore(2).subarray(0, -3))).toBe('a Java keystore')
  })

  it('knows PKCS#12, PKCS#8 and PKCS#1 by their first bytes', () => {
    const oid = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01]
    const bag = [0x06, 0x0b, ...oid.slice(2), 12, 10, 1]
    expect(keyMaterialOf(bytes(0x30, 0x82, 9, 9, 2, 1, 3, 0x30, 0x82, 9, 0, ...oid, 7, 1, 6, 9, ...bag, 2))).toBe(
      'a PKCS#12 keystore',
    )
    expect(keyMaterialOf(bytes(0x30, 0x80, 2, 1, 3, 0x30, 0x80, ...oid, 7, 1, ...bag, 1))).toBe('a PKCS#12 keystore')
    expect(keyMaterialOf(bytes(0x30, 0x82, 9, 9, 2, 1, 0, 0x30, 13, ...oid, 1, 5, 0))).toBe('a private key (DER)')
    expect(keyMaterialOf(bytes(0x30, 0x82, 9, 9, 2, 1, 0, 2, 0x82, 1, 1, 0))).toBe('a private key (DER)')
  })

  it('takes a PKCS#12 without a bag for keys for a trust store', () => {
    const oid = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01]
    const bag = [0x06, 0x0b, ...oid.slice(2), 12, 10, 1]
    for (const content of [[], [...bag, 3], [...bag], [...bag.slice(0, -1), 2, 2]])
      expect(keyMaterialOf(bytes(0x30, 0x80, 2, 1, 3, 0x30, 0x80, ...oid, 7, 1, ...content))).toBeNull()
  })

  it('takes a certificate, and small numbers in DER, for none', () => {
    expect(keyMaterialOf(bytes(0x30, 0x82, 3, 9, 0x30, 0x82, 2, 9, 0xa0, 3, 2, 1, 2))).toBeNull()
    expect(keyMaterialOf(bytes(0x30, 6, 2, 1, 0, 2, 1, 5))).toBeNull()
    expect(keyMaterialOf(utf8('0000000000'))).toBeNull()
    expect(keyMaterialOf(bytes(0x30))).toBeNull()
    expect(keyMaterialOf(bytes())).toBeNull()
  })

  it('knows an Oracle wallet that opens by itself, and PuTTY', () => {
    expect(keyMaterialOf(bytes(0xa1, 0xf8, 0x4e, 0x36, 0, 0))).toBe('an Oracle wallet')
    expect(keyMaterialOf(utf8('PuTTY-User-Key-File-3: ssh-ed25519\n'))).toBe('a private key (PuTTY)')
  })

  it('finds a key further down in a text, plain or in base64', () => {
    expect(privateKeyOffset(utf8(`{"cert":"${pem('CERTIFICATE')}","key":"${pem()}"}`))).toBeGreaterThan(100)
    const encoded = `<value>${btoa(pem('RSA PRIVATE KEY'))}</value>`
    expect(encodedKeyOffset(utf8(encoded), decodeBase64)).toBe(7)
    const wrapped = btoa(pem('ENCRYPTED PRIVATE KEY')).replace(/.{64}/g, '$&\n')
    expect(encodedKeyOffset(utf8(wrapped), decodeBase64)).toBe(0)
    expect(encodedKeyOffset(utf8(btoa(pem('CERTIFICATE'))), decodeBase64)).toBe(-1)
  })
})

describe('hiddenKeys', () => {
  it('looks into zips within zips', async () => {
    const inner = zip({ 'wallet/cwallet.sso': bytes(0xa1, 0xf8, 0x4e, 0x36, 1), 'wallet/tnsnames.ora': 'x' })
    expect(await hiddenKeys(zip({ 'a/inner.zip': inner, 'b.txt': 'nothing' }))).toMatchObject({
      found: [{ what: 'an Oracle wallet', inside: 'a/inner.zip!/wallet/cwallet.sso', line: null, column: null }],
      unread: null,
    })
  })

  it('says line and column of a key in a text', async () => {
    expect(await hiddenKeys(utf8(`one\r\ntwo ${pem()}`))).toMatchObject({ found: [{ inside: '', line: 2, column: 5 }] })
  })

  it('says what it could not look into: a damaged zip, and one nested too deep', async () => {
    expect(await hiddenKeys(bytes(0x50, 0x4b, 3, 4, 9, 9, 9))).toMatchObject({ found: [], unread: { inside: '' } })
    let nested = zip({ 'key.pem': pem() })
    for (let depth = 0; depth < 6; depth++) nested = zip({ 'inner.zip': nested })
    const inside = 'inner.zip!/inner.zip!/inner.zip'
    expect(await hiddenKeys(nested)).toMatchObject({ found: [], unread: { inside, why: expect.any(String) } })
  })

  it('looks into the files beside a damaged one', async () => {
    const damaged = zip({ 'robot.txt': 'x' }).subarray(0, 60)
    const { found, unread } = await hiddenKeys(zip({ 'a.zip': damaged, 'key.pem': pem() }))
    expect(found).toMatchObject([{ inside: 'key.pem' }])
    expect(unread).toMatchObject({ inside: 'a.zip' })
  })
})

describe('keyMaterialOf, byte by byte', () => {
  const RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
  const EC = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
  const ED = [0x06, 0x03, 0x2b, 0x65]
  const PBES2 = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]
  const PKCS7 = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]
  const DATA = [0x06, 0x09, 0x55, 0x04, 0x03]
  const KEY_BAG = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x02]
  const kind = (...values: number[]) => keyMaterialOf(bytes(...values))
  const DER = 'a private key (DER)'

  it.each([
    ['RSA', RSA],
    ['EC', EC],
    ['Ed25519', ED],
  ])('knows PKCS#8 of %s, of version 0 or 1', (_, oid) => {
    expect(kind(0x30, 40, 2, 1, 0, 0x30, 13, ...oid)).toBe(DER)
    expect(kind(0x30, 40, 2, 1, 1, 0x30, 13, ...oid)).toBe(DER)
    expect(kind(0x30, 40, 2, 1, 2, 0x30, 13, ...oid)).toBeNull()
    expect(kind(0x30, 40, 2, 2, 0, 0x30, 13, ...oid)).toBeNull()
    expect(kind(0x31, 40, 2, 1, 0, 0x30, 13, ...oid)).toBeNull()
    expect(kind(0x30, 40, 3, 1, 0, 0x30, 13, ...oid)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 0, 0x31, 13, ...oid)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 0, 0x30, 13, ...oid.slice(0, 3), 0x7f, ...oid.slice(4))).toBeNull()
  })

  it('knows an encrypted PKCS#8, and PKCS#12 of version 3', () => {
    expect(kind(0x30, 40, 0x30, 20, ...PBES2)).toBe(DER)
    expect(kind(0x30, 40, 0x30, 20, ...DATA)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 3, 0x30, 20, ...PKCS7, ...KEY_BAG)).toBe('a PKCS#12 keystore')
    expect(kind(0x30, 40, 2, 1, 3, 0x30, 20, ...RSA, ...KEY_BAG)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 0, 0x30, 20, ...PKCS7, ...KEY_BAG)).toBeNull()
  })

  it('knows PKCS#1 by the length of the modulus, and SEC 1 by that of the key', () => {
    expect(kind(0x30, 40, 2, 1, 0, 2, 64)).toBe(DER)
    expect(kind(0x30, 40, 2, 1, 0, 2, 63)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 1, 2, 64)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 1, 4, 24)).toBe(DER)
    expect(kind(0x30, 40, 2, 1, 1, 4, 66)).toBe(DER)
    expect(kind(0x30, 40, 2, 1, 1, 4, 23)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 1, 4, 67)).toBeNull()
    expect(kind(0x30, 40, 2, 1, 0, 4, 24)).toBeNull()
  })

  it('reads lengths of up to four bytes', () => {
    expect(kind(0x30, 0x84, 0, 0, 1, 0, 2, 1, 0, 2, 0x81, 64)).toBe(DER)
    expect(kind(0x30, 0x82, 1, 0, 2, 1, 0, 2, 0x82, 0, 63)).toBeNull()
    expect(kind(0x30, 0x82, 1, 0, 2, 1, 0, 2, 0x82, 1, 0)).toBe(DER)
    expect(kind(0x30, 0x85, 0, 0, 0, 1, 0, 2, 1, 0, 2, 64)).toBeNull()
  })

  it('is null for what ends too early', () => {
    for (const start of [
      [0x30, 40],
      [0x30, 40, 2],
      [0x30, 40, 2, 1],
      [0x30, 40, 2, 1, 0],
      [0x30, 40, 2, 1, 0, 2],
    ])
      expect(kind(...start), String(start)).toBeNull()
  })

  it('knows wallets by their fourth byte, keystores by their first four', () => {
    expect([0x35, 0x36, 0x37, 0x38, 0x39].map((byte) => kind(0xa1, 0xf8, 0x4e, byte))).toEqual([
      null,
      'an Oracle wallet',
      'an Oracle wallet',
      'an Oracle wallet',
      null,
    ])
    expect([kind(0xa1, 0xf8, 0x4f, 0x36), kind(0xa0, 0xf8, 0x4e, 0x36), kind(0xa1, 0xf8, 0x4e)]).toEqual([
      null,
      null,
      null,
    ])
    expect(kind(0xce, 0xce, 0xce, 0xce)).toBe('a Java keystore')
    expect([kind(0xce, 0xce, 0xce, 0xcf), kind(0xfe, 0xed, 0xfe, 0xee)]).toEqual([null, null])
  })

  it('looks for PuTTY in the first bytes only', () => {
    expect(keyMaterialOf(utf8(`${' '.repeat(236)}PuTTY-User-Key-File-2`))).toBe('a private key (PuTTY)')
    expect(keyMaterialOf(utf8(`${' '.repeat(237)}PuTTY-User-Key-File-2`))).toBeNull()
  })

  it('takes a keystore for secret that is cut off, empty, or has something else than certificates', () => {
    const trust = [...keystore(2)]
    expect(keyMaterialOf(bytes(...trust))).toBeNull()
    for (let length = 4; length < trust.length; length++)
      expect(keyMaterialOf(bytes(...trust.slice(0, length))), String(length)).toBe('a Java keystore')
    const counting = (count: number) => bytes(...trust.slice(0, 11), count, ...trust.slice(12))
    expect([0, 1, 2].map((count) => keyMaterialOf(counting(count)))).toEqual([
      'a Java keystore',
      null,
      'a Java keystore',
    ])
    const two = bytes(...trust.slice(0, 11), 2, ...trust.slice(12), ...trust.slice(12))
    expect(keyMaterialOf(two)).toBeNull()
  })
})

describe('privateKeyOffset', () => {
  it('is where the block starts, the first from an offset on', () => {
    const text = utf8(`x${pem()}y${pem('EC PRIVATE KEY')}`)
    expect(privateKeyOffset(text)).toBe(1)
    expect(privateKeyOffset(text, 2)).toBe(pem().length + 2)
    expect(privateKeyOffset(utf8('nothing'))).toBe(-1)
  })

  it('wants forty characters of base64 behind the label, and a label that ends', () => {
    const of = (label: string, behind: string) => privateKeyOffset(utf8(`-----BEGIN ${label}-----${behind}`))
    expect(of('PRIVATE KEY', 'A'.repeat(40))).toBe(0)
    expect(of('PRIVATE KEY', 'A'.repeat(39))).toBe(-1)
    expect(of('PRIVATE KEY', `${' '.repeat(360)}${'A'.repeat(40)}`)).toBe(0)
    expect(of('PRIVATE KEY', `${' '.repeat(361)}${'A'.repeat(40)}`)).toBe(-1)
    expect(of(`${'X'.repeat(24)}PRIVATE KEY`, 'A'.repeat(40))).toBe(0)
    expect(of(`${'X'.repeat(25)}PRIVATE KEY`, 'A'.repeat(40))).toBe(-1)
  })
})

describe('indexOfAscii', () => {
  it.each([
    ['abcabd', 'abd', 0, 3],
    ['abab', 'ab', 1, 2],
    ['aaab', 'aab', 0, 1],
    ['abc', 'abcd', 0, -1],
    ['abc', 'c', 0, 2],
    ['abc', 'a', 1, -1],
    ['xxabxab', 'xab', 0, 1],
    ['xxabxab', 'xab', 2, 4],
  ])('finds in %j the text %j from %d on at %d', (text, wanted, from, at) => {
    expect(indexOfAscii(utf8(text), wanted, from)).toBe(at)
  })
})

describe('isZip', () => {
  it('goes by the first four bytes', () => {
    expect(isZip(bytes(0x50, 0x4b, 3, 4))).toBe(true)
    expect([isZip(bytes(0x50, 0x4b, 5, 6)), isZip(bytes(0x50, 0x4b, 3)), isZip(bytes())]).toEqual([false, false, false])
  })
})

/** A Java keystore with one entry: 1 is a key, 2 a certificate. */
function keystore(tag: number): Uint8Array {
  const text = (value: string) => [0, value.length, ...utf8(value)]
  return bytes(
    ...[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, tag],
    ...text('shop'),
    ...[0, 0, 0, 0, 0, 0, 0, 0],
    ...text('X.509'),
    ...[0, 0, 0, 4, 1, 2, 3, 4],
  )
}
