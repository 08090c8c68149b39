import { checkGiven, checkType } from '../base/given.js'
import type { DependencyGraph } from '../graph/types.js'
import { jsonText } from './json-text.js'
import type { Failed } from './types.js'

/** The JSON of `graph`, by the public contract; see docs/json.md. */
export function graphJson(graph: DependencyGraph, failed: readonly Failed[] = []): string {
  checkGiven(graph, 'graph')
  checkType(failed, 'list', 'failed')
  const { order, waves, superseded } = graph.activation()
  const value = {
    formatVersion: 1,
    nodes: graph.nodes.map(({ id, kind, label, present, project, preseeded, pattern, sources, copiesDiffer }) => ({
      ...{ id, kind, label, present, project, preseeded, pattern, copiesDiffer },
      sources: sources.map(({ archive, entry }) => ({ archive, entry })),
    })),
    edges: graph.edges.map(({ from, to, kind, dynamic, evidence, match }) => ({
      ...{ from, to, kind, dynamic },
      match: match === null ? null : { wanted: match.wanted, fit: match.fit, unreachable: match.unreachable },
      evidence: evidence.map(evidenceJson),
    })),
    openCalls: graph.openCalls.map(({ from, evidence }) => ({ from, evidence: evidenceJson(evidence) })),
    cycles: graph.cycles(),
    activationOrder: order,
    activationWaves: waves,
    superseded,
    failed: failed.map(({ file, code, message }) => ({ file, code, message })),
  }
  return jsonText(value)
}

function evidenceJson({ archive, entry, line, column, text, at }: DependencyGraph['openCalls'][number]['evidence']) {
  return { archive, entry, line, column, text, at }
}
