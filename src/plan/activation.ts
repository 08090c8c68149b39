import { isActive } from '../inventory/active.js'
import { noteAlong } from './along.js'
import { draftText, isDraft } from './draft.js'
import { addRisk, isWanted, labelOf, type Planning } from './planning.js'
import type { Standing } from './standing.js'
import type { ImportPlan } from './types.js'

export type Activation = Pick<ImportPlan, 'activationOrder' | 'activationWaves' | 'notActivated'>

/**
 * What is activated after the import, children first. What comes along unselected is in it where it runs in the target. What
 * runs there and is left alone is not; nor are drafts, and versions that another of the same major version takes the place of.
 */
export function planActivation(planning: Planning, standing: Standing): Activation {
  // Only what is to run is in that graph.
  const { order: activationOrder, waves: activationWaves, superseded } = standing.graph.activation()
  const notActivated = superseded.map(({ id, by }) => {
    const why = `${labelOf(planning, by)} of the same major version is activated`
    return { artifact: id, label: labelOf(planning, id), why }
  })
  for (const id of [...planning.integrations.keys()].sort()) {
    if (isWanted(planning, id) && isDraft(planning, id))
      notActivated.push({ artifact: id, label: labelOf(planning, id), why: draftText(planning, id) })
  }
  for (const id of activationOrder) {
    const integration = planning.integrations.get(id)?.integration
    if (integration === undefined) continue
    const { code, version, project } = integration
    for (const other of planning.target.sameMajor(code, version, project).filter(isActive)) {
      const what = `deactivates ${other.version}, which is active there, when it is activated`
      addRisk(planning, id, `${what}; pending requests are lost`)
    }
  }
  return {
    activationOrder,
    activationWaves,
    notActivated: [...notActivated, ...noteAlong(planning, new Set(activationOrder), notActivated)],
  }
}
