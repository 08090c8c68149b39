/** Everything that iarkit writes about archives, so that one test can ask the same of all of it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { archiveForm, diffArchives } from '../../src/diff/index.js'
import {
  type Archive,
  buildGraph,
  type Failed,
  flowchart,
  flowJson,
  flowMermaid,
  flowSvg,
  inspectJson,
  inspectText,
  inventoryFromArchives,
  inventoryJson,
  inventoryText,
  isLintFormat,
  type LintResult,
  lint,
  lintReporters,
  planImport,
  planJson,
  planMarkdown,
  planSh,
  planText,
  readInventory,
  sequenceDiagram,
  type TargetInventory,
} from '../../src/index.js'
import { diffHtml } from '../../src/report/diff-html.js'
import { diffJson } from '../../src/report/diff-json.js'
import { diffMarkdown } from '../../src/report/diff-markdown.js'
import { diffText } from '../../src/report/diff-text.js'
import { graphDot } from '../../src/report/graph-dot.js'
import { graphJson } from '../../src/report/graph-json.js'
import { graphMermaid } from '../../src/report/graph-mermaid.js'
import { graphSvg } from '../../src/report/graph-svg.js'
import { graphText } from '../../src/report/graph-text.js'
import { textconv } from '../../src/report/textconv.js'

/** What a text must be for the program that reads it. */
export type Form = 'text' | 'json' | 'xml' | 'svg' | 'html' | 'markdown' | 'sh' | 'github' | 'dot' | 'mermaid'

export interface Report {
  readonly name: string
  readonly form: Form
  readonly text: string
}

export interface ReportsOptions {
  readonly failed?: readonly Failed[]
  readonly inventory?: TargetInventory
  /** What the archives were before: the diff is between these and them. */
  readonly before?: readonly Archive[]
  /** Also the pictures that Graphviz lays out, which take longest. */
  readonly pictures?: boolean
}

const LINT_FORMS: Readonly<Record<string, Form>> = {
  text: 'text',
  json: 'json',
  sarif: 'json',
  junit: 'xml',
  github: 'github',
  markdown: 'markdown',
  html: 'html',
}

/** The inventory that the estate does not quite fit. */
export function testInventory(): TargetInventory {
  const path = fileURLToPath(new URL('../../fixtures/retail-test-inventory.json', import.meta.url))
  return readInventory(JSON.parse(readFileSync(path, 'utf8')))
}

/** The result of every rule there is. The time is fixed, so that two runs can be compared. */
export async function strictLint(
  archives: readonly Archive[],
  { failed = [], inventory = testInventory() }: ReportsOptions = {},
): Promise<LintResult> {
  return lint(archives, { config: { preset: 'strict' }, inventory, failed, now: new Date('2026-01-01T00:00:00Z') })
}

/** Most charts that are laid out: Graphviz is loaded anew for each. */
const MOST_PICTURES = 200

/** Every report over some archives, in every format. */
export async function everyReport(archives: readonly Archive[], options: ReportsOptions = {}): Promise<Report[]> {
  const { failed = [], inventory = testInventory(), before = [], pictures = false } = options
  const reports: Report[] = []
  const add = (name: string, form: Form, text: string) => reports.push({ name, form, text })
  add('inspect text', 'text', inspectText({ archives, failed }, { verbose: true }))
  add('inspect json', 'json', inspectJson({ archives, failed }))

  const graph = buildGraph(archives)
  add('graph text', 'text', graphText(graph, { failed }))
  add('graph json', 'json', graphJson(graph, failed))
  add('graph dot', 'dot', graphDot(graph))
  add('graph mermaid', 'mermaid', graphMermaid(graph))
  if (pictures) add('graph svg', 'svg', await graphSvg(graph))

  const flows = archives.flatMap(({ integrations, agents }) => [...integrations, ...agents])
  for (const [at, flow] of flows.entries()) {
    const chart = flowchart(flow, { all: true })
    const sequence = sequenceDiagram(flow, { all: true })
    add(`flow json ${flow.id}`, 'json', flowJson([chart, sequence], failed))
    add(`flow mermaid ${flow.id}`, 'mermaid', flowMermaid([chart, sequence]))
    add(`flow sequence svg ${flow.id}`, 'svg', await flowSvg(sequence))
    if (pictures && at < MOST_PICTURES) add(`flow chart svg ${flow.id}`, 'svg', await flowSvg(chart))
  }

  const result = await strictLint(archives, { failed, inventory })
  for (const [format, load] of Object.entries(lintReporters)) {
    const form = isLintFormat(format) ? LINT_FORMS[format] : undefined
    if (form === undefined) throw new Error(`say in test/support/every-report.ts what form ${format} has`)
    add(`lint ${format}`, form, await (await load())(result, { archives, graph, verbose: true, version: '0.0.0' }))
  }

  const plan = planImport(archives, inventory, { at: '2026-01-01T00:00:00Z' })
  add('plan text', 'text', planText(plan, { failed }))
  add('plan json', 'json', planJson(plan, failed))
  add('plan markdown', 'markdown', planMarkdown(plan, failed))
  add('plan sh', 'sh', planSh(plan, failed))

  const diff = await diffArchives(before, archives, { layout: true, pluginVersions: true })
  const sides = { old: before[0]?.file ?? '', new: archives[0]?.file ?? '', failed }
  add('diff text', 'text', diffText(diff, { ...sides, verbose: true }))
  add('diff json', 'json', diffJson(diff, sides))
  add('diff markdown', 'markdown', diffMarkdown(diff, sides))
  add('diff html', 'html', diffHtml(diff, sides))

  const target = inventoryFromArchives(archives, { environment: 'COPY' })
  add('inventory json', 'json', inventoryJson(target))
  add('inventory text', 'text', inventoryText(target))
  for (const archive of archives) add(`textconv ${archive.file}`, 'text', textconv(await archiveForm(archive)))
  return reports
}

/** Characters that move a cursor, change direction, or hide: none may stand in any report. Line ends may. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
export const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/
