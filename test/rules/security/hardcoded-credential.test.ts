import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embeddedSecret } from '../../../src/rules/security/embedded-secret.js'
import { hardcodedCredential } from '../../../src/rules/security/hardcoded-credential.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'
import { zip } from '../../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const random = 'q7Rt2Lx9Wm4Zs8Kd'

const assigning = (expression: string, variable = 'priority'): Example => ({
  fixture: INTAKE,
  change: [
    {
      path: '**/processor_45/**/expr.properties',
      replace: [
        ["XpathExpression : 'NORMAL'", `XpathExpression : ${expression}`],
        ['VariableName : priority', `VariableName : ${variable}`],
      ],
    },
  ],
})

const mapping = (content: string): Example => ({
  fixture: INTAKE,
  change: [{ path: '**/req_*.xsl', replace: ['<xsl:value-of xml:id="id_24" select="$priority"/>', content] }],
})

const found = async (example: Example) => check(hardcodedCredential, example)

describe('a private key in a mapper', () => {
  const bare = `MII${'Ev'}QIBADANBgkqhkiG9w0BAQEFAASC${random.repeat(4)}`
  const holds = async (text: string) => {
    const example = mapping(`<xsl:text>${text}</xsl:text>`)
    return [await found(example), await check(embeddedSecret, example)].map((findings) => findings.length)
  }

  it('is told once: as a block of PEM by embedded-secret, without that by hardcoded-credential', async () => {
    expect(await holds(`-----BEGIN PRIVATE KEY-----\n${bare}\n-----END PRIVATE KEY-----`)).toEqual([0, 1])
    expect(await holds(bare)).toEqual([1, 0])
  })

  it.each(['&apos;', '&quot;'])('is told once where %s stands between its lines', async (quote) => {
    const lines = ['-----BEGIN PRIVATE KEY-----', '&#10;', bare].map((line) => `${quote}${line}${quote}`)
    const example = mapping(`<xsl:value-of select="concat(${lines.join(', ')})"/>`)
    expect(await found(example)).toEqual([])
    expect(await check(embeddedSecret, example)).toHaveLength(1)
  })
})

describe('hardcoded-credential in expressions', () => {
  it.each([
    `'Basic ${btoa('ann:not-a-real-one')}'`,
    `concat('Basic ', '${btoa('ann:not-a-real-one')}')`,
    `concat('Bearer ', '${random}${random}')`,
    `'Bearer ${random}${random}'`,
    `'SSWS ${random}${random}'`,
    `concat('GenieKey ', '${random}${random}')`,
    `ns0:setHeader('x-api-key', '${random}')`,
    `oraext:encodeBase64('ann:not-a-real-one')`,
    `concat('Basic ', oraext:encodeBase64(concat('ann', ':', 'not-a-real-one')))`,
    `$order/ns0:password = 'blue-horse'`,
    `'{"user":"ann","password":"blue-horse"}'`,
    `'https://ann:blue-horse@example.com/x'`,
  ])('finds the one in %s', async (expression) => {
    expect(await found(assigning(expression))).toMatchObject([{ severity: 'error', step: 'priority', line: 2 }])
  })

  it.each([
    `concat('Bearer ', $token)`,
    `concat('Basic ', oraext:encodeBase64(concat($user, ':', $password)))`,
    `oraext:encodeBase64('plain words')`,
    `'Bearer '`,
    `'Authorization'`,
    `$order/ns0:grant_type = 'password'`,
    `'Password expired'`,
    `'550e8400-e29b-41d4-a716-446655440000'`,
    `dvm:lookupValue('tenant/resources/dvms/STORE_REGIONS', 'STORE', 'DB_PASSWORD', 'WAREHOUSE', '')`,
    `concat('user=', $user, ';password=', $password)`,
  ])('finds none in %s', async (expression) => {
    expect(await found(assigning(expression))).toEqual([])
  })

  it('goes by the variable’s name', async () => {
    expect(await found(assigning(`'blue-horse'`, 'dbPassword'))).toHaveLength(1)
    expect(await found(assigning(`'blue-horse'`, 'horse'))).toEqual([])
    expect(
      await found(assigning(`dvm:lookupValue('STORE_REGIONS', 'STORE', 'DB', 'WAREHOUSE', '')`, 'dbPassword')),
    ).toEqual([])
    expect(await found(assigning(`concat($a, '-suffix')`, 'dbPassword'))).toEqual([])
    expect(await found(assigning(`/ns1:execute/ns1:part[@name = 'first']`, 'dbPassword'))).toEqual([])
    expect(await found(assigning(`'pwd_type_text'`, 'passwordType'))).toEqual([])
  })

  it('takes the default of a lookup for the value', async () => {
    const expression = `dvm:lookupValue('STORE_REGIONS', 'STORE', 'DB', 'WAREHOUSE', 'blue-horse1')`
    expect(await found(assigning(expression, 'dbPassword'))).toHaveLength(1)
  })

  it('says the exact place', async () => {
    const [finding] = await found(assigning(`concat('x', 'Bearer ${random}${random}')`))
    expect(finding).toMatchObject({ line: 2, column: 31 })
  })
})

