import { optionsOf } from '../base/given.js'
import type { DependencyGraph } from '../graph/types.js'
import { checkArchiveList } from '../model/archive-list.js'
import type { Archive } from '../model/index.js'
import { type Baseline, checkBaseline } from './baseline.js'
import { LintRun, type LintRunOptions } from './lint-run.js'
import type { FailedInput, LintResult } from './types.js'

export { ruleInfo } from './lint-run.js'

/** What a run of all rules may be given besides archives. */
export interface LintOptions extends LintRunOptions {
  /** Inputs that could not be read: those that are unsafe become findings. */
  readonly failed?: readonly FailedInput[]
  readonly baseline?: Baseline | null
  /** The graph over the archives, where it is there already. */
  readonly graph?: DependencyGraph
}

/**
 * Runs the rules over archives that belong together. What a rule throws is a finding of that rule; the others go on.
 * @throws IarkitError `invalid-configuration` where the configuration, the baseline or a rule of one's own is not as it should be;
 * `invalid-inventory` where the inventory is not as `readInventory` gives it; `usage` where it is given no list of archives,
 * or a `now` that is no time
 */
export async function lint(archives: readonly Archive[], options: LintOptions = {}): Promise<LintResult> {
  checkArchiveList(archives)
  optionsOf(options, { failed: 'list' })
  checkBaseline(options.baseline)
  const run = new LintRun(options)
  return run.finish({ ...options, archives, outcomes: await run.inspect(archives) })
}
