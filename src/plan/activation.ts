import { buildGraph } from '../graph/index.js'
import type { DependencyGraph } from '../graph/types.js'
import { noteAlong } from './along.js'
import { addRisk, isWanted, labelOf, type Planning } from './planning.js'
import type { ImportPlan } from './types.js'

export type Activation = Pick<ImportPlan, 'activationOrder' | 'activationWaves' | 'notActivated'>

/**
 * What is activated after the import, children first. What comes along unselected is in it where it runs in the target. What
 * runs there and is left alone is not; nor are drafts, and versions that another of the same major version takes the place of.
 */
export function planActivation(planning: Planning): Activation {
  const { order, waves, superseded } = wantedGraph(planning).activation()
  const isActivated = (id: string) => isWanted(planning, id) && !isDraft(planning, id)
  const notActivated: { artifact: string; label: string; why: string }[] = []
  for (const { id, by } of superseded) {
    if (!isWanted(planning, id)) continue
    const why = `${labelOf(planning, by)} of the same major version is activated`
    notActivated.push({ artifact: id, label: labelOf(planning, id), why })
  }
  for (const id of order.filter((candidate) => isWanted(planning, candidate))) {
    const integration = planning.integrations.get(id)?.integration
    if (isDraft(planning, id)) {
      const done = integration?.percentComplete
      const why = `not complete when it was exported${typeof done === 'number' && done < 100 ? ` (${done} %)` : ''}`
      notActivated.push({ artifact: id, label: labelOf(planning, id), why })
    } else if (integration?.hasErrors === true) {
      addRisk(planning, id, 'had errors when it was exported, by what OIC says in it: it may not activate')
    }
  }
  const activationOrder = order.filter(isActivated)
  return {
    activationOrder,
    activationWaves: waves.map((wave) => wave.filter(isActivated)).filter((wave) => wave.length > 0),
    notActivated: [...notActivated, ...noteAlong(planning, new Set(activationOrder), notActivated)],
  }
}

/** Without what is left out: a version that does not come in takes nothing's place. */
function wantedGraph(planning: Planning): DependencyGraph {
  const { archives, graph, integrations } = planning
  if ([...integrations.keys()].every((id) => isWanted(planning, id))) return graph
  return buildGraph(
    archives.map((archive) => ({
      ...archive,
      integrations: archive.integrations.filter(({ id }) => isWanted(planning, id)),
    })),
  )
}

function isDraft(planning: Planning, id: string): boolean {
  const integration = planning.integrations.get(id)?.integration
  if (integration === undefined) return true
  const { percentComplete, status } = integration
  return (percentComplete !== null && percentComplete < 100) || /^(?:IN_?PROGRESS|DRAFT)$/i.test(status)
}
