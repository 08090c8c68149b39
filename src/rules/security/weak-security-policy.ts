import * as v from 'valibot'
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
      for (const { id, code, role, preseeded, remote, securityPolicy, location } of archive.connections) {
        if (preseeded || remote !== null || options.allow.includes(code)) continue
        const none = NONE.test(securityPolicy)
        if (!none && !(options.basicAuth && BASIC.test(securityPolicy))) continue
        yield {
          ...place(archive, location),
          message: none ? withoutSecurity(code, role) : withBasicAuth(code, role),
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

function withoutSecurity(code: string, role: string): string {
  const what = TRIGGERS.test(role)
    ? 'whoever reaches its address can start the integrations behind it'
    : 'it calls without showing who calls'
  return `The connection ${code} has the security policy NONE: ${what}. Choose a policy, unless network rules protect it.`
}

function withBasicAuth(code: string, role: string): string {
  const what = TRIGGERS.test(role) ? 'callers send' : 'it sends'
  return `The connection ${code} uses basic authentication: ${what} user and password with each call. Use OAuth where the other side can.`
}

const TRIGGERS = /^SOURCE$/i
