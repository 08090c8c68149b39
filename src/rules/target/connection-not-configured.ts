import { addTo } from '../../base/group.js'
import { isWhole } from '../../inventory/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { keyOf, type Needed, needed } from '../references/needed.js'
import { environmentOf, listed } from '../words.js'

/** A connection that an integration uses is in the target, but not configured there. */
export const connectionNotConfigured = defineRule({
  id: 'connection-not-configured',
  severity: 'error',
  category: 'target',
  summary: 'A connection is in the target, but not configured',
  options: noOptions,
  needs: [['inventory']],
  async *check(context) {
    const { graph, inventory, couldNotCheck } = context
    if (inventory === null) return
    const uses = new Map<string, Needed[]>()
    for (const use of needed(context, ['uses-connection'])) {
      addTo(uses, use.node.id, use)
      // One that stands for another's has its settings from there.
      for (const { kind, to } of graph.edgesFrom(use.node.id)) if (kind === 'refers-to') addTo(uses, to, use)
    }
    for (const [id, users] of uses) {
      const [first] = users
      const node = graph.node(id)
      if (first === undefined || node === null) continue
      const { finding } = first
      const key = keyOf(node)
      const isUsed = users.some((use) => use.node.id === id)
      const scopes = isUsed && !node.present ? [node.project, null] : [node.project]
      const target = scopes
        .flatMap((scope) => inScope(inventory, 'connections', scope))
        .find(({ code }) => code === key)
      if (target === undefined) {
        if (!isWhole(inventory, 'connections', node.project)) couldNotCheck(notListed('connections', node.project))
      } else if (target.status === '') {
        couldNotCheck(`the inventory does not say whether the connection ${key} is configured`)
      } else if (target.status.toUpperCase() !== 'CONFIGURED') {
        const who = listed([...new Set(users.map((user) => user.who))])
        yield {
          ...finding,
          artifact: id,
          step: '',
          key: '',
          shared: true,
          message: `The connection ${key} is in ${environmentOf(inventory)} but not configured (${target.status}), so ${who} will not activate there: enter its address and credentials and test it first.`,
        }
      }
    }
  },
})
