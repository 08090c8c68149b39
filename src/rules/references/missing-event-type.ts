import { addTo } from '../../base/group.js'
import { fitsVersion } from '../../base/version.js'
import { isEarlierRevision } from '../../inventory/known.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed, presenceIn } from '../in-target.js'
import { listed, nowhere } from '../words.js'
import { keyOf, neededButMissing } from './needed.js'

/** An event type that an integration publishes or subscribes to is nowhere. */
export const missingEventType = defineRule({
  id: 'missing-event-type',
  severity: 'error',
  category: 'references',
  summary: 'An event type that an integration publishes or subscribes to is not there',
  options: noOptions,
  needs: [],
  async *check(context) {
    const { graph, inventory, couldNotCheck } = context
    const revisions = new Map<string, string[]>()
    for (const other of graph.nodes) {
      if (other.kind !== 'event-type' || !other.present) continue
      const [code = '', revision = ''] = keyOf(other).split('|')
      addTo(revisions, `${other.project ?? ''}/${code}`, revision)
    }
    for (const { edge, node, key, who, finding } of neededButMissing(context, ['publishes', 'subscribes'])) {
      const [code = '', revision = ''] = key.split('|')
      if (code === '') continue
      const presence = presenceIn(
        inventory,
        'eventTypes',
        node.project,
        (type) => type.code === code && fitsVersion(type.revision, revision),
      )
      if (presence === 'there') continue
      const isEarlier = inventory !== null && isEarlierRevision(inventory, { code, revision, project: node.project })
      const known = presence === 'absent' && !isEarlier
      if (inventory !== null && !known) {
        couldNotCheck(
          isEarlier
            ? `the inventory tells only of the latest revision of the event type ${code}`
            : notListed('eventTypes', node.project),
        )
      }
      const others = [
        ...(revisions.get(`${node.project ?? ''}/${code}`) ?? []),
        ...(inventory === null ? [] : inScope(inventory, 'eventTypes', node.project))
          .filter((type) => type.code === code)
          .map((type) => type.revision),
      ]
      // Without a revision any will do.
      if (revision === '' && others.length > 0) continue
      const instead = others.length === 0 ? '' : ` (there is revision ${listed([...new Set(others)])})`
      yield {
        ...finding,
        key: code,
        message: `${who} ${edge.kind === 'publishes' ? 'publishes' : 'subscribes to'} the event type ${code}${revision === '' ? '' : `, revision ${revision}`}, which ${nowhere(inventory, known)}${instead}: export the integration anew, or create the event type first.`,
      }
    }
  },
})
