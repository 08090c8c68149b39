import { checkGiven, optionsOf } from '../base/given.js'
import { groupBy } from '../base/group.js'
import { compareText } from '../base/version.js'
import type { Finding, LintResult } from '../rules/types.js'
import { whyText } from './lint-summary.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { xmlText } from './svg.js'

/**
 * JUnit XML: an archive is a suite, a finding a test case that failed (notes pass, with their text), a rule that was not
 * run is skipped, an archive that could not be read is an error.
 */
export function lintJunit(result: LintResult, context: LintReportContext = {}): string {
  checkGiven(result, 'result')
  const { archives = [] } = optionsOf(context, LINT_CONTEXT)
  const byArchive = groupBy(result.findings, ({ archive }) => archive)
  const files = [...new Set([...archives.map(({ file }) => file), ...byArchive.keys()])].sort(compareText)
  const suites = files.map((file) =>
    suite(file, (byArchive.get(file) ?? []).map(testCase), ['<testcase name="no findings"/>']),
  )
  if (result.failed.length > 0) {
    suites.push(
      suite(
        'not read',
        result.failed.map(({ file, code, message }) => ({
          failed: 'error',
          xml: `<testcase classname="${xmlText(file)}" name="read"><error message="${xmlText(message)}" type="${xmlText(code)}"/></testcase>`,
        })),
        [],
      ),
    )
  }
  if (result.notRun.length > 0) {
    suites.push(
      suite(
        'rules not run',
        result.notRun.map((item) => ({
          failed: 'skipped',
          xml: `<testcase classname="iarkit" name="${xmlText(item.rule)}"><skipped message="${xmlText(whyText(item))}"/></testcase>`,
        })),
        [],
      ),
    )
  }
  const sum = (key: 'tests' | 'failures' | 'errors' | 'skipped') => suites.reduce((total, each) => total + each[key], 0)
  const head = `<testsuites name="iarkit" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}" skipped="${sum('skipped')}">`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.map(({ xml }) => xml).join('\n')}\n</testsuites>\n`
}

interface Case {
  readonly failed: 'failure' | 'error' | 'skipped' | null
  readonly xml: string
}

function suite(name: string, cases: readonly Case[], otherwise: readonly string[]) {
  const lines = cases.length === 0 ? otherwise : cases.map(({ xml }) => xml)
  const of = (kind: Case['failed']) => cases.filter(({ failed }) => failed === kind).length
  const counts = { tests: lines.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') }
  const attributes = Object.entries(counts)
    .map(([key, count]) => `${key}="${count}"`)
    .join(' ')
  return {
    ...counts,
    xml: `  <testsuite name="${xmlText(name)}" ${attributes}>\n    ${lines.join('\n    ')}\n  </testsuite>`,
  }
}

function testCase(finding: Finding): Case {
  const { rule, severity, message, entry, line, column, artifact, step, help } = finding
  const place = entry === '' ? '' : line === null ? entry : `${entry}:${line}:${column ?? 1}`
  const name = [rule, artifact, step, place].filter((part) => part !== '').join(' · ')
  const open = `<testcase classname="${xmlText(finding.archive)}" name="${xmlText(name)}">`
  const text = xmlText([message, place, help].filter((part) => part !== '').join(' — '))
  if (severity === 'info') return { failed: null, xml: `${open}<system-out>${text}</system-out></testcase>` }
  return {
    failed: 'failure',
    xml: `${open}<failure message="${xmlText(message)}" type="${severity}">${text}</failure></testcase>`,
  }
}
