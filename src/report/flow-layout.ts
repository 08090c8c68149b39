/** Where the parts of a flowchart stand: sizes by our own measure, places by Graphviz, which never sees a name. */
import { IarkitError } from '../base/errors.js'
import type { FlowchartDiagram, FlowEdge, FlowGroup, FlowNode } from '../flow/types.js'
import { fold, LOOKS, nodeLines, type Room } from './flow-looks.js'
import { withGraphviz } from './graphviz.js'
import { textWidth } from './svg.js'

/** Sizes of text in pixels. */
export const TEXT = { title: 12, detail: 11, line: 15 } as const

export const EDGE_ROOM: Room = { width: 26, lines: 4 }
export const GROUP_ROOM: Room = { width: 44, lines: 2 }

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** `x` and `y` of boxes are their upper left corner; of labels their middle. Pixels. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly (Box & { readonly node: FlowNode })[]
  /** Outer boxes before inner ones. */
  readonly groups: readonly (Box & { readonly group: FlowGroup })[]
  readonly edges: readonly LaidEdge[]
}

export interface LaidEdge {
  readonly edge: FlowEdge
  /** Bézier control points: one, then three for each piece. */
  readonly points: readonly Point[]
  /** Where the arrow's head points; null for a line without one. */
  readonly tip: Point | null
  readonly label: Point | null
}

/** Size of a node by what is written in it. */
function sizeOf(node: FlowNode): { readonly width: number; readonly height: number } {
  const { head, details } = nodeLines(node)
  const widths = [
    ...head.map((line) => textWidth(line, TEXT.title) * 1.08),
    ...details.map((line) => textWidth(line, TEXT.detail)),
  ]
  const slanted = LOOKS[node.kind] === 'choice' ? 30 : 0
  return { width: Math.max(60, ...widths) + 24 + slanted, height: (head.length + details.length) * TEXT.line + 14 }
}

/** The flowchart in Graphviz's language: ids, sizes and nothing else of it. */
function layoutDot(diagram: FlowchartDiagram): string {
  const { nodes, groups, edges } = diagram
  const lines = [
    'digraph {',
    'graph [rankdir=TB, compound=true, newrank=true, nodesep=0.35, ranksep=0.32, fontsize=12]',
    'node [shape=box, fixedsize=true, label=""]',
    'edge [arrowsize=0.7]',
  ]
  const inGroup = (parent: string | null) => {
    for (const node of nodes) {
      if (node.group !== parent) continue
      const { width, height } = sizeOf(node)
      lines.push(`${node.id} [width=${inches(width)}, height=${inches(height)}]`)
    }
    for (const group of groups) {
      if (group.parent !== parent) continue
      lines.push(`subgraph cluster_${group.id} {`)
      const words = fold(group.title, GROUP_ROOM)
      lines.push(`graph [margin=12, labeljust=l, label=${words.length === 0 ? '""' : placeholder(words, TEXT.title)}]`)
      inGroup(group.id)
      lines.push('}')
    }
  }
  inGroup(null)
  const last = lastNodes(diagram)
  edges.forEach((edge, at) => {
    lines.push(edgeDot(edge, at, last))
  })
  lines.push('}')
  return lines.join('\n')
}

/** Graphviz draws from node to node: an edge from a group starts at its last node and is clipped at the box. */
function edgeDot({ from, to, kind, label }: FlowEdge, at: number, last: ReadonlyMap<string, string>): string {
  const inside = last.get(from)
  const words = kind === 'repeat' ? [] : fold(label, EDGE_ROOM)
  const settings = [
    `id=e${at}`,
    ...(inside === undefined ? [] : [`ltail=cluster_${from}`]),
    ...(words.length === 0 ? [] : [`label=${placeholder(words, TEXT.detail)}`]),
    ...(kind === 'note' ? ['arrowhead=none', 'constraint=false'] : []),
    ...(kind === 'repeat' ? ['weight=0'] : []),
    ...(kind === 'next' && inside === undefined ? ['weight=4'] : []),
  ]
  return `${inside ?? from} -> ${to} [${settings.join(', ')}]`
}

