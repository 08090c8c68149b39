import { IarkitError } from '../base/errors.js'
import { checkType } from '../base/given.js'
import { completeRule, isLikeRule } from './complete-rule.js'
import type { Rule } from './types.js'

/**
 * The rules that a module of one's own exports, each on its own or in lists. `options`, `needs` and `help` may be left
 * out, so that a rule can be a plain object in a file that imports nothing.
 * @param exports the module's namespace object
 * @throws IarkitError `invalid-configuration` where it exports no rule, or one that is not as it should be
 */
export function rulesOf(exports: object, file: string): Rule[] {
  checkType(exports, 'object', 'exports')
  const candidates = new Set<unknown>(Object.values(exports).flat())
  const rules = [...candidates].filter((candidate) => isLikeRule(candidate))
  if (rules.length > 0) return rules.map((rule) => ownRule(rule, file))
  throw new IarkitError('invalid-configuration', `${file} exports no rule: export what defineRule returns.`, { file })
}

/**
 * A rule of one's own, completed: without an address of its page it has none.
 * @param file as of `completeRule`
 * @throws IarkitError as `completeRule`
 */
export function ownRule(candidate: unknown, file: string = ''): Rule {
  const rule = completeRule(candidate, file)
  return { ...rule, help: String(rule.help ?? '') }
}
