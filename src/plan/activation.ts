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
  const { order, waves, superseded } = standing.graph.activation()
  const isActivated = (id: string) => isWanted(planning, id)
  const notActivated: { artifact: string; label: string; why: string }[] = []
  for (const { id, by } of superseded) {
    if (!isWanted(planning, id)) continue
    const why = `${labelOf(planning, by)} of the same major version is activated`
    notActivated.push({ artifact: id, label: labelOf(planning, id), why })
  }
  const activationOrder = order.filter(isActivated)
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
    activationWaves: waves.map((wave) => wave.filter(isActivated)).filter((wave) => wave.length > 0),
    notActivated: [...notActivated, ...noteAlong(planning, new Set(activationOrder), notActivated)],
  }
}
