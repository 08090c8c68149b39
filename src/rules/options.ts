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

/** One line for each issue, each with the path to the value. */
export function invalid(path: string, issues: readonly v.BaseIssue<unknown>[]): IarkitError {
  const lines = issues.map((issue) => {
    const inside = (issue.path ?? []).map(({ key }) => step(key)).join('')
    const at = `${path}${inside}`.replace(/^\./, '')
    return `${at === '' ? 'configuration' : at}: ${wordsOf(issue)}`
  })
  return new IarkitError('invalid-configuration', `The configuration is not valid: ${lines.join('; ')}.`)
}

/** What of valibot's words a reader of JSON would not understand, said otherwise. */
function wordsOf({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type !== 'strict_object') return message.replace(/^Invalid type: Expected/, 'expected')
  if (expected === 'never') return 'there is no such key'
  return received === 'undefined' ? 'is missing' : message
}

function step(key: unknown): string {
  return typeof key === 'number' ? `[${key}]` : `.${String(key)}`
}
