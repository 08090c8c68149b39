import { checkGiven } from '../base/given.js'
import type { LintResult } from '../rules/types.js'
import { jsonText } from './json-text.js'
import { lintSummary } from './lint-summary.js'

/** The JSON of `lint`, by the public contract; see docs/json.md. */
export function lintJson(result: LintResult): string {
  checkGiven(result, 'result')
  const { findings, notRun, failed } = result
  const report = {
    formatVersion: 1,
    summary: lintSummary(result),
    notRun: notRun.map(({ rule, why, partly }) => ({ rule, why, partly })),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      category: finding.category,
      severity: finding.severity,
      message: finding.message,
      archive: finding.archive,
      entry: finding.entry,
      line: finding.line,
      column: finding.column,
      artifact: finding.artifact,
      step: finding.step,
      fingerprint: finding.fingerprint,
      help: finding.help,
    })),
    failed: failed.map(({ file, code, message }) => ({ file, code, message })),
  }
  return jsonText(report)
}
