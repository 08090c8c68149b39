import { checkGiven, optionsOf } from '../base/given.js'
import type { ArchiveDiff } from '../diff/types.js'
import type { DiffReportContext } from './diff-types.js'
import { jsonText } from './json-text.js'

/** The JSON of `diff`, by the public contract. */
export function diffJson(diff: ArchiveDiff, context: DiffReportContext = {}): string {
  checkGiven(diff, 'diff')
  const { identical, artifacts } = diff
  const { failed = [] } = optionsOf(context, { failed: 'list' })
  return jsonText({ formatVersion: 1, identical, artifacts, failed })
}
