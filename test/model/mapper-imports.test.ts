import { describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import type { Archive } from '../../src/model/index.js'
import { hardcodedUrl } from '../../src/rules/portability/hardcoded-url.js'
import { type Example, prepare } from '../support/examples.js'
import { check } from '../support/rules.js'

const FIXTURE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RESOURCES = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources'
const REQUEST = '**/processor_80/**/req_*.xsl'
const RESPONSE = '**/processor_102/**/resp_*.xsl'
const START = '<xsl:template match="/"'

type Changes = NonNullable<Example['change']>

const takingIn = (path: string, imports: string): Changes[number] => ({
  path,
  replace: [START, `${imports}${START}`] as [string, string],
})
const sheet = (path: string, content: string): Changes[number] => ({
  path: `${RESOURCES}/${path}`,
  content: `<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:dvm="http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue">${content}</xsl:stylesheet>`,
})
const CURRENCIES = `<xsl:template name="currency"><code><xsl:value-of select="dvm:lookupValue('CURRENCIES', 'A', ., 'B', '')"/></code></xsl:template>`

async function read(...change: Changes): Promise<Archive> {
  const [archive] = (await prepare({ fixture: FIXTURE, change })).archives
  if (archive === undefined) throw new Error('no archive')
  return archive
}

async function mappersOf(...change: Changes) {
  const archive = await read(...change)
  const [flow] = archive.integrations
  const mappers = (flow?.actions ?? []).flatMap((action) => action.mappers)
  const taken = (path: RegExp) =>
    mappers
      .filter((mapper) => path.test(mapper.path))
      .flatMap(({ path: own, mappings }) => mappings.filter(({ entry }) => entry !== own))
  const said = archive.diagnostics.map(({ severity, message }) => [severity, message])
  return { flow, taken, said }
}

describe('a style sheet that a mapper takes in', () => {
  it('is read where it lies in the archive: its mappings and lookups', async () => {
    const { flow, taken, said } = await mappersOf(
      takingIn(REQUEST, '<xsl:import href="../../shared/currency.xsl"/>'),
      sheet('shared/currency.xsl', CURRENCIES),
    )
    expect(said).toEqual([])
    expect(taken(/req_/).map(({ target, entry, line }) => [target, entry, line])).toEqual([
      ['template(currency)/code', `${RESOURCES}/shared/currency.xsl`, 1],
    ])
    expect(flow?.dependencies.lookups).toContain('CURRENCIES')
  })

  it('is followed to what it takes in itself, in a ring as well, and read once', async () => {
    const { taken, said } = await mappersOf(
      takingIn(REQUEST, '<xsl:include href="a.xsl"/>'),
      takingIn(RESPONSE, '<xsl:import href="../../processor_80/resourcegroup_81/./b.xsl"/>'),
      sheet('processor_80/resourcegroup_81/a.xsl', `<xsl:include href="b.xsl"/>${CURRENCIES}`),
      sheet('processor_80/resourcegroup_81/b.xsl', '<xsl:import href="a.xsl"/><xsl:variable name="b" select="{"/>'),
    )
    expect(said).toEqual([])
    const targets = (path: RegExp) => taken(path).map(({ target }) => target)
    expect(targets(/req_/)).toEqual(['template(currency)/code', '/$b'])
    expect(targets(/resp_/)).toEqual(['/$b', 'template(currency)/code'])
    expect(taken(/req_/)[1]).toBe(taken(/resp_/)[0])
  })

  it.each([
    ['<xsl:import href="../gone.xsl"/>', '../gone.xsl'],
    ['<xsl:import href="https://sheets.example.com/a.xsl"/>', 'https://sheets.example.com/a.xsl'],
    [
      '<xsl:include href="a.xsl"/><xsl:import href="b.xsl"/><xsl:import href="../../../../../../../../c.xsl"/>',
      'a.xsl and 2 more',
    ],
    ['<xsl:import/>', 'another one'],
  ])('is told where it is not there: %s', async (imports, told) => {
    const { said } = await mappersOf(takingIn(REQUEST, imports))
    expect(said).toEqual([
      [
        'info',
        `The style sheet takes in ${told}, which is not in the archive: check by hand what it looks up and calls.`,
      ],
    ])
  })

  it('has its addresses found once, whatever number of mappers take it in', async () => {
    const text = '<xsl:template name="home"><a>https://rates.example.com/v1</a></xsl:template>'
    const findings = await check(hardcodedUrl, {
      fixture: FIXTURE,
      change: [
        takingIn(REQUEST, '<xsl:import href="../../shared.xsl"/>'),
        takingIn(RESPONSE, '<xsl:import href="../../shared.xsl"/>'),
        sheet('shared.xsl', text),
      ],
    })
    expect(findings.filter(({ entry }) => entry.endsWith('shared.xsl'))).toHaveLength(1)
  })

  it('is left out, and told, where all mappers together would be given too much', async () => {
    const many = Array.from({ length: 60_000 }, () => '<a/>').join('')
    const { taken, said } = await mappersOf(
      takingIn(REQUEST, '<xsl:import href="../../shared.xsl"/>'),
      takingIn(RESPONSE, '<xsl:import href="../../shared.xsl"/>'),
      sheet('shared.xsl', `<xsl:template name="many">${many}</xsl:template>`),
    )
    expect([taken(/req_/).length, taken(/resp_/).length].sort()).toEqual([0, 60_000])
    expect(said).toEqual([
      ['warning', expect.stringMatching(/^The mappers of the integration take in more than 100000/)],
    ])
  })

  it('is compared with the mapper', async () => {
    const changes = (lookup: string) => [
      takingIn(REQUEST, '<xsl:import href="../../shared.xsl"/>'),
      sheet('shared.xsl', CURRENCIES.replace('CURRENCIES', lookup)),
    ]
    const { artifacts } = await diffArchives(await read(...changes('CURRENCIES')), await read(...changes('RATES')))
    expect(
      artifacts.flatMap((artifact) => artifact.changes.map(({ what, path, change }) => [what, change, path])),
    ).toEqual([['mapping', 'changed', 'Scope Fulfil > Map toFulfil > template(currency)/code']])
  })
})
