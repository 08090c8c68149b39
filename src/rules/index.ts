/** The list of rules. A family's `index.ts` has one line for each of its rules. */
import { archiveRules } from './archive/index.js'
import { flowRules } from './flow/index.js'
import { portabilityRules } from './portability/index.js'
import { qualityRules } from './quality/index.js'
import { referencesRules } from './references/index.js'
import { securityRules } from './security/index.js'
import { targetRules } from './target/index.js'
import type { Rule } from './types.js'

const list = [
  ...referencesRules,
  ...targetRules,
  ...portabilityRules,
  ...securityRules,
  ...flowRules,
  ...qualityRules,
  ...archiveRules,
] as const

/** Id of a rule of the catalogue. */
export type RuleId = (typeof list)[number]['id']

/** Every rule, family by family. */
export const allRules: readonly Rule[] = list

/** Every rule by its id: `rules['missing-lookup']`. */
export const rules = Object.fromEntries(list.map((rule) => [rule.id, rule])) as unknown as {
  readonly [Id in RuleId]: Extract<(typeof list)[number], { readonly id: Id }>
}
