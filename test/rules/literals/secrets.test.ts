import { describe, expect, it } from 'vitest'
import {
  isPlaceholder,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue,
} from '../../../src/rules/literals/secrets.js'

// Put together at run time, so that no scanner of repositories takes this file for a leak.
const random = 'q7Rt2Lx9Wm4Zs8Kd'
const basic = (text: string) => `Basic ${btoa(text)}`

describe('secretByForm', () => {
  it.each([
    [`eyJ${random}.eyJ${random}${random}.${random}`, 'JSON Web Token'],
    [`AK${'IA'}Q7RT2LX9WM4ZS8KD`, 'AWS'],
    [`gh${'p_'}${random}${random}abcd`, 'GitHub'],
    [`xox${'b-'}12345-${random}`, 'Slack'],
    [`https://hooks.slack.com/services/T0AB12CD/B0AB12CD/${random}${random}`, 'webhook'],
    [`AI${'za'}${random}${random}abc`, 'Google'],
    [basic('ann:not-a-real-one'), 'Basic'],
    [`Authorization: Bearer ${random}${random}`, 'Bearer'],
    [`https://ann:${random}@example.com/x`, 'in a URL'],
    // The shortest there is.
    [`ws:${'//'}u:ab@h`, 'in a URL'],
    [`https://example.com/x?api_key=${random}`, 'in a URL'],
    [`https://example.com/x?q=a&appid=${random}`, 'in a URL'],
  ])('knows %s', (text, words) => {
    expect(secretByForm(text)).toContain(words)
  })

  it.each([
    'Bearer ',
    'Bearer {token}',
    'bearer token authentication',
    'Basic authentication is required',
    basic('no colon here'),
    'https://example.com/x?page=2&token=',
    'https://example.com/x?access_token={token}',
    'https://{user}:{password}@example.com',
    '550e8400-e29b-41d4-a716-446655440000',
    'ocid1.tenancy.oc1..aaaaaaaaexample',
    'risk-assessment-of-very-long-names-1-2',
    'd83b95f9fcfde8b5f521fa6c051d9e66d0125a3c88845ef02205d6719239eedb',
  ])('takes %s for none', (text) => {
    expect(secretByForm(text)).toBeNull()
  })
})

describe('names of secrets', () => {
  it.each([
    'password',
    'PGPPRIVATEKEYPASSWORD',
    'oauth.client.secret',
    'client_secret',
    'x-api-key',
    'Authorization',
    'accessToken',
    'db_password2',
    '/Envelope/Header/Security/Password',
  ])('%s names one', (name) => {
    expect(secretNamed(name)).not.toBeNull()
  })

  it.each([
    'csfkey',
    'csfMap',
    'PGPPRIVATEKEY',
    'passwordType',
    'tokenUrl',
    'token_type',
    'nextPageToken',
    'secretName',
    'monkey',
    'primaryKey',
    'APP_ID',
    'client_id',
    'ConnectionUniqueKey',
    'privateKeyAlias',
    '',
  ])('%s names none', (name) => {
    expect(secretNamed(name)).toBeNull()
  })
})

describe('secretValue', () => {
  it('takes a chosen password where the name leaves no doubt', () => {
    expect(secretValue('password', 'blue-horse')).toBe('a password')
    expect(secretValue('client_secret', 'abcd')).toBe('a secret')
  })

  it('wants a weaker name to stand over something random', () => {
    expect(secretValue('api-key', random)).toBe('an API key')
    expect(secretValue('api-key', 'header')).toBeNull()
    expect(secretValue('token', 'NEXT')).toBeNull()
    expect(secretValue('Authorization', 'OAuth')).toBeNull()
  })

  it.each([
    '',
    'null',
    '*****',
    'xxxx',
    '{pwd}',
    '\u0024{pwd}',
    '<pwd>',
    '%%pwd',
    '$pwd',
    '#pwd',
    'ocid1.vaultsecret.oc1.example.abc123',
    'INITIAL',
    'enabled',
    'NOT_AVAILABLE',
    'MUST_BE_CHANGED',
    'changeme',
    'password',
    'aaaa',
    'Forgot your password',
  ])('takes %j for no password', (value) => {
    expect(secretValue('password', value)).toBeNull()
  })

  it('takes no name of a name for a secret', () => {
    expect(secretValue('password', 'DB_PASSWORD')).toBeNull()
    expect(secretValue('password', 'https://docs.example.com/x#PasswordText')).toBeNull()
  })

  it('knows placeholders', () => {
    expect(['your-key-here', 'ENTER_KEY', '----', 'real1Value'].map(isPlaceholder)).toEqual([true, true, true, false])
  })
})

describe('secretInPairs', () => {
  it.each([
    `user=ann;password=${random};x=1`,
    `{"user":"ann","password":"blue-horse"}`,
    `{\\"apiKey\\":\\"${random}\\"}`,
    `<wsse:Password Type="http://docs.example.com/x#PasswordText">blue-horse</wsse:Password>`,
    `Your password: ${random}`,
    `client_secret=${random}&grant_type=client_credentials`,
  ])('finds the one in %s', (text) => {
    expect(secretInPairs(text)).not.toBeNull()
  })

  it.each([
    'grant_type=password&username=ann',
    'Your password: please ask the service desk.',
    '{"password":"{pwd}"}',
    '{"password":""}',
    '<Password>',
    "password='",
    'password expired',
    'The secret is out',
    '{"type":"string","description":"password: string"}',
  ])('finds none in %s', (text) => {
    expect(secretInPairs(text)).toBeNull()
  })
})
