import type { Description } from './describe.js'
import type { FlowEdge, FlowEdgeKind, FlowGroup, FlowNode, GroupKind, NodeKind } from './types.js'

/** A way that leads on, to whatever is drawn next. */
export interface Open {
  readonly from: string
  readonly kind: FlowEdgeKind
  readonly label: string
}

/** The plain way on. */
export function on(from: string, label = ''): Open {
  return { from, kind: 'next', label }
}

/** A flowchart while it is drawn. */
export class Canvas {
  readonly nodes: FlowNode[] = []
  readonly groups: FlowGroup[] = []
  readonly edges: FlowEdge[] = []

  /** Adds a node and leads the open ways to it. */
  node(node: Omit<FlowNode, 'id'>, open: readonly Open[] = []): string {
    const id = `n${this.nodes.length + 1}`
    this.nodes.push({ id, ...node })
    for (const { from, kind, label } of open) this.edge(from, id, kind, label)
    return id
  }

  /** Adds a node that stands for no step. */
  mark(kind: NodeKind, about: Partial<Description> & { caption: string }, group: string | null, open: readonly Open[]) {
    return this.node({ kind, title: '', details: [], ...about, group, steps: [], ref: '' }, open)
  }

  edge(from: string, to: string, kind: FlowEdgeKind, label = ''): void {
    this.edges.push({ from, to, kind, label })
  }

  group(kind: GroupKind, title: string, parent: string | null, step: string): string {
    const id = `g${this.groups.length + 1}`
    this.groups.push({ id, kind, title, parent, step, head: null })
    return id
  }

  /** Says which node stands for the same step as the group. */
  setHead(group: string, head: string): void {
    const at = this.groups.findIndex(({ id }) => id === group)
    const found = this.groups[at]
    if (found !== undefined) this.groups[at] = { ...found, head }
  }

  kindOf(group: string): GroupKind | null {
    return this.groups.find(({ id }) => id === group)?.kind ?? null
  }
}
