import { counted } from '../base/words.js'
/** What a picture of a graph shows, before it is written in any language. Ids never come from names. */
import type { DependencyGraph, EdgeKind, GraphEdge, GraphNode } from '../graph/types.js'
import type { ArtifactKind } from '../model/ids.js'
import { fold, type Room } from './flow-looks.js'
import { isMissing, isPlumbing, KIND_WORDS } from './graph-words.js'
import { printable } from './terminal.js'

export interface GraphPicture {
  readonly nodes: readonly PictureNode[]
  readonly clusters: readonly PictureCluster[]
  readonly edges: readonly PictureEdge[]
  /** Kinds of node that occur, in the order of a legend. */
  readonly kinds: readonly ArtifactKind[]
  /** Kinds of edge that occur, in the order of a legend. */
  readonly edgeKinds: readonly EdgeKind[]
  /** Sentences below the picture: what was left out. */
  readonly notes: readonly string[]
}

export interface PictureNode {
  /** `n0`, `n1` … */
  readonly key: string
  /** Public id. */
  readonly id: string
  readonly kind: ArtifactKind
  /** Never empty. */
  readonly lines: readonly string[]
  /** Small print: what it uses without an arrow, or how many use it so. */
  readonly notes: readonly string[]
  /** Key of its cluster; null for what stands in none. */
  readonly cluster: string | null
  /** True for what no archive holds, though one could. */
  readonly missing: boolean
  readonly preseeded: boolean
}

/** A project, or a package of global integrations. */
export interface PictureCluster {
  /** `c0`, `c1` … */
  readonly key: string
  readonly kind: 'project' | 'package'
  readonly title: string
}

export interface PictureEdge {
  /** Keys of the nodes. */
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** Empty as a rule. */
  readonly label: string
  readonly dynamic: boolean
  /** True where the call is not what it was designed to be. */
  readonly odd: boolean
}

/** More than these nobody can look at, and a layout takes minutes. */
export const PICTURE_LIMITS = { nodes: 800, edges: 2_000 } as const

/** Order of kinds in a legend. */
const KINDS: readonly ArtifactKind[] = [
  ...(['integration', 'agent', 'connection', 'lookup', 'library', 'schedule', 'event-type'] as const),
  ...(['certificate', 'agent-group', 'package', 'project'] as const),
]

const EDGE_KINDS: readonly EdgeKind[] = [
  ...(['calls', 'publishes', 'subscribes', 'uses-connection', 'uses-lookup', 'uses-library'] as const),
  ...(['scheduled-by', 'refers-to', 'uses-certificate', 'uses-agent-group', 'contains'] as const),
]

/**
 * Picks what to show. Projects and packages become boxes around what they contain. OIC's own connections for calls and
 * events are left out: the call or event is drawn.
 */
export function graphPicture(graph: DependencyGraph, limits: PictureSize = UNLIMITED): GraphPicture {
  const clusterOf = clusterNames(graph)
  const isBox = ({ id, kind }: GraphNode) =>
    kind === 'project' || kind === 'package' ? graph.edgesFrom(id).length > 0 : false
  const drawable = graph.nodes.filter((node) => !isBox(node) && !isPlumbing(node))
  const { shown, note } = within(graph, drawable, limits)
  const clusters = new Map<string, PictureCluster>()
  for (const node of shown) {
    const box = clusterOf.get(node.id)
    if (box !== undefined && !clusters.has(box.id)) clusters.set(box.id, { ...box, key: `c${clusters.size}` })
  }
  const keys = new Map(shown.map(({ id }, at) => [id, `n${at}`]))
  const crowded = hubs(graph, keys)
  const nodes = shown.map((node): PictureNode => {
    const users = crowded.get(node.id)
    const named = graph.edgesFrom(node.id).flatMap(({ to }) => (crowded.has(to) ? [graph.node(to)?.label ?? to] : []))
    const box = clusterOf.get(node.id)
    return {
      key: keys.get(node.id) ?? '',
      id: node.id,
      kind: node.kind,
      lines: linesOf(node),
      notes: [
        ...(users === undefined ? [] : [`used by ${users}`]),
        ...named.map((label) => `· ${fold(printable(label), { width: ROOM.width, lines: 1 })[0] ?? ''}`),
      ],
      cluster: box === undefined ? null : (clusters.get(box.id)?.key ?? null),
      missing: isMissing(node),
      preseeded: node.preseeded,
    }
  })
  const edges = graph.edges.filter((edge) => !isWritten(edge, crowded)).flatMap((edge) => drawn(edge, keys))
  const kinds = new Set(nodes.map(({ kind }) => kind))
  const edgeKinds = new Set(edges.map(({ kind }) => kind))
  const plumbing = graph.nodes.some(isPlumbing)
  return {
    nodes,
    clusters: [...clusters.values()],
    edges,
    kinds: KINDS.filter((kind) => kinds.has(kind)),
    edgeKinds: EDGE_KINDS.filter((kind) => edgeKinds.has(kind)),
    notes: [
      ...(crowded.size > 0 ? [`What more than ${MOST_ARROWS} use has no arrows: its users name it`] : []),
      ...(plumbing ? ["Not drawn: OIC's own connections for calls and events"] : []),
      ...note,
    ],
  }
}

