import * as v from 'valibot'
import { IarkitError } from '../base/errors.js'
import type { OptionsSchema, Rule } from './types.js'

/**
 * Validates a rule's options and fills in defaults.
 * @param path where they stand, for the message: `rules.hardcoded-url[1]`
 * @throws IarkitError `invalid-configuration`
 */
export function parseOptions<Schema extends OptionsSchema>(
  rule: Pick<Rule<Schema>, 'id' | 'options'>,
  value: unknown,
  path: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(rule.options, value ?? {})
  if (result.success) return result.output
  throw invalid(path, result.issues)
}

/**
 * One line for each issue, each with the path to the value.
 * @param document what is not valid: a baseline is no configuration
 */
export function invalid(
  path: string,
  issues: readonly v.BaseIssue<unknown>[],
  document: string = 'configuration',
): IarkitError {
  const faults = issues.map((issue) => ({
    path: `${path}${(issue.path ?? []).map(({ key }) => step(key)).join('')}`,
    words: wordsOf(issue),
  }))
  return notValid(document, faults)
}

/** An error that says of each value that is wrong where it stands and why. */
export function notValid(
  document: string,
  faults: readonly { readonly path: string; readonly words: string }[],
): IarkitError {
  const lines = faults.map(({ path, words }) => `${path.replace(/^\./, '') || document}: ${words}`)
  return new IarkitError('invalid-configuration', `The ${document} is not valid: ${lines.join('; ')}.`)
}

/** Valibot takes a list for an object that has no keys. */
export const LIST_FOR_OBJECT = 'expected an object, found a list'

/** What of valibot's words a reader of JSON would not understand, said otherwise; a schema's own words stay. */
function wordsOf({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'there is no such key'
  if (type === 'strict_object' && received === 'undefined') return 'is missing'
  if (!/^Invalid [\w ]+: /.test(message)) return message
  return `expected ${WANTED.get(expected ?? type) ?? choices(expected ?? type)}, found ${FOUND.get(received) ?? received}`
}

/** What valibot says that it expects, in words; where it says nothing, the name of its check. */
const WANTED: ReadonlyMap<string, string> = new Map([
  ['Object', 'an object'],
  ['Array', 'a list'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
])

const FOUND: ReadonlyMap<string, string> = new Map([
  ['Object', 'an object'],
  ['Array', 'a list'],
])

/** `("a" | "b")` as `a, b`. */
function choices(expected: string): string {
  return expected
    .replace(/^\((.*)\)$/s, '$1')
    .split(' | ')
    .map((choice) => choice.replace(/^"(.*)"$/s, '$1'))
    .join(', ')
}

function step(key: unknown): string {
  return typeof key === 'number' ? `[${key}]` : `.${String(key)}`
}
