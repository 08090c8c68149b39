import { defineRule, noOptions } from '../define-rule.js'
import { fromDiagnostics } from './from-diagnostics.js'

export const selfCheck = defineRule({
  id: 'self-check',
  severity: 'error',
  category: 'archive',
  summary: 'What iarkit found disagrees with what OIC recorded in the archive',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    yield* fromDiagnostics(archives, ['self-check'])
  },
})
