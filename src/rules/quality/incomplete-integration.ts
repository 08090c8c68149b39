import type { Flow } from '../../model/index.js'
import { flowsOf } from '../artifact-at.js'
import { defineRule, noOptions } from '../define-rule.js'
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
    for (const archive of archives) {
      for (const flow of flowsOf(archive)) {
        const why = incompleteness(flow)
        if (why === null) continue
        yield {
          ...place(archive, flow.location),
          message: `${flow.code} ${flow.version} ${why}: it cannot be activated; finish it in OIC and export it again.`,
          artifact: flow.id,
          step: '',
          key: '',
        }
      }
    }
  },
})

function incompleteness({ percentComplete, hasErrors }: Flow): string | null {
  const incomplete = percentComplete !== null && percentComplete < 100
  if (incomplete) return `is ${percentComplete}% complete${hasErrors ? ' and has errors by OIC’s own check' : ''}`
  return hasErrors ? 'has errors by OIC’s own check' : null
}
