import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../src/base/errors.js'
import { buildGraph } from '../../src/graph/index.js'
import { inventoryFromArchives, readInventory } from '../../src/inventory/index.js'
import { lintPaths } from '../../src/node/worker/lint-paths.js'
import { planImport } from '../../src/plan/index.js'
import type { Config } from '../../src/rules/config.js'
import { defineRule } from '../../src/rules/define-rule.js'
import { lint } from '../../src/rules/lint.js'
import { place } from '../../src/rules/place.js'
import { runRule } from '../../src/rules/run-rule.js'
import type { Rule } from '../../src/rules/types.js'
import { prepare } from '../support/examples.js'

const { archives: estate } = await prepare({ estate: true })
const intake = await prepare({ fixture: 'retail-dev/ORDER_INTAKE_01.00.0000' })

/** Finds each integration, and each connection as a note; the words come from an option. */
const everything = defineRule({
  id: 'test/everything',
  severity: 'warning',
  category: 'quality',
  summary: 'Finds everything',
  options: v.strictObject({ words: v.optional(v.string(), 'seen') }),
  needs: [],
  async *check({ archives, options }) {
    for (const archive of archives) {
      for (const { id, code, location } of archive.integrations) {
        yield { ...place(archive, location), message: `${code} ${options.words}`, artifact: id, step: '', key: '' }
      }
      for (const { id, code, location } of archive.connections) {
        yield {
          ...place(archive, location),
          message: `${code} ${options.words}`,
          artifact: id,
          step: '',
          key: '',
          severity: 'info' as const,
        }
      }
    }
  },
})

/** Only the rule above, so that the catalogue's growth changes no test here. */
async function lintWith(config: Config, rules: readonly Rule[] = [everything]) {
  const result = await lint(estate, { config, rules })
  const own = new Set(rules.map(({ id }) => id))
  return { ...result, findings: result.findings.filter(({ rule }) => own.has(rule)) }
}

const messages = (findings: readonly { message: string }[]) => findings.map(({ message }) => message)

it.each([
  ['nothing', undefined],
  ['a path', 'x'],
  ['one archive', estate[0]],
  ['a list with nothing in it', [null]],
  ['a list of paths', ['x.iar']],
  ['a list of promises', [Promise.resolve(estate[0])]],
])('refuses %s in place of a list of archives', async (_, given) => {
  const usage = { name: 'IarkitError', code: 'usage', message: expect.stringContaining('list of archives') }
  await expect(lint(given as never)).rejects.toMatchObject(usage)
  await expect(runRule(everything as unknown as Rule, given as never)).rejects.toMatchObject(usage)
  const refused = expect.objectContaining(usage)
  expect(() => buildGraph(given as never)).toThrow(refused)
  expect(() => planImport(given as never, readInventory({ formatVersion: 1 }))).toThrow(refused)
  expect(() => inventoryFromArchives(given as never)).toThrow(refused)
})

it.each([
  ['a baseline that is a list', { baseline: [] }, 'invalid-configuration'],
  ['a baseline of another version', { baseline: { formatVersion: 2, findings: [] } }, 'invalid-configuration'],
  ['a baseline of nothing', { baseline: { formatVersion: 1, findings: [null] } }, 'invalid-configuration'],
  ['a time that is none', { now: new Date('yesterday') }, 'usage'],
  ['a time as text', { now: '2026-01-01' }, 'usage'],
])('refuses %s', async (_, options, code) => {
  const refused = { name: 'IarkitError', code }
  await expect(lint(estate, options as never)).rejects.toMatchObject(refused)
  await expect(lintPaths([], options as never)).rejects.toMatchObject(refused)
})

describe('severities', () => {
  it('are the rule’s own, and a finding’s own where it has one', async () => {
    const { findings } = await lintWith({})
    const of = (code: string) => findings.find(({ message }) => message.startsWith(`${code} `))?.severity
    expect(of('ORDER_INTAKE')).toBe('warning')
    expect(of('WAREHOUSE_DB')).toBe('info')
  })

  it('are the configuration’s for every finding where it names one', async () => {
    const { findings } = await lintWith({ rules: { 'test/everything': 'error' } })
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error']))
  })

  it('turn a rule off', async () => {
    expect((await lintWith({ rules: { 'test/everything': 'off' } })).findings).toEqual([])
  })

  it('turn a rule on that is off by default, as a warning', async () => {
    const shy: Rule = { ...(everything as unknown as Rule), id: 'test/shy', severity: 'off' }
    expect((await lintWith({}, [shy])).findings).toEqual([])
    const { findings } = await lintWith({ rules: { 'test/shy': 'on' } }, [shy])
    expect(findings.find(({ message }) => message.startsWith('ORDER_INTAKE'))?.severity).toBe('warning')
  })
})

