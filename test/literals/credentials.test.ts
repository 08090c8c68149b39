import { describe, expect, it } from 'vitest'
import { credentialIn } from '../../src/literals/credentials.js'
import type { LiteralPlace } from '../../src/literals/places/types.js'

const PLACE: LiteralPlace = {
  kind: 'expression',
  artifact: 'integration:A|01.00.0000',
  owner: 'A',
  step: 's',
  connection: '',
  adapter: '',
  role: null,
  entry: 'e',
  line: 1,
  column: 1,
  value: '',
  name: '',
  functions: [],
  argument: 0,
  compared: '',
  before: '',
  siblings: [],
  part: null,
} as unknown as LiteralPlace

const within = (value: string, around: Partial<LiteralPlace> = {}) => credentialIn({ ...PLACE, value, ...around })

const RANDOM = 'q7Rt2Lx9Wm4Zs8Kd'
const ENCODED = btoa('ann:x7q9z')
const ENCODING = { functions: ['encodeBase64'] }
const blanks = ' '.repeat(25)

describe('a literal that is encoded on the spot', () => {
  it.each<[string, Partial<LiteralPlace>]>([
    ['ann:x7q', ENCODING],
    ['ann:x7q', { functions: ['encode-base64'] }],
    ['ann:x7q', { functions: ['base64Encode'] }],
    ['ann:x7q', { functions: ['btoa'] }],
    ['ann:x7q', { functions: ['concat', 'encodeBase64'] }],
    ['x7q9', { ...ENCODING, before: ':' }],
    ['x7q9', { ...ENCODING, before: 'ann:' }],
    [':x7q9', { ...ENCODING, before: 'ann' }],
  ])('is a user and password: %s, %j', (value, around) => {
    expect(within(value, around)).toBe('a user and password')
  })

  it.each<[string, Partial<LiteralPlace>]>([
    ['ann:x7q', {}],
    ['ann:x7q', { functions: ['concat'] }],
    ['ann:x7', ENCODING],
    ['ann:x7 q', ENCODING],
    ['ann:{word}', ENCODING],
    [':x7q9', ENCODING],
    [':x7q9', { ...ENCODING, before: 'a' }],
    ['x7q9', ENCODING],
    ['x7q9', { ...ENCODING, before: 'ann' }],
    ['x7q9', { ...ENCODING, before: ':ann' }],
  ])('is none: %s, %j', (value, around) => {
    expect(within(value, around)).toBeNull()
  })
})

describe('a literal behind a scheme', () => {
  it.each(['Basic ', 'Basic', 'BASIC  ', 'x: basic '])('is a user and password behind “%s”', (before) => {
    expect(within(ENCODED, { before, functions: ['concat'] })).toBe('a user and password (Basic)')
    expect(within('plain-words', { before, functions: ['concat'] })).toBeNull()
  })

  it.each(['', 'Basic x', 'Basi', `Basic${blanks}`])('is no user and password behind “%s”', (before) => {
    expect(within(ENCODED, { before, functions: ['concat'] })).toBeNull()
  })

  it.each(['Bearer ', 'Bearer', 'BEARER  ', 'x: bearer '])('is a token behind “%s”', (before) => {
    expect(within(RANDOM, { before, functions: ['concat'] })).toBe('a token (Bearer)')
    expect(within(RANDOM.slice(1), { before, functions: ['concat'] })).toBeNull()
  })

  it.each([
    ['SSWS ', 'SSWS'],
    ['GenieKey  ', 'GenieKey'],
    ['x: token ', 'Token'],
  ])('is a token behind “%s”', (before, name) => {
    expect(within(RANDOM, { before, functions: ['concat'] })).toBe(`a token (${name})`)
  })

  it.each(['SSWS', 'xSSWS '])('is no token behind “%s”', (before) => {
    expect(within(RANDOM, { before, functions: ['concat'] })).toBeNull()
  })

  it.each(['', 'Bearer x', 'Beare'])('is no token behind “%s”', (before) => {
    expect(within(RANDOM, { before, functions: ['concat'] })).toBeNull()
  })
})

it('is a token by its name where only blanks stand between', () => {
  expect(within(RANDOM, { before: `Bearer${blanks}`, functions: ['concat'] })).toBe('a token')
})

