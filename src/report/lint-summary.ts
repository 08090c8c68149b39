import type { Severity } from '../base/diagnostic.js'
import { counted } from '../base/words.js'
import type { Finding, LintResult, NotRun } from '../rules/types.js'

export interface LintSummary {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly suppressed: number
}

/** Counts of a result. */
export function lintSummary({ findings, suppressed }: Pick<LintResult, 'findings' | 'suppressed'>): LintSummary {
  const of = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length
  return { errors: of('error'), warnings: of('warning'), infos: of('info'), suppressed: suppressed.length }
}

/** `1 error, 2 warnings, 0 notes`, then what else there is to know of how complete that is. */
export function countsText(result: Pick<LintResult, 'findings' | 'suppressed' | 'failed'>): string {
  const { errors, warnings, infos, suppressed } = lintSummary(result)
  return [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    counted(infos, 'note'),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(result.failed.length > 0 ? [`${result.failed.length} not read`] : []),
  ].join(', ')
}

/** A result in a few words. What could not be read may hold anything, so that it never is "nothing to fix". */
export function verdictText(result: Pick<LintResult, 'findings' | 'suppressed' | 'failed'>): {
  readonly level: 'error' | 'warning' | 'ok'
  readonly text: string
} {
  const { errors, warnings } = lintSummary(result)
  if (errors > 0) return { level: 'error', text: 'not ready to import' }
  if (result.failed.length > 0) return { level: 'error', text: 'not all could be read' }
  return warnings > 0 ? { level: 'warning', text: 'to be reviewed' } : { level: 'ok', text: 'nothing to fix' }
}

/** `8 rules not run, 1 run in part`. */
export function notRunTitle(notRun: readonly NotRun[]): string {
  const rulesThat = (partly: boolean) =>
    new Set(notRun.filter((item) => item.partly === partly).map(({ rule }) => rule)).size
  const [whole, part] = [rulesThat(false), rulesThat(true)]
  if (whole === 0) return `${counted(part, 'rule')} run in part`
  return `${counted(whole, 'rule')} not run${part > 0 ? `, ${part} run in part` : ''}`
}

/** Why a rule was not run, or not everywhere. */
export function whyText({ why, partly }: NotRun): string {
  return partly ? `in part: ${why}` : why
}

/** Families whose warnings say that an import, an activation or the first run after it may fail. */
const BEFORE_IMPORT: ReadonlySet<string> = new Set(['references', 'target', 'archive'])

/** What to do about a finding: fix it before an import, review it, or know it. */
export function urgency({
  rule,
  severity,
  category,
}: Pick<Finding, 'rule' | 'severity' | 'category'>): 'fix' | 'review' | 'note' {
  if (severity === 'info') return 'note'
  if (severity === 'error') return 'fix'
  // A suppression is no part of what is imported.
  return BEFORE_IMPORT.has(category) && rule !== 'suppression' ? 'fix' : 'review'
}