describe('overrides', () => {
  it('hold for archives by their file name', async () => {
    const { findings } = await lintWith({
      overrides: [{ archives: ['ORDER_*.iar'], rules: { 'test/everything': 'error' } }],
    })
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ archive }) => archive)
    expect(new Set(errors)).toEqual(new Set(['ORDER_INTAKE_01.00.0000.iar', 'ORDER_FULFIL_01.00.0000.iar']))
  })

  it('hold for integrations by their code, in whatever file of theirs a finding stands', async () => {
    const { findings } = await lintWith({
      overrides: [{ integrations: ['STORE_*'], rules: { 'test/everything': 'off' } }],
    })
    expect(messages(findings)).not.toContain('STORE_SYNC seen')
    expect(messages(findings)).toContain('ORDER_INTAKE seen')
  })

  it('hold for kinds of artifact', async () => {
    const { findings } = await lintWith({
      overrides: [{ artifactKinds: ['connection'], rules: { 'test/everything': 'off' } }],
    })
    expect(messages(findings)).toContain('ORDER_INTAKE seen')
    expect(messages(findings)).not.toContain('WAREHOUSE_DB seen')
  })

  it('must fit in all that they name', async () => {
    const { findings } = await lintWith({
      overrides: [{ archives: ['ORDER_*.iar'], integrations: ['STORE_*'], rules: { 'test/everything': 'off' } }],
    })
    expect(messages(findings)).toContain('ORDER_INTAKE seen')
    expect(messages(findings)).toContain('STORE_SYNC seen')
  })

  it('bring options of their own, and the later one wins', async () => {
    const { findings } = await lintWith({
      rules: { 'test/everything': ['on', { words: 'first' }] },
      overrides: [
        { integrations: ['ORDER_*'], rules: { 'test/everything': ['on', { words: 'second' }] } },
        { integrations: ['ORDER_FULFIL'], rules: { 'test/everything': 'error' } },
      ],
    })
    const found = messages(findings)
    expect(found).toContain('STORE_SYNC first')
    expect(found).toContain('ORDER_INTAKE second')
    expect(found).toContain('ORDER_FULFIL second')
    expect(found).not.toContain('ORDER_INTAKE first')
    expect(findings.find(({ message }) => message === 'ORDER_FULFIL second')?.severity).toBe('error')
  })

  it('turn a rule on that is off everywhere else', async () => {
    const { findings } = await lintWith({
      rules: { 'test/everything': 'off' },
      overrides: [
        { integrations: ['ORDER_INTAKE'], artifactKinds: ['integration'], rules: { 'test/everything': 'on' } },
      ],
    })
    expect(messages(findings)).toEqual(['ORDER_INTAKE seen'])
  })
})

describe('presets', () => {
  it('security runs the security family and what makes answers doubtful', async () => {
    const { rules } = await lint(intake.archives, { config: { preset: 'security' } })
    const others = rules.filter(({ category }) => category !== 'security').map(({ id }) => id)
    expect(others).toEqual(['malformed-content', 'self-check', 'suppression', 'unsafe-archive'])
  })

  it('strict runs what is off by default, and has no notes', async () => {
    const { rules, findings } = await lint(intake.archives, { config: { preset: 'strict' } })
    expect(rules.map(({ id }) => id)).toContain('missing-description')
    expect(findings.filter(({ severity, rule }) => severity === 'info' && rule === 'file-name')).toEqual([])
  })

  it('import leaves flows alone', async () => {
    const { rules } = await lint(intake.archives, { config: { preset: 'import' } })
    expect(rules.filter(({ category }) => category === 'flow')).toEqual([])
  })
})

