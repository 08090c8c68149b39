import { checkGiven, optionsOf } from '../base/given.js'
import type { ArtifactKind } from '../model/ids.js'
import { condense } from './components.js'
import { createGraph } from './create-graph.js'
import type { DependencyGraph } from './types.js'
import { distances, type Next } from './walk.js'

/** Which part of a graph to keep. */
export interface GraphFilter {
  /** Id of an artifact: keeps it and what it needs. With `to`: the ways between the two. */
  readonly from?: string
  /** Id of an artifact: keeps it and what needs it. */
  readonly to?: string
  /** Keeps artifacts of these kinds only, and the ends of `from` and `to`. Default all. */
  readonly kinds?: readonly ArtifactKind[]
  /**
   * Most steps away: from `from`, from `to`, along a way between the two; where neither is given, from what nothing
   * needs. Default no bound.
   */
  readonly depth?: number
  /** Whether OIC's own connections stay. Default true. */
  readonly preseeded?: boolean
}

/**
 * The part of a graph that a filter keeps, with the edges among it: a graph like any other; an empty one where no node has
 * the one id that `from` or `to` gives, and of two only the end that there is. `findNode` finds the id that a person means.
 */
export function filterGraph(graph: DependencyGraph, filter: GraphFilter): DependencyGraph {
  checkGiven(graph, 'graph')
  const { from, to, kinds, preseeded = true } = optionsOf(filter, { from: 'text', to: 'text', kinds: 'list' })
  const reached = reachedBy(graph, filter)
  const kept = new Set<string>()
  for (const node of graph.nodes) {
    const isEnd = node.id === from || node.id === to
    const wanted = (kinds?.includes(node.kind) ?? true) && (preseeded || !node.preseeded)
    if ((isEnd || wanted) && (reached === null || reached.has(node.id))) kept.add(node.id)
  }
  return createGraph({
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
    openCalls: graph.openCalls.filter((call) => kept.has(call.from)),
    deployed: graph.deployed.filter((id) => kept.has(id)),
  })
}

/** Null where the filter does not say from where. */
function reachedBy(graph: DependencyGraph, { from, to, depth }: GraphFilter): ReadonlySet<string> | null {
  const most = depth ?? Number.POSITIVE_INFINITY
  const needs: Next = (id) => graph.edgesFrom(id).map((edge) => edge.to)
  if (from !== undefined && to !== undefined) return between(graph, from, to, most)
  if (from !== undefined) return new Set([from, ...distances(from, needs, most).keys()])
  if (to !== undefined) {
    // What contains an artifact does not need it.
    const users: Next = (id) => graph.edgesTo(id).flatMap((edge) => (edge.kind === 'contains' ? [] : [edge.from]))
    return new Set([to, ...distances(to, users, most).keys()])
  }
  return depth === undefined ? null : within(graph, needs, depth)
}

/** What lies on a way from one artifact to another that is not longer than `most`. */
function between(graph: DependencyGraph, from: string, to: string, most: number): Set<string> {
  const there = distances(from, (id) => graph.edgesFrom(id).map((edge) => edge.to), most).set(from, 0)
  const back = distances(to, (id) => graph.edgesTo(id).map((edge) => edge.from), most).set(to, 0)
  const found = new Set([from, to])
  for (const [id, steps] of there) {
    const rest = back.get(id)
    if (rest !== undefined && steps + rest <= most) found.add(id)
  }
  return found
}

/** What is at most some steps from what nothing needs; of a ring that nothing else needs, all its members are a start. */
function within(graph: DependencyGraph, needs: Next, most: number): Set<string> {
  const nodes = graph.nodes.map(({ id }) => id)
  const { components, componentOf } = condense(nodes, needs)
  const needed = new Set<number | null>()
  for (const { from, to, kind } of graph.edges) {
    if (kind !== 'contains' && componentOf(from) !== componentOf(to)) needed.add(componentOf(to))
  }
  let wave = components.flatMap((component, number) => (needed.has(number) ? [] : component))
  const found = new Set(wave)
  for (let step = 0; step < most && wave.length > 0; step++) {
    wave = wave.flatMap((id) => needs(id).filter((next) => !found.has(next) && found.add(next)))
  }
  return found
}