describe('hardcoded-credential elsewhere', () => {
  it('goes by the target of a mapping', async () => {
    expect(
      await found(
        mapping('<Security><Password Type="http://docs.example.com/x#PasswordText">blue-horse</Password></Security>'),
      ),
    ).toHaveLength(1)
    expect(await found(mapping(`<apiKey><xsl:value-of select="'${random}'"/></apiKey>`))).toHaveLength(1)
    expect(await found(mapping('<passwordPolicy>strong</passwordPolicy><Password>{$pwd}</Password>'))).toEqual([])
    expect(await found(mapping('<Password><xsl:value-of select="$pwd"/></Password>'))).toEqual([])
  })

  it('goes by the columns of a lookup, and by the keys in its rows', async () => {
    const lookup = (...replace: [string, string][]): Example => ({
      fixture: INTAKE,
      change: [{ path: '**/STORE_REGIONS.dvm', replace }],
    })
    const column = lookup(
      ['<column name="REGION"/>', '<column name="Password"/>'],
      ['<cell>NORTH</cell>', '<cell></cell>'],
    )
    expect(await found(column)).toHaveLength(3)
    const keyed = lookup(
      ['<cell>N001</cell>', '<cell>ERP_PASSWORD</cell>'],
      ['<cell>N002</cell>\n      <cell>NORTH</cell>', '<cell>N002</cell><cell>x</cell>'],
      ['<cell>NORTH</cell>', `<cell>${random}</cell>`],
    )
    expect(await found(keyed)).toMatchObject([{ artifact: 'lookup:STORE_REGIONS' }])
    expect(await found(lookup(['<cell>N001</cell>', '<cell>PASSWORD_EXPIRED</cell>']))).toEqual([])
    expect(await found(lookup(['<cell>N001</cell>', '<cell>PASSWORD</cell>']))).toEqual([])
    // A table of messages has codes beside such words.
    const message = (code: string) =>
      lookup(
        ['<cell>N001</cell>', '<cell>INVALID_PASSWORD</cell>'],
        ['<cell>N002</cell>\n      <cell>NORTH</cell>', '<cell>N002</cell><cell>x</cell>'],
        ['<cell>NORTH</cell>', `<cell>${code}</cell>`],
      )
    expect(await found(message('EMAIL_TPL_1734B'))).toEqual([])
    expect(await found(message('ORA-01017X'))).toEqual([])
    expect(await found(message('Email_tpl_1734b'))).toHaveLength(1)
  })

  it('reads scripts: strings, not comments', async () => {
    const script = (text: string): Example => ({
      fixture: INTAKE,
      change: [{ path: '**/PriceTools.jar', base64: btoa(String.fromCharCode(...zip({ 'PriceTools.js': text }))) }],
    })
    const [finding, ...others] = await found(script(`// password = 'blue-horse1'\nvar password = 'blue-horse2'\n`))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ line: 2, column: 16, artifact: 'library:PRICE_TOOLS|01.00.0000' })
    for (const call of [
      "btoa('ann:blue-horse1')",
      "Base64.encode('ann:' + 'blue-horse1')",
      "encodeBase64( 'ann:blue-horse1')",
    ])
      expect(await found(script(`var header = 'Basic ' + ${call}`)), call).toHaveLength(1)
    for (const call of [
      "log('ann:blue-horse1')",
      "btoa(user + ':' + pass)",
      "btoa('ann:{pwd}')",
      "log(btoa(x), 'a:blue')",
    ])
      expect(await found(script(`var header = 'Basic ' + ${call}`)), call).toEqual([])
    expect(await found(script(`var password = prompt('password')\nvar p = 'Password: '`))).toEqual([])
  })

  it('reads notifications and the prompts of agents', async () => {
    const mail: Example = {
      fixture: INTAKE,
      change: [
        {
          path: '**/processor_90/**/notification_body.data',
          replace: ['The order', 'Hello,\nUser ann, password: blue-horse1.\nThe order'],
        },
      ],
    }
    expect(await found(mail)).toMatchObject([{ step: 'tellStoreDesk', line: 2, column: 1 }])
    const prompt = (text: string): Example => ({
      fixture: 'retail-dev/RETURNS_PROJECT',
      change: [{ path: '**/promptTemplates/*/content.json', replace: ['in two sentences', text] }],
    })
    expect(await found(prompt(`with the header Authorization: Bearer ${random}${random}`))).toHaveLength(1)
    expect(await found(prompt('and ask for the password: never repeat it'))).toEqual([])
  })

  it('reads properties of endpoints, but for names of keys and samples', async () => {
    const jca = (name: string, value: string): Example => ({
      fixture: INTAKE,
      change: [
        {
          path: '**/placeOrder_REQUEST.jca',
          replace: ['</activation-spec>', `<property name="${name}" value="${value}"/></activation-spec>`],
        },
      ],
    })
    expect(await found(jca('Password', 'blue-horse'))).toHaveLength(1)
    expect(await found(jca('SqlString', 'SELECT 1 FROM T WHERE PASSWORD = #PASS_1 AND t.secret = s.hash_2'))).toEqual(
      [],
    )
    expect(await found(jca('SqlString', "SELECT 1 FROM T WHERE PASSWORD = 'blue-horse'"))).toHaveLength(1)
    expect(await found(jca('csfkey', `${random}${random}`))).toEqual([])
    expect(await found(jca('securityPolicy', 'USERNAME_PASSWORD'))).toEqual([])
    expect(await found(jca('RequestSample', '{&quot;password&quot;:&quot;blue-horse&quot;}'))).toEqual([])
    expect(
      await found({
        ...jca('RequestSample', '{&quot;password&quot;:&quot;blue-horse&quot;}'),
        options: { samples: true },
      }),
    ).toHaveLength(1)
  })

  it.each([
    'csfkey',
    'csfmap',
    'CsfMap',
    'ConnectionUniqueKey',
    'ConnectionString',
    'security',
    'securityPolicy',
    'ListParserKey',
    'PasswordAlias',
  ])(
    'takes the property %s of an endpoint for no credential, and one that only holds the word for one',
    async (name) => {
      const jca = (property: string): Example => ({
        fixture: INTAKE,
        change: [
          {
            path: '**/placeOrder_REQUEST.jca',
            replace: [
              '</activation-spec>',
              `<property name="${property}" value="Bearer ${random}${random}"/></activation-spec>`,
            ],
          },
        ],
      })
      expect(await found(jca(name))).toEqual([])
      expect(await found(jca(`X${name}X`))).toHaveLength(1)
      expect(await found(jca(`${name}X`))).toHaveLength(1)
    },
  )

  it('takes such names for what they are in other places', async () => {
    expect(await found(assigning(`'Bearer ${random}${random}'`, 'securityPolicy'))).toHaveLength(1)
  })

  it('takes the severity of a kind of place from the options, and leaves out what is off', async () => {
    const example = assigning(`'blue-horse'`, 'dbPassword')
    const levels = async (places: Record<string, string>) =>
      (await found({ ...example, options: { places } })).map(({ severity }) => severity)
    expect(await levels({ expression: 'info' })).toEqual(['info'])
    expect(await levels({ mapper: 'info' })).toEqual(['error'])
    expect(await levels({ expression: 'off' })).toEqual([])
    expect(await levels({ mapper: 'off' })).toEqual(['error'])
  })

  it('leaves properties of connections, and what their WSDLs hold, to embedded-secret', async () => {
    const change = {
      path: '**/CARRIER_SFTP.xml',
      replace: [
        '<name>csfMap</name>\n      <value>oracle.cloud.adapter<',
        '<name>password</name>\n      <value>blue-horse<',
      ],
    } as const
    const example: Example = {
      fixture: 'retail-dev/ORDER_FULFIL_01.00.0000',
      change: [{ ...change, replace: [...change.replace] }],
    }
    expect(await found(example)).toEqual([])
    const wsdl: Example = {
      fixture: 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000',
      change: [
        {
          path: '**/getStock_REQUEST.wsdl',
          replace: ['REPLACE_WITH_ACTUAL_URL', 'https://ann:blue-horse@example.com/x'],
        },
      ],
    }
    expect(await found(wsdl)).toEqual([])
  })

  it('finds none in a sound estate', async () => {
    expect(await found({ estate: true })).toEqual([])
  })

  it('lets names pass that are allowed', async () => {
    const example = assigning(`'blue-horse'`, 'dbPassword')
    expect(await found({ ...example, options: { allowNames: ['db*'] } })).toEqual([])
  })
})

