import { defineRule, noOptions } from '../../src/rules/define-rule.js'
import type { Rule, RuleContext, RuleFinding } from '../../src/rules/types.js'

export type Check = (context: RuleContext<unknown>) => Iterable<RuleFinding>

/** A rule of one's own, for tests of what runs rules: it yields what a function of the context gives. */
export function ownRule(check: Check, more: Partial<Rule> = {}): Rule {
  const made = defineRule({
    id: 'acme/test',
    severity: 'warning',
    category: 'quality',
    summary: 'A test',
    options: noOptions,
    needs: [],
    async *check(context) {
      yield* check(context as RuleContext<unknown>)
    },
  })
  return { ...(made as unknown as Rule), ...more }
}

/** A finding in an archive; all that is not said is the same for each. */
export function found(archive: string, more: Partial<RuleFinding> = {}): RuleFinding {
  return { archive, entry: 'e', line: 1, column: 1, message: 'm', artifact: '', step: '', key: 'k', ...more }
}
