import { checkGiven, optionsOf } from '../base/given.js'
import { groupBy } from '../base/group.js'
import { compareText } from '../base/version.js'
import { capitalised } from '../base/words.js'
import type { Finding, LintResult } from '../rules/types.js'
import { HTML_SCRIPT, HTML_STYLE } from './lint-html-parts.js'
import { countsText, notRunTitle, urgency, verdictText, whyText } from './lint-summary.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { xmlText } from './svg.js'

/**
 * One self-contained HTML file: the verdict, findings by archive with filters, what was not run, the dependency picture.
 * Loads nothing, from nowhere: a content security policy says so to the browser.
 */
export async function lintHtml(result: LintResult, context: LintReportContext = {}): Promise<string> {
  checkGiven(result, 'result')
  optionsOf(context, LINT_CONTEXT)
  const { level, text } = verdictText(result)
  const verdict = capitalised(text)
  const byArchive = groupBy(result.findings, ({ archive }) => archive)
  const archives = [...byArchive.keys()].sort(compareText)
  const rules = [...new Set(result.findings.map(({ rule }) => rule))].sort(compareText)
  const body = [
    `<h1>iarkit: <span class="${level}">${verdict}</span></h1>`,
    `<p>${countsText(result)}</p>`,
    ...notRead(result),
    filters(archives, rules),
    ...archives.map((archive) => archiveSection(archive, byArchive.get(archive) ?? [], context)),
    result.findings.length === 0 ? '<p>No findings.</p>' : '<p id="none" hidden>No finding fits the filters.</p>',
    ...notRun(result),
    ...(await picture(context)),
  ]
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>iarkit: ${verdict}</title><style>${HTML_STYLE}</style></head><body>`,
    ...body,
    `<script>${HTML_SCRIPT}</script></body></html>`,
    '',
  ].join('\n')
}

function notRead({ failed }: LintResult): string[] {
  if (failed.length === 0) return []
  const items = failed.map(
    ({ file, code, message }) => `<li><b>${xmlText(file)}</b>: ${xmlText(message)} <code>${xmlText(code)}</code></li>`,
  )
  return [`<h2>Not read</h2><ul>${items.join('')}</ul>`]
}

function filters(archives: readonly string[], rules: readonly string[]): string {
  const select = (name: string, label: string, values: readonly string[]) =>
    `<label>${label} <select data-filter="${name}"><option value="">all</option>${values.map((value) => `<option value="${xmlText(value)}">${xmlText(value)}</option>`).join('')}</select></label>`
  return `<form>${select('severity', 'Severity', ['error', 'warning', 'info'])}${select('archive', 'Archive', archives)}${select('rule', 'Rule', rules)}</form>`
}

function archiveSection(archive: string, findings: readonly Finding[], context: LintReportContext): string {
  const rank = { fix: 0, review: 1, note: 2 }
  const sorted = [...findings].sort((a, b) => rank[urgency(a)] - rank[urgency(b)])
  return `<section><h2>${xmlText(archive)}</h2>${sorted.map((finding) => item(finding, context)).join('\n')}</section>`
}

function item(finding: Finding, { sourceLine }: LintReportContext): string {
  const { rule, severity, message, entry, line, column, artifact, step, help } = finding
  const place = entry === '' ? '' : line === null ? entry : `${entry}:${line}:${column ?? 1}`
  const name = /^https?:\/\//.test(help)
    ? `<a href="${xmlText(help)}" rel="noreferrer">${xmlText(rule)}</a>`
    : xmlText(rule)
  const source = sourceLine?.(finding) ?? null
  const facts = [artifact, step, place].filter((fact) => fact !== '').map(xmlText)
  return [
    `<article data-severity="${severity}" data-archive="${xmlText(finding.archive)}" data-rule="${xmlText(rule)}">`,
    `<b class="${severity}">${severity}</b> ${name} <p>${xmlText(message)}</p>`,
    facts.length === 0 ? '' : `<small>${facts.join(' · ')}</small>`,
    source === null ? '' : `<pre>${xmlText(source)}</pre>`,
    '</article>',
  ].join('')
}

function notRun({ notRun: rules }: LintResult): string[] {
  if (rules.length === 0) return []
  const items = rules.map((item) => `<li><code>${xmlText(item.rule)}</code> ${xmlText(whyText(item))}</li>`)
  return [`<details><summary>${notRunTitle(rules)}</summary><ul>${items.join('')}</ul></details>`]
}

/** The layout engine is loaded for this picture alone. */
async function picture({ graph }: LintReportContext): Promise<string[]> {
  if (graph === undefined || graph.edges.length === 0) return []
  const { graphSvg } = await import('./graph-svg.js')
  const svg = await graphSvg(graph)
  return [`<h2>Who needs what</h2><div class="picture">${svg.slice(svg.indexOf('<svg'))}</div>`]
}
