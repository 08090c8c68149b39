import { allSteps, type Step } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import { globalHandlers } from './steps.js'
import { isSynchronous } from './synchronous.js'

/** Kinds of step by which somebody hears of a fault. What is not known may be one, too. */
const TELLING: ReadonlySet<Step['kind']> = new Set(['notification', 'invoke', 'publish', 'agent', 'unknown'])

export const silentGlobalFault = defineRule({
  id: 'silent-global-fault',
  severity: 'info',
  category: 'flow',
  summary: 'The global fault handler tells nobody',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      for (const integration of archive.integrations) {
        const silent = globalHandlers(integration.steps).filter((handler) => !tells(handler))
        if (silent.length === 0) continue
        const where = isSynchronous(integration) ? "at the caller and in OIC's monitoring" : "in OIC's monitoring"
        for (const handler of silent) {
          yield {
            ...place(archive, handler.location),
            message: `${integration.code}: the global fault handler sends no notification and invokes nothing, so a fault shows only ${where}: notify who has to act on it.`,
            artifact: integration.id,
            step: handler.name,
            key: '',
          }
        }
      }
    }
  },
})

function tells(handler: Step): boolean {
  for (const { kind } of allSteps(handler.children)) if (TELLING.has(kind)) return true
  return false
}
