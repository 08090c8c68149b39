import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import { readInventory } from '../../../src/inventory/index.js'
import type { Archive } from '../../../src/model/index.js'
import { LintRun } from '../../../src/rules/lint-run.js'
import type { Rule, RuleFinding } from '../../../src/rules/types.js'
import { prepare } from '../../support/examples.js'
import { type Check, found, ownRule } from '../../support/own-rule.js'

const { archives } = await prepare({ estate: true })
const [one, two] = archives as [Archive, Archive, ...Archive[]]

const rule = (id: string, check: Check, more: Partial<Rule> = {}): Rule => ownRule(check, { id, ...more })

const each: Check = function* ({ archives: given }) {
  for (const { file } of given) yield found(file)
}

const own = <T extends { readonly rule: string }>(list: readonly T[]) =>
  list.filter((item) => item.rule.startsWith('acme/'))

describe('a run', () => {
  it('needs whole archives where there are rules of one’s own', () => {
    expect(new LintRun().needsWhole).toBe(false)
    expect(new LintRun({ rules: [] }).needsWhole).toBe(false)
    expect(new LintRun({ rules: [rule('acme/a', each)] }).needsWhole).toBe(true)
  })

  it('tells its settings as plain data', () => {
    expect(new LintRun({ rules: [rule('acme/a', each)] }).settings).toStrictEqual({})
    const settings = {
      inventory: readInventory({ formatVersion: 1, environment: 'TEST' }),
      config: { preset: 'import' as const },
      configFile: 'c.json',
      now: new Date(0),
    }
    expect(new LintRun(settings).settings).toStrictEqual(settings)
    expect(new LintRun({ inventory: null }).settings).toStrictEqual({ inventory: null })
  })

  it('takes no two rules of one id', () => {
    const twice = () => new LintRun({ rules: [rule('acme/a', each), rule('acme/a', each)] })
    expect(twice).toThrow(IarkitError)
    expect(twice).toThrow('Two rules have the id acme/a: give one of them another.')
    expect(() => new LintRun({ rules: [rule('call-depth', each)] })).toThrow('Two rules have the id call-depth')
  })
})

describe('the first step', () => {
  const rules = [
    rule('acme/local', each, { scope: 'archive' }),
    rule('acme/silent', function* () {}, { scope: 'archive' }),
    rule(
      'acme/unsure',
      ({ couldNotCheck }) => {
        couldNotCheck('why')
        return []
      },
      { scope: 'archive' },
    ),
    rule(
      'acme/broken',
      () => {
        throw new Error('x')
      },
      { scope: 'archive' },
    ),
    rule('acme/set', each, { scope: 'archive', needs: [['set']] }),
    rule('acme/all', each, { scope: 'run' }),
  ]

  it('runs the rules that look at one archive, and keeps what came of them', async () => {
    const outcomes = await new LintRun({ rules }).inspect([one, two])
    expect(own(outcomes).map(({ rule: id }) => id)).toEqual(['acme/local', 'acme/unsure', 'acme/broken'])
    expect(own(outcomes)[0]).toMatchObject({ variant: 0, found: [{ archive: one.file }, { archive: two.file }] })
    for (const { found: list, failures, notRun } of outcomes)
      expect(list.length + failures.length + notRun.length).toBeGreaterThan(0)
  })

  it('is not made again by the second', async () => {
    const run = new LintRun({ rules })
    const given = [one, two]
    const without = await run.finish({ archives: given, outcomes: [] })
    expect([...new Set(own(without.findings).map(({ rule: id }) => id))]).toEqual(['acme/all', 'acme/set'])
    const outcomes = [...(await run.inspect([one])), ...(await run.inspect([two]))]
    const { findings, notRun, failed, suppressed } = await run.finish({ archives: given, outcomes })
    const count = (id: string) => findings.filter((finding) => finding.rule === id).length
    expect(['acme/local', 'acme/all', 'acme/set', 'acme/broken', 'acme/silent'].map(count)).toEqual([2, 2, 2, 2, 0])
    expect(own(notRun)).toEqual([{ rule: 'acme/unsure', why: 'why', partly: true }])
    expect(failed).toEqual([])
    expect(suppressed).toEqual([])
  })
})

