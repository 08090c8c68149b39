import { IarkitError } from '../base/errors.js'
import { noOptions } from './define-rule.js'
import type { Rule, RuleCategory } from './types.js'

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

/**
 * The rules that a module of one's own exports, each on its own or in lists. `options`, `needs` and `help` may be left
 * out, so that a rule can be a plain object in a file that imports nothing.
 * @param exports the module's namespace object
 * @throws IarkitError `invalid-configuration` where it exports no rule, or one that is not as it should be
 */
export function rulesOf(exports: object, file: string): Rule[] {
  const candidates = new Set(Object.values(exports).flat())
  const rules = [...candidates].filter(isLikeRule).map((candidate) => complete(candidate, file))
  if (rules.length > 0) return rules
  throw new IarkitError('invalid-configuration', `${file} exports no rule: export what defineRule returns.`, { file })
}

type LikeRule = { readonly id: string; readonly check: Rule['check'] } & Readonly<Record<string, unknown>>

function isLikeRule(value: unknown): value is LikeRule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'check' in value &&
    typeof value.check === 'function'
  )
}

function complete(candidate: LikeRule, file: string): Rule {
  const { id, severity, category, summary, needs = [], options = noOptions, help = '' } = candidate
  const faults = [
    ID.test(id) ? '' : 'its id is not of small letters, digits and hyphens',
    SEVERITIES.includes(String(severity)) ? '' : `its severity is none of ${SEVERITIES.join(', ')}`,
    CATEGORIES.some((known) => known === category) ? '' : `its category is none of ${CATEGORIES.join(', ')}`,
    typeof summary === 'string' && summary !== '' ? '' : 'it has no summary',
    Array.isArray(needs) && needs.every((all) => Array.isArray(all)) ? '' : 'its needs are no list of lists',
    typeof options === 'object' && options !== null && '~run' in options ? '' : 'its options are no valibot schema',
  ].filter((fault) => fault !== '')
  if (faults.length > 0) {
    throw new IarkitError('invalid-configuration', `${file}: the rule ${id.slice(0, 80)}: ${faults.join('; ')}.`, {
      file,
    })
  }
  // Checked field by field above; `check` itself can only be tried.
  return { ...candidate, needs, options, help: String(help) } as unknown as Rule
}
