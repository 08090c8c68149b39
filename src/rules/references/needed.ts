/** What the graph's edges of one kind need and no archive holds: the ground that the `missing-…` rules share. */

import { groupBy } from '../../base/group.js'
import { baseName } from '../../base/path.js'
import type { EdgeEvidence, EdgeKind, GraphEdge, GraphNode } from '../../graph/types.js'
import type { Archive } from '../../model/index.js'
import { isLeftover, placedFlows, stepNameOf } from '../flows.js'
import type { RuleContext, RuleFinding } from '../types.js'
import { named } from '../words.js'

export interface Needed {
  readonly edge: GraphEdge
  readonly node: GraphNode
  /** Code, name or alias; for what has versions `CODE|VERSION`. */
  readonly key: string
  /** Who needs it, as a sentence names it: `ORDER_INTAKE 01.00.0000`, `The connection STOCK_SOAP`. */
  readonly who: string
  /** The finding but for its message. */
  readonly finding: Omit<RuleFinding, 'message'>
}

/**
 * Artifacts that something in the archives needs and no archive holds; OIC's own connections left out. A file that is there
 * and cannot be read is malformed-content's.
 */
export function* neededButMissing(
  context: Pick<RuleContext<unknown>, 'graph' | 'archives'>,
  kinds: readonly EdgeKind[],
): Generator<Needed> {
  const unreadable = new Set(context.archives.flatMap(unreadableFiles))
  for (const missing of needed(context, kinds)) {
    const file = `${missing.node.kind} ${missing.key.replace('|', '_')}`
    if (!missing.node.present && !unreadable.has(file)) yield missing
  }
}

/** Kind and name of the artifacts whose files do not parse, as far as their paths tell. */
function unreadableFiles({ entries, diagnostics }: Archive): string[] {
  const malformed = new Set(diagnostics.filter(({ code }) => code === 'malformed-content').map(({ entry }) => entry))
  return entries
    .filter(({ path }) => malformed.has(path))
    .map(({ role, path }) => `${role} ${baseName(path).replace(/\.[a-z]+$/, '')}`)
}

/** The same for all that is needed, held by an archive or not. */
export function* needed(
  { graph, archives }: Pick<RuleContext<unknown>, 'graph' | 'archives'>,
  kinds: readonly EdgeKind[],
): Generator<Needed> {
  const flows = groupBy(placedFlows(archives), ({ flow }) => flow.id)
  for (const edge of graph.edges) {
    const node = kinds.includes(edge.kind) ? graph.node(edge.to) : null
    if (node === null || node.preseeded) continue
    const copies = flows.get(edge.from) ?? []
    const copyOf = ({ archive: file }: EdgeEvidence) => copies.find(({ archive }) => archive.file === file) ?? copies[0]
    const running = edge.evidence.find((each) => {
      const copy = copyOf(each)
      return copy === undefined || !isLeftover(copy.flow, each.at)
    })
    const first = running ?? edge.evidence[0]
    if (first === undefined) continue
    const placed = copyOf(first)
    const key = keyOf(node)
    yield {
      edge,
      node,
      key,
      who: placed === undefined ? `The ${keyOfId(edge.from)}` : named(placed.flow),
      finding: {
        archive: first.archive,
        entry: first.entry,
        line: first.line,
        column: first.column,
        artifact: edge.from,
        step: placed === undefined ? '' : stepNameOf(placed.flow, first.at),
        key,
        ...(running === undefined ? { leftover: true } : {}),
      },
    }
  }
}

/** The part of an id after its kind and project. */
export function keyOf({ id, kind, project }: Pick<GraphNode, 'id' | 'kind' | 'project'>): string {
  const key = id.slice(kind.length + 1)
  return project !== null && key.startsWith(`${project}/`) ? key.slice(project.length + 1) : key
}

/** `connection:RETURNS/RETURNS_DB` as words: `connection RETURNS_DB`. */
function keyOfId(id: string): string {
  const colon = id.indexOf(':')
  return `${id.slice(0, colon).replace('-', ' ')} ${id.slice(id.indexOf('/') + 1 || colon + 1)}`
}