describe('the second step', () => {
  const finish = (rules: readonly Rule[], given: readonly Archive[] = [one, two]) =>
    new LintRun({ rules }).finish({ archives: given, outcomes: [] })

  it('says in order what was not run, and whether in part', async () => {
    const unsure: Check = ({ couldNotCheck }) => {
      couldNotCheck('z')
      couldNotCheck('a')
      return []
    }
    const { notRun } = await finish([
      rule('acme/b', unsure, { scope: 'run' }),
      rule('acme/a', unsure, { scope: 'run' }),
      rule('acme/target', each, { needs: [['inventory']] }),
    ])
    expect(own(notRun)).toMatchObject([
      { rule: 'acme/a', why: 'a', partly: true },
      { rule: 'acme/a', why: 'z', partly: true },
      { rule: 'acme/b', why: 'a', partly: true },
      { rule: 'acme/b', why: 'z', partly: true },
      { rule: 'acme/target', partly: false },
    ])
    const ids = notRun.map(({ rule: id }) => id)
    expect(ids).toEqual([...ids].sort())
  })

  it('puts findings by archive, place, rule and words', async () => {
    const wanted: readonly (readonly [string, RuleFinding])[] = [
      ['acme/a', found(two.file, { entry: 'a', line: null, column: null })],
      ['acme/a', found(two.file, { entry: 'a', line: 2, column: null })],
      ['acme/b', found(two.file, { entry: 'a', line: 2, column: 9 })],
      ['acme/a', found(two.file, { entry: 'a', line: 2, column: 10 })],
      ['acme/b', found(two.file, { entry: 'a', line: 2, column: 10, message: 'a' })],
      ['acme/b', found(two.file, { entry: 'a', line: 2, column: 10, message: 'b' })],
      ['acme/a', found(two.file, { entry: 'a', line: 10, column: 1 })],
      ['acme/b', found(two.file, { entry: 'b', line: 1, column: 1 })],
      ['acme/a', found(one.file)],
      ['acme/b', found('elsewhere')],
      ['acme/a', found('farther')],
    ]
    const of = (id: string): Check =>
      function* () {
        for (const [name, finding] of [...wanted].reverse()) if (name === id) yield finding
      }
    const { findings } = await finish([rule('acme/b', of('acme/b')), rule('acme/a', of('acme/a'))], [two, one])
    const told = own(findings).map(({ rule: id, archive, entry, line, column, message }) => [
      id,
      archive,
      entry,
      line,
      column,
      message,
    ])
    expect(told).toEqual(
      wanted.map(([id, { archive, entry, line, column, message }]) => [id, archive, entry, line, column, message]),
    )
  })

  it('gives rules the inventory, inputs that failed, and whole archives', async () => {
    const seen: unknown[] = []
    const asks: Check = ({ inventory, failed, graph }) => {
      seen.push(inventory?.environment, failed, graph.nodes.length > 0)
      return []
    }
    const asksWhole = rule('acme/whole', () => [])
    const whole: Rule = {
      ...asksWhole,
      async *check({ whole: read }) {
        if ((await read(one)) === one) yield found(one.file)
      },
    }
    const failed = [{ file: 'x.iar', code: 'truncated', message: 'm' }] as const
    const inventory = readInventory({ formatVersion: 1, environment: 'TEST' })
    const { findings } = await new LintRun({ inventory, rules: [rule('acme/asks', asks), whole] }).finish({
      archives: [one],
      outcomes: [],
      failed,
    })
    expect(seen).toEqual(['TEST', failed, true])
    expect(own(findings)).toMatchObject([{ rule: 'acme/whole', archive: one.file }])
    seen.length = 0
    await new LintRun({ rules: [rule('acme/asks', asks, { scope: 'archive' })] }).inspect([one])
    expect(seen).toEqual([undefined, [], true])
  })
})
