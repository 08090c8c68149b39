import { describe, expect, it } from 'vitest'
import {
  entropy,
  isPlaceholder,
  isUserAndPassword,
  looksRandom,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue,
} from '../../src/literals/secrets.js'

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
    '***MASKED***',
    '••••1234',
    'REDACTED',
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

describe('secretByForm, form by form', () => {
  const letters = (length: number) => random.repeat(20).slice(0, length)
  const capitals = (length: number) => random.toUpperCase().repeat(20).slice(0, length)

  it.each([
    ['a JSON Web Token', `ey${'J'}${letters(10)}.eyJ${letters(10)}`, `ey${'J'}${letters(9)}.eyJ${letters(10)}`],
    ['an access key of AWS', `AS${'IA'}${capitals(16)}`, `AS${'IA'}${capitals(15)}`],
    ['a token of GitHub', `gh${'o_'}${letters(36)}`, `gh${'x_'}${letters(36)}`],
    ['a shared access signature of Azure', `?sv=1&amp;sig=${letters(40)}`, `?sv=1&amp;sig=${letters(39)}`],
    [
      'a private key in base64',
      `MII${'Ev'}QIBADANBgkqhkiG9w0BAQEFAASC${letters(20)}`,
      `MII${'Bi'}jANBgkqhkiG9w0BAQEFAAOC${letters(20)}`,
    ],
    ['a token of GitHub', `github${'_pat_'}${letters(22)}`, `github${'_pat_'}${letters(21)}`],
    ['a token of GitLab', `gl${'pat-'}${letters(20)}`, `gl${'pat-'}${letters(19)}`],
    ['a token of Slack', `xo${'xp-'}${letters(10)}`, `xo${'xz-'}${letters(10)}`],
    [
      'a webhook of Slack',
      `hooks.slack.com/services/T${letters(6)}/B${letters(6)}/${letters(16)}`,
      `hooks.slack.com/services/T${letters(6)}/B${letters(6)}/${letters(15)}`,
    ],
    [
      'a webhook of Microsoft Teams',
      `acme.webhook.office.com/webhookb2/${letters(30)}`,
      `acme.webhook.office.com/webhookb2/${letters(29)}`,
    ],
    ['an API key of Google', `AI${'za'}${letters(35)}`, `AI${'za'}${letters(34)}`],
    ['a key of Stripe', `rk${'_live_'}${letters(20)}`, `rk${'_test_'}${letters(20)}`],
    ['an API key of OpenAI', `s${'k-'}${letters(32)}`, `s${'k-'}${letters(31)}`],
    ['an API key of SendGrid', `S${'G.'}${letters(16)}.${letters(16)}`, `S${'G.'}${letters(16)}.${letters(15)}`],
    ['a shared access signature of Azure', `?si${'g='}${letters(40)}`, `?si${'g='}${letters(39)}`],
    ['an account key of Azure', `Account${'Key='}${letters(60)}`, `Account${'Key='}${letters(59)}`],
  ])('knows %s', (kind, text, near) => {
    expect(secretByForm(text)).toBe(kind)
    expect(secretByForm(`before ${text}`)).toBe(kind)
    expect(secretByForm(near)).toBeNull()
  })

  it('wants a capital and a digit in an API key of OpenAI', () => {
    expect(secretByForm(`s${'k-'}${'abcdefgh'.repeat(5)}`)).toBeNull()
    expect(secretByForm(`s${'k-'}${'abcdefg1'.repeat(5)}`)).toBeNull()
  })

  it.each([
    ['Bearer', 'Bearer'],
    ['bearer', 'Bearer'],
    ['Token', 'Token'],
    ['apikey', 'ApiKey'],
    ['API-Key', 'Api-Key'],
    ['SSWS', 'SSWS'],
    ['GenieKey', 'GenieKey'],
    ['Zoho-oauthtoken', 'Zoho-oauthtoken'],
    ['DeepL-Auth-Key', 'DeepL-Auth-Key'],
  ])('knows what stands behind %s', (scheme, name) => {
    expect(secretByForm(`${scheme} ${random}`)).toBe(`a token (${name})`)
    expect(secretByForm(`${scheme}   ${random}`)).toBe(`a token (${name})`)
    expect(secretByForm(`${scheme}    ${random}`)).toBeNull()
    expect(secretByForm(`x${scheme} ${random}`)).toBeNull()
    expect(secretByForm(`${scheme} ${random.slice(0, 15)}`)).toBeNull()
  })

  it.each(['GenieKey {key}', 'SSWS token', 'SSWS ', 'GenieKey your-key-goes-in-here'])('finds none in %s', (text) => {
    expect(secretByForm(text)).toBeNull()
  })

  it('goes on behind a scheme without a credential', () => {
    expect(secretByForm(`Basic authentication, or Bearer ${random}`)).toBe('a token (Bearer)')
    expect(secretByForm(`Bearer authentication, or ${basic('ann:blue-horse')}`)).toBe('a user and password (Basic)')
  })

  it('knows user and password before the host of a database', () => {
    const of = (password: string) => secretByForm(`jdbc:oracle:thin:ann/${password}@//db.example.com:1521/ORCL`)
    expect(of('blue7horse')).toBe('a password in the address of a database')
    expect(of('"blue@horse"')).toBe('a password in the address of a database')
    const tns = (user: string) => secretByForm(`${user}@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example.com)))`)
    expect(tns('ann/blue7horse')).toBe('a password in the address of a database')
    expect([tns('ann'), tns('ann/{pwd}'), tns('jdbc:oracle:thin:')]).toEqual([null, null, null])
    expect([of('{pwd}'), of('"{pwd}"')]).toEqual([null, null])
    expect(secretByForm('jdbc:oracle:thin:@db.example.com:1521/ORCL@x')).toBeNull()
  })

  it('knows what stands in addresses', () => {
    expect(secretByForm('https://ann:blue-horse@a.example.com')).toBe('a password in a URL')
    expect(secretByForm('https://ann@a.example.com')).toBeNull()
    expect(secretByForm('https://:blue-horse@a.example.com')).toBeNull()
    expect(secretByForm(`https://a.example.com/?a=b&token=${random}`)).toBe('a token in a URL')
    expect(secretByForm(`https://a.example.com/?AppId=${random}`)).toBe('an API key in a URL')
    expect(secretByForm(`https://a.example.com/?=${random}`)).toBeNull()
    expect(secretByForm(`https://a.example.com/?${random}`)).toBeNull()
    expect(secretByForm('https://a.example.com/?password=blue-horse')).toBe('a password in a URL')
  })
})