/** Room for a label, without its text. */
function placeholder(words: readonly string[], size: number): string {
  const width = Math.max(...words.map((line) => textWidth(line, size) * 1.08)) + 8
  const height = words.length * TEXT.line
  return `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${Math.ceil(width)}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>>`
}

/** The last node in each group, groups within it included. */
function lastNodes({ nodes, groups }: FlowchartDiagram): Map<string, string> {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]))
  const last = new Map<string, string>()
  for (const { id, group } of nodes) {
    for (let at = group; at !== null; at = parents.get(at) ?? null) last.set(at, id)
  }
  return last
}

function inches(pixels: number): string {
  return (pixels / 72).toFixed(3)
}

/** What Graphviz answers, as far as it is looked at. */
interface GraphvizPart {
  readonly name?: string
  readonly id?: string
  readonly bb?: string
  readonly pos?: string
  readonly width?: string
  readonly height?: string
  readonly lp?: string
}

interface GraphvizGraph extends GraphvizPart {
  readonly objects?: readonly GraphvizPart[]
  readonly edges?: readonly GraphvizPart[]
}

/**
 * Lays a flowchart out. Graphviz is loaded when the first one is.
 * @throws IarkitError `usage` where the flowchart is too large for Graphviz
 */
export async function layOut(diagram: FlowchartDiagram): Promise<Layout> {
  const graph = await graphviz(diagram)
  const parts = new Map((graph.objects ?? []).map((part) => [part.name ?? '', part]))
  const drawn = new Map((graph.edges ?? []).map((part) => [part.id ?? '', part]))
  const whole = boxOf(graph)
  return {
    width: whole.width,
    height: whole.height,
    nodes: diagram.nodes.map((node) => {
      const { x = 0, y = 0 } = points(parts.get(node.id)?.pos)[0] ?? {}
      const { width, height } = sizeOf(node)
      return { node, x: x - width / 2, y: y - height / 2, width, height }
    }),
    groups: diagram.groups.map((group) => ({ group, ...boxOf(parts.get(`cluster_${group.id}`)) })),
    edges: diagram.edges.map((edge, at) => laidEdge(edge, drawn.get(`e${at}`))),
  }
}

/** More boxes than these nobody can look at, and Graphviz takes up to two gigabytes for a few thousand. */
const MOST_BOXES = 2000

async function graphviz(diagram: FlowchartDiagram): Promise<GraphvizGraph> {
  const boxes = diagram.nodes.length + diagram.groups.length
  if (boxes > MOST_BOXES) throw tooLarge(diagram, `it has ${boxes} boxes`)
  const dot = layoutDot(diagram)
  return withGraphviz(boxes, (viz) => {
    try {
      return viz.renderJSON(dot, { yInvert: true }) as GraphvizGraph
    } catch (cause) {
      throw tooLarge(diagram, 'it ran out of memory', cause)
    }
  })
}

function tooLarge({ flow }: FlowchartDiagram, why: string, cause?: unknown): IarkitError {
  const message = `The flowchart of ${flow.code} is too large for a picture, ${why}: take Mermaid, or the sequence diagram.`
  return new IarkitError('usage', message, cause === undefined ? {} : { cause })
}

function laidEdge(edge: FlowEdge, part: GraphvizPart | undefined): LaidEdge {
  // The head's place stands before the curve: `e,x,y x,y x,y …`.
  const places = (part?.pos ?? '').split(' ')
  const tip = places.find((place) => place.startsWith('e,'))?.slice(2)
  const curve = places.filter((place) => !place.startsWith('e,') && !place.startsWith('s,'))
  return {
    edge,
    points: points(curve.join(' ')),
    tip: points(tip)[0] ?? null,
    label: points(part?.lp)[0] ?? null,
  }
}

function points(text = ''): Point[] {
  return text.split(' ').flatMap((place) => {
    const [x = '', y = ''] = place.split(',')
    return y === '' ? [] : [{ x: Number(x), y: Number(y) }]
  })
}

function boxOf(part: GraphvizPart | undefined): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (part?.bb ?? '').split(',').map(Number)
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
}
