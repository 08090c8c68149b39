import * as v from 'valibot'
import { condense } from '../../graph/components.js'
import type { DependencyGraph, EdgeKind } from '../../graph/types.js'
import { defineRule } from '../define-rule.js'
import { listed } from '../words.js'
import { keyOf } from './needed.js'

/** A chain of calls between integrations that is deeper than OIC allows. */
export const callDepth = defineRule({
  id: 'call-depth',
  severity: 'warning',
  category: 'references',
  summary: 'A chain of calls is deeper than OIC allows',
  options: v.strictObject({
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Most calls in a chain.')), 16),
  }),
  needs: [['set']],
  async *check({ graph, options }) {
    const deep = graph.nodes.filter(
      ({ id, kind, present }) => kind === 'integration' && present && graph.callDepth(id) > options.limit,
    )
    const heads = headsOf(graph, new Set(deep.map(({ id }) => id)))
    for (const { id } of deep) {
      if (!heads.has(id)) continue
      const chain = chainFrom(graph, id)
      const evidence = graph.edgesFrom(id).find(({ kind, to }) => kind === 'calls' && to === chain[1])?.evidence[0]
      if (evidence === undefined) continue
      const { archive, entry, line, column } = evidence
      const names = chain.map((each) => nameOf(graph, each))
      const depth = graph.callDepth(id)
      yield {
        archive,
        entry,
        line,
        column,
        message: `${names[0] ?? id} starts a chain of ${depth} calls, and OIC allows ${options.limit}: ${listed(names.slice(1), 20)}; let one of them call by an event or a schedule instead.`,
        artifact: id,
        step: '',
        key: '',
      }
    }
  },
})

/** Only the head of a chain is told; of a ring that nothing deep calls, the first by id. */
function headsOf(graph: DependencyGraph, deep: ReadonlySet<string>): ReadonlySet<string> {
  const among = (ids: readonly string[]) => ids.filter((id) => deep.has(id))
  const calls: { readonly kinds: readonly EdgeKind[] } = { kinds: ['calls'] }
  const { components, componentOf } = condense([...deep], (id) => among(graph.dependenciesOf(id, calls)))
  const heads = new Set<string>()
  for (const [at, ring] of components.entries()) {
    const isCalled = ring.some((id) =>
      among(graph.dependentsOf(id, calls)).some((caller) => componentOf(caller) !== at),
    )
    const [first] = [...ring].sort()
    if (!isCalled && first !== undefined) heads.add(first)
  }
  return heads
}

/** The longest chain, calls followed into the deepest child. */
function chainFrom(graph: DependencyGraph, start: string): string[] {
  const chain = [start]
  const seen = new Set(chain)
  for (let at: string | undefined = start; at !== undefined; ) {
    const next: string | undefined = graph
      .dependenciesOf(at, { kinds: ['calls'] })
      .filter((id) => !seen.has(id))
      .sort((a, b) => graph.callDepth(b) - graph.callDepth(a) || (a < b ? -1 : 1))[0]
    if (next !== undefined) {
      chain.push(next)
      seen.add(next)
    }
    at = next
  }
  return chain
}

function nameOf(graph: DependencyGraph, id: string): string {
  const node = graph.node(id)
  return node === null ? id : keyOf(node).replace('|', ' ')
}
