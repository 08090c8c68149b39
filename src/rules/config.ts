import * as v from 'valibot'
import { IarkitError } from '../base/errors.js'
import { nearestName } from '../base/near.js'
import { ARTIFACT_KINDS } from '../model/ids.js'
import { nameMatcher } from './matching.js'
import { invalid, LIST_FOR_OBJECT, notValid, parseOptions } from './options.js'
import { LEVELS, PRESETS } from './presets.js'
import type { Rule } from './types.js'

const level = v.picklist(LEVELS)
const ruleSetting = v.union([level, v.strictTuple([level, v.record(v.string(), v.unknown())])], (issue) =>
  Array.isArray(issue.input)
    ? `expected [level, options], with a level of ${LEVELS.join(', ')}`
    : `expected ${LEVELS.join(', ')}, or [level, options]`,
)
const settings = v.record(v.string(), ruleSetting)
const EMPTY = 'is empty'
const text = v.pipe(v.string(), v.nonEmpty(EMPTY))
/** Ids have a kind and a version, and a person copies one: no code would ever fit. */
const codeGlob = v.pipe(
  text,
  v.check(
    (glob) => !/\|[\d.*]+$/.test(glob),
    'names a version: give the code alone, which stands for all of its versions',
  ),
  v.check((glob) => !/^(?:integration|agent):/.test(glob), 'is an id: give the code alone, or PROJECT/CODE'),
)
const globs = v.pipe(v.array(text), v.minLength(1, EMPTY))
const kindGlob = v.pipe(
  text,
  v.check(
    (glob) => ARTIFACT_KINDS.some(nameMatcher([glob])),
    ({ input }) => `there is no kind ${input}; kinds are ${ARTIFACT_KINDS.join(', ')}`,
  ),
)

const override = v.strictObject({
  archives: v.optional(
    v.pipe(globs, v.description('Globs of archive files; without a / they stand for the file name alone.')),
  ),
  integrations: v.optional(
    v.pipe(v.array(codeGlob), v.minLength(1, EMPTY), v.description('Globs of integration codes, or of PROJECT/CODE.')),
  ),
  artifactKinds: v.optional(
    v.pipe(
      v.array(kindGlob),
      v.minLength(1, EMPTY),
      v.description('Globs of kinds: integration, connection, lookup, library …'),
    ),
  ),
  rules: settings,
})

const suppression = v.pipe(
  v.strictObject({
    rule: v.optional(text),
    archive: v.optional(
      v.pipe(text, v.description('Glob of archive files; without a / it stands for the file name alone.')),
    ),
    integration: v.optional(v.pipe(codeGlob, v.description('Glob of integration codes, or of PROJECT/CODE.'))),
    step: v.optional(v.pipe(text, v.description('Glob of display names of steps.'))),
    fingerprint: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'expected 32 hex digits'))),
    reason: v.pipe(v.string(), v.regex(/\S/, EMPTY), v.trim(), v.description('Why this is accepted. Required.')),
    expires: v.optional(
      v.pipe(v.string(), v.isoDate('expected a date, YYYY-MM-DD'), v.description('Last day on which it holds.')),
    ),
  }),
  v.check(
    ({ rule, archive, integration, step, fingerprint }) =>
      [rule, archive, integration, step, fingerprint].some((part) => part !== undefined),
    'name at least one of rule, archive, integration, step, fingerprint',
  ),
)

/** `iarkit.config.json`, or the key `iarkit` of package.json. Published as JSON Schema. */
export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  preset: v.optional(v.picklist(PRESETS)),
  rules: v.optional(settings),
  overrides: v.optional(v.array(override)),
  suppressions: v.optional(v.array(suppression)),
  plugins: v.optional(v.pipe(v.array(text), v.description('Modules that export rules made with defineRule.'))),
  inventory: v.optional(v.pipe(text, v.description('File of the target inventory.'))),
  baseline: v.optional(v.pipe(text, v.description('Baseline file: findings listed in it are not reported.'))),
})

/** What is written once and never changed, lists in it included. */
type ReadOnly<T> = unknown extends T ? T : { readonly [Name in keyof T]: ReadOnly<T[Name]> }

/** What a team wants of `lint`. */
export type Config = ReadOnly<v.InferInput<typeof configSchema>>
type Settings = ReadOnly<v.InferInput<typeof settings>>
/** How a rule is set: a level, or that with the rule's options. */
export type RuleSetting = ReadOnly<v.InferInput<typeof ruleSetting>>
/** Other settings for some archives, integrations or kinds of artifact. */
export type Override = ReadOnly<v.InferInput<typeof override>>
/** Findings that are accepted, and why. */
export type Suppression = ReadOnly<v.InferInput<typeof suppression>>

/**
 * Validates a configuration's shape. Ids of rules and their options are checked by `lint`, which knows the rules.
 * @throws IarkitError `invalid-configuration`, with the path to each value that is wrong
 */
export function parseConfig(value: unknown): Config {
  if (Array.isArray(value)) throw notValid('configuration', [{ path: '', words: LIST_FOR_OBJECT }])
  const result = v.safeParse(configSchema, value)
  if (!result.success) throw invalid('', result.issues)
  // The result has objects in place of lists; what was written is the value.
  const lists = [...objectsIn(value as Config)].filter(([, object]) => Array.isArray(object))
  if (lists.length > 0) {
    throw notValid(
      'configuration',
      lists.map(([path]) => ({ path, words: LIST_FOR_OBJECT })),
    )
  }
  return result.output
}

/** The settings of rules, and the options in them, each with its path. */
function* objectsIn(config: Config): Generator<readonly [path: string, object: unknown]> {
  for (const [path, settings] of settingsIn(config)) {
    yield [path, settings]
    for (const [id, setting] of Object.entries(settings)) {
      if (Array.isArray(setting)) yield [`${path}.${id}[1]`, setting[1]]
    }
  }
}

function* settingsIn({ rules = {}, overrides = [] }: Config): Generator<readonly [path: string, Settings]> {
  yield ['rules', rules]
  for (const [at, { rules }] of overrides.entries()) yield [`overrides[${at}].rules`, rules]
}

/**
 * Validates a configuration against the rules that there are.
 * @throws IarkitError `invalid-configuration` for an id that no rule has, and for options that do not fit
 */
export function checkConfig(config: Config, rules: ReadonlyMap<string, Rule>): void {
  for (const [path, settings] of settingsIn(config)) checkSettings(settings, path, rules)
  for (const [at, { rule }] of (config.suppressions ?? []).entries()) {
    if (rule !== undefined && !rules.has(rule)) throw unknownRule(`suppressions[${at}].rule`, rule, rules)
  }
}

function checkSettings(settings: Settings, path: string, rules: ReadonlyMap<string, Rule>): void {
  for (const [id, setting] of Object.entries(settings)) {
    const rule = rules.get(id)
    if (rule === undefined) throw unknownRule(`${path}.${id}`, id, rules)
    if (Array.isArray(setting)) parseOptions(rule, setting[1], `${path}.${id}[1]`)
  }
}

function unknownRule(path: string, id: string, rules: ReadonlyMap<string, Rule>): IarkitError {
  return new IarkitError('invalid-configuration', `The configuration is not valid: ${path}: ${noSuchRule(id, rules)}`)
}

/** Says that there is no such rule, and which one may be meant. */
export function noSuchRule(id: string, rules: ReadonlyMap<string, Rule>): string {
  const near = nearestName(id, rules.keys())
  const hint = near === null ? '`iarkit rules` lists them.' : `did you mean ${near}?`
  return `there is no rule ${id}; ${hint}`
}
