import { incompleteness } from '../../model/incomplete.js'
import type { Flow } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'

export const incompleteIntegration = defineRule({
  id: 'incomplete-integration',
  severity: 'error',
  category: 'quality',
  summary: 'An integration is less than 100% complete, or OIC found errors in it',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const why = whyOf(flow)
      if (why === null) continue
      yield {
        ...place(archive, flow.location),
        message: `${flow.code} ${flow.version} ${why}: it cannot be activated; finish it in OIC and export it again.`,
        artifact: flow.id,
        step: '',
        key: '',
      }
    }
  },
})

function whyOf(flow: Flow): string | null {
  const { percentComplete, hasErrors, status } = flow
  switch (incompleteness(flow)) {
    case null:
      return null
    case 'errors':
      return 'has errors by OIC’s own check'
    case 'unfinished': {
      const done = percentComplete !== null && percentComplete < 100
      const state = done ? `is ${percentComplete}% complete` : `was a draft when it was exported (${status})`
      return `${state}${hasErrors ? ' and has errors by OIC’s own check' : ''}`
    }
  }
}
