import { checkGiven, optionsOf } from '../base/given.js'
import { counted } from '../base/words.js'
import type { DependencyGraph, GraphEdge, GraphNode } from '../graph/types.js'
import { treeLines } from './graph-tree.js'
import {
  callNotes,
  countOf,
  homeOf,
  isMissing,
  isPlumbing,
  KIND_WORDS,
  NEVER_CARRIED,
  nameOf as nodeName,
} from './graph-words.js'
import { columns, printable, wrap } from './terminal.js'
import { type Failed, type Paint, PLAIN } from './types.js'

export interface GraphTextOptions {
  readonly paint?: Paint
  readonly failed?: readonly Failed[]
}

/** The name of a node, as one in a project (default: the one that all live in) would say it. */
type Name = (id: string, home?: string | null) => string

/** What needs what, as a tree; then what is missing, odd or in a ring, and the order of activation. */
export function graphText(graph: DependencyGraph, options: GraphTextOptions = {}): string {
  checkGiven(graph, 'graph')
  const { paint = PLAIN, failed = [] } = optionsOf(options, { paint: 'object', failed: 'list' })
  const home = homeOf(graph)
  const nameOf: Name = (id, from = home) => {
    const node = graph.node(id)
    return node === null ? printable(id) : nodeName(node, from)
  }
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['WHO NEEDS WHAT', treeLines(graph, paint)],
    ['NOT IN THESE ARCHIVES', missingLines(graph, nameOf)],
    ['BEFOREHAND IN THE TARGET', beforehandLines(graph, nameOf)],
    ['ODD CALLS', oddCalls(graph, nameOf)],
    ['RINGS', graph.cycles().map((ring) => ` ${[...ring, ...ring.slice(0, 1)].map((id) => nameOf(id)).join(' -> ')}`)],
    ['COPIES DIFFER', differing(graph, nameOf)],
    ['USED BY NOTHING HERE', unusedLines(graph, nameOf)],
    ['ACTIVATE, CHILDREN FIRST', activationLines(graph, nameOf)],
  ]
  const blocks = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [paint.bold(title), ...lines])
  const unread = failed.map(({ file, code, message }) => ` ${printable(file)}: ${printable(message)} (${code})`)
  if (unread.length > 0) blocks.push([paint.red(paint.bold('NOT READ')), ...unread])
  return `${[[summary(graph)], ...blocks].map((lines) => lines.join('\n')).join('\n')}\n`
}

function summary(graph: DependencyGraph): string {
  const there = (kind: GraphNode['kind']) =>
    graph.nodes.filter((node) => node.kind === kind && node.present && !node.pattern).length
  const parts = [countOf(there('integration'), 'integration')]
  for (const kind of ['agent', 'connection', 'lookup', 'library', 'schedule', 'event-type'] as const) {
    if (there(kind) > 0) parts.push(countOf(there(kind), kind))
  }
  const missing = graph.nodes.filter(isLacking).length
  const rings = graph.cycles().length
  if (missing > 0) parts.push(`${missing} not here`)
  if (rings > 0) parts.push(counted(rings, 'ring'))
  return parts.join(', ')
}

/** A package or project is what things lie in; nobody needs it for itself. */
function isLacking(node: GraphNode): boolean {
  return isMissing(node) && node.kind !== 'package' && node.kind !== 'project'
}

function missingLines(graph: DependencyGraph, nameOf: Name): string[] {
  const missing = graph.nodes.filter(isLacking)
  const open = graph.openCalls.map(
    ({ from, evidence }) =>
      ` an integration that ${nameOf(from)} chooses at run time: the archive does not say which (${printable(evidence.entry)}${evidence.line === null ? '' : `:${evidence.line}`})`,
  )
  const rows = missing.map(({ id, kind }) => [KIND_WORDS[kind], nameOf(id), `needed by ${neededBy(graph, id, nameOf)}`])
  return [...columns(rows, ' '), ...open]
}

/** What no archive carries, or comes with a feature of the instance. */
function beforehandLines(graph: DependencyGraph, nameOf: Name): string[] {
  const needed = graph.nodes.filter((node) => NEVER_CARRIED.has(node.kind) || (node.preseeded && !isPlumbing(node)))
  const rows = needed.map(({ id, kind, preseeded }) => [
    preseeded ? "OIC's own connection" : KIND_WORDS[kind],
    nameOf(id),
    `needed by ${neededBy(graph, id, nameOf)}`,
  ])
  return columns(rows, ' ')
}

const NAMED = 5

function neededBy(graph: DependencyGraph, id: string, nameOf: Name): string {
  const users = [...new Set(graph.edgesTo(id).flatMap(({ from, kind }) => (kind === 'contains' ? [] : [from])))]
  const home = graph.node(id)?.project
  const shown = users
    .slice(0, NAMED)
    .map((user) => (home === null ? nameOf(user) : nameOf(user, home)))
    .join(', ')
  return users.length > NAMED ? `${shown} and ${users.length - NAMED} more` : shown || 'nothing'
}

function oddCalls(graph: DependencyGraph, nameOf: Name): string[] {
  const odd = ({ match }: GraphEdge) => match !== null && (match.fit === 'same-major' || match.unreachable !== null)
  return graph.edges.filter(odd).map((edge) => {
    const notes = callNotes({ ...edge, dynamic: false })
      .map(printable)
      .join('; ')
    return ` ${nameOf(edge.from)} calls ${nameOf(edge.to)}: ${notes}`
  })
}

function differing(graph: DependencyGraph, nameOf: Name): string[] {
  return graph.nodes.flatMap(({ id, kind, copiesDiffer, preseeded, sources }) => {
    const files = [...new Set(sources.map(({ archive }) => printable(archive)))]
    return copiesDiffer && !preseeded ? wrap(` ${KIND_WORDS[kind]} ${nameOf(id)} in `, files) : []
  })
}

function unusedLines(graph: DependencyGraph, nameOf: Name): string[] {
  const unused = graph.unused().flatMap((id) => {
    const node = graph.node(id)
    return node === null || node.preseeded ? [] : [`${KIND_WORDS[node.kind]} ${nameOf(id)}`]
  })
  return unused.length === 0 ? [] : wrap(' ', unused)
}

function activationLines(graph: DependencyGraph, nameOf: Name): string[] {
  const { waves, superseded } = graph.activation()
  const width = String(waves.length).length
  const lines = waves.flatMap((wave, at) =>
    wrap(
      ` ${String(at + 1).padStart(width)}  `,
      wave.map((id) => nameOf(id)),
    ),
  )
  const left = superseded.map(
    ({ id, by }) => ` not ${nameOf(id)}: ${nameOf(by)} is the one of its major version to be active`,
  )
  return [...lines, ...left]
}
