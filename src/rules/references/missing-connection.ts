import { defineRule, noOptions } from '../define-rule.js'
import { notListed, presenceAt, presenceIn } from '../in-target.js'
import { nowhere } from '../words.js'
import { keyOf, neededButMissing } from './needed.js'

/** An endpoint's connection, or the one of another project, or global one, that one stands for, is nowhere. */
export const missingConnection = defineRule({
  id: 'missing-connection',
  severity: 'error',
  category: 'references',
  summary: 'A connection that an integration uses is not there',
  options: noOptions,
  needs: [],
  async *check(context) {
    const { inventory, graph, couldNotCheck } = context
    for (const { edge, node, key, who, finding } of neededButMissing(context, ['uses-connection', 'refers-to'])) {
      if (key === '') continue
      const look = edge.kind === 'uses-connection' ? presenceIn : presenceAt
      const presence = look(inventory, 'connections', node.project, ({ code }) => code === key)
      if (presence === 'there') continue
      const known = presence === 'absent'
      if (inventory !== null && !known) couldNotCheck(notListed('connections', node.project))
      if (edge.kind === 'uses-connection') {
        yield {
          ...finding,
          message: `${who} uses the connection ${key}, which ${nowhere(inventory, known)}: export the integration anew, or create the connection under this code before activation.`,
        }
        continue
      }
      const own = graph.node(edge.from)
      const stands = `The connection ${own === null ? edge.from : keyOf(own)} stands for`
      if (node.project === null) {
        const where = known
          ? `${nowhere(inventory, known)}: create it there, outside projects, before this one`
          : 'no archive of a project carries: see that it is in the target before this one'
        const severity = known ? 'error' : 'warning'
        yield { ...finding, severity, message: `${stands} the global connection ${key}, which ${where}.` }
        continue
      }
      // An export never carries another project's connection: only an archive or inventory of that project can tell.
      const there = known || graph.node(`project:${node.project}`)?.present === true
      yield {
        ...finding,
        severity: there ? 'error' : 'warning',
        message: `${stands} ${key} of the project ${node.project}, which ${nowhere(inventory, known)}: that project must be imported, and the connection public there, before this one.`,
      }
    }
  },
})
