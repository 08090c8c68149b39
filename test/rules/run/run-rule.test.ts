import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Archive } from '../../../src/model/index.js'
import { archiveName } from '../../../src/rules/fingerprint.js'
import { runRule } from '../../../src/rules/run-rule.js'
import type { Rule, RuleFinding } from '../../../src/rules/types.js'
import { prepare } from '../../support/examples.js'
import { type Check, found, ownRule } from '../../support/own-rule.js'

const { archives } = await prepare({ estate: true })
const [one, two] = archives as [Archive, Archive, ...Archive[]]

const rule = (check: Check, more: Partial<Rule> = {}): Rule => ownRule(check, { severity: 'info', ...more })

const TOLD = ['archive', 'entry', 'line', 'column', 'message', 'step'] as const

describe('a rule that throws', () => {
  const atTwo = (error: unknown): Check =>
    function* ({ archives: given }) {
      for (const { file } of given) {
        yield found(file)
        if (file === two.file) throw error
      }
    }
  const failures = async (made: Rule, given: readonly Archive[] = [one, two]) =>
    (await runRule(made, given)).findings.filter(({ severity }) => severity === 'error')

  it('costs its own finding in that archive, and none of the others', async () => {
    const { findings } = await runRule(rule(atTwo(new Error('no  such\n thing')), { scope: 'archive' }), [two, one])
    expect(findings.map(({ archive, message }) => [archive, message])).toEqual([
      [two.file, 'The rule failed: no such thing. Please report it; the other rules were run.'],
      [two.file, 'm'],
      [one.file, 'm'],
    ])
    const [failure] = findings
    expect(failure).toMatchObject({ rule: 'acme/test', entry: '', line: null, column: null, artifact: '', step: '' })
  })

  it('names no archive where it sees all of them together', async () => {
    expect(await failures(rule(atTwo(new Error('x')), { scope: 'run' }))).toMatchObject([{ archive: '' }])
    expect(await failures(rule(atTwo(new Error('x')), { scope: 'run' }), [two])).toMatchObject([{ archive: two.file }])
    expect(await failures(rule(atTwo(new Error('x')), { scope: 'archive' }), [two])).toMatchObject([
      { archive: two.file },
    ])
  })

  it.each([
    ['what it yields is no finding', 'a text'],
    ['what it yields is no finding', null],
    [
      'of what it yields, entry, artifact, step and key must be text, empty where there is none; line and column must be a number or null',
      { archive: one.file, message: 'm' },
    ],
    ['of what it yields, line must be a number or null', { ...found(one.file), line: '7' }],
  ])('or yields what is no finding is told of it: %s', async (words, yielded) => {
    for (const category of ['quality', 'security'] as const) {
      const made = rule(() => [yielded as RuleFinding], { category })
      expect((await failures(made)).map(({ message }) => message)).toEqual([
        `The rule failed: ${words}. Please report it; the other rules were run.`,
      ])
    }
  })

  it('is quoted with 200 characters at most, and not at all where its words may hold a secret', async () => {
    const [long] = await failures(rule(atTwo(new Error('x'.repeat(300)))))
    expect(long?.message).toContain(`: ${'x'.repeat(200)}. `)
    const [secret] = await failures(rule(atTwo(new TypeError('hunter2')), { category: 'security' }))
    expect(secret?.message).toContain('The rule failed: TypeError. ')
    const [odd] = await failures(rule(atTwo('a text')))
    expect(odd?.message).toContain('The rule failed: unknown error. ')
  })

  it('keeps what could not be checked, once', async () => {
    const made = rule(
      function* ({ archives: given, couldNotCheck }) {
        couldNotCheck('b: not there')
        couldNotCheck('a: not there')
        if (given.some(({ file }) => file === two.file)) throw new Error('x')
      },
      { scope: 'archive' },
    )
    const { notRun } = await runRule(made, [one, two])
    expect(notRun).toEqual([
      { rule: 'acme/test', why: 'a: not there', partly: true },
      { rule: 'acme/test', why: 'b: not there', partly: true },
    ])
  })
})

