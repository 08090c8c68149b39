import { counted } from '../base/words.js'
/** The graph in words: names, kinds, and what is odd about a call. */
import type { DependencyGraph, GraphEdge, GraphNode } from '../graph/types.js'
import { printable } from './terminal.js'

/** Kinds of artifact as people say them. */
export const KIND_WORDS: Readonly<Record<GraphNode['kind'], string>> = {
  integration: 'integration',
  agent: 'AI agent',
  connection: 'connection',
  lookup: 'lookup',
  library: 'library',
  schedule: 'schedule',
  'event-type': 'event type',
  certificate: 'certificate',
  'agent-group': 'agent group',
  package: 'package',
  project: 'project',
}

/** Kinds that no archive carries: they must be in the target beforehand. */
export const NEVER_CARRIED: ReadonlySet<GraphNode['kind']> = new Set(['certificate', 'agent-group'])

/** The connections by which OIC itself calls integrations and hands out events: the call or event says it already. */
export function isPlumbing({ id, preseeded }: GraphNode): boolean {
  return (
    preseeded &&
    (id.startsWith('connection:PRESEEDED_COLLOCATED_CONN') || id === 'connection:APPLICATION_EVENT_CONNECTION')
  )
}

/** What somebody has to bring: OIC's own connections and patterns are there, and no archive carries certificates. */
export function isMissing({ kind, present, preseeded, pattern }: GraphNode): boolean {
  return !present && !preseeded && !pattern && !NEVER_CARRIED.has(kind)
}

/** Several of a kind. */
export function countOf(number: number, kind: GraphNode['kind']): string {
  return counted(number, KIND_WORDS[kind], kind === 'library' ? 'libraries' : `${KIND_WORDS[kind]}s`)
}

/**
 * How one names a node, ready to print: with its project, unless the one who speaks of it lives there too.
 * @param home project of the one who speaks of it; null where nobody does, or a global one
 */
export function nameOf({ label, project, kind, preseeded }: GraphNode, home: string | null): string {
  if (project === home) return printable(label)
  if (project !== null) return printable(`${project}/${label}`)
  return preseeded || NEVER_CARRIED.has(kind) ? printable(label) : `${printable(label)} (global)`
}

/** The project that everything lives in which the archives hold; null where there are several, or global things. */
export function homeOf(graph: DependencyGraph): string | null {
  const homes = new Set(
    graph.nodes.flatMap(({ kind, present, preseeded, project }) =>
      present && !preseeded && kind !== 'project' ? [project] : [],
    ),
  )
  const [only = null] = homes.size === 1 ? homes : []
  return only
}

/** What is odd about a call; empty where nothing is. */
export function callNotes({ dynamic, match }: GraphEdge): string[] {
  const notes = dynamic ? ['chosen at run time'] : []
  if (match?.fit === 'same-major') notes.push(`designed against ${match.wanted.split('|')[1] ?? match.wanted}`)
  if (match?.unreachable === 'into-project') notes.push('out of reach: in a project')
  if (match?.unreachable === 'private') notes.push('out of reach: private to its project')
  return notes
}
