import type { ArchiveDiff } from '../diff/types.js'
import type { DiffReportContext } from './diff-types.js'
import { jsonText } from './json-text.js'

/** The JSON of `diff`, by the public contract. */
export function diffJson({ identical, artifacts }: ArchiveDiff, { failed = [] }: DiffReportContext = {}): string {
  return jsonText({ formatVersion: 1, identical, artifacts, failed })
}
