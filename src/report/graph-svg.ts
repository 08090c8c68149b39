import { checkGiven } from '../base/given.js'
import type { DependencyGraph } from '../graph/types.js'
import { pictureDot } from './graph-dot.js'
import { graphPicture, PICTURE_LIMITS } from './graph-picture.js'
import { withGraphviz } from './graphviz.js'
import { xmlText } from './svg.js'

/**
 * The graph as a picture, laid out by Graphviz, which is loaded when the first one is drawn. Of a graph that is too
 * large only integrations, agents and events are drawn, or none; the picture says so.
 */
export async function graphSvg(graph: DependencyGraph): Promise<string> {
  checkGiven(graph, 'graph')
  const picture = graphPicture(graph, PICTURE_LIMITS)
  const dot = pictureDot(picture)
  const svg = await withGraphviz(picture.nodes.length, (viz) => viz.renderString(dot, { format: 'svg' }))
  const ids = new Map(picture.nodes.map(({ key, id }) => [key, id]))
  const title = (key: string): string => `<title>${xmlText(ids.get(key) ?? key)}</title>`
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace('<svg ', '<svg role="img" aria-label="Who needs what" ')
    .replace(/<title>(n\d+)<\/title>/g, (_, key: string) => title(key))
    .replace(
      /<title>(n\d+)&#45;&gt;(n\d+)<\/title>/g,
      (_, from: string, to: string) => `<title>${xmlText(`${ids.get(from) ?? from} → ${ids.get(to) ?? to}`)}</title>`,
    )
    .replace(/<title>(?:needs|cluster_c\d+)<\/title>\n?/g, '')
}
