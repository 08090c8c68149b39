import type { Severity } from '../base/diagnostic.js'
import { checkGiven, optionsOf } from '../base/given.js'
import type { Finding, LintResult } from '../rules/types.js'
import { repositoryPath, repositoryPlaces } from './lint-places.js'
import { countsText } from './lint-summary.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { printable } from './terminal.js'

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Annotations of GitHub Actions: workflow commands, one a line. They land on the diff where an archive is exploded. */
export function lintGithub(result: LintResult, context: LintReportContext = {}): string {
  checkGiven(result, 'result')
  optionsOf(context, LINT_CONTEXT)
  const place = repositoryPlaces(context)
  const annotation = (finding: Finding): string => {
    const { path, line, column, entry } = place(finding)
    const title = finding.step === '' ? finding.rule : `${finding.rule}: ${finding.step}`
    const properties = [
      `file=${property(path)}`,
      ...(line === null ? [] : [`line=${line}`, `col=${column ?? 1}`]),
      `title=${property(title)}`,
    ]
    const inside =
      entry === '' ? '' : ` (${entry}${finding.line === null ? '' : `:${finding.line}:${finding.column ?? 1}`})`
    return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${data(finding.message + inside)}`
  }
  const failed = result.failed.map(
    ({ file, message }) => `::error file=${property(repositoryPath(file))},title=not read::${data(message)}`,
  )
  return `${[...result.findings.map(annotation), ...failed, countsText(result)].join('\n')}\n`
}

/** A command ends at a line's end; `%` starts an escape. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
