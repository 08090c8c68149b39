import { defineRule, noOptions } from '../define-rule.js'
import { fromDiagnostics } from './from-diagnostics.js'

export const malformedContent = defineRule({
  id: 'malformed-content',
  severity: 'error',
  category: 'archive',
  summary: 'A file does not parse, or is not in the encoding it should be in',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    yield* fromDiagnostics(archives, 'malformed-content', 'wrong-encoding')
  },
})
