import { checkGiven, optionsOf } from '../base/given.js'
import { fileName } from '../base/path.js'
import { counted } from '../base/words.js'
import type { Finding, LintResult } from '../rules/types.js'
import { countsText, lintSummary, notRunTitle, urgency, verdictText, whyText } from './lint-summary.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { markdown } from './markdown.js'

/** GitHub refuses comments of more than 65,536 characters. */
const MAX_LENGTH = 60_000

/** Markdown for a comment on a pull request: the verdict, what to fix, what to review, the rest folded. */
export function lintMarkdown(result: LintResult, context: LintReportContext = {}): string {
  checkGiven(result, 'result')
  const { verbose = false } = optionsOf(context, LINT_CONTEXT)
  const { infos } = lintSummary(result)
  const nameOf = archiveNames(result.findings)
  const of = (wanted: ReturnType<typeof urgency>) => result.findings.filter((finding) => urgency(finding) === wanted)
  const sections = [
    `### iarkit: ${verdictText(result).text}\n\n${countsText(result)}`,
    ...table(
      'Not read',
      ['archive', 'why'],
      result.failed.map(({ file, message }) => [markdown(file), markdown(message)]),
    ),
    ...findings('Fix before import', of('fix'), nameOf),
    ...findings('Review', of('review'), nameOf),
    ...folded(counted(infos, 'note'), findings('', of('note'), nameOf), verbose),
    ...folded(
      notRunTitle(result.notRun),
      table(
        '',
        ['rule', 'why'],
        result.notRun.map((item) => [markdown(item.rule), markdown(whyText(item))]),
      ),
      verbose,
    ),
  ]
  return `${within(sections, MAX_LENGTH).join('\n\n')}\n`
}

function findings(title: string, list: readonly Finding[], nameOf: (archive: string) => string): string[] {
  const rows = list.map((finding) => [
    finding.severity,
    finding.help.startsWith('http')
      ? `[${markdown(finding.rule)}](${encodeURI(finding.help)})`
      : markdown(finding.rule),
    markdown(finding.message),
    markdown(placeOf(finding, nameOf)),
  ])
  return table(title, ['severity', 'rule', 'finding', 'where'], rows)
}

function placeOf({ archive, entry, line, column }: Finding, nameOf: (archive: string) => string): string {
  const place = entry === '' ? '' : line === null ? ` ${entry}` : ` ${entry}:${line}:${column ?? 1}`
  return nameOf(archive) + place
}

/** The file's name, or its path where two archives are called the same. */
function archiveNames(list: readonly Finding[]): (archive: string) => string {
  const byName = new Map<string, Set<string>>()
  for (const { archive } of list) {
    const name = fileName(archive)
    const paths = byName.get(name)
    if (paths === undefined) byName.set(name, new Set([archive]))
    else paths.add(archive)
  }
  return (archive) => ((byName.get(fileName(archive))?.size ?? 0) > 1 ? archive : fileName(archive))
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)
  return [`${title === '' ? '' : `#### ${title}\n\n`}${lines.join('\n')}`]
}

function folded(summary: string, content: readonly string[], open: boolean): string[] {
  if (content.length === 0) return []
  return [`<details${open ? ' open' : ''}><summary>${summary}</summary>\n\n${content.join('\n\n')}\n\n</details>`]
}

/** Cuts at a line, and says that it did. */
function within(sections: readonly string[], limit: number): string[] {
  const kept: string[] = []
  let left = limit
  for (const section of sections) {
    if (section.length + 2 <= left) {
      kept.push(section)
      left -= section.length + 2
      continue
    }
    const lines = section.split('\n')
    const fitting: string[] = []
    for (const line of lines) {
      if (line.length + 1 > left || line === '</details>') break
      fitting.push(line)
      left -= line.length + 1
    }
    const open = fitting.some((line) => line.startsWith('<details')) ? '\n\n</details>' : ''
    kept.push(fitting.join('\n') + open, 'The rest does not fit into a comment: the full report has it.')
    break
  }
  return kept
}
