import type { Flow } from './types.js'

type Part = Pick<Flow, 'percentComplete' | 'hasErrors' | 'status'>

/** Why OIC activates no such flow: it was not finished when it was exported, or OIC's own check found errors in it. */
export type Incomplete = 'unfinished' | 'errors'

/** Null where nothing says that a flow cannot be activated. */
export function incompleteness({ percentComplete, hasErrors, status }: Part): Incomplete | null {
  if (percentComplete !== null && percentComplete < 100) return 'unfinished'
  if (/^(?:IN_?PROGRESS|DRAFT)$/i.test(status)) return 'unfinished'
  return hasErrors ? 'errors' : null
}