describe('isUserAndPassword', () => {
  it.each([
    ['a:abc', true],
    ['a:ab', false],
    [':abc', false],
    ['ann smith:blue horse', false],
    ['ann smith:bluehorse', true],
    ['ann:{pwd}', false],
    ['a:b:c:d', true],
    ['abcde', false],
    [`${'a'.repeat(200)}:abc`, true],
    [`${'a'.repeat(201)}:abc`, false],
    [`a:${'b'.repeat(200)}`, true],
    ['a\u0001:abc', false],
  ])('of %j is %s', (text, expected) => {
    expect(isUserAndPassword(btoa(text))).toBe(expected)
  })

  it('is false for what is no base64', () => {
    expect(isUserAndPassword('%%%%%%%%')).toBe(false)
  })
})

describe('secretNamed, word by word', () => {
  it.each([
    [
      'a password',
      true,
      'password passwd passwort pwd passphrase passcode DB-Password db.pwd2 PASSWORD_DEV pwd_value SENHA contrasena',
    ],
    [
      'a secret',
      true,
      'client_secret consumerSecret appSecret shared.secret secretKey secretAccessKey secret my_secret',
    ],
    [
      'an API key',
      false,
      'apiKey x-api-key apiToken subscription_key accessKey authKey encryptionKey signingKey privateKey appKey hmacKey x-functions-key',
    ],
    [
      'a token',
      false,
      'accessToken refresh_token bearerToken authToken securityToken idToken sessionToken oauthToken sasToken',
    ],
    ['a token', false, 'token x-auth-token bearer JWT gv_token X-Vault-Token'],
    ['an authorization', false, 'Authorization authorisation Proxy-Authorization AuthorizationHeader myAuthHeader'],
    ['a credential', false, 'basicAuth credential credentials userCredential userCredentials'],
  ])('%s', (kind, strong, names) => {
    for (const name of names.split(' ')) expect(secretNamed(name), name).toEqual({ kind, strong })
  })

  it.each([
    'csfkey',
    'csfMap',
    'pgpPrivateKey',
    'PGPSignPrivateKey',
    'nextPageToken',
    'csrf-token',
    'resetPassword',
    'user.forgotPassword',
    'dev',
    'value',
    'tokens',
    'preAuthorization',
    'basicAuths',
    'myCredentials',
    'bearers',
    'passwords',
  ])('%s names none', (name) => {
    expect(secretNamed(name)).toBeNull()
  })

  it('goes by the last step of a path, without a predicate or digits', () => {
    expect(secretNamed('/a/password[1]')).not.toBeNull()
    expect(secretNamed('/password/a')).toBeNull()
    expect(secretNamed('password123')).not.toBeNull()
    expect(secretNamed(`password[${'x'.repeat(60)}]`)).not.toBeNull()
    expect(secretNamed(`${'x'.repeat(112)}password`)).not.toBeNull()
    expect(secretNamed(`${'x'.repeat(113)}password`)).toBeNull()
  })
})

