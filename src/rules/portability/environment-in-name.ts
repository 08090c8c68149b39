import * as v from 'valibot'
import { ENVIRONMENT_WORDS, environmentWordsIn } from '../../literals/environments.js'
import { defineRule } from '../define-rule.js'
import { place } from '../place.js'
import { listed } from '../words.js'

export const environmentInName = defineRule({
  id: 'environment-in-name',
  severity: 'warning',
  category: 'portability',
  summary: 'The name of a connection says for which environment it is',
  options: v.strictObject({
    /** Words that name an environment, in any case, without the digits behind them. */
    words: v.optional(v.array(v.string()), [...ENVIRONMENT_WORDS]),
    /** Codes of connections that may be named so. */
    allow: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const list = new Set(options.words.map((word) => word.toLowerCase()))
    for (const archive of archives) {
      for (const { id, code, name, preseeded, location } of archive.connections) {
        if (preseeded || options.allow.includes(code)) continue
        const inCode = environmentWordsIn(code, list)
        const inName = environmentWordsIn(name, list)
        const found = [...new Set([...inCode, ...inName])].map((word) => word.toUpperCase())
        if (found.length === 0) continue
        const where = inCode.length > 0 ? 'code' : `name, “${name}”,`
        yield {
          ...place(archive, location),
          message: `The connection ${code} says ${listed(found)} in its ${where} though it goes by the same name in all environments: name it for the system that it leads to.`,
          artifact: id,
          step: '',
          key: found.join(' '),
        }
      }
    }
  },
})