describe('hardcoded-credential keeps the credential', () => {
  it('says the same of two credentials, and nothing of either', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/).map((text) => `Zq7${text}9x`)
    await fc.assert(
      fc.asyncProperty(secret, secret, fc.constantFrom('client_secret', 'Password'), async (one, other, name) => {
        const [first, second] = await Promise.all([
          found(assigning(`'${one}'`, name)),
          found(assigning(`'${other}'`, name)),
        ])
        expect(JSON.stringify(first)).not.toContain(one)
        expect(second.map(({ fingerprint }) => fingerprint)).toEqual(first.map(({ fingerprint }) => fingerprint))
        expect(first).toHaveLength(1)
      }),
      { numRuns: 15 },
    )
  })
})

describe('hardcoded-credential, of keys', () => {
  const body = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${'QUJDREVGR0hJSktMTU5P'.repeat(3)}`
  const key = (value: string) => `<row><cell>${value}</cell><cell>a</cell><cell>b</cell></row></rows>`
  const inLookup = (value: string): Example => ({
    fixture: INTAKE,
    change: [{ path: '**/STORE_REGIONS.dvm', replace: ['</rows>', key(value)] }],
  })

  it('leaves one with the lines of PEM around it to embedded-secret', async () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`
    expect(await found(inLookup(body))).toHaveLength(1)
    expect(await found(inLookup(pem))).toEqual([])
    expect(await check(embeddedSecret, inLookup(pem))).toHaveLength(1)
  })
})
