/** The SQL of endpoints that work on tables stands in a file beside their .jca, and in no other. */
import { describe, expect, it } from 'vitest'
import { sqlTexts } from '../../../src/literals/places/sql-texts.js'
import { environmentBoundValue } from '../../../src/rules/portability/environment-bound-value.js'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import { hardcodedCredential } from '../../../src/rules/security/hardcoded-credential.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'
import { tree } from '../../support/zip.js'

const FIXTURE = 'retail-dev/retail-package'
const JCA = Object.keys(tree(FIXTURE)).find((path) => path.endsWith('/readStoreRow_REQUEST.jca')) ?? ''

const querying = (sql: string): Example => ({
  fixture: FIXTURE,
  change: [
    {
      path: JCA.replace(/[^/]+$/, 'readStoreRow-or-mappings.xml'),
      content: `<object-persistence>\n<call><sql>${sql}</sql></call></object-persistence>`,
    },
  ],
})

describe('the SQL of an endpoint that works on tables', () => {
  it('is searched for addresses, with the step it belongs to', async () => {
    const findings = await check(
      hardcodedUrl,
      querying("SELECT utl_http.request('https://stores.example.com/x') FROM DUAL"),
    )
    const [found, ...more] = findings.filter(({ entry }) => entry.endsWith('-or-mappings.xml'))
    expect(more).toEqual([])
    expect(found?.message).toMatch(
      /^The property SqlString of the endpoint in STORE_SYNC, step “readStoreRow” holds the address https:\/\/stores/,
    )
    expect([found?.line, found?.column]).toEqual([2, 12])
  })

  it('is searched for passwords', async () => {
    const findings = await check(hardcodedCredential, querying("SELECT 1 FROM users WHERE password = 'Not4Real9x'"))
    expect(findings.map(({ step, message }) => [step, message])).toEqual([
      ['readStoreRow', expect.stringContaining('holds a password')],
    ])
    expect(await check(hardcodedCredential, querying('SELECT 1 FROM users WHERE password = #password'))).toEqual([])
  })

  it.each([
    ['SELECT 1 FROM DEV_RETAIL.STORES s JOIN "UAT_HR".PEOPLE p ON s.A = p.A', ['schema DEV_RETAIL', 'schema UAT_HR']],
    ['update retail_test.stores set x = 1; insert into retail_test.log values (1)', ['schema retail_test']],
    ['SELECT dev.name, s.test FROM RETAIL.STORES s, DEVICES dev', []],
    ['SELECT 1 FROM DEVICES.PARTS', []],
  ])('is searched for schemas of one environment: %s', async (sql, expected) => {
    const findings = await check(environmentBoundValue, querying(sql))
    const said = findings.map(({ message }) => message).join('\n')
    expect([...said.matchAll(/schema \w+(?= \(“readStoreRow”)/g)].map(([schema]) => schema)).toEqual(expected)
  })
})

it('finds SQL in elements of that name only, also in CDATA', () => {
  const text =
    '<a:sql>\n SELECT 1 &lt; 2 </a:sql><sql><![CDATA[ X < Y ]]></sql><sql/><sql></sql><sqls>no</sqls><sql>cut'
  expect(sqlTexts(text)).toEqual([
    { value: 'SELECT 1 < 2', offset: 9 },
    { value: ' X < Y', offset: 47 },
  ])
})
