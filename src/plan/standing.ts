import { buildGraph } from '../graph/index.js'
import type { DependencyGraph } from '../graph/types.js'
import { isDraft } from './draft.js'
import { familyOf, isWanted, type Planning } from './planning.js'

/** What is to be active after the import, of all that comes in. */
export interface Standing {
  /** The graph of what is activated, and of what it needs. */
  readonly graph: DependencyGraph
  /** The version that is activated of an integration's major version, itself as a rule; null where none is. */
  of(id: string): string | null
}

/** Without what is left out, and without drafts: a version that is not activated takes nothing's place. */
export function standingOf(planning: Planning): Standing {
  const { archives, integrations } = planning
  const runs = (id: string) => isWanted(planning, id) && !isDraft(planning, id)
  const graph = [...integrations.keys()].every(runs)
    ? planning.graph
    : buildGraph(
        archives.map((archive) => ({ ...archive, integrations: archive.integrations.filter(({ id }) => runs(id)) })),
      )
  const family = (id: string): string => {
    const integration = integrations.get(id)?.integration
    return integration === undefined ? id : familyOf(integration)
  }
  const activated = new Map(graph.activation().order.map((id) => [family(id), id]))
  return { graph, of: (id) => activated.get(family(id)) ?? null }
}
