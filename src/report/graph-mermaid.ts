import { checkGiven } from '../base/given.js'
import type { DependencyGraph } from '../graph/types.js'
import type { ArtifactKind } from '../model/ids.js'
import { EDGE_LOOKS, MISSING_LOOK, NODE_LOOKS, ODD_COLOUR, PRESEEDED_LOOK } from './graph-looks.js'
import { graphPicture, type PictureEdge, type PictureNode } from './graph-picture.js'
import { mermaidLabel } from './mermaid-text.js'

/** Most edges that Mermaid draws unless `maxEdges` is raised, and longest text, `maxTextSize`. */
const MERMAID_LIMITS = { edges: 500, characters: 50_000 } as const

/** The graph as a Mermaid flowchart. No id comes from a name, and nothing of a name means anything to Mermaid. */
export function graphMermaid(graph: DependencyGraph): string {
  checkGiven(graph, 'graph')
  const { nodes, clusters, edges, kinds, notes } = graphPicture(graph)
  const lines = ['flowchart LR']
  for (const node of nodes) if (node.cluster === null) lines.push(`  ${nodeLine(node)}`)
  for (const { key, title } of clusters) {
    lines.push(`  subgraph ${key}["${mermaidLabel([title])}"]`)
    for (const node of nodes) if (node.cluster === key) lines.push(`    ${nodeLine(node)}`)
    lines.push('  end')
  }
  lines.push(...edges.map((edge) => `  ${edgeLine(edge)}`))
  for (const kind of kinds) lines.push(`  classDef ${className(kind)} ${style(NODE_LOOKS[kind])}`)
  if (nodes.some(({ missing }) => missing))
    lines.push(`  classDef isMissing ${style(MISSING_LOOK)},stroke-dasharray:4 3`)
  if (nodes.some(({ preseeded }) => preseeded)) lines.push(`  classDef isPreseeded ${style(PRESEEDED_LOOK)}`)
  lines.push(...linkStyles(edges))
  const text = `${lines.join('\n')}\n`
  return `${[...notes, ...limits(edges.length, text.length)].map((note) => `%% ${note}\n`).join('')}${text}`
}

function nodeLine({ key, kind, lines, notes, missing, preseeded }: PictureNode): string {
  const [open, close] = NODE_LOOKS[kind].mermaid
  const looks = missing ? 'isMissing' : preseeded ? 'isPreseeded' : className(kind)
  return `${key}${open}"${mermaidLabel([...lines, ...notes])}"${close}:::${looks}`
}

/** The spaces matter: `n1---o2` would be an arrow with a circle for its head. */
function edgeLine({ from, to, kind, label, dynamic }: PictureEdge): string {
  const words = label === '' ? '' : `|"${mermaidLabel([label])}"|`
  const [start, end] = EDGE_LOOKS[kind].backward ? [to, from] : [from, to]
  return `${start} ${dynamic ? '-.->' : '-->'}${words} ${end}`
}

/** One line for each colour that occurs. */
function linkStyles(edges: readonly PictureEdge[]): string[] {
  const numbers = new Map<string, number[]>()
  for (const [at, { kind, odd }] of edges.entries()) {
    const colour = odd ? ODD_COLOUR : EDGE_LOOKS[kind].colour
    const alike = numbers.get(colour) ?? []
    alike.push(at)
    numbers.set(colour, alike)
  }
  return [...numbers].map(([colour, alike]) => `  linkStyle ${alike.join(',')} stroke:${colour}`)
}

/** Class names must not be words of Mermaid's grammar, nor hold hyphens. */
function className(kind: ArtifactKind): string {
  return `is${kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`
}

function style({ fill, line, text }: { readonly fill: string; readonly line: string; readonly text: string }): string {
  return `fill:${fill},stroke:${line},color:${text}`
}

function limits(edges: number, characters: number): string[] {
  return [
    ...(edges > MERMAID_LIMITS.edges
      ? [`more than ${MERMAID_LIMITS.edges} edges: raise maxEdges in Mermaid's settings`]
      : []),
    ...(characters > MERMAID_LIMITS.characters
      ? [`longer than ${MERMAID_LIMITS.characters} characters: raise maxTextSize in Mermaid's settings`]
      : []),
  ]
}
