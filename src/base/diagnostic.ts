import type { Location } from './location.js'

/**
 * What can be wrong inside an archive that is read all the same. The codes are the ids of the Archive rules,
 * so that one fact has one name from the reader to the report.
 *
 * - `malformed-content`: a file does not parse; what could be read of it is in the model
 * - `wrong-encoding`: a file is not in the encoding it should be in; it was decoded by a fallback
 * - `missing-file`: project.xml, info.json or the like names a file that is not there, or a required file is absent
 * - `unrecognised-entry`: an entry, element, action type or adapter that the library does not know; kept, not dropped
 * - `junk-entry`: a file no OIC export holds (`.DS_Store`, `__MACOSX/`, editor backups)
 * - `bundled-copies-differ`: two copies of one artifact inside one package differ
 * - `self-check`: what the library found disagrees with what OIC recorded in the archive
 */
export type DiagnosticCode =
  | 'malformed-content'
  | 'wrong-encoding'
  | 'missing-file'
  | 'unrecognised-entry'
  | 'junk-entry'
  | 'bundled-copies-differ'
  | 'self-check'

export type Severity = 'error' | 'warning' | 'info'

/** The gravest first. */
export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Something odd in an archive that did not stop the reading. */
export interface Diagnostic extends Location {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** One sentence: what is wrong and what it means for the reader. Never holds a secret. */
  readonly message: string
}