describe('findings of a rule', () => {
  it('come by archive, place, key and words, each once', async () => {
    const wanted = [
      found(one.file, { entry: 'a', line: null, column: null }),
      found(one.file, { entry: 'a', line: 2, column: 9 }),
      found(one.file, { entry: 'a', line: 2, column: 10 }),
      found(one.file, { entry: 'a', line: 2, column: 10, key: 'l' }),
      found(one.file, { entry: 'a', line: 2, column: 10, key: 'l', message: 'n' }),
      found(one.file, { entry: 'a', line: 2, column: 10, key: 'l', message: 'n', step: 's' }),
      found(one.file, { entry: 'a', line: 10, column: 1 }),
      found(one.file, { entry: 'b', line: 1, column: 1 }),
      found(two.file),
      found('elsewhere'),
      found('farther'),
    ]
    const { findings } = await runRule(
      rule(function* () {
        yield* wanted.slice(5)
        yield* wanted
        yield* wanted.slice(0, 5).reverse()
      }),
      [one, two],
    )
    const placed = (finding: Pick<RuleFinding, (typeof TOLD)[number]>) => TOLD.map((field) => finding[field])
    expect(findings.map(placed)).toEqual(wanted.map(placed))
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(wanted.length)
  })

  it('have the rule’s page, or the one it names', async () => {
    const yields: Check = function* () {
      yield found(one.file)
    }
    const help = async (more: Partial<Rule>) => (await runRule(rule(yields, more), [one])).findings[0]?.help
    expect(await help({ help: 'https://rules.example.com/x' })).toBe('https://rules.example.com/x')
    expect(await help({ help: '' })).toBe('')
    const { help: _, ...without } = rule(yields)
    expect((await runRule(without as Rule, [one])).findings[0]?.help).toBe(
      'https://unpkg.com/iarkit/dist/rules/acme/test.md',
    )
  })

  it('are a warning where the rule is off but was asked', async () => {
    const yields: Check = function* () {
      yield found(one.file)
      yield found(one.file, { severity: 'error', key: 'l' })
    }
    const { findings } = await runRule(rule(yields, { severity: 'off' }), [one])
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'error'])
  })

  it('are not looked for where the rule lacks what it needs', async () => {
    const yields: Check = function* () {
      yield found(one.file)
    }
    const { findings, notRun } = await runRule(rule(yields, { needs: [['inventory']] }), [one])
    expect(findings).toEqual([])
    expect(notRun).toMatchObject([{ rule: 'acme/test', partly: false }])
  })

  it('are judged by options that fit, or none are', async () => {
    const options = v.strictObject({ limit: v.number() })
    const made = rule(function* () {}, { options: options as unknown as Rule['options'] })
    await expect(runRule(made, [one], { options: { limit: 'x' } })).rejects.toThrow(
      'options of acme/test.limit: expected a number, found "x"',
    )
  })
})

describe('more findings of a rule in an archive than anyone reads', () => {
  const times = (count: number, file: string, severity?: RuleFinding['severity']): RuleFinding[] =>
    Array.from({ length: count }, (_, at) =>
      found(file, { line: at + 1, ...(severity === undefined ? {} : { severity }) }),
    )
  const more = async (list: readonly RuleFinding[]) => {
    const { findings } = await runRule(
      rule(function* () {
        yield* list
      }),
      [one, two],
    )
    return { count: findings.length, told: findings.filter(({ message }) => message !== 'm') }
  }

  it('are all listed as long as there are 5,000', async () => {
    expect(await more([...times(5000, one.file), ...times(5000, two.file)])).toEqual({ count: 10_000, told: [] })
  })

  it('are counted beyond that, archive by archive', async () => {
    const { count, told } = await more([...times(5001, one.file), ...times(5003, two.file)])
    expect(count).toBe(10_002)
    expect(told).toMatchObject([
      {
        archive: one.file,
        severity: 'info',
        entry: '',
        line: null,
        message: '1 more finding of this rule in the archive is not listed: mend what is, and run it again.',
      },
      {
        archive: two.file,
        severity: 'info',
        message: '3 more findings of this rule in the archive are not listed: mend what is, and run it again.',
      },
    ])
  })

  it('are counted beyond five million characters, but for the first', async () => {
    const wide = (length: number) => found(one.file, { entry: 'e'.repeat(length - 1) })
    expect((await more([wide(2_500_000), wide(2_500_000)])).told).toEqual([])
    const { count, told } = await more([wide(5_000_001), wide(10), { ...wide(10), line: 2 }])
    expect([count, told.length]).toEqual([2, 1])
    expect(told[0]?.message).toMatch(/^2 more findings /)
  })

  it('count as the gravest of those that are not listed', async () => {
    const { told } = await more([
      ...times(5000, one.file, 'error'),
      ...times(2, one.file),
      ...times(2, one.file, 'warning'),
      ...times(1, one.file),
    ])
    expect(told).toMatchObject([{ severity: 'warning' }])
  })
})

describe('an archive is called', () => {
  const bare: Archive = { ...one, integrations: [], project: null, package: null, lookups: [], libraries: [] }
  const code = (value: string) => [{ code: value, name: value }] as unknown as never[]
  it.each<[string, Partial<Archive>]>([
    ['integration:A', { kind: 'integration', integrations: code('A') }],
    ['project:P', { kind: 'project', project: code('P')[0] as unknown as Archive['project'] }],
    ['package:K', { kind: 'package', package: code('K')[0] as unknown as Archive['package'] }],
    ['lookup:L', { kind: 'lookup', lookups: code('L') }],
    ['library:Y', { kind: 'library', libraries: code('Y') }],
    ['integration:ORDER', { kind: 'integration', file: 'a/b_1/ORDER_01.00.0000.iar' }],
    ['project:ORDER.v2', { kind: 'project', file: 'a\\b\\ORDER.v2.car' }],
    ['package:x_1_y', { kind: 'package', file: 'x_1_y.par' }],
    ['lookup:L', { kind: 'lookup', file: 'a/L//' }],
    ['library:a.b.jar_x', { kind: 'library', file: '/a.b.jar_x' }],
  ])('%s', (name, change) => {
    expect(archiveName({ ...bare, ...change })).toBe(name)
  })
})