describe('secretValue of a header', () => {
  it.each(['SSWS', 'Splunk', 'OAuth', 'x-own-scheme'])(
    'is an authorization behind %s, whoever knows that',
    (scheme) => {
      expect(secretValue('Authorization', `${scheme} ${random}`)).toBe('an authorization')
      expect(secretValue('Authorization', `${scheme} ${random.slice(0, 15)}`)).toBeNull()
      expect(secretValue('Authorization', `${scheme} {token}`)).toBeNull()
      expect(secretValue('Authorization', `${scheme} of ${random}`)).toBeNull()
      expect(secretValue('apiToken', `${scheme} ${random}`)).toBeNull()
    },
  )
})

describe('isPlaceholder', () => {
  it.each(
    `null none nil n/a na nan undefined true false yes no string text tbd todo dummy unknown empty value test changeit
    changeme change-me replaceme replace-me enter-it yourkey my-key-here xxx xxxx1 * *** . .. - -- _ __ # ## 0 000 1234
    passwordtext passworddigest password passwd pwd secret token key apikey bearer basic client_credentials
    authorization_code refresh_token NULL {a} a} <a a> %%a $a %a [a] :a aaaaa 77`.split(/\s+/),
  )('%s stands for a value', (value) => {
    expect(isPlaceholder(value)).toBe(true)
    expect(isPlaceholder(` ${value} `)).toBe(true)
  })

  it.each('nulls nope xnull 12345 xx1 tests mykey a$ a%b a:b [a]b a[b] 0001 *a* -a'.split(' '))(
    '%s is a value',
    (value) => {
      expect(isPlaceholder(value)).toBe(false)
    },
  )
})

