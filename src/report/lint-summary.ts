import type { Severity } from '../base/diagnostic.js'
import type { Finding, LintResult } from '../rules/types.js'

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
