import type { DependencyGraph, GraphEdge, GraphNode } from '../graph/types.js'
import { callNotes, homeOf, isMissing, isPlumbing, KIND_WORDS, nameOf } from './graph-words.js'
import { printable, wrap } from './terminal.js'
import type { Paint } from './types.js'

/** Children deeper than this start a tree of their own further down: lines would run off the page. */
const DEEPEST = 8

/** What an integration needs beside children, in this order. */
const NEEDS: readonly (readonly [GraphEdge['kind'], string])[] = [
  ['uses-connection', 'connections'],
  ['uses-lookup', 'lookups'],
  ['uses-library', 'libraries'],
  ['scheduled-by', 'schedule'],
  ['publishes', 'publishes'],
  ['subscribes', 'listens'],
]

interface Branch {
  readonly id: string
  readonly depth: number
  /** The call that leads here; null for the root of a tree. */
  readonly call: GraphEdge | null
  /** Project of the caller. */
  readonly home: string | null
}

/**
 * Every integration and agent below those that call it, each spelled out once with what it needs; then what else needs
 * something. Rings are entered at their smallest id.
 */
export function treeLines(graph: DependencyGraph, paint: Paint): string[] {
  const home = homeOf(graph)
  const flows = graph.nodes.filter(({ kind }) => kind === 'integration' || kind === 'agent')
  const called = (id: string) => graph.edgesTo(id).some(({ kind }) => kind === 'calls')
  const callers = flows.filter(({ id, present }) => present && !called(id))
  const starts = [...callers, ...flows].map(({ id }) => id)
  const shown = new Set<string>()
  const later: string[] = []
  const lines: string[] = []
  for (let start = later.shift() ?? starts.shift(); start !== undefined; start = later.shift() ?? starts.shift()) {
    if (shown.has(start)) continue
    const left: Branch[] = [{ id: start, depth: 0, call: null, home }]
    for (let branch = left.pop(); branch !== undefined; branch = left.pop()) {
      const node = graph.node(branch.id)
      if (node === null) continue
      const calls = graph.edgesFrom(branch.id).filter(({ kind }) => kind === 'calls')
      const state = stateOf(branch, shown, calls.length > 0)
      lines.push(headLine(node, branch, state, paint))
      if (state === 'below') later.push(branch.id)
      if (state !== 'here') continue
      shown.add(branch.id)
      lines.push(...needLines(graph, node, branch.depth, paint))
      for (const call of [...calls].reverse())
        left.push({ id: call.to, depth: branch.depth + 1, call, home: node.project })
    }
  }
  return [...lines, ...looseLines(graph, home, paint)]
}

type State = 'here' | 'above' | 'below'

function stateOf({ id, depth }: Branch, shown: ReadonlySet<string>, hasChildren: boolean): State {
  if (shown.has(id)) return 'above'
  return depth > DEEPEST && hasChildren ? 'below' : 'here'
}

function indentOf(depth: number): string {
  return ' '.repeat(1 + depth * 2)
}

function headLine(node: GraphNode, { depth, call, home }: Branch, state: State, paint: Paint): string {
  const words = nameOf(node, home)
  const title = call === null ? paint.bold(words) : words
  const agent = node.kind === 'agent' ? [KIND_WORDS.agent] : node.pattern ? ['a pattern of AI agents'] : []
  const notes = [...agent, ...(call === null ? [] : callNotes(call)), ...(state === 'here' ? [] : [`see ${state}`])]
  const odd = call?.match !== null && call?.match?.fit === 'same-major'
  const said = notes.length === 0 ? '' : ` (${notes.map(printable).join('; ')})`
  const missing = isMissing(node) ? ` ${paint.yellow('not here')}` : ''
  const verb = call === null ? '' : 'calls '
  return `${indentOf(depth)}${verb}${title}${odd ? paint.yellow(said) : said}${missing}`
}

function needLines(graph: DependencyGraph, { id, project }: GraphNode, depth: number, paint: Paint): string[] {
  const edges = graph.edgesFrom(id)
  return NEEDS.flatMap(([kind, words]) => {
    const needed = edges.flatMap((edge) => {
      const node = edge.kind === kind ? graph.node(edge.to) : null
      return node === null || isPlumbing(node) ? [] : [needText(graph, node, project, paint)]
    })
    return needed.length === 0 ? [] : wrap(`${indentOf(depth)}  ${words.padEnd(12)}`, needed)
  })
}

/** A connection is told together with what it needs itself. */
function needText(graph: DependencyGraph, node: GraphNode, home: string | null, paint: Paint): string {
  const notes = graph.edgesFrom(node.id).flatMap(({ to, kind }) => {
    const other = graph.node(to)
    if (other === null || kind === 'contains') return []
    return [`${kind === 'refers-to' ? 'stands for' : KIND_WORDS[other.kind]} ${nameOf(other, home)}`]
  })
  if (node.preseeded) notes.unshift("OIC's own")
  const said = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  const missing = isMissing(node) ? ` ${paint.yellow('not here')}` : ''
  return `${nameOf(node, home)}${said}${missing}`
}

/** Connections that need something while no integration of the graph uses them. */
function looseLines(graph: DependencyGraph, home: string | null, paint: Paint): string[] {
  return graph.nodes.flatMap((node) => {
    const isLoose =
      node.kind === 'connection' &&
      graph.edgesFrom(node.id).length > 0 &&
      graph.edgesTo(node.id).every(({ kind }) => kind === 'contains')
    return isLoose ? [` ${KIND_WORDS.connection} ${needText(graph, node, home, paint)}`] : []
  })
}
