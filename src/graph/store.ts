import { Graph } from '@dagrejs/graphlib'
import type { GraphEdge, GraphNode } from './types.js'

/** Nodes and edges as graphlib keeps them. Its own algorithms recurse, so only its storage is used. */
export interface GraphStore {
  node(id: string): GraphNode | null
  /** In the order in which the edges were given. */
  edgesFrom(id: string): readonly GraphEdge[]
  /** In the order in which the edges were given. */
  edgesTo(id: string): readonly GraphEdge[]
}

/** Puts nodes and edges into a graphlib multigraph; edges of a kind between the same two nodes must be one. */
export function storeGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphStore {
  const graph = new Graph<undefined, GraphNode, GraphEdge>({ directed: true, multigraph: true })
  // graphlib keeps names as keys of plain objects and joins them with control characters: numbers survive both.
  const names = new Map<string, string>()
  for (const [index, node] of nodes.entries()) {
    const name = `n${index}`
    names.set(node.id, name)
    graph.setNode(name, node)
  }
  for (const edge of edges) {
    const v = names.get(edge.from)
    const w = names.get(edge.to)
    if (v !== undefined && w !== undefined) graph.setEdge({ v, w, name: edge.kind }, edge)
  }
  const around = (id: string, side: 'inEdges' | 'outEdges'): readonly GraphEdge[] => {
    const name = names.get(id)
    return name === undefined ? [] : (graph[side](name) ?? []).map((edge) => graph.edge(edge))
  }
  return {
    node(id) {
      const name = names.get(id)
      return name === undefined ? null : graph.node(name)
    },
    edgesFrom: (id) => around(id, 'outEdges'),
    edgesTo: (id) => around(id, 'inEdges'),
  }
}
