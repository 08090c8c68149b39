/**
 * Mermaid's own parser, under Node: what a diagram text means to it, not to us.
 *
 * @example
 * const { nodes, edges } = await readFlowchart(text)
 */
import { Window } from 'happy-dom'

interface Vertex {
  readonly id: string
  readonly text: string
}

interface MermaidFlowchart {
  /** Id to label, entity codes decoded. */
  readonly nodes: ReadonlyMap<string, string>
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[]
  readonly groups: readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[]
}

interface MermaidSequence {
  readonly participants: readonly { readonly id: string; readonly label: string }[]
  /** Messages and notes, labels decoded; what begins and ends blocks is left out. */
  readonly texts: readonly string[]
}

/** @throws Mermaid's own error where the text does not parse */
export async function readFlowchart(text: string): Promise<MermaidFlowchart> {
  const { db } = await parse(text)
  const vertices = ask<ReadonlyMap<string, Vertex>>(db, 'getVertices')
  const edges = ask<readonly { start: string; end: string; text: string }[]>(db, 'getEdges')
  const groups = ask<readonly { id: string; title: string; nodes: string[] }[]>(db, 'getSubGraphs')
  return {
    nodes: new Map(
      [...vertices.values()]
        .filter(({ id }) => !groups.some((group) => group.id === id))
        .map(({ id, text: label }) => [id, decoded(label)]),
    ),
    edges: edges.map(({ start, end, text: label }) => ({ from: start, to: end, label: decoded(label) })),
    groups: groups.map(({ id, title, nodes }) => ({ id, title: decoded(title), nodes })),
  }
}

/** @throws Mermaid's own error where the text does not parse */
export async function readSequence(text: string): Promise<MermaidSequence> {
  const { db } = await parse(text)
  const actors = ask<ReadonlyMap<string, { name: string; description: string }>>(db, 'getActors')
  const messages = ask<readonly { message?: unknown; from?: string; to?: string }[]>(db, 'getMessages')
  return {
    participants: [...actors.values()].map(({ name, description }) => ({ id: name, label: decoded(description) })),
    texts: messages.flatMap(({ message, from, to }) =>
      typeof message === 'string' && from !== undefined && to !== undefined ? [decoded(message)] : [],
    ),
  }
}

/** Mermaid keeps `#34;` as `ﬂ°°34¶ß` until it draws. */
function decoded(label: string): string {
  return label.replace(/ﬂ°°(\d+)¶ß|#(\d+);/g, (_, one: string, two: string) => String.fromCodePoint(Number(one ?? two)))
}

type Database = Readonly<Record<string, () => unknown>>

let loaded: Promise<(text: string) => Promise<{ readonly db: Database }>> | null = null

async function parse(text: string): Promise<{ readonly db: Database }> {
  loaded ??= load()
  return (await loaded)(text)
}

/** Mermaid asks for a browser as soon as it is imported. */
async function load() {
  const window = new Window()
  Object.assign(globalThis, { window, document: window.document })
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({ startOnLoad: false, maxTextSize: 5_000_000, maxEdges: 50_000 })
  return async (text: string) => {
    await mermaid.parse(text)
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
    return { db: db as unknown as Database }
  }
}

function ask<T>(db: Database, question: string): T {
  return db[question]?.() as T
}
