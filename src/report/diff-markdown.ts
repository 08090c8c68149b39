import { checkGiven, optionsOf } from '../base/given.js'
import type { ArchiveDiff, ArtifactDiff, Change } from '../diff/types.js'
import type { DiffReportContext } from './diff-types.js'
import { artifactTitle, changesLine, cutLines, diffSummary, toldChanges, verdictOf } from './diff-words.js'
import { markdown } from './markdown.js'

/** GitHub refuses comments of more than 65,536 characters. */
const MAX_LENGTH = 60_000
/** More changes than these are folded away. */
const FEW = 12

/** Markdown for a pull request: what changed, artifact by artifact, and what it means for callers. */
export function diffMarkdown(diff: ArchiveDiff, context: DiffReportContext = {}): string {
  checkGiven(diff, 'diff')
  const { failed = [] } = optionsOf(context, { failed: 'list' })
  const breaking = diff.artifacts.some(({ contract, change }) => contract === 'breaking' && change === 'changed')
  const head = [
    `### iarkit diff: ${diffSummary(diff)}`,
    ...(breaking ? ['**Something breaks those who rely on it.**'] : []),
    ...failed.map(({ file, message }) => `Not read: ${markdown(file)}: ${markdown(message)}`),
  ]
  const bare = diff.artifacts.filter(({ change }) => change !== 'changed')
  const lists = bare.length === 0 ? [] : [bare.map((one) => `- ${one.change}: ${markdown(one.id)}`).join('\n')]
  const changed = diff.artifacts.filter(({ change }) => change === 'changed').map(section)
  return `${within([...head, ...lists, ...changed]).join('\n\n')}\n`
}

function section(artifact: ArtifactDiff): string {
  const changes = toldChanges(artifact)
  const verdict = verdictOf(artifact)
  const title = `#### ${markdown(artifactTitle(artifact))}`
  const note = verdict === '' ? '' : `\n\n${artifact.contract === 'breaking' ? '⚠ ' : ''}${markdown(verdict)}`
  if (changes.length === 0) return title + note
  const table = ['| change | where | before | after |', '| --- | --- | --- | --- |', ...changes.map(row)].join('\n')
  const folded = `<details><summary>${changesLine(artifact)}</summary>\n\n${table}\n\n</details>`
  return `${title}${note}\n\n${changes.length > FEW ? folded : table}`
}

function row({ what, path, change, old, new: now, effect }: Change): string {
  const kind = `${change} ${markdown(what)}${effect === 'breaking' ? ' **breaking**' : ''}`
  return `| ${kind} | ${markdown(path)} | ${cell(old)} | ${cell(now)} |`
}

function cell(text: string | null): string {
  if (text === null) return ''
  return cutLines(text, 10)
    .map((line) =>
      markdown(line.length > 400 ? `${line.slice(0, 399)}…` : line).replace(/^ +/, (blanks) =>
        '&nbsp;'.repeat(blanks.length),
      ),
    )
    .join('<br>')
}

/** As many sections as fit; a line says how many were left out. */
function within(sections: readonly string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const [at, one] of sections.entries()) {
    length += one.length + 2
    if (length > MAX_LENGTH) return [...kept, `… and ${sections.length - at} more: run \`iarkit diff\` for all.`]
    kept.push(one)
  }
  return kept
}
