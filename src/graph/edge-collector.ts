import { compareText } from '../base/version.js'
import type { Patterns } from '../model/patterns.js'
import { type ArtifactName, idOf, nodeOf } from './present.js'
import type { CallMatch, EdgeEvidence, EdgeKind, GraphEdge, GraphNode, OpenCall } from './types.js'

/** One reason for an edge. */
export interface EdgeReason {
  readonly from: ArtifactName
  readonly to: ArtifactName
  readonly kind: EdgeKind
  readonly evidence: EdgeEvidence
  /** Default false. */
  readonly dynamic?: boolean
  /** Only for `calls`. */
  readonly match?: CallMatch
}

interface Draft {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  readonly evidence: EdgeEvidence[]
  dynamic: boolean
  match: CallMatch | null
}

/** Lays reasons together: all that say the same of the same two artifacts are one edge. */
export class EdgeCollector {
  readonly #nodes = new Map<string, GraphNode>()
  /** By `from`, then by kind and `to`. */
  readonly #edges = new Map<string, Map<string, Draft>>()
  readonly #openCalls: OpenCall[] = []

  readonly #patterns: Patterns

  constructor(present: readonly GraphNode[], patterns: Patterns) {
    this.#patterns = patterns
    for (const node of present) this.#nodes.set(node.id, node)
  }

  add({ from, to, kind, evidence, dynamic = false, match }: EdgeReason): void {
    const source = this.#node(from)
    const target = this.#node(to)
    const edges = this.#edges.get(source) ?? new Map<string, Draft>()
    this.#edges.set(source, edges)
    const key = `${kind} ${target}`
    const known = edges.get(key)
    if (known === undefined) {
      edges.set(key, { from: source, to: target, kind, evidence: [evidence], dynamic, match: match ?? null })
      return
    }
    known.evidence.push(evidence)
    known.match = worse(known, { dynamic, match: match ?? null })
    known.dynamic = known.dynamic && dynamic
  }

  addOpenCall(from: ArtifactName, evidence: EdgeEvidence): void {
    this.#openCalls.push({ from: this.#node(from), evidence })
  }

  /** Nodes sorted by id, edges by from, kind, to. */
  collected(): {
    readonly nodes: readonly GraphNode[]
    readonly edges: readonly GraphEdge[]
    readonly openCalls: readonly OpenCall[]
  } {
    const edges = [...this.#edges.values()].flatMap((drafts) => [...drafts.values()])
    return {
      nodes: [...this.#nodes.values()].sort((a, b) => compareText(a.id, b.id)),
      edges: edges.sort(
        (a, b) => compareText(a.from, b.from) || compareText(a.kind, b.kind) || compareText(a.to, b.to),
      ),
      openCalls: this.#openCalls,
    }
  }

  #node(name: ArtifactName): string {
    const id = idOf(name)
    if (this.#nodes.has(id)) return id
    const pattern = name.kind === 'integration' ? this.#patterns.copiesOf(name.code, name.project) : null
    this.#nodes.set(id, nodeOf(name, pattern))
    return id
  }
}

const FITS: readonly CallMatch['fit'][] = ['exact', 'same-major', 'missing']

/** The worst fit is what has to be looked at; of equal ones the fixed call's words, which are OIC's own. */
function worse(
  a: { readonly dynamic: boolean; readonly match: CallMatch | null },
  b: { readonly dynamic: boolean; readonly match: CallMatch | null },
): CallMatch | null {
  if (a.match === null || b.match === null) return a.match ?? b.match
  const difference = FITS.indexOf(b.match.fit) - FITS.indexOf(a.match.fit)
  if (difference !== 0) return difference > 0 ? b.match : a.match
  return a.dynamic && !b.dynamic ? b.match : a.match
}
