import * as v from 'valibot'
import { defineRule } from '../define-rule.js'
import { place } from '../place.js'

const KINDS = ['integration', 'lookup', 'connection'] as const

export const missingDescription = defineRule({
  id: 'missing-description',
  severity: 'off',
  category: 'quality',
  summary: 'An integration, lookup or connection has no description',
  options: v.strictObject({
    kinds: v.optional(v.pipe(v.array(v.picklist(KINDS)), v.description('What must have a description.')), [...KINDS]),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    for (const archive of archives) {
      const artifacts = [
        ...archive.integrations,
        ...archive.lookups,
        ...archive.connections.filter(({ preseeded, remote }) => !preseeded && remote === null),
      ]
      for (const artifact of artifacts) {
        if (!options.kinds.includes(artifact.kind) || artifact.description.trim() !== '') continue
        const name = artifact.kind === 'lookup' ? artifact.name : artifact.code
        yield {
          ...place(archive, artifact.location),
          message: `The ${artifact.kind} ${name} has no description: say what it is for.`,
          artifact: artifact.id,
          step: '',
          key: '',
        }
      }
    }
  },
})
