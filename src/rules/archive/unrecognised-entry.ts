import { defineRule, noOptions } from '../define-rule.js'
import { fromDiagnostics } from './from-diagnostics.js'

export const unrecognisedEntry = defineRule({
  id: 'unrecognised-entry',
  severity: 'info',
  category: 'archive',
  summary: 'An entry, element, action or adapter that iarkit does not know',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    yield* fromDiagnostics(archives, ['unrecognised-entry'])
  },
})