describe('a literal that a name says to be one', () => {
  it.each<[string, Partial<LiteralPlace>]>([
    ['blue-horse', { compared: 'password' }],
    ['blue-horse', { name: '/ns0:order/ns0:password' }],
    ['blue-horse', { name: 'password', functions: ['string'] }],
    ['blue-horse', { name: 'password', functions: ['normalize-space', 'upper-case'] }],
    ['blue-horse', { name: 'password', functions: ['encodeForURI'] }],
    ['blue-horse', { name: 'password', functions: ['myBase64Text'] }],
    [RANDOM, { before: 'x-api-key', functions: ['setHeader'] }],
    ['blue-horse', { name: 'password', functions: ['lookupValue'], argument: 5 }],
  ])('is one: %s, %j', (value, around) => {
    expect(within(value, around)).not.toBeNull()
  })

  it.each<[string, Partial<LiteralPlace>]>([
    ['blue-horse', { compared: 'colour' }],
    ['blue-horse', { compared: 'colour', name: 'password' }],
    ['blue-horse', { name: 'colour' }],
    ['blue-horse', { name: 'password', functions: ['substring'] }],
    ['blue-horse', { name: 'password', functions: ['xstring'] }],
    ['blue-horse', { name: 'password', functions: ['string2'] }],
    ['blue-horse', { name: 'password', functions: ['string', 'concat'] }],
    [RANDOM, { before: 'hello', functions: ['setHeader'] }],
    ['blue-horse', { name: 'password', functions: ['lookupValue'], argument: 4 }],
    ['blue-horse', { before: 'password', functions: ['lookupValue'], argument: 4 }],
  ])('is none: %s, %j', (value, around) => {
    expect(within(value, around)).toBeNull()
  })

  it('is the value of an Authorization header without a scheme', () => {
    expect(within(ENCODED, { name: 'Authorization' })).toBe('a user and password')
    expect(within(ENCODED, { before: 'Authorization', functions: ['setHeader'] })).toBe('a user and password')
    expect(within(ENCODED, { name: 'subject' })).toBeNull()
    expect(within(ENCODED, { name: 'password_hint_text' })).not.toBe('a user and password')
    expect(within('plain', { name: 'Authorization' })).toBeNull()
  })

  it('counts in SQL only where it is quoted: all else names a column', () => {
    const value = 'where password = blue7horse'
    expect(within(value, { kind: 'adapter-configuration', name: 'SqlQuery' })).toBeNull()
    expect(within(value, { kind: 'adapter-configuration', name: 'Text' })).not.toBeNull()
    expect(within(value, { kind: 'expression', name: 'SqlQuery' })).not.toBeNull()
  })
})

describe('a cell of a lookup', () => {
  const row = (value: string, name: string, ...siblings: string[]) => within(value, { kind: 'lookup', name, siblings })

  it('is one under a column of secrets, or beside a key that says so', () => {
    expect(row('blue-horse', 'PASSWORD')).not.toBeNull()
    expect(row('x7q9zk2w', 'VALUE', 'DB_PASSWORD')).not.toBeNull()
    expect(row('x7q9zk2w', 'VALUE', 'OTHER', 'DB_PASSWORD')).not.toBeNull()
    expect(row('x7q9zk2w', 'VALUE', 'two words', 'DB_PASSWORD')).not.toBeNull()
    expect(row('aORA-01017X', 'VALUE', 'DB_PASSWORD')).not.toBeNull()
    expect(row('ORA-01017x7', 'VALUE', 'DB_PASSWORD')).not.toBeNull()
    expect(row('Welcome1', 'VALUE', 'ERP_PASSWORD')).not.toBeNull()
    expect(row('Passw0rd', 'VALUE', 'sftp.password')).not.toBeNull()
  })

  it.each([
    ['words', ['blue-horse', 'VALUE', 'DB_PASSWORD']],
    ['the code of a message', ['ORA-01017X', 'VALUE', 'DB_PASSWORD']],
    ['the code of a template', ['EMAIL_TPL_17B', 'VALUE', 'DB_PASSWORD']],
    ['the number of a message', ['AUTH1023', 'VALUE', 'INVALID_PASSWORD']],
    ['the name of a field', ['personAttribute17', 'VALUE', 'UserPassword']],
    ['in a column of codes', ['x7q9zk2w', 'ERROR_CODE', 'INVALID_PASSWORD']],
    ['beside a sentence', ['x7q9zk2w', 'VALUE', 'the password']],
    ['too short for a key', ['x7q9zk2w', 'VALUE', 'API_KEY']],
    ['beside nothing', ['x7q9zk2w', 'VALUE']],
  ] as const)('is none: %s', (_, [value, name, ...siblings]) => {
    expect(row(value, name, ...siblings)).toBeNull()
  })
})
