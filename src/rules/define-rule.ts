import type { OptionsSchema, Rule } from './types.js'

/** Gives a rule its types; also for rules of one's own, named in a configuration. */
export function defineRule<Schema extends OptionsSchema>(rule: Rule<Schema>): Rule<Schema> {
  return rule
}
