import type { Step } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { actionOf, type FlowParts, partsOf, placedSteps } from './steps.js'
import { callerWaits } from './synchronous.js'

export const synchronousWait = defineRule({
  id: 'synchronous-wait',
  severity: 'warning',
  category: 'flow',
  summary: 'A flow waits while its caller waits for the answer',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const parts = partsOf(flow)
      const waits = callerWaits(flow)
      for (const placed of placedSteps(flow.steps)) {
        const { step } = placed
        if (step.kind !== 'wait' || !waits(placed)) continue
        yield {
          ...place(archive, step.location),
          message: `${flow.code}: “${step.name}” waits${howLong(step, parts)} while the caller waits for the answer, which OIC gives up after 5 minutes: answer first, or make the flow asynchronous.`,
          artifact: flow.id,
          step: step.name,
          key: '',
        }
      }
    }
  },
})

/** Where the duration is a number: seconds. */
function howLong(step: Step, parts: FlowParts): string {
  const source =
    actionOf(step, parts)
      ?.expressions[0]?.xpath.source.trim()
      .replace(/^["']|["']$/g, '') ?? ''
  return /^\d{1,6}$/.test(source) ? ` ${Number(source)} s` : ''
}
