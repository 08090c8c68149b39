import { isWhole } from '../../inventory/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { notListed } from '../in-target.js'
import { environmentOf } from '../words.js'
import { needed } from './needed.js'

/** A connection names an agent group that the target does not have. */
export const missingAgentGroup = defineRule({
  id: 'missing-agent-group',
  severity: 'error',
  category: 'references',
  summary: 'An agent group that a connection names is not in the target',
  options: noOptions,
  needs: [['inventory']],
  async *check(context) {
    const { inventory, couldNotCheck } = context
    if (inventory === null) return
    const groups = inventory.agentGroups ?? []
    for (const { key, who, finding } of needed(context, ['uses-agent-group'])) {
      const group = groups.find(({ name, id }) => name === key || id === key)
      if (group === undefined && !isWhole(inventory, 'agentGroups')) {
        couldNotCheck(notListed('agentGroups'))
      } else if (group === undefined) {
        yield {
          ...finding,
          message: `${who} connects through the agent group ${key}, which is not in ${environmentOf(inventory)}: create the group there and install an agent for it.`,
        }
      } else if (group.agents === 0) {
        yield {
          ...finding,
          severity: 'warning',
          message: `${who} connects through the agent group ${key}, which has no agent in ${environmentOf(inventory)}: install one, or no call gets through.`,
        }
      }
    }
  },
})
