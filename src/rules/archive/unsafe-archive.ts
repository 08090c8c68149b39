import type { IarkitErrorCode } from '../../base/errors.js'
import { defineRule, noOptions } from '../define-rule.js'

/** Refusals that speak of the archive's safety, not of a file that is broken or none. */
export const UNSAFE_CODES: ReadonlySet<string> = new Set<IarkitErrorCode>([
  'path-traversal',
  'duplicate-entry',
  'encrypted',
  'limit-entries',
  'limit-entry-size',
  'limit-total-size',
  'limit-archive-size',
  'limit-nesting',
])

export const unsafeArchive = defineRule({
  id: 'unsafe-archive',
  severity: 'error',
  category: 'archive',
  summary: 'An archive that was refused: path traversal, duplicate names, encryption, or over the limits',
  options: noOptions,
  needs: [],
  async *check({ failed }) {
    for (const { file, code, message } of failed) {
      if (!UNSAFE_CODES.has(code)) continue
      yield {
        archive: file,
        entry: '',
        line: null,
        column: null,
        message: `The archive was refused (${code}): ${message}`,
        artifact: '',
        step: '',
        key: code,
      }
    }
  },
})
