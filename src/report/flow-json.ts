import { checkGiven, checkType } from '../base/given.js'
import type { Diagram } from '../flow/types.js'
import { jsonText } from './json-text.js'
import type { Failed } from './types.js'

/** The JSON of `flow`, by the public contract: diagrams as data, in the order given. */
export function flowJson(diagrams: readonly Diagram[], failed: readonly Failed[] = []): string {
  checkType(diagrams, 'list', 'diagrams')
  checkType(failed, 'list', 'failed')
  for (const diagram of diagrams) checkGiven(diagram, 'diagram')
  return jsonText({ formatVersion: 1, diagrams, failed })
}
