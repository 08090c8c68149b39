import { checkGiven } from '../base/given.js'
import type { Diagram, FlowchartDiagram, FlowEdge, GroupKind } from '../flow/types.js'
import { type Box, EDGE_ROOM, GROUP_ROOM, type LaidEdge, type Layout, layOut, type Point, TEXT } from './flow-layout.js'
import { COLOURS, fold, LOOKS, type Look, nodeLines } from './flow-looks.js'
import { sequenceSvg } from './flow-sequence-svg.js'
import { FONT, rounded, svgText, xmlText } from './svg.js'

const MARGIN = 16

/**
 * A diagram as one SVG file without scripts, links or other files. Flowcharts are laid out by Graphviz, which is loaded
 * when the first one is drawn.
 * @throws IarkitError `usage` where a flowchart is too large to be laid out: above 2,000 boxes
 */
export async function flowSvg(diagram: Diagram): Promise<string> {
  checkGiven(diagram, 'diagram')
  return diagram.kind === 'sequence' ? sequenceSvg(diagram) : flowchartSvg(diagram, await layOut(diagram))
}

function flowchartSvg({ flow }: FlowchartDiagram, layout: Layout): string {
  const [width, height] = [rounded(layout.width + 2 * MARGIN), rounded(layout.height + 2 * MARGIN)]
  const view = `${-MARGIN} ${-MARGIN} ${width} ${height}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}" role="img" font-family="${FONT}" font-size="${TEXT.title}">`,
    `<title>${xmlText(`${flow.name} (${flow.code} ${flow.version})`)}</title>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="#ffffff"/>`,
    ...layout.groups.flatMap(groupSvg),
    ...layout.edges.flatMap(edgeSvg),
    ...layout.nodes.flatMap(nodeSvg),
    ...layout.groups.flatMap(groupTitle),
    ...layout.edges.flatMap(edgeLabel),
    '</svg>\n',
  ].join('\n')
}

interface Frame {
  readonly line: string
  readonly text: string
  readonly fill: string
  readonly dashed: boolean
}

const PLAIN_FRAME: Frame = { line: '#9aa3ad', text: '#4b535c', fill: 'none', dashed: false }

const FRAMES: Readonly<Partial<Record<GroupKind, Frame>>> = {
  'fault-handler': { line: '#c0392b', text: '#8e2a1e', fill: '#fff7f6', dashed: true },
  loop: { line: '#2f8079', text: '#123f3b', fill: '#f3fbfa', dashed: false },
  route: { line: '#c9a23a', text: '#6a5000', fill: 'none', dashed: true },
  'parallel-branch': { line: '#2f8079', text: '#123f3b', fill: 'none', dashed: true },
  operation: { line: '#2f7d4a', text: '#123d22', fill: 'none', dashed: true },
}

function groupSvg({ group, ...box }: Layout['groups'][number]): string[] {
  const { line, fill, dashed } = FRAMES[group.kind] ?? PLAIN_FRAME
  return [`<rect ${placed(box)} rx="8" fill="${fill}" stroke="${line}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`]
}

function groupTitle({ group, x, y }: Layout['groups'][number]): string[] {
  const colour = (FRAMES[group.kind] ?? PLAIN_FRAME).text
  return fold(group.title, GROUP_ROOM).map((line, at) =>
    svgText(line, x + 10, y + 17 + at * TEXT.line, {
      size: TEXT.title,
      colour,
      anchor: 'start',
      bold: true,
      halo: true,
    }),
  )
}

function nodeSvg({ node, ...box }: Layout['nodes'][number]): string[] {
  const look = LOOKS[node.kind]
  const { text: colour } = COLOURS[look]
  const { head, details } = nodeLines(node)
  const middle = box.x + box.width / 2
  const first = box.y + (box.height - (head.length + details.length) * TEXT.line) / 2 + 12
  return [
    outline(look, box),
    ...head.map((line, at) => svgText(line, middle, first + at * TEXT.line, { size: TEXT.title, colour, bold: true })),
    ...details.map((line, at) =>
      svgText(line, middle, first + (head.length + at) * TEXT.line, { size: TEXT.detail, colour }),
    ),
  ]
}

/** Shapes that tell kinds apart without colour. */
function outline(look: Look, box: Box): string {
  const { fill, line } = COLOURS[look]
  const paint = `fill="${fill}" stroke="${line}"`
  const { x, y, width, height } = box
  const [right, bottom] = [x + width, y + height]
  const polygon = (corners: readonly (readonly [number, number])[]) =>
    `<polygon points="${corners.map(([left, top]) => `${rounded(left)},${rounded(top)}`).join(' ')}" ${paint}/>`
  switch (look) {
    case 'choice': {
      const slant = 14
      const half = y + height / 2
      return polygon([
        [x, half],
        [x + slant, y],
        [right - slant, y],
        [right, half],
        [right - slant, bottom],
        [x + slant, bottom],
      ])
    }
    case 'file':
    case 'note':
      return polygon([
        [x, y],
        [right - 10, y],
        [right, y + 10],
        [right, bottom],
        [x, bottom],
      ])
    case 'call': {
      const bars = [x + 5, right - 5].map(
        (at) => `<path d="M${rounded(at)} ${rounded(y)}V${rounded(bottom)}" stroke="${line}"/>`,
      )
      return [`<rect ${placed(box)} ${paint}/>`, ...bars].join('')
    }
    case 'entry':
    case 'finish':
    case 'fault':
      return `<rect ${placed(box)} rx="${rounded(Math.min(16, height / 2))}" ${paint} stroke-width="1.6"/>`
    case 'faint':
    case 'unknown':
      return `<rect ${placed(box)} rx="4" ${paint} stroke-dasharray="5 3"/>`
    default:
      return `<rect ${placed(box)} rx="4" ${paint}/>`
  }
}

const LINES: Readonly<Record<FlowEdge['kind'], readonly [colour: string, dash: string]>> = {
  next: ['#57606a', ''],
  route: ['#a67a0c', ''],
  branch: ['#2f8079', ''],
  repeat: ['#2f8079', '6 4'],
  fault: ['#c0392b', '6 4'],
  note: ['#a89c4a', '2 3'],
  tool: ['#2c66a8', '6 4'],
}

function edgeSvg({ edge, points, tip }: LaidEdge): string[] {
  const [first, ...rest] = points
  if (first === undefined) return []
  const [colour, dash] = LINES[edge.kind]
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
  const path = `<path d="M${at(first)}C${rest.map(at).join(' ')}" fill="none" stroke="${colour}"${dashes}/>`
  const end = points.at(-1)
  return tip === null || end === undefined ? [path] : [path, arrowHead(end, tip, colour)]
}

function arrowHead(from: Point, tip: Point, colour: string): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1
  const [across, down] = [((tip.y - from.y) / length) * 3.5, ((from.x - tip.x) / length) * 3.5]
  const corners = [tip, { x: from.x + across, y: from.y + down }, { x: from.x - across, y: from.y - down }]
  return `<polygon points="${corners.map(at).join(' ')}" fill="${colour}"/>`
}

function edgeLabel({ edge, label }: LaidEdge): string[] {
  if (label === null) return []
  const lines = fold(edge.label, EDGE_ROOM)
  const colour = edge.kind === 'fault' ? '#8e2a1e' : '#24292f'
  const first = label.y - (lines.length * TEXT.line) / 2 + 11
  return lines.map((line, row) =>
    svgText(line, label.x, first + row * TEXT.line, { size: TEXT.detail, colour, halo: true }),
  )
}

function at({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`
}

function placed({ x, y, width, height }: Box): string {
  return `x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"`
}
