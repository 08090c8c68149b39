import { defineRule, noOptions } from '../define-rule.js'
import { notListed, presenceIn } from '../in-target.js'
import { nowhere } from '../words.js'
import { neededButMissing } from './needed.js'

/** A lookup that an expression, a mapper, a stitch or a notification's parameter names is nowhere. */
export const missingLookup = defineRule({
  id: 'missing-lookup',
  severity: 'error',
  category: 'references',
  summary: 'A lookup that an integration uses is not there',
  options: noOptions,
  needs: [],
  async *check(context) {
    const { inventory, couldNotCheck } = context
    for (const { node, key, who, finding } of neededButMissing(context, ['uses-lookup'])) {
      const presence = presenceIn(inventory, 'lookups', node.project, ({ name }) => name === key)
      if (presence === 'there') continue
      const known = presence === 'absent'
      if (inventory !== null && !known) couldNotCheck(notListed('lookups', node.project))
      yield {
        ...finding,
        message: `${who} looks up in ${key}, which ${nowhere(inventory, known)}: a call of it fails at run time; export the integration anew, or import the lookup first.`,
      }
    }
  },
})