/** More arrows than these to one connection, lookup or library cover all else. */
const MOST_ARROWS = 6

const WRITTEN: ReadonlySet<EdgeKind> = new Set(['uses-connection', 'uses-lookup', 'uses-library'])

/** Nodes that too many use to draw an arrow from each, with how many. */
function hubs(graph: DependencyGraph, keys: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const users = new Map<string, number>()
  for (const { from, to, kind } of graph.edges) {
    if (WRITTEN.has(kind) && keys.has(from) && keys.has(to)) users.set(to, (users.get(to) ?? 0) + 1)
  }
  return new Map([...users].filter(([, number]) => number > MOST_ARROWS))
}

function isWritten({ to, kind }: GraphEdge, crowded: ReadonlyMap<string, number>): boolean {
  return WRITTEN.has(kind) && crowded.has(to)
}

/** How much a picture may hold. */
export interface PictureSize {
  readonly nodes: number
  readonly edges: number
}

const UNLIMITED: PictureSize = { nodes: Number.POSITIVE_INFINITY, edges: Number.POSITIVE_INFINITY }

/** Everything where there is room, else integrations, agents and events alone, else nothing. */
function within(graph: DependencyGraph, nodes: readonly GraphNode[], limits: PictureSize) {
  const fits = (candidates: readonly GraphNode[]) => {
    const ids = new Set(candidates.map(({ id }) => id))
    const edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).length
    return candidates.length <= limits.nodes && edges <= limits.edges
  }
  if (fits(nodes)) return { shown: nodes, note: [] }
  const size = `${counted(nodes.length, 'artifact')} and ${counted(graph.edges.length, 'dependency', 'dependencies')}`
  const flows = nodes.filter(({ kind }) => kind === 'integration' || kind === 'agent' || kind === 'event-type')
  const advice = 'narrow it down with --from, --to, --kind or --depth'
  return fits(flows)
    ? { shown: flows, note: [`Only integrations, agents and events: ${size} are too many for one picture; ${advice}`] }
    : { shown: [], note: [`${size} are too many for one picture: ${advice}`] }
}

/** Kinds whose label ends in a version or revision, which gets a line of its own. */
const VERSIONED: ReadonlySet<ArtifactKind> = new Set(['integration', 'agent', 'library', 'event-type'])

const ROOM: Room = { width: 24, lines: 3 }

function linesOf(node: GraphNode): string[] {
  const { kind, label, id, pattern } = node
  const at = VERSIONED.has(kind) ? label.lastIndexOf(' ') : -1
  const name = at === -1 ? [label] : [label.slice(0, at), label.slice(at + 1)]
  const lines = name.flatMap((part) => fold(printable(part), ROOM))
  if (lines.length === 0) lines.push(...fold(printable(id), ROOM))
  if (pattern) lines.push('pattern of agents')
  return isMissing(node) ? [...lines, 'not here'] : lines
}

/** The box of each node: its project, else the one package that contains it. */
function clusterNames(
  graph: DependencyGraph,
): Map<string, { id: string; kind: PictureCluster['kind']; title: string }> {
  const boxes = new Map<string, { id: string; kind: PictureCluster['kind']; title: string }>()
  for (const node of graph.nodes) {
    if (node.project !== null && node.kind !== 'project') {
      const here = graph.node(`project:${node.project}`)?.present === true || node.present
      const title = `${KIND_WORDS.project} ${node.project}${here ? '' : ' (not here)'}`
      boxes.set(node.id, { id: `project:${node.project}`, kind: 'project', title })
    }
  }
  for (const { from, to, kind } of graph.edges) {
    const pack = kind === 'contains' ? graph.node(from) : null
    if (pack?.kind !== 'package' || boxes.has(to)) continue
    boxes.set(to, { id: from, kind: 'package', title: `${KIND_WORDS.package} ${pack.label}` })
  }
  return boxes
}

function drawn(edge: GraphEdge, keys: ReadonlyMap<string, string>): PictureEdge[] {
  const from = keys.get(edge.from)
  const to = keys.get(edge.to)
  if (from === undefined || to === undefined || edge.kind === 'contains') return []
  const odd = edge.match !== null && (edge.match.fit === 'same-major' || edge.match.unreachable !== null)
  return [{ from, to, kind: edge.kind, label: labelOf(edge), dynamic: edge.dynamic, odd }]
}

function labelOf({ dynamic, match }: GraphEdge): string {
  const words = dynamic ? ['at run time'] : []
  if (match?.fit === 'same-major') words.push(`wants ${match.wanted.split('|')[1] ?? match.wanted}`)
  if (match?.unreachable === 'into-project') words.push('out of reach')
  if (match?.unreachable === 'private') words.push('private')
  return words.join(', ')
}
