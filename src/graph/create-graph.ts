import { compareText, sortedUnique } from '../base/version.js'
import { activationPlan } from './activation.js'
import { depths } from './depth.js'
import { paths } from './paths.js'
import { rings } from './rings.js'
import { storeGraph } from './store.js'
import type { DependencyGraph, EdgeKind, GraphEdge, GraphNode, OpenCall, WalkOptions } from './types.js'
import { distances, type Next, remembered } from './walk.js'

/** What a graph is made of. */
export interface GraphParts {
  /** Sorted by id. */
  readonly nodes: readonly GraphNode[]
  /** Sorted by from, kind, to; both ends among the nodes. */
  readonly edges: readonly GraphEdge[]
  readonly openCalls: readonly OpenCall[]
  readonly deployed: readonly string[]
}

/** Kinds of artifact that are there to be used. */
const USABLE: ReadonlySet<string> = new Set(['connection', 'lookup', 'library', 'event-type'])

/**
 * A graph that answers questions, over nodes and edges; what takes a walk over all of it is worked out once. Each answer is the
 * caller's own: to turn an order round, as one does to deactivate, changes no other answer.
 */
export function createGraph({ nodes, edges, openCalls, deployed }: GraphParts): DependencyGraph {
  const store = storeGraph(nodes, edges)
  const step = (side: 'from' | 'to', kinds?: readonly EdgeKind[]): Next =>
    remembered((id) => {
      const found = side === 'from' ? store.edgesFrom(id) : store.edgesTo(id)
      const wanted = kinds === undefined ? found : found.filter(({ kind }) => kinds.includes(kind))
      return sortedUnique(wanted.map((edge) => (side === 'from' ? edge.to : edge.from)))
    })
  const forward = step('from')
  const backward = step('to')
  const children = step('from', ['calls'])
  const integrations = nodes.filter(({ kind, pattern }) => kind === 'integration' && !pattern)
  const flows = nodes.filter(({ kind }) => kind === 'integration' || kind === 'agent').map(({ id }) => id)
  const cycles = once(() => rings(flows, children))
  const depth = once(() => depths(flows, children))
  const activation = once(() => {
    const calls = (id: string) => store.edgesFrom(id).filter(({ kind }) => kind === 'calls')
    return activationPlan(nodes, calls, new Set(deployed))
  })
  const steps = new Map<string, Next>()
  const stepOf = (side: 'from' | 'to', kinds: readonly EdgeKind[] | undefined): Next => {
    if (kinds === undefined) return side === 'from' ? forward : backward
    const key = `${side} ${sortedUnique(kinds).join(' ')}`
    const next = steps.get(key) ?? step(side, kinds)
    steps.set(key, next)
    return next
  }
  const walk = (id: string, side: 'from' | 'to', { transitive = false, kinds }: WalkOptions): readonly string[] => {
    const next = stepOf(side, kinds)
    return transitive ? [...distances(id, next).keys()].sort(compareText) : [...next(id)]
  }
  return {
    nodes,
    edges,
    openCalls,
    deployed,
    node: (id) => store.node(id),
    edgesFrom: (id) => store.edgesFrom(id),
    edgesTo: (id) => store.edgesTo(id),
    dependenciesOf: (id, options = {}) => walk(id, 'from', options),
    dependentsOf: (id, options = {}) => walk(id, 'to', options),
    impactOf: (id) =>
      [...distances(id, backward)]
        .map(([reached, distance]) => ({ id: reached, distance }))
        .sort((a, b) => a.distance - b.distance || compareText(a.id, b.id)),
    pathsBetween: (from, to, limit = 100) => paths(from, to, forward, backward, limit),
    roots: () =>
      integrations.map(({ id }) => id).filter((id) => store.edgesTo(id).every(({ kind }) => kind !== 'calls')),
    orphans: () =>
      nodes.map(({ id }) => id).filter((id) => store.edgesFrom(id).length === 0 && store.edgesTo(id).length === 0),
    unused: () =>
      nodes
        .filter(({ id, kind, present }) => present && USABLE.has(kind) && !isUsed(store.edgesTo(id)))
        .map(({ id }) => id),
    cycles: () => cycles().map((ring) => [...ring]),
    callDepth: (id) => depth().get(id) ?? 0,
    activation() {
      const { order, waves, superseded } = activation()
      return {
        order: [...order],
        waves: waves.map((wave) => [...wave]),
        superseded: superseded.map((pair) => ({ ...pair })),
      }
    },
    activationOrder: () => [...activation().order],
  }
}

function isUsed(edges: readonly GraphEdge[]): boolean {
  return edges.some(({ kind }) => kind !== 'contains')
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null
  return () => {
    done ??= { value: work() }
    return done.value
  }
}
