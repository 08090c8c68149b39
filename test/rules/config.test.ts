import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { type Config, checkConfig, parseConfig } from '../../src/rules/config.js'
import { allRules } from '../../src/rules/index.js'

const known = new Map(allRules.map((rule) => [rule.id, rule]))
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The message of what is wrong with a configuration. */
function fault(value: unknown): string {
  try {
    checkConfig(parseConfig(value), known)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

describe('a configuration', () => {
  it('may be empty', () => {
    expect(fault({})).toBe('')
  })

  it.each([
    ['no object', 'strict', 'configuration: expected an object, found "strict"'],
    ['nothing', null, 'configuration: expected an object, found null'],
    ['a list', [], 'configuration: expected an object, found a list'],
    ['a list of rules', { rules: [] }, 'rules: expected an object, found a list'],
    [
      'an override’s list of rules',
      { overrides: [{ rules: [] }] },
      'overrides[0].rules: expected an object, found a l',
    ],
    [
      'a list as options',
      { rules: { 'file-name': ['on', []] } },
      'rules.file-name[1]: expected an object, found a list',
    ],
    ['an object as list', { overrides: {} }, 'overrides: expected a list, found an object'],
    ['a key that there is not', { rule: {} }, 'rule: '],
    [
      'a preset that there is not',
      { preset: 'all' },
      'preset: expected recommended, strict, security, import, found "all"',
    ],
    ['a severity that there is not', { rules: { 'file-name': 'fatal' } }, 'rules.file-name: expected off, info'],
    ['a list without options', { rules: { 'file-name': ['error'] } }, 'rules.file-name: expected [level, options]'],
    [
      'a rule that there is not',
      { rules: { 'file-names': 'off' } },
      'rules.file-names: there is no rule file-names; did you mean file-name?',
    ],
    ['an option that there is not', { rules: { 'file-name': ['on', { a: 1 }] } }, 'rules.file-name[1].a: '],
    [
      'an option of another type',
      { rules: { 'naming-convention': ['on', { lookupName: 1 }] } },
      'rules.naming-convention[1].lookupName: ',
    ],
    [
      'a pattern that is none',
      { rules: { 'naming-convention': ['on', { lookupName: '(' }] } },
      'rules.naming-convention[1].lookupName: expected a regular expression',
    ],
    [
      'an override’s rule',
      { overrides: [{ rules: { nope: 'off' } }] },
      'overrides[0].rules.nope: there is no rule nope',
    ],
    ['an override’s glob', { overrides: [{ archives: 'x', rules: {} }] }, 'overrides[0].archives: expected a list'],
    ['no glob', { overrides: [{ archives: [], rules: {} }] }, 'overrides[0].archives: is empty'],
    ['an empty glob', { overrides: [{ archives: [''], rules: {} }] }, 'overrides[0].archives[0]: is empty'],
    [
      'a kind that there is not',
      { overrides: [{ artifactKinds: ['lookup', 'nope'], rules: {} }] },
      'overrides[0].artifactKinds[1]: there is no kind nope; kinds are integration, connection, lookup',
    ],
    ['a suppression without reason', { suppressions: [{ rule: 'file-name' }] }, 'suppressions[0].reason: '],
    ['an empty reason', { suppressions: [{ rule: 'file-name', reason: '' }] }, 'suppressions[0].reason: is empty'],
    ['a blank reason', { suppressions: [{ rule: 'file-name', reason: ' \n' }] }, 'suppressions[0].reason: is empty'],
    ['a number as reason', { suppressions: [{ rule: 'file-name', reason: 7 }] }, 'reason: expected a text, found 7'],
    ['a suppression of nothing', { suppressions: [{ reason: 'why' }] }, 'suppressions[0]: name at least one of'],
    [
      'a suppression of an integration with its version',
      { suppressions: [{ integration: 'ORDER_INTAKE|01.00.0000', reason: 'why' }] },
      'suppressions[0].integration: names a version: give the code alone, which stands for all of its versions',
    ],
    [
      'an override of an integration with its version',
      { overrides: [{ integrations: ['A', 'ORDER_*|*'], rules: {} }] },
      'overrides[0].integrations[1]: names a version',
    ],
    [
      'a suppression of an integration by its id',
      { suppressions: [{ integration: 'integration:RETURNS/RETURN_DIGEST', reason: 'why' }] },
      'suppressions[0].integration: is an id: give the code alone, or PROJECT/CODE',
    ],
    [
      'a suppression of no rule',
      { suppressions: [{ rule: 'nope', reason: 'why' }] },
      'suppressions[0].rule: there is no rule',
    ],
    [
      'a date that is none',
      { suppressions: [{ rule: 'file-name', reason: 'why', expires: 'soon' }] },
      'suppressions[0].expires: expected a date',
    ],
  ])('says where it is wrong: %s', (_, value, expected) => {
    expect(fault(value)).toContain(expected)
  })

  it('names integrations by alternatives of codes', () => {
    expect(fault({ overrides: [{ integrations: ['@(ORDER|STOCK)_*', '@(A|3PL)'], rules: {} }] })).toBe('')
  })

  it('names kinds of artifacts by globs that can fit', () => {
    const override = { artifactKinds: ['agent*', '{lookup,library}', 'event-type'], rules: {} }
    expect(fault({ overrides: [override] })).toBe('')
  })

  it('has its reasons without the blanks around them', () => {
    const { suppressions } = parseConfig({ suppressions: [{ rule: 'file-name', reason: ' old names\n' }] })
    expect(suppressions?.[0]?.reason).toBe('old names')
  })

  it('takes every rule with its default options', () => {
    const rules = Object.fromEntries(allRules.map(({ id }) => [id, ['on', {}]]))
    expect(fault({ rules })).toBe('')
  })
})

describe('the published schema', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read('schemas/config.schema.json')))

  it('accepts the example of the documentation, as the code does', () => {
    const example = /```json config\n([\s\S]*?)```/.exec(read('docs/configuration.md'))?.[1] ?? ''
    const config = JSON.parse(example) as Config
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true)
    const withoutMissing = { ...config, suppressions: config.suppressions?.filter(({ rule }) => known.has(rule ?? '')) }
    expect(fault(withoutMissing)).toBe('')
  })

  it.each([
    { preset: 'all' },
    { rules: { 'file-name': 'fatal' } },
    { rules: { 'naming-convention': ['on', { lookupNames: 'x' }] } },
    { suppressions: [{ rule: 'file-name' }] },
    { rule: {} },
    [],
    { rules: [] },
    { suppressions: [{ rule: 'file-name', reason: ' ' }] },
  ])('refuses what the code refuses: %j', (config) => {
    expect(validate(config)).toBe(false)
    expect(fault(config)).not.toBe('')
  })

  it('leaves room for rules of one’s own', () => {
    expect(validate({ rules: { 'acme/owner-tag': ['error', { team: 'x' }] } })).toBe(true)
  })
})