describe('looksRandom', () => {
  it('has at least so many characters, letters and digits among them, that hardly repeat themselves', () => {
    expect(looksRandom(random, 16)).toBe(true)
    expect(looksRandom(random, 17)).toBe(false)
    expect(looksRandom('abcdefghijklmnop', 16)).toBe(false)
    expect(looksRandom('1234567890123456', 16)).toBe(false)
    expect(looksRandom('a1a1a1a1a1a1a1a1', 16)).toBe(false)
    expect(looksRandom('q7Rt2Lx9 Wm4Zs8K', 16)).toBe(false)
    expect(looksRandom(random.repeat(256), 16)).toBe(true)
    expect(looksRandom(`${random.repeat(256)}x`, 16)).toBe(false)
  })

  it('is no address and no path', () => {
    expect(looksRandom('https://a.example.com/1', 16)).toBe(false)
    expect(looksRandom('/orders/2024/a/b/c/d1', 16)).toBe(false)
    expect(looksRandom('../orders/2024/a/b/c1', 16)).toBe(false)
    expect(looksRandom('/q7Rt2Lx9Wm4Zs8Kd==', 16)).toBe(true)
    expect(looksRandom('q7Rt2Lx9://Wm4Zs8Kd', 16)).toBe(false)
    expect(looksRandom('7qRt2Lx9://Wm4Zs8Kd', 16)).toBe(true)
  })

  it('goes by the entropy of the characters', () => {
    expect(entropy('aaaa')).toBe(0)
    expect(entropy('ab')).toBe(1)
    expect(entropy('abcd')).toBe(2)
    expect(entropy('aabb')).toBe(1)
  })
})

describe('secretValue, at its limits', () => {
  it('wants 4 characters of a password, 12 of a key, 16 of a token', () => {
    expect(secretValue('password', 'abc')).toBeNull()
    expect(secretValue('password', ' abcd ')).toBe('a password')
    expect(secretValue('password', 'x1'.repeat(2048))).toBe('a password')
    expect(secretValue('password', `${'x1'.repeat(2048)}x`)).toBeNull()
    expect(secretValue('apiKey', random.slice(0, 12))).toBe('an API key')
    expect(secretValue('apiKey', random.slice(0, 11))).toBeNull()
    expect(secretValue('token', random)).toBe('a token')
    expect(secretValue('token', random.slice(0, 15))).toBeNull()
    expect(secretValue('horse', random)).toBeNull()
  })

  it('takes the name of a secret for no secret, unless it has digits', () => {
    expect(secretValue('password', 'userPassword')).toBeNull()
    expect(secretValue('password', 'userPassword7')).toBe('a password')
    expect(secretValue('password', './secrets/password.txt')).toBeNull()
  })
})

describe('secretInPairs, between name and value', () => {
  it.each([
    'password=blue-horse',
    'password = blue-horse',
    'password:blue-horse',
    'password   :   blue7horse',
    'password=Welcome1',
    'grant_type=password&username=ann&password=Welcome1',
    'grant_type=client_credentials&client_secret=bluehorse',
    'Data Source=x;User Id=ann;Password=bluehorse;',
    '<wsse:Password>bluehorse</wsse:Password>',
    '<item name="password">bluehorse</item>',
    "'password': 'bluehorse'",
    '\\"password\\":\\"bluehorse\\"',
    '<password>bluehorse</password>',
    '<db_password type="text">bluehorse</db_password>',
    `my.api-key=${random}`,
    `api_key=${random}`,
    `access-token=${random}`,
    `accesskey=${random}`,
    `subscription_key=${random}`,
    'passphrase=blue-horse',
    'pwd=blue7x',
    'passwd=blue-horse',
    'x;secret=blue-horse',
  ])('finds the one in %j', (text) => {
    expect(secretInPairs(text)).not.toBeNull()
  })

  it.each([
    'password blue-horse',
    'password    =    blue-horse',
    'passwords=blue-horse',
    'pwd=abc',
    'p=blue-horse',
    'password=bluehorse',
    'password: please',
    'password: please.',
    '<password type="a<b">bluehorse',
    'password="',
    'password: auto-generated, see the portal',
    'Rules for the password: 8-16 characters',
    'user or password: check-in failed',
    '<a href="https://x.example.com/reset-password">Reset it</a>',
    '<th class="password">Expires</th>',
    'x/password>bluehorse',
  ])('finds none in %j', (text) => {
    expect(secretInPairs(text)).toBeNull()
  })

  it('goes on behind a pair without a secret', () => {
    expect(secretInPairs('password={pwd}; secret=blue-horse')).toBe('a secret')
    expect(secretInPairs('password: please; pwd=blue-horse1')).toBe('a password')
  })
})
