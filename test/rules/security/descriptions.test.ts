import { describe, expect, it } from 'vitest'
import { hideSecretsOf, hideSecretsOfFlow } from '../../../src/literals/hide.js'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import { embeddedSecret } from '../../../src/rules/security/embedded-secret.js'
import { hardcodedCredential } from '../../../src/rules/security/hardcoded-credential.js'
import { type Example, prepare } from '../../support/examples.js'
import { check } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const SAID = 'Opens with the password: Not4Real9x, ask the store desk.'

const describing = (fixture: string, path: string, from: string, to: string): Example => ({
  fixture,
  change: [{ path, replace: [from, to] }],
})

/** Each place where a person may write something down. */
const PLACES: readonly (readonly [what: string, example: (text: string) => Example])[] = [
  [
    'The description of ORDER_FULFIL',
    (text) => describing(FULFIL, '**/project.xml', '<projectDescription>', `<projectDescription>${text} `),
  ],
  [
    'The description of ORDER_FULFIL, step “findLines”',
    (text) =>
      describing(
        FULFIL,
        '**/project.xml',
        '<ns2:name>findLines</ns2:name>',
        `<ns2:name>findLines</ns2:name><ns2:description>${text}</ns2:description>`,
      ),
  ],
  [
    'The description of WAREHOUSE_DB',
    (text) => describing(FULFIL, '**/WAREHOUSE_DB.xml', '<description>', `<description>${text} `),
  ],
  [
    'The description of RETURN_WATCHER',
    (text) => describing(RETURNS, '**/RETURN_WATCHER_*/**/project.xml', 'name="Window"', `name="${text}"`),
  ],
  [
    'The description of RETURN_WATCHER',
    (text) =>
      describing(RETURNS, '**/RETURN_WATCHER_*/**/project.xml', 'description="Fourteen days"', `description="${text}"`),
  ],
]

describe('a secret in a description', () => {
  it.each(PLACES)('is found, and never told: %s', async (what, example) => {
    const findings = await check(hardcodedCredential, example(SAID))
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(`^${what} holds a password: replace it`),
    ])
    expect(JSON.stringify(findings)).not.toContain('Not4Real9x')
    expect(findings[0]?.entry).toMatch(/\.xml$/)
    const [archive] = (await prepare(example(SAID))).archives
    if (archive === undefined) throw new Error('The example has no archive.')
    expect((await hideSecretsOf(archive))(SAID)).toBe(SAID.replace('Not4Real9x', '(secret)'))
  })

  it.each(PLACES)('is none where it is only spoken of: %s', async (_, example) => {
    const text =
      'The password: see the vault. Token and secret come from the connection; reset-password=false; https://a.example.com/token'
    expect(await check(hardcodedCredential, example(text))).toEqual([])
    const urls = await check(hardcodedUrl, example(text))
    expect(urls.filter(({ message }) => message.includes('a.example.com'))).toEqual([])
  })

  it('is hidden of a single flow', async () => {
    const [, example] = PLACES[0] ?? []
    const [archive] = (await prepare(example?.(SAID) ?? {})).archives
    const [flow] = archive?.integrations ?? []
    if (flow === undefined) throw new Error('no flow')
    expect(hideSecretsOfFlow(flow)(SAID)).not.toContain('Not4Real9x')
  })

  it('may be turned off, and is found by its form', async () => {
    const [, example] = PLACES[0] ?? []
    const token = example?.(`ghp_${'aB3dE6gH'.repeat(5)}`) ?? {}
    expect(await check(hardcodedCredential, token)).toMatchObject([
      { message: expect.stringContaining('a token of GitHub') },
    ])
    expect(await check(hardcodedCredential, { ...token, options: { places: { description: 'off' } } })).toEqual([])
  })

  it('of a connection may be a private key', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'q7Rt2Lx9Wm4Zs8Kd'.repeat(8)}\n-----END PRIVATE KEY-----`
    const example = describing(FULFIL, '**/WAREHOUSE_DB.xml', '<description>', `<description>${key}`)
    expect((await check(embeddedSecret, example)).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The connection WAREHOUSE_DB carries a private key \(PEM\) in its description/),
    ])
  })
})
