import { IarkitError } from '../base/errors.js'
import { listed } from '../base/words.js'
import { noOptions } from './define-rule.js'
import type { OptionsSchema, Rule, RuleCategory, RuleFinding } from './types.js'

const CATEGORIES: readonly RuleCategory[] = [
  'references',
  'target',
  'portability',
  'security',
  'flow',
  'quality',
  'archive',
]
const SEVERITIES = ['error', 'warning', 'info', 'off']

/** Ids of one's own may have a prefix: `acme/no-monday-schedules`. */
const ID = /^[a-z0-9]+(?:[-/][a-z0-9]+){0,20}$/

type LikeRule<Schema extends OptionsSchema> = { readonly id: string; readonly check: Rule<Schema>['check'] } & Readonly<
  Record<string, unknown>
>

export function isLikeRule<Schema extends OptionsSchema = OptionsSchema>(value: unknown): value is LikeRule<Schema> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'check' in value &&
    typeof value.check === 'function'
  )
}

/**
 * Checks a rule of one's own, which may come from JavaScript, and fills in the `options` and `needs` that it leaves out.
 * @param file the module that exports it; empty where it was given by a program
 * @throws IarkitError `invalid-configuration` where it is not as it should be
 */
export function completeRule<Schema extends OptionsSchema = OptionsSchema>(
  candidate: unknown,
  file: string = '',
): Rule<Schema> {
  if (!isLikeRule<Schema>(candidate)) throw wrong('What was given as a rule has no id, or no function check.', file)
  const { id, severity, category, summary, needs = [], options = noOptions } = candidate
  const faults = [
    ID.test(id) ? '' : 'its id is not of small letters, digits and hyphens',
    SEVERITIES.includes(String(severity)) ? '' : `its severity is none of ${SEVERITIES.join(', ')}`,
    CATEGORIES.some((known) => known === category) ? '' : `its category is none of ${CATEGORIES.join(', ')}`,
    typeof summary === 'string' && summary !== '' ? '' : 'it has no summary',
    Array.isArray(needs) && needs.every((all) => Array.isArray(all)) ? '' : 'its needs are no list of lists',
    typeof options === 'object' && options !== null && '~run' in options ? '' : 'its options are no valibot schema',
  ].filter((fault) => fault !== '')
  if (faults.length > 0) {
    const place = file === '' ? 'The rule' : `${file}: the rule`
    throw wrong(`${place} ${id.slice(0, 80)}: ${faults.join('; ')}.`, file)
  }
  // Checked field by field above; `check` itself can only be tried.
  const rule = candidate as unknown as Rule<Schema>
  return candidate['needs'] === needs && candidate['options'] === options
    ? rule
    : { ...rule, needs: rule.needs ?? [], options: options as unknown as Schema }
}

/** A finding of a rule of one's own that is not as it should be. Its words name fields, and quote nothing. */
export class FindingFault extends Error {}

const TEXTS = ['archive', 'entry', 'message', 'artifact', 'step', 'key'] as const
const NUMBERS = ['line', 'column'] as const

/** @throws FindingFault where a rule, which may come from JavaScript, left out a field of a finding or gave it another type */
export function checkFinding(finding: RuleFinding): void {
  // Typed otherwise only as far as the rule is.
  const given: unknown = finding
  if (typeof given !== 'object' || given === null) throw new FindingFault('what it yields is no finding')
  const texts = TEXTS.filter((field) => typeof finding[field] !== 'string')
  const numbers = NUMBERS.filter((field) => finding[field] !== null && typeof finding[field] !== 'number')
  if (texts.length + numbers.length === 0) return
  const faults = [
    texts.length === 0 ? '' : `${listed(texts, TEXTS.length)} must be text, empty where there is none`,
    numbers.length === 0 ? '' : `${listed(numbers)} must be a number or null`,
  ]
  throw new FindingFault(`of what it yields, ${faults.filter((fault) => fault !== '').join('; ')}`)
}

function wrong(message: string, file: string): IarkitError {
  return new IarkitError('invalid-configuration', message, file === '' ? {} : { file })
}
