import { describe, expect, it } from 'vitest'
import { readInventory } from '../../src/inventory/index.js'
import { malformedContent } from '../../src/rules/archive/malformed-content.js'
import { fingerprints } from '../../src/rules/fingerprint.js'
import { duplicateLookupKey } from '../../src/rules/quality/duplicate-lookup-key.js'
import { missingDescription } from '../../src/rules/quality/missing-description.js'
import { oicWarning } from '../../src/rules/quality/oic-warning.js'
import { runRule } from '../../src/rules/run-rule.js'
import { stablePath } from '../../src/rules/stable-path.js'
import { connectionMismatch } from '../../src/rules/target/connection-mismatch.js'
import { connectionNotConfigured } from '../../src/rules/target/connection-not-configured.js'
import { libraryConflict } from '../../src/rules/target/library-conflict.js'
import { lookupConflict } from '../../src/rules/target/lookup-conflict.js'
import type { RuleFinding } from '../../src/rules/types.js'
import type { Example } from '../support/examples.js'
import { prepare } from '../support/examples.js'
import { check } from '../support/rules.js'

const base: RuleFinding = {
  message: 'm',
  archive: 'exports/ORDER_INTAKE_01.00.0000.iar',
  entry: 'a/processor_1/b',
  line: 1,
  column: 1,
  artifact: 'integration:ORDER_INTAKE|01.00.0000',
  step: 'Save',
  key: 'k',
}
const of = async (...findings: Partial<RuleFinding>[]) =>
  fingerprints(
    'r',
    findings.map((part) => ({ ...base, ...part })),
    [],
  )

describe('a fingerprint', () => {
  it('is 32 hex digits', async () => {
    expect((await of({}))[0]).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each([
    ['a raised version', { artifact: 'integration:ORDER_INTAKE|02.01.0003', archive: 'ORDER_INTAKE_02.01.0003.iar' }],
    ['another folder', { archive: 'C:\\work\\ORDER_INTAKE_01.00.0000.iar' }],
    ['an exploded tree', { archive: 'src/ORDER_INTAKE_01.00.0000' }],
    ['renumbered processors and other lines', { entry: 'a/processor_7/b', line: 9, column: 4 }],
    ['other words', { message: 'better said' }],
    ['another severity', { severity: 'info' as const }],
  ])('survives %s', async (_, change) => {
    expect(await of(change)).toEqual(await of({}))
  })

  it.each([
    ['step', { step: 'Load' }],
    ['key', { key: 'l' }],
    ['artifact', { artifact: 'integration:ORDER_FULFIL|01.00.0000' }],
    ['project', { artifact: 'integration:RETURNS/ORDER_INTAKE|01.00.0000' }],
    ['archive', { archive: 'ORDER_FULFIL_01.00.0000.iar' }],
  ])('tells findings apart by %s', async (_, change) => {
    expect(await of(change)).not.toEqual(await of({}))
  })

  it('leaves the archive out where the first of several speaks for all', async () => {
    const shared = await of({ shared: true })
    expect(await of({ shared: true, archive: 'ORDER_FULFIL_01.00.0000.iar' })).toEqual(shared)
    expect(await of({ shared: true, artifact: 'lookup:STORE_REGIONS' })).not.toEqual(shared)
  })

  it.each([lookupConflict, libraryConflict, connectionMismatch, connectionNotConfigured])(
    'of $id is the same whichever archive comes first',
    async (rule) => {
      const { archives } = await prepare({ fixture: 'retail-dev/ORDER_INTAKE_01.00.0000' })
      const others = archives.map((archive) => ({
        ...archive,
        file: 'A_FIRST.iar',
        integrations: archive.integrations.map((each) => ({ ...each, id: 'integration:A|01.00.0000', code: 'A' })),
      }))
      const inventory = readInventory({
        connections: [{ id: 'RETAIL_REST_TRIGGER', adapterType: 'soap', status: 'INPROGRESS' }],
        lookups: [{ name: 'STORE_REGIONS', columns: ['OTHER'], rows: [] }],
        libraries: [{ code: 'PRICE_TOOLS', version: '02.00.0000' }],
      })
      const one = await runRule(rule, archives, { inventory })
      const both = await runRule(rule, [...others, ...archives], { inventory })
      expect(one.findings).toHaveLength(1)
      expect(both.findings.map(({ fingerprint }) => fingerprint)).toEqual([one.findings[0]?.fingerprint])
    },
  )

  it('tells equal ones apart by their order, so that a third one is new', async () => {
    const two = await of({}, {})
    const three = await of({}, {}, {})
    expect(new Set(three).size).toBe(3)
    expect(three.slice(0, 2)).toEqual(two)
  })

  it('does not run parts together', async () => {
    expect(await of({ step: 'ab', key: 'c' })).not.toEqual(await of({ step: 'a', key: 'bc' }))
  })
})

describe('fingerprints of the same finding a version later, processors renumbered and mappers renamed', () => {
  const messages = '{"messages": {"s0": [{"messageCode": "EMPTY_WARNING_ROUTE"}]}}'
  const both = (change: NonNullable<Example['change']>): [Example, Example] => [
    { fixture: 'retail-dev/ORDER_INTAKE_01.00.0000', file: 'a/ORDER_INTAKE_01.00.0000.iar', change },
    { fixture: 'retail-dev-v2/ORDER_INTAKE_01.01.0000', file: 'b/download (3).iar', change },
  ]

  it.each([
    ['oic-warning', oicWarning, both([{ path: '**/project_messages.json', content: messages }])],
    [
      'duplicate-lookup-key',
      duplicateLookupKey,
      both([{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N002</cell>', '<cell>N001</cell>'] }]),
    ],
    [
      'missing-description',
      missingDescription,
      both([
        {
          path: '**/STORE_REGIONS.dvm',
          replace: [
            ['<description>', '<!--'],
            ['</description>', '-->'],
          ],
        },
      ]),
    ],
    ['malformed-content', malformedContent, both([{ path: '**/req_*.xsl', replace: ['</xsl:stylesheet>', ''] }])],
  ])('%s', async (_, rule, [before, after]) => {
    const first = await check(rule as never, before)
    const second = await check(rule as never, after)
    expect(first.length).toBeGreaterThan(0)
    const known = new Set(first.map(({ fingerprint }) => fingerprint))
    expect(
      second.filter(({ fingerprint, artifact }) => !artifact.includes('SHOP_REST') && !known.has(fingerprint)),
    ).toEqual([])
  })
})

describe('a path without what is generated', () => {
  it.each([
    [
      'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_72/resourcegroup_73/req_0c652b14ae01bf3224fc535d9354b934.xsl',
      'icspackage/project/ORDER_INTAKE/resources/processor/resourcegroup/req.xsl',
    ],
    [
      'icspackage_Store_Sync_01.00.0000_3f0c2a51-7d18-4c5e-9a52-0b1d6a7c1e01.iar!/icspackage/dvms/STORE_1.dvm',
      'icspackage_Store_Sync.iar!/icspackage/dvms/STORE.dvm',
    ],
    ['icspackage/appinstances/ORDERS.xml', 'icspackage/appinstances/ORDERS.xml'],
  ])('%s', (path, stable) => {
    expect(stablePath(path)).toBe(stable)
  })
})
