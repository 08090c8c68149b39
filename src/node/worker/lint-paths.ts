import { optionsOf } from '../../base/given.js'
import { type Baseline, checkBaseline } from '../../rules/baseline.js'
import { LintRun, type LintRunOptions } from '../../rules/lint-run.js'
import type { LintResult } from '../../rules/types.js'
import { type InspectPathsOptions, inspectPaths } from './inspect-paths.js'

/** What a run of all rules over paths may be given. */
export interface LintPathsOptions extends LintRunOptions, InspectPathsOptions {
  readonly baseline?: Baseline | null
}

/**
 * `lint` for archives by path: the same findings as of `readPaths` and `lint`, without holding all of an estate in memory,
 * in worker threads where there are many archives, and from a cache where one is named.
 * @throws IarkitError `invalid-configuration`; `invalid-inventory`; `usage` where there is no list of paths, a `now`
 * that is no time, or `threads` or limits make no sense; `unwritable` where the cache cannot be written
 */
export async function lintPaths(paths: readonly string[], options: LintPathsOptions = {}): Promise<LintResult> {
  checkBaseline(optionsOf(options).baseline)
  const run = new LintRun(options)
  return run.finish({ ...(await inspectPaths(paths, run, options)), baseline: options.baseline ?? null })
}
