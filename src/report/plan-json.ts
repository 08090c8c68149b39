import { checkGiven, checkType } from '../base/given.js'
import type { ImportPlan, PlanStep } from '../plan/types.js'
import { jsonText } from './json-text.js'
import { verdictOf } from './plan-outline.js'
import type { Failed } from './types.js'

/** The JSON of `plan`, by the public contract; see docs/json.md. */
export function planJson(plan: ImportPlan, unread?: readonly Failed[]): string {
  checkGiven(plan, 'plan')
  const failed = unread ?? plan.failed
  checkType(failed, 'list', 'failed')
  const { environment, takenAt, archives, activationOrder, activationWaves, notChecked, steps } = plan
  const json = {
    formatVersion: 1,
    environment,
    takenAt,
    verdict: verdictOf(plan, failed),
    archives,
    actions: plan.actions,
    activationOrder,
    activationWaves,
    notActivated: plan.notActivated.map(({ artifact, why }) => ({ artifact, why })),
    manualSteps: steps
      .filter(({ call }) => call === null)
      .map(({ artifact, phase, text }) => ({ artifact, step: phase, detail: text })),
    steps: steps.map(stepJson),
    undo: plan.undo.map((step) => ({ ...stepJson(step), undoes: step.undoes })),
    risks: plan.risks.map(({ artifact, detail }) => ({ artifact, detail })),
    notChecked,
    failed,
  }
  return jsonText(json)
}

function stepJson({ phase, artifact, text, wave, call }: PlanStep) {
  return { phase, artifact, text, wave, call }
}
