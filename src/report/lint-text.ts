import { SEVERITY_RANK } from '../base/diagnostic.js'
import { checkGiven, optionsOf } from '../base/given.js'
import { addTo, groupBy } from '../base/group.js'
import { counted } from '../base/words.js'
import type { Finding, LintResult, NotRun } from '../rules/types.js'
import { lintSummary, urgency, verdictText } from './lint-summary.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { printable } from './terminal.js'
import { type Paint, PLAIN } from './types.js'

/** Most findings of one rule in one archive that are spelled out unless all are asked for. */
const FOLD = 8

/** Longest place of a finding on a line of its own. */
const PLACE_WIDTH = 70

/** What to fix before an import, then what to review; notes counted; what was not run, and why. */
export function lintText(result: LintResult, context: LintReportContext = {}): string {
  checkGiven(result, 'result')
  optionsOf(context, LINT_CONTEXT)
  const { paint = PLAIN, verbose = false } = context
  const blocks = [
    section(
      'NOT READ',
      result.failed.map((item) => ` ${printable(item.file)}: ${printable(item.message)} (${item.code})`),
      paint,
    ),
    findingsSection('FIX BEFORE IMPORT', 'fix', result, context),
    findingsSection('REVIEW', 'review', result, context),
    verbose ? findingsSection('NOTES', 'note', result, context) : [],
    section('NOT CHECKED', notRunLines(result.notRun.filter(({ partly }) => partly)), paint),
    verbose
      ? section('NOT RUN', notRunLines(result.notRun.filter(({ partly }) => !partly)), paint)
      : foldedLines(result, paint),
    [summaryLine(result, paint)],
  ]
  return `${blocks.flat().join('\n')}\n`
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines]
}

function findingsSection(
  title: string,
  wanted: ReturnType<typeof urgency>,
  { findings, rules }: LintResult,
  context: LintReportContext,
): string[] {
  const { paint = PLAIN, verbose = false } = context
  const own = findings.filter((finding) => urgency(finding) === wanted)
  const archives = new Set(findings.map(({ archive }) => archive))
  const byArchive = groupBy(own, ({ archive }) => archive)
  const width = own.reduce((widest, { rule }) => Math.max(widest, rule.length), 0)
  const order = new Map(rules.map(({ id }, at) => [id, at]))
  const lines = [...archives].flatMap((archive) => {
    const inArchive = byArchive.get(archive)
    if (inArchive === undefined) return []
    inArchive.sort(
      (a, b) =>
        SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] || (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0),
    )
    const head = archives.size > 1 ? [` ${paint.cyan(printable(archive || 'all archives'))}`] : []
    const totals = countByRule(inArchive)
    const shown = new Map<string, number>()
    const lines = [...head]
    for (const finding of inArchive) {
      const { rule } = finding
      const before = shown.get(rule) ?? 0
      shown.set(rule, before + 1)
      if (verbose || before < FOLD) lines.push(...findingLines(finding, width, context))
      else if (before === FOLD) {
        const more = (totals.get(rule) ?? 0) - FOLD
        lines.push(paint.dim(`${INDENT}${rule.padEnd(width)}  and ${more} more (--verbose)`))
      }
    }
    return lines
  })
  return section(title, lines, paint)
}

/** As wide as a severity and the spaces around it. */
const INDENT = ' '.repeat(10)

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}

function findingLines(finding: Finding, width: number, { paint = PLAIN, sourceLine }: LintReportContext): string[] {
  const { severity, rule, message, entry, line } = finding
  const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.dim
  const first = ` ${colour(severity.padEnd(7))}  ${rule.padEnd(width)}  ${printable(message)}`
  // A file without lines is told where the message does not name it.
  if (entry === '' || (line === null && message.includes(entry))) return [first]
  const source = sourceLine?.(finding) ?? null
  const place = placeText(finding)
  const second = source === null ? place : `${place}  ${printable(source)}`
  return [first, paint.dim(`${INDENT}${second}`)]
}

/** `…/PROJECT-INF/project.xml:12:5`: the end of a path says more than its beginning. */
function placeText({ entry, line, column }: Finding): string {
  const path = printable(entry)
  const short = path.length > PLACE_WIDTH ? `…${path.slice(1 - PLACE_WIDTH)}` : path
  if (line === null) return short
  return `${short}:${line}${column === null ? '' : `:${column}`}`
}

function foldedLines({ findings, notRun }: LintResult, paint: Paint): string[] {
  const notes = findings.filter((finding) => urgency(finding) === 'note').length
  const whole = notRun.filter(({ partly }) => !partly)
  const parts = [
    ...(notes > 0 ? [`${counted(notes, 'note')} (--verbose)`] : []),
    ...[...byWhy(whole)].map(([why, rules]) => `${counted(rules.length, 'rule')} not run: ${printable(why)}`),
  ]
  return parts.length > 0 ? [paint.dim(parts.join(' · '))] : []
}

function notRunLines(notRun: readonly NotRun[]): string[] {
  return [...byWhy(notRun)].map(([why, rules]) => ` ${printable(why)}: ${rules.join(', ')}`)
}

function byWhy(notRun: readonly NotRun[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { rule, why } of notRun) addTo(groups, why, rule)
  return groups
}

function summaryLine(result: LintResult, paint: Paint): string {
  const { errors, warnings, suppressed } = lintSummary(result)
  const colour = { error: paint.red, warning: paint.yellow, ok: paint.green }[verdictText(result).level]
  const parts = [counted(errors, 'error'), counted(warnings, 'warning')]
  if (suppressed > 0) parts.push(`${suppressed} suppressed`)
  if (result.failed.length > 0) parts.push(`${result.failed.length} not read`)
  return colour(parts.join(', '))
}
