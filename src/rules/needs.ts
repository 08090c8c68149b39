import type { Archive } from '../model/index.js'
import type { Need, Rule } from './types.js'

/** Why a need is not met, as a report says it. */
export const LACKING: Readonly<Record<Need, string>> = {
  inventory: 'no --inventory',
  set: 'only one archive given',
}

/** What a run has. A package or project is a set by itself: its integrations are meant to be imported together. */
export function needsMet(archives: readonly Pick<Archive, 'kind'>[], hasInventory: boolean): ReadonlySet<Need> {
  const met = new Set<Need>()
  if (hasInventory) met.add('inventory')
  if (archives.length > 1 || archives.some(({ kind }) => kind === 'package' || kind === 'project')) met.add('set')
  return met
}

/** Why a rule cannot run with what there is; null where it can. */
export function whyNotRun({ needs }: Pick<Rule, 'needs'>, met: ReadonlySet<Need>): string | null {
  if (needs.length === 0 || needs.some((all) => all.every((need) => met.has(need)))) return null
  const lacking = new Set(needs.flat().filter((need) => !met.has(need)))
  return (['inventory', 'set'] as const)
    .filter((need) => lacking.has(need))
    .map((need) => LACKING[need])
    .join(', ')
}
