import * as v from 'valibot'
import type { Connection } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { place } from '../place.js'

export const weakSecurityPolicy = defineRule({
  id: 'weak-security-policy',
  severity: 'info',
  category: 'security',
  summary: 'A connection without security',
  options: v.strictObject({
    /** Also find connections with basic authentication. */
    basicAuth: v.optional(v.boolean(), false),
    /** Codes of connections that need no security. */
    allow: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    for (const archive of archives) {
      for (const connection of archive.connections) {
        const { id, code, role, preseeded, remote, securityPolicy, location } = connection
        if (preseeded || remote !== null || options.allow.includes(code)) continue
        const none = NONE.test(securityPolicy)
        if (!none && !(options.basicAuth && BASIC.test(securityPolicy))) continue
        yield {
          ...place(archive, location),
          message: none ? withoutSecurity(connection) : withBasicAuth(code, role),
          artifact: id,
          step: '',
          key: none ? 'none' : 'basic',
        }
      }
    }
  },
})

const NONE = /^(?:none|no[ _-]?security(?:[ _-]?policy)?)$/i
const BASIC = /^(?:basic_?auth(?:entication)?|http_?basic(?:_?auth(?:entication)?)?|basic)$/i

/** Adapters whose connections have no other policy to choose. */
const WITHOUT_POLICIES: ReadonlySet<string> = new Set(['mllp'])

function withoutSecurity({ code, role, adapterType }: Connection): string {
  const what = TRIGGERS.test(role)
    ? 'whoever reaches its address can start the integrations behind it'
    : 'it calls without showing who calls'
  const todo = WITHOUT_POLICIES.has(adapterType)
    ? 'Its adapter has no other policy: see that network rules let only its partners through.'
    : 'Choose a policy, unless network rules protect it.'
  return `The connection ${code} has the security policy NONE: ${what}. ${todo}`
}

function withBasicAuth(code: string, role: string): string {
  const what = TRIGGERS.test(role) ? 'callers send' : 'it sends'
  return `The connection ${code} uses basic authentication: ${what} user and password with each call. Use OAuth where the other side can.`
}

const TRIGGERS = /^SOURCE$/i
