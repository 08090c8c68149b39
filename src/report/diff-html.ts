import { checkGiven, optionsOf } from '../base/given.js'
import type { ArchiveDiff, ArtifactDiff, Change } from '../diff/types.js'
import type { DiffReportContext } from './diff-types.js'
import { artifactTitle, changesLine, diffSummary, toldChanges, verdictOf } from './diff-words.js'
import { xmlText } from './svg.js'

const STYLE = `
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{max-width:90rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1.05rem;margin-top:2rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th:first-child,td:first-child{width:30%}
pre{margin:0;white-space:pre-wrap;font-size:.87em}
td.old{background:#c6282818}td.new{background:#2e7d3218}
.breaking{color:#c62828}small{opacity:.75}
@media (prefers-color-scheme:dark){.breaking{color:#ef9a9a}}
`

/** One self-contained HTML file: every change side by side. It loads nothing: a content security policy says so. */
export function diffHtml(diff: ArchiveDiff, context: DiffReportContext = {}): string {
  checkGiven(diff, 'diff')
  const {
    old = 'before',
    new: now = 'after',
    failed = [],
  } = optionsOf(context, { old: 'text', new: 'text', failed: 'list' })
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>iarkit diff: ${diffSummary(diff)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${diffSummary(diff)}</h1>`,
    `<p>${xmlText(old)} → ${xmlText(now)}</p>`,
    ...failed.map(({ file, message }) => `<p class="breaking">Not read: ${xmlText(file)}: ${xmlText(message)}</p>`),
    ...diff.artifacts.map(section),
    '</body></html>',
    '',
  ].join('\n')
}

function section(artifact: ArtifactDiff): string {
  const verdict = verdictOf(artifact)
  const head = `<h2>${artifact.change}: ${xmlText(artifactTitle(artifact))}</h2>`
  const grave = artifact.contract === 'breaking' ? ' class="breaking"' : ''
  const note = verdict === '' ? '' : `<p${grave}>${xmlText(verdict)}</p>`
  const changes = toldChanges(artifact)
  if (changes.length === 0) return `<section>${head}${note}</section>`
  return [
    `<section>${head}${note}<p><small>${changesLine(artifact)}</small></p>`,
    '<table><thead><tr><th>where</th><th>before</th><th>after</th></tr></thead><tbody>',
    ...changes.map(row),
    '</tbody></table></section>',
  ].join('\n')
}

function row({ what, path, change, old, new: now, effect }: Change): string {
  const grave = effect === 'breaking' ? ' <b class="breaking">breaking</b>' : ''
  const where = `${path === '' ? '' : `${xmlText(path)}<br>`}<small>${change} ${xmlText(what)}</small>${grave}`
  return `<tr><td>${where}</td>${cell('old', old)}${cell('new', now)}</tr>`
}

function cell(side: 'old' | 'new', text: string | null): string {
  if (text === null) return '<td></td>'
  return `<td class="${side}"><pre>${text.split('\n').map(xmlText).join('\n')}</pre></td>`
}
