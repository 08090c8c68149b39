import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import { counted, listed } from '../words.js'
import { isGuarded, isInHandler, placedSteps } from './steps.js'
import { isSynchronous } from './synchronous.js'

export const missingFaultHandler = defineRule({
  id: 'missing-fault-handler',
  severity: 'warning',
  category: 'flow',
  summary: 'Invokes have no fault handler around them',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      for (const integration of archive.integrations) {
        const invokes = [...placedSteps(integration.steps)].filter(
          (placed) => placed.step.kind === 'invoke' && !isInHandler(placed),
        )
        const unguarded = invokes.filter((placed) => !isGuarded(placed, integration.steps)).map(({ step }) => step)
        const first = unguarded[0]
        if (first === undefined) continue
        const names = listed([...new Set(unguarded.map(({ name }) => name))])
        const isProxy = invokes.length === 1 && isSynchronous(integration)
        const some = unguarded.length < invokes.length ? ` of ${invokes.length}` : ''
        const what = some === '' ? counted(unguarded.length, 'invoke') : `${unguarded.length}${some} invokes`
        const advice = isProxy
          ? 'the caller gets the fault as it comes; add a handler if it should get another'
          : `put a scope with a handler around ${unguarded.length === 1 ? 'it' : 'them'}, or add a global fault handler`
        yield {
          ...place(archive, first.location),
          message: `${integration.code}: ${what} without a fault handler (${names}); ${advice}.`,
          artifact: integration.id,
          step: '',
          key: '',
          severity: isProxy ? 'info' : 'warning',
        }
      }
    }
  },
})
