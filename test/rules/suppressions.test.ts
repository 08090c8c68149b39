import { describe, expect, it } from 'vitest'
import { baselineJson, baselineOf, parseBaseline } from '../../src/rules/baseline.js'
import type { Config, Suppression } from '../../src/rules/config.js'
import { defineRule, noOptions } from '../../src/rules/define-rule.js'
import { lint } from '../../src/rules/lint.js'
import { place } from '../../src/rules/place.js'
import type { Rule } from '../../src/rules/types.js'
import { prepare } from '../support/examples.js'

const { archives } = await prepare({ estate: true })
const NOW = new Date('2026-05-10T12:00:00Z')

/** Finds each integration, at a step called Save. */
const seen = defineRule({
  id: 'test/seen',
  severity: 'warning',
  category: 'flow',
  summary: 'Finds each integration',
  options: noOptions,
  needs: [],
  async *check(context) {
    for (const archive of context.archives) {
      for (const { id, code, location } of archive.integrations) {
        yield { ...place(archive, location), message: `${code} was seen`, artifact: id, step: 'Save a/b', key: '' }
      }
    }
  },
})

async function run(suppression: Suppression, config: Config = {}) {
  const result = await lint(archives, {
    config: { ...config, suppressions: [suppression] },
    configFile: 'iarkit.config.json',
    rules: [seen] as unknown as Rule[],
    now: NOW,
  })
  const codes = (findings: typeof result.findings) =>
    findings.filter(({ rule }) => rule === 'test/seen').map(({ message }) => message.split(' ')[0])
  return {
    reported: codes(result.findings),
    suppressed: codes(result.suppressed),
    remarks: result.findings.filter(({ rule }) => rule === 'suppression'),
  }
}

describe('a suppression', () => {
  it('takes findings of its rule out of the report, and counts them', async () => {
    const { reported, suppressed, remarks } = await run({ rule: 'test/seen', reason: 'known' })
    expect(reported).toEqual([])
    expect(suppressed).toContain('ORDER_INTAKE')
    expect(remarks).toEqual([])
  })

  it('goes by archive', async () => {
    const { suppressed } = await run({ archive: 'ORDER_*', rule: 'test/seen', reason: 'known' })
    expect(suppressed).toEqual(['ORDER_INTAKE', 'ORDER_FULFIL'])
  })

  it('goes by project and integration, as ids and diagrams have them', async () => {
    const suppressedBy = async (integration: string) =>
      (await run({ integration, rule: 'test/seen', reason: 'known' })).suppressed
    expect(await suppressedBy('RETURNS/RETURN_DIGEST')).toEqual(['RETURN_DIGEST'])
    expect(await suppressedBy('RETURNS/*')).toEqual(['RETURN_DIGEST', 'RETURN_REQUEST', 'RETURN_WATCHER'])
    expect(await suppressedBy('SHOP/RETURN_DIGEST')).toEqual([])
    expect(await suppressedBy('RETURNS*')).toEqual([])
    const { remarks } = await run({ integration: 'RETURNS/RETURN_DIGEST', rule: 'hardcoded-host', reason: 'known' })
    expect(remarks).toHaveLength(1)
  })

  it('goes by integration, in whatever archive', async () => {
    const { suppressed } = await run({ integration: 'STORE_*', rule: 'test/seen', reason: 'known' })
    expect(suppressed?.sort()).toEqual(['STORE_CLEANUP', 'STORE_SYNC'])
  })

  it('goes by step, whose name may hold a slash', async () => {
    expect((await run({ step: 'Save *', rule: 'test/seen', reason: 'known' })).reported).toEqual([])
    expect((await run({ step: 'Save a/b', reason: 'known' })).reported).toEqual([])
    expect((await run({ step: 'Load', rule: 'test/seen', reason: 'known' })).suppressed).toEqual([])
  })

  it('goes by fingerprint', async () => {
    const all = await lint(archives, { rules: [seen] as unknown as Rule[] })
    const one = all.findings.find(({ message }) => message === 'STORE_SYNC was seen')
    const { suppressed } = await run({ fingerprint: one?.fingerprint ?? '', reason: 'known' })
    expect(suppressed).toEqual(['STORE_SYNC'])
  })

  it('must fit in all that it names', async () => {
    const { suppressed } = await run({ archive: 'ORDER_*', integration: 'STORE_*', rule: 'test/seen', reason: 'known' })
    expect(suppressed).toEqual([])
  })

  it('holds on its last day', async () => {
    const { reported, remarks } = await run({ rule: 'test/seen', reason: 'known', expires: '2026-05-10' })
    expect(reported).toEqual([])
    expect(remarks).toEqual([])
  })

  it('no longer holds after it, which is said where it stands', async () => {
    const { reported, remarks } = await run({ rule: 'test/seen', reason: 'known', expires: '2026-05-09' })
    expect(reported).toContain('ORDER_INTAKE')
    expect(remarks).toMatchObject([{ archive: 'iarkit.config.json', severity: 'warning' }])
    expect(remarks[0]?.message).toContain('expired on 2026-05-09')
  })

  it('that fits nothing is said', async () => {
    const { remarks } = await run({ rule: 'test/seen', integration: 'ORDER_INTAKE', step: 'Load', reason: 'known' })
    expect(remarks[0]?.message).toBe(
      'The suppression of test/seen for ORDER_INTAKE at step Load matches no finding: remove it.',
    )
    const open = await run({ rule: 'test/seen', step: 'Load', reason: 'known' })
    expect(open.remarks[0]?.message).toBe(
      'The suppression of test/seen at step Load matches no finding of this run: remove it, unless other archives need it.',
    )
  })

  it('is not called unused where its archive, integration or rule was not looked at', async () => {
    expect((await run({ archive: 'OTHER_*.iar', reason: 'known' })).remarks).toEqual([])
    expect((await run({ integration: 'OTHER', reason: 'known' })).remarks).toEqual([])
    expect((await run({ rule: 'version-conflict', reason: 'known' })).remarks).toEqual([])
    const off: Config = { rules: { 'test/seen': 'off' } }
    expect((await run({ rule: 'test/seen', reason: 'known' }, off)).remarks).toEqual([])
  })

  it('is not remarked on where the rule suppression is off', async () => {
    const off: Config = { rules: { suppression: 'off' } }
    expect((await run({ rule: 'test/seen', step: 'Load', reason: 'known' }, off)).remarks).toEqual([])
  })
})

describe('a baseline', () => {
  it('silences what it lists and nothing else', async () => {
    const before = await lint(archives, { rules: [seen] as unknown as Rule[] })
    const known = before.findings.filter(({ message }) => !message.startsWith('STORE_SYNC '))
    const baseline = parseBaseline(JSON.parse(baselineJson(baselineOf(known))))
    const after = await lint(archives, { rules: [seen] as unknown as Rule[], baseline })
    expect(after.findings.filter(({ rule }) => rule === 'test/seen').map(({ message }) => message)).toEqual([
      'STORE_SYNC was seen',
    ])
    expect(after.suppressed).toHaveLength(known.length)
  })

  it('is sorted, so that it does not change where findings do not', async () => {
    const { findings } = await lint(archives, { rules: [seen] as unknown as Rule[] })
    expect(baselineJson(baselineOf([...findings].reverse()))).toBe(baselineJson(baselineOf(findings)))
  })

  it('of another form is refused', () => {
    expect(() => parseBaseline({ formatVersion: 2, findings: [] })).toThrow(
      'The baseline is not valid: formatVersion: expected 1, found 2.',
    )
  })
})
