import { createMemory, type Limits } from '../../archive/index.js'
import type { Archive } from '../../model/index.js'
import type { Failed } from '../../report/types.js'
import type { LintRun, RuleOutcome } from '../../rules/lint-run.js'
import { outlineOf } from '../../rules/outline.js'
import type { Input } from '../inputs.js'
import { guarded, readInput } from '../read-paths.js'

/** Most bytes of inflated files that wait for the next reader of the same archives. */
const REMEMBERED = 16 * 1024 * 1024

/** Archives that were inspected by themselves, and what a run over all of them needs of each. */
export interface Inspected {
  /** Outlines, or whole archives where the run asks for these. */
  readonly archives: readonly Archive[]
  /** Index of the input of each archive, among those that were given. */
  readonly origins: readonly number[]
  readonly outcomes: readonly RuleOutcome[]
  /** What could not be read. */
  readonly failed: readonly Failed[]
}

/**
 * Reads some inputs, runs the rules of scope `archive`, and keeps what the other rules need. Nothing else stays in memory.
 */
export async function inspectInputs(inputs: readonly Input[], run: LintRun, limits: Limits): Promise<Inspected> {
  const memory = createMemory(REMEMBERED)
  const failed: Failed[] = []
  const archives: Archive[] = []
  const origins: number[] = []
  for (const [at, input] of inputs.entries()) {
    await guarded(input.path, failed, async () => {
      for (const archive of await readInput(input, limits, memory)) {
        archives.push(archive)
        origins.push(at)
      }
    })
  }
  const outcomes = await run.inspect(archives)
  memory.forget()
  return { archives: run.needsWhole ? archives : archives.map(outlineOf), origins, outcomes, failed }
}
