import type { DependencyGraph } from '../graph/types.js'
import type { Archive } from '../model/types.js'
import type { Finding, LintResult } from '../rules/types.js'
import type { Paint } from './types.js'

/** What a report of `lint` may be given besides the result. All of it may be left out. */
export interface LintReportContext {
  /** Colours; none in what goes to a file. */
  readonly paint?: Paint
  /** Everything spelled out: notes, rules that were not run, every repeat. */
  readonly verbose?: boolean
  /** The archives of the run: their kind, and which of them are exploded, so that findings point to real files. */
  readonly archives?: readonly Archive[]
  readonly graph?: DependencyGraph
  /** The line that a finding points to, safe to print; null where there is none at hand. */
  readonly sourceLine?: (finding: Finding) => string | null
  /** Version of iarkit. */
  readonly version?: string
}

/** Types of what a program without a compiler may give. */
export const LINT_CONTEXT = { paint: 'object', archives: 'list', sourceLine: 'function' } as const

/** Turns the result of `lint` into text of one format. Pure: the same result gives the same bytes. */
export type LintReporter = (result: LintResult, context?: LintReportContext) => string | Promise<string>
