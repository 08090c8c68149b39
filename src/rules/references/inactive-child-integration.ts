import { isActive } from '../../inventory/active.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows, stepNameOf } from '../flows.js'
import { reachableInTarget } from '../in-target.js'
import { place } from '../place.js'
import { environmentOf, named } from '../words.js'
import { Callable, childrenOf, evidenceOf, reaches } from './children.js'

/** A child exists in the target but does not run there. */
export const inactiveChildIntegration = defineRule({
  id: 'inactive-child-integration',
  severity: 'warning',
  category: 'references',
  summary: 'A child integration is in the target, but not active',
  options: noOptions,
  needs: [['inventory']],
  async *check({ archives, inventory, couldNotCheck }) {
    if (inventory === null) return
    const where = environmentOf(inventory)
    const callable = new Callable(archives)
    for (const { archive, flow } of placedFlows(archives)) {
      for (const child of childrenOf(flow)) {
        const reference = evidenceOf(child)
        const inTarget = reachableInTarget(inventory, child)
        const [newest] = inTarget
        if (reference === null || newest === undefined) continue
        if (inTarget.some((integration) => isActive(integration) === true)) continue
        if (inTarget.some((integration) => isActive(integration) === null)) {
          couldNotCheck(`the inventory does not say whether ${named(newest)} is active`)
          continue
        }
        const travels = callable.versionsOf(child).some(({ version }) => reaches(child, version))
        const status = newest.status.toUpperCase()
        const todo = travels
          ? 'it is among the archives, so activate it after the import and before its caller'
          : 'activate it before its caller runs'
        yield {
          ...place(archive, reference.evidence),
          message: `${named(flow)} calls ${named(newest)}, which is in ${where} but not active (${status}): ${todo}.`,
          artifact: flow.id,
          step: stepNameOf(flow, reference.at),
          key: child.project === null ? child.code : `${child.project}/${child.code}`,
          ...(travels ? { severity: 'info' as const } : {}),
        }
      }
    }
  },
})
