import { checkGiven } from '../base/given.js'
import type { DependencyGraph } from '../graph/types.js'
import { EDGE_LOOKS, MISSING_LOOK, NODE_LOOKS, ODD_COLOUR, PRESEEDED_LOOK } from './graph-looks.js'
import { type GraphPicture, graphPicture, type PictureEdge, type PictureNode } from './graph-picture.js'
import { KIND_WORDS } from './graph-words.js'
import { textWidth } from './svg.js'
import { printable } from './terminal.js'

/** The graph in Graphviz's language: kinds by shape and colour, a box for each project and package, a legend. */
export function graphDot(graph: DependencyGraph): string {
  checkGiven(graph, 'graph')
  return pictureDot(graphPicture(graph))
}

/** A picture in Graphviz's language. No id comes from a name. */
export function pictureDot(picture: GraphPicture): string {
  const { nodes, clusters, edges } = picture
  const lines = [
    'digraph needs {',
    '  graph [rankdir=LR, nodesep=0.14, ranksep=0.9, fontname="Helvetica,Arial,sans-serif", fontsize=12,',
    `    labelloc=b, labeljust=l, label=${legend(picture)}]`,
    '  node [fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.06,0.05", height=0.3]',
    '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, arrowsize=0.6]',
    ...nodes.filter(({ cluster }) => cluster === null).map((node) => `  ${nodeDot(node)}`),
  ]
  for (const { key, kind, title } of clusters) {
    const style = kind === 'project' ? 'style="rounded,filled", fillcolor="#fafbfc"' : 'style="rounded,dashed"'
    lines.push(`  subgraph cluster_${key} {`)
    lines.push(
      `    graph [${style}, color="#8a929c", labelloc=t, labeljust=l, fontsize=11, margin=12, label=${heading(title)}]`,
    )
    lines.push(...nodes.filter(({ cluster }) => cluster === key).map((node) => `    ${nodeDot(node)}`))
    lines.push('  }')
  }
  lines.push(...edges.map((edge) => `  ${edgeDot(edge)}`), '}')
  return `${lines.join('\n')}\n`
}

function nodeDot({ key, kind, lines: head, notes, missing, preseeded }: PictureNode): string {
  const lines = [...head, ...notes]
  const { shape, style, ...own } = NODE_LOOKS[kind]
  const { fill, line, text } = missing ? MISSING_LOOK : preseeded ? PRESEEDED_LOOK : own
  const drawn = missing ? `${style},dashed` : style
  // The viewer's font may be wider than the one that Graphviz counts with.
  const widest = Math.max(...lines.map((words) => textWidth(words, 11))) + (ROOMY.has(shape) ? 34 : 18)
  return `${key} [label=${quoted(lines)}, width=${(widest / 72).toFixed(2)}, shape=${shape}, style="${drawn}", fillcolor="${fill}", color="${line}", fontcolor="${text}"]`
}

/** Shapes whose corners cannot be written in. */
const ROOMY: ReadonlySet<string> = new Set(['hexagon', 'octagon', 'ellipse', 'component'])

function edgeDot({ from, to, kind, label, dynamic, odd }: PictureEdge): string {
  const { colour, backward } = EDGE_LOOKS[kind]
  const settings = [
    `color="${odd ? ODD_COLOUR : colour}"`,
    ...(label === '' ? [] : [`label=${quoted([label])}`, `fontcolor="${odd ? ODD_COLOUR : '#24292f'}"`]),
    ...(dynamic ? ['style=dashed'] : []),
    ...(backward ? ['dir=back'] : []),
    ...(kind === 'calls' ? ['penwidth=1.6', 'weight=3'] : []),
  ]
  return `${from} -> ${to} [${settings.join(', ')}]`
}

/** Lines of a label in quotes. Graphviz reads escapes and HTML entities in them. */
function quoted(lines: readonly string[]): string {
  const text = lines.map((line) =>
    wellFormed(printable(line)).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  )
  return `"${text.join('\\n')}"`
}

/** A box's title with room around it: Graphviz makes boxes as narrow as it counts the words. */
function heading(title: string): string {
  const width = Math.ceil(textWidth(title, 11) * 1.1) + 8
  return `<<TABLE BORDER="0" CELLPADDING="2"><TR><TD ALIGN="LEFT" WIDTH="${width}">${html(title)}</TD></TR></TABLE>>`
}

/** Graphviz stops at what is no character. */
function wellFormed(text: string): string {
  return text.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
    '\ufffd',
  )
}

/** The legend is the label of the whole: a cluster of its own would pull at the layout. Its words are ours alone. */
function legend({ nodes, kinds, edges, edgeKinds, notes }: GraphPicture): string {
  const cells = kinds.map((kind) => {
    const { fill, line, text } = NODE_LOOKS[kind]
    return cell(KIND_WORDS[kind], `BGCOLOR="${fill}" COLOR="${line}"`, text)
  })
  if (nodes.some(({ missing }) => missing)) {
    cells.push(cell('not in these archives', `COLOR="${MISSING_LOOK.line}" STYLE="dashed"`, MISSING_LOOK.text))
  }
  if (nodes.some(({ preseeded }) => preseeded)) {
    cells.push(cell("OIC's own", `COLOR="${PRESEEDED_LOOK.line}"`, PRESEEDED_LOOK.text))
  }
  const arrows = edgeKinds
    .filter((kind) => kind === 'calls' || kind === 'publishes' || kind === 'subscribes' || kind === 'refers-to')
    .map((kind) =>
      cell(`${EDGE_LOOKS[kind].backward ? '←' : '→'} ${EDGE_LOOKS[kind].words}`, 'BORDER="0"', EDGE_LOOKS[kind].colour),
    )
  if (edges.some(({ dynamic }) => dynamic)) arrows.push(cell('dashed: chosen at run time', 'BORDER="0"', '#24292f'))
  if (edges.some(({ odd }) => odd)) arrows.push(cell('red: another version, or out of reach', 'BORDER="0"', ODD_COLOUR))
  const rows = [...cells, ...arrows].length === 0 ? '' : `<TR>${[...cells, ...arrows].join('')}</TR>`
  const width = Math.max(1, cells.length + arrows.length)
  const words = notes.map((note) => `<TR><TD ALIGN="LEFT" BORDER="0" COLSPAN="${width}">${html(note)}</TD></TR>`)
  const empty = rows === '' && words.length === 0
  if (empty) return '"Nothing to draw"'
  return `<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="6" CELLPADDING="4">${rows}${words.join('')}</TABLE>>`
}

function cell(words: string, attributes: string, colour: string): string {
  const width = Math.ceil(textWidth(words, 10) * 1.15) + 12
  return `<TD WIDTH="${width}" ${attributes}><FONT COLOR="${colour}" POINT-SIZE="10">${html(words)}</FONT></TD>`
}

function html(text: string): string {
  return wellFormed(printable(text))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
