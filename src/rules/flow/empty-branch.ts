import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { placedSteps } from './steps.js'

export const emptyBranch = defineRule({
  id: 'empty-branch',
  severity: 'info',
  category: 'flow',
  summary: 'A route of a switch has no action',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      for (const { step, parents } of placedSteps(flow.steps)) {
        // A note says that nothing is to be done here, and why.
        if (step.kind !== 'route' || step.children.length > 0) continue
        const router = parents.at(-1)?.name ?? ''
        const advice = step.otherwise
          ? 'remove it, or log what comes this way'
          : 'give it an action, or a note that says why it has none'
        yield {
          ...place(archive, step.location),
          message: `${flow.code}: the route “${step.name}” of “${router}” has no action: ${advice}.`,
          artifact: flow.id,
          step: step.name,
          key: router,
        }
      }
    }
  },
})
