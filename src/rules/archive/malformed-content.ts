import type { Diagnostic } from '../../base/diagnostic.js'
import { defineRule, noOptions } from '../define-rule.js'
import { brokenSchemas } from './broken-schemas.js'
import { brokenZips } from './broken-zips.js'
import { asFinding, fromDiagnostics } from './from-diagnostics.js'

export const malformedContent = defineRule({
  id: 'malformed-content',
  severity: 'error',
  category: 'archive',
  summary: 'A file does not parse, or is not in the encoding it should be in',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives, couldNotCheck }) {
    yield* fromDiagnostics(archives, ['malformed-content', 'wrong-encoding'], adviceFor)
    for (const archive of archives) {
      for await (const broken of brokenSchemas(archive, couldNotCheck)) yield asFinding(archive, broken, adviceFor)
      for await (const broken of brokenZips(archive)) yield asFinding(archive, broken, adviceFor)
    }
  },
})

/** Words of messages that say themselves what to do. */
const ADVISED = /\b(?:restore|export|raise|leave|save|replace|separate|unpack|read it)\b/i

function adviceFor({ code, severity, message }: Diagnostic): string {
  if (ADVISED.test(message)) return ''
  if (code === 'wrong-encoding') return 'look at the characters there, and save the file as UTF-8 where they are wrong'
  return severity === 'error'
    ? 'restore the file, or export it from OIC again'
    : 'look at it there, and export it from OIC again if somebody edited it'
}