describe('what a rule needs', () => {
  const needing = (needs: Rule['needs']): Rule => ({ ...(everything as unknown as Rule), id: 'test/needing', needs })
  const why = async (rule: Rule, archives = intake.archives, inventory = intake.inventory) =>
    (await lint(archives, { rules: [rule], inventory })).notRun.find((item) => item.rule === rule.id)?.why

  it('is said where it is missing', async () => {
    expect(await why(needing([['inventory']]))).toBe('no --inventory')
    expect(await why(needing([['set']]))).toBe('only one archive given')
    expect(await why(needing([['set'], ['inventory']]))).toBe('no --inventory, only one archive given')
  })

  it('is met by either of two alternatives', async () => {
    expect(await why(needing([['set'], ['inventory']]), estate)).toBeUndefined()
    expect(
      await why(needing([['set'], ['inventory']]), intake.archives, readInventory({ integrations: [] })),
    ).toBeUndefined()
  })

  it('takes a project for a set by itself', async () => {
    const project = await prepare({ fixture: 'retail-dev/RETURNS_PROJECT' })
    expect(await why(needing([['set']]), project.archives)).toBeUndefined()
  })

  it('is said where only a part could not be checked', async () => {
    const partly: Rule = {
      ...(everything as unknown as Rule),
      id: 'test/partly',
      async *check({ couldNotCheck }) {
        couldNotCheck('no list of certificates')
        couldNotCheck('no list of certificates')
        yield* []
      },
    }
    const { notRun } = await lint(intake.archives, { rules: [partly] })
    expect(notRun.filter(({ rule }) => rule === 'test/partly')).toEqual([
      { rule: 'test/partly', why: 'no list of certificates', partly: true },
    ])
  })
})

describe('a rule that throws', () => {
  const failing = (category: Rule['category']): Rule => ({
    ...(everything as unknown as Rule),
    id: 'test/failing',
    category,
    severity: 'info',
    async *check({ archives: [archive] }) {
      if (archive === undefined) return
      yield {
        ...place(archive, { entry: '', line: null, column: null }),
        message: 'before',
        artifact: '',
        step: '',
        key: '',
      }
      throw new TypeError('cannot read hunter2')
    },
  })

  it('is an error of that rule; what it found before stays, and the others go on', async () => {
    const { findings } = await lintWith({}, [failing('flow'), everything as unknown as Rule])
    const own = findings.filter(({ rule }) => rule === 'test/failing')
    expect(own.map(({ severity }) => severity).sort()).toEqual(['error', 'info'])
    expect(messages(own).join()).toContain('The rule failed: cannot read hunter2')
    expect(messages(own).join()).not.toContain('    at ')
    expect(findings.some(({ rule }) => rule === 'test/everything')).toBe(true)
  })

  it('gives away no words of the error where it looks for secrets', async () => {
    const { findings } = await runRule(failing('security'), intake.archives)
    expect(messages(findings).join()).toContain('The rule failed: TypeError')
    expect(messages(findings).join()).not.toContain('hunter2')
  })
})

describe('inputs that could not be read', () => {
  const failed = [
    { file: 'a.iar', code: 'encrypted' as const, message: 'The entry x is encrypted.' },
    { file: 'b.iar', code: 'not-an-archive' as const, message: 'b.iar is no archive.' },
  ]

  it('are findings where they are unsafe, and stay failures else', async () => {
    const result = await lint(intake.archives, { failed })
    expect(result.findings.filter(({ rule }) => rule === 'unsafe-archive')).toMatchObject([
      { archive: 'a.iar', severity: 'error' },
    ])
    expect(result.failed.map(({ file }) => file)).toEqual(['b.iar'])
  })

  it('stay failures where the rule is off: nothing passes in silence', async () => {
    const result = await lint(intake.archives, { failed, config: { rules: { 'unsafe-archive': 'off' } } })
    expect(result.failed.map(({ file }) => file)).toEqual(['a.iar', 'b.iar'])
  })
})

describe('the result', () => {
  it('is the same in each run, whatever order a rule finds things in', async () => {
    const backwards: Rule = {
      ...(everything as unknown as Rule),
      async *check(context) {
        const found = []
        for await (const finding of everything.check(context as never)) found.push(finding)
        yield* found.reverse()
      },
    }
    const one = await lintWith({})
    const two = await lintWith({}, [backwards])
    expect(two.findings).toEqual(one.findings)
  })

  it('names an exact repeat once', async () => {
    const twice: Rule = {
      ...(everything as unknown as Rule),
      async *check(context) {
        yield* everything.check(context as never)
        yield* everything.check(context as never)
      },
    }
    expect((await lintWith({}, [twice])).findings).toEqual((await lintWith({})).findings)
  })

  it('refuses two rules of one id', async () => {
    await expect(lint([], { rules: [everything, everything] as unknown as Rule[] })).rejects.toThrow(IarkitError)
  })
})

it('a single rule runs as a validator, with its defaults and by itself', async () => {
  const { findings, notRun } = await runRule(everything, intake.archives, { options: { words: 'alone' } })
  expect(messages(findings)).toContain('ORDER_INTAKE alone')
  expect(notRun).toEqual([])
  await expect(runRule(everything, [], { options: { word: '' } as never })).rejects.toMatchObject({
    code: 'invalid-configuration',
  })
})
