import { checkGiven, optionsOf } from '../base/given.js'
import type { ArchiveDiff, ArtifactDiff, Change } from '../diff/types.js'
import type { DiffTextContext } from './diff-types.js'
import { artifactTitle, cutLines, diffSummary, toldChanges, verdictOf } from './diff-words.js'
import { printable } from './terminal.js'
import { type Paint, PLAIN } from './types.js'

const MARKS: Readonly<Record<Change['change'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
  renamed: '=',
}

/** Most lines of one value, unless all are asked for. */
const FEW_LINES = 12
/** Two values that are shorter together stand on one line. */
const ONE_LINE = 90

/** A node of the tree that the paths of an artifact's changes make. */
interface Node {
  readonly label: string
  readonly changes: Change[]
  readonly children: Map<string, Node>
}

/** The diff as a tree, for people: each artifact, then what changed in it, where it stands. */
export function diffText(diff: ArchiveDiff, context: DiffTextContext = {}): string {
  checkGiven(diff, 'diff')
  const { paint = PLAIN, failed = [] } = optionsOf(context, { paint: 'object', failed: 'list' })
  const lines = spaced(diff.artifacts.map((artifact) => artifactLines(artifact, context)))
  const notRead = failed.map(({ file, message }) => paint.red(`not read: ${printable(file)}: ${printable(message)}`))
  return `${[...lines, ...notRead, paint.bold(diffSummary(diff))].join('\n')}\n`
}

/** With an empty line after each artifact; those that have nothing to tell beside their titles stand together as a list. */
function spaced(artifacts: readonly (readonly string[])[]): string[] {
  return artifacts.flatMap((lines, at) =>
    lines.length === 1 && artifacts[at + 1]?.length === 1 ? lines : [...lines, ''],
  )
}

function artifactLines(artifact: ArtifactDiff, context: DiffTextContext): string[] {
  const { paint = PLAIN } = context
  const title = `${MARKS[artifact.change]} ${printable(artifactTitle(artifact))}`
  const verdict = printable(verdictOf(artifact))
  const colour = artifact.contract === 'breaking' ? paint.red : paint.dim
  return [
    paint.bold(coloured(paint, artifact.change)(title)),
    ...(verdict === '' ? [] : [`  ${colour(verdict)}`]),
    ...nodeLines(treeOf(toldChanges(artifact)), 1, context),
  ]
}

function treeOf(changes: readonly Change[]): Node {
  const root: Node = { label: '', changes: [], children: new Map() }
  for (const change of changes) {
    let node = root
    for (const label of change.path === '' ? [] : change.path.split(' > ')) {
      const child: Node = node.children.get(label) ?? { label, changes: [], children: new Map() }
      node.children.set(label, child)
      node = child
    }
    node.changes.push(change)
  }
  return root
}

function nodeLines({ changes, children }: Node, depth: number, context: DiffTextContext): string[] {
  const indent = '  '.repeat(depth)
  return [
    ...changes.flatMap((change) => changeLines(change, change.what, indent, context)),
    ...[...children.values()].flatMap((child) => {
      const [only] = child.changes
      if (only !== undefined && child.changes.length === 1 && child.children.size === 0)
        return changeLines(only, `${child.label} (${only.what})`, indent, context)
      return [`${indent}${printable(child.label)}`, ...nodeLines(child, depth + 1, context)]
    }),
  ]
}

function changeLines(change: Change, label: string, indent: string, context: DiffTextContext): string[] {
  const { paint = PLAIN, verbose = false } = context
  const colour = coloured(paint, change.change)
  const effect = change.effect === 'breaking' ? ` ${paint.red('[breaking]')}` : ''
  const word = change.change === 'moved' || change.change === 'renamed' ? ` ${change.change}` : ''
  const head = `${indent}${colour(`${MARKS[change.change]} ${printable(label)}${word}`)}${effect}`
  const [old, now] = [change.old, change.new]
  const isShort = !`${old ?? ''}${now ?? ''}`.includes('\n') && (old ?? '').length + (now ?? '').length <= ONE_LINE
  if (old !== null && now !== null && isShort)
    return [`${head}: ${paint.red(printable(old))} → ${paint.green(printable(now))}`]
  const one = old ?? now
  // Lines of a script that came or went: the mark of the head does not say which.
  const isPart = change.change === 'changed'
  if (one !== null && (old === null || now === null) && isShort && !isPart) {
    return [one === '' || label.startsWith(one) ? head : `${head}: ${printable(one)}`]
  }
  const most = verbose ? Number.POSITIVE_INFINITY : FEW_LINES
  const block = (text: string | null, mark: string, paintOne: (text: string) => string) =>
    text === null ? [] : cutLines(text, most).map((line) => `${indent}    ${paintOne(`${mark} ${printable(line)}`)}`)
  // The first line of what came or went is its name, which the head bears already.
  const body = (text: string | null) =>
    text !== null && label.startsWith(text.split('\n')[0] ?? '') ? rest(text) : text
  return [head, ...block(body(old), '-', paint.red), ...block(body(now), '+', paint.green)]
}

function rest(text: string): string | null {
  const at = text.indexOf('\n')
  return at === -1 ? null : text.slice(at + 1)
}

function coloured(paint: Paint, change: Change['change']): (text: string) => string {
  if (change === 'added') return (text) => paint.green(text)
  if (change === 'removed') return (text) => paint.red(text)
  return change === 'changed' ? (text) => paint.yellow(text) : (text) => paint.cyan(text)
}
