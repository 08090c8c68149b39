import type { Failed, Paint } from './types.js'

/** What the reporters of a diff are given besides it. */
export interface DiffReportContext {
  /** The two sides as the caller named them. */
  readonly old?: string
  readonly new?: string
  /** What could not be read. */
  readonly failed?: readonly Failed[]
}

export interface DiffTextContext extends DiffReportContext {
  readonly paint?: Paint
  /** Show long values in full. */
  readonly verbose?: boolean
}
