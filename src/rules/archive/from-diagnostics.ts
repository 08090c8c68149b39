import type { Diagnostic, DiagnosticCode } from '../../base/diagnostic.js'
import type { Archive } from '../../model/index.js'
import { artifactAt } from '../artifact-at.js'
import { place } from '../place.js'
import { stablePath } from '../stable-path.js'
import type { RuleFinding } from '../types.js'

/**
 * What the reader found odd becomes findings as it is: one fact, one name from the reader to the report.
 * @param advise what to do, where the reader does not say it; empty where it does
 */
export function* fromDiagnostics(
  archives: readonly Archive[],
  codes: readonly DiagnosticCode[],
  advise: (diagnostic: Diagnostic) => string = () => '',
): Generator<RuleFinding> {
  for (const archive of archives) {
    for (const diagnostic of archive.diagnostics) {
      if (!codes.includes(diagnostic.code)) continue
      yield asFinding(archive, diagnostic, advise)
    }
  }
}

/** One of them. */
export function asFinding(
  archive: Archive,
  diagnostic: Diagnostic,
  advise: (diagnostic: Diagnostic) => string,
): RuleFinding {
  const advice = advise(diagnostic)
  return {
    ...place(archive, diagnostic),
    message: advice === '' ? diagnostic.message : `${diagnostic.message.replace(/\.$/, '')}; ${advice}.`,
    artifact: artifactAt(archive, diagnostic.entry),
    step: '',
    severity: diagnostic.severity,
    key: `${stablePath(diagnostic.entry)} ${withoutNumbers(diagnostic.message)}`,
  }
}

/** Messages of parsers name lines, counts and OIC's element numbers. */
function withoutNumbers(message: string): string {
  return message.replace(/\d+/g, '#')
}
