import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows, stepNameOf } from '../flows.js'
import { LACKING, needsMet } from '../needs.js'
import { keyOf } from './needed.js'

function toItself(name: string, isChosen: boolean): string {
  return `${name} calls itself: a call may never end, so repeat what it does in a loop, or make sure that ${isChosen ? 'the child chosen at run time is never itself' : 'something ends it'}.`
}

function inRing(names: readonly string[], isChosen: boolean): string {
  return `${[...names, names[0]].join(' → ')}: these integrations call one another in a ring: no order of activation fits, and a call may never end, so break the ring${isChosen ? ', or make sure that the child chosen at run time is never one of them' : ''}.`
}

/** Integrations that call one another in a ring. */
export const circularDependency = defineRule({
  id: 'circular-dependency',
  severity: 'warning',
  category: 'references',
  summary: 'Integrations call one another in a ring',
  options: noOptions,
  needs: [],
  async *check({ archives, graph, couldNotCheck }) {
    // One integration may call itself; a ring of several shows in several archives only.
    const isLonely = !needsMet(archives, false).has('set')
    if (isLonely && graph.edges.some(({ kind, to }) => kind === 'calls' && graph.node(to)?.present !== true))
      couldNotCheck(LACKING.set)
    const flows = [...placedFlows(archives)]
    for (const ring of graph.cycles()) {
      const [first] = ring
      if (first === undefined) continue
      const edges = ring.map((id, at) =>
        graph.edgesFrom(id).find(({ kind, to }) => kind === 'calls' && to === (ring[at + 1] ?? first)),
      )
      const [evidence] = edges[0]?.evidence ?? []
      if (evidence === undefined) continue
      const flow = flows.find((placed) => placed.flow.id === first && placed.archive.file === evidence.archive)?.flow
      const names = ring.map((id) => {
        const node = graph.node(id)
        return node === null ? id : keyOf(node).replace('|', ' ')
      })
      const isChosen = edges.some((edge) => edge?.dynamic === true)
      const { archive, entry, line, column } = evidence
      yield {
        archive,
        entry,
        line,
        column,
        message: names.length === 1 ? toItself(names[0] ?? '', isChosen) : inRing(names, isChosen),
        artifact: first,
        step: flow === undefined ? '' : stepNameOf(flow, evidence.at),
        key: names.map((name) => name.split(' ')[0]).join(' '),
      }
    }
  },
})
