import { defineRule, noOptions } from '../define-rule.js'
import { flowsOf, stepNameOf } from '../flows.js'
import { LACKING, needsMet } from '../needs.js'
import { keyOf } from './needed.js'

const RING =
  'these integrations call one another in a ring: no order of activation fits, and a call may never end, so break the ring'
const ITSELF = 'this integration calls itself: a call may never end, so see that something ends it'

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
    const flows = [...flowsOf(archives)]
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
      const { archive, entry, line, column } = evidence
      yield {
        archive,
        entry,
        line,
        column,
        message: `${[...names, names[0]].join(' → ')}: ${ring.length === 1 ? ITSELF : RING}${edges.some((edge) => edge?.dynamic === true) ? ', or make sure that the child chosen at run time is never one of it' : ''}.`,
        artifact: first,
        step: flow === undefined ? '' : stepNameOf(flow, evidence.at),
        key: names.map((name) => name.split(' ')[0]).join(' '),
      }
    }
  },
})
