import { statSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { type Limits, withLimits } from '../../archive/index.js'
import { breather } from '../../base/breathe.js'
import { IarkitError } from '../../base/errors.js'
import type { Archive, Entry } from '../../model/index.js'
import type { Failed } from '../../report/types.js'
import type { LintRun, RuleOutcome } from '../../rules/lint-run.js'
import { fromPlain, toPlain } from '../../rules/outline.js'
import type { Input } from '../inputs.js'
import { expandAll, listInput, type ReadPathsOptions, readInput } from '../read-paths.js'
import { type Inspected, inspectInputs } from './inspect-inputs.js'

/** An estate that was inspected archive by archive: what `LintRun.finish` takes. */
export interface InspectedPaths extends Omit<Inspected, 'origins'> {
  /** Reads the archive of an outline again. */
  readonly whole: (archive: Archive) => Promise<Archive>
  /** The files of an archive, for the lines that findings point to. */
  readonly entriesOf: (archive: Archive) => Promise<readonly Entry[]>
}

/**
 * Reads archives from paths one after the other and runs the rules of scope `archive` over each. Only what the other
 * rules need of it is kept.
 */
export async function inspectPaths(
  paths: readonly string[],
  run: LintRun,
  options: ReadPathsOptions = {},
): Promise<InspectedPaths> {
  const limits = withLimits(options.limits ?? {})
  const { inputs, failed } = await expandAll(paths)
  const archives: Archive[] = []
  const outcomes: RuleOutcome[] = []
  const all: Failed[] = [...failed]
  const origins = new Map<Archive, Input>()
  const breathe = breather()
  let done = 0
  for (const some of inPortions(inputs)) {
    await breathe()
    options.onProgress?.({ done, total: inputs.length, file: some[0]?.path ?? '' })
    done += some.length
    const inspected = await inspectInputs(some, run, limits)
    const kept = run.needsWhole ? inspected : unpacked(packed(inspected))
    for (const [at, archive] of kept.archives.entries()) {
      archives.push(archive)
      const origin = some[kept.origins[at] ?? -1]
      if (origin !== undefined) origins.set(archive, origin)
    }
    for (const outcome of kept.outcomes) outcomes.push(outcome)
    for (const failure of kept.failed) all.push(failure)
  }
  return { archives, outcomes, failed: all, ...readAgain(origins, run.needsWhole, limits) }
}

/** Most archives, and most bytes of archives, that are inspected together. */
const PORTION = 16
const PORTION_BYTES = 2 * 1024 * 1024

/** Small archives together: starting each rule takes longer than running it over one of them. */
function* inPortions(inputs: readonly Input[]): Generator<readonly Input[]> {
  let portion: Input[] = []
  let bytes = 0
  for (const input of inputs) {
    const size = sizeOf(input)
    if (portion.length > 0 && (portion.length >= PORTION || bytes + size > PORTION_BYTES)) {
      yield portion
      portion = []
      bytes = 0
    }
    portion.push(input)
    bytes += size
  }
  if (portion.length > 0) yield portion
}

/** A file that is gone by now fails when it is read. */
function sizeOf(input: Input): number {
  if (input.kind === 'tree') return PORTION_BYTES
  return statSync(input.path, { throwIfNoEntry: false })?.size ?? 0
}

/** As bytes: nothing of them holds on to the texts that names and evidence were cut from. */
function packed({ archives, ...rest }: Inspected): Uint8Array {
  return serialize({ archives: archives.map(toPlain), ...rest })
}

function unpacked(bytes: Uint8Array): Inspected {
  const { archives, ...rest } = deserialize(bytes) as Inspected
  return { archives: archives.map(fromPlain), ...rest }
}

function readAgain(
  origins: ReadonlyMap<Archive, Input>,
  isWhole: boolean,
  limits: Limits,
): Pick<InspectedPaths, 'whole' | 'entriesOf'> {
  const sought = async <T extends { readonly file: string }>(
    archive: Archive,
    read: (input: Input) => Promise<readonly T[]>,
  ): Promise<T> => {
    const input = origins.get(archive)
    const found = input && (await read(input)).find(({ file }) => file === archive.file)
    if (found !== undefined) return found
    throw new IarkitError('unreadable', `${archive.file} is no longer what it was when the run began.`, {
      file: archive.file,
    })
  }
  return {
    whole: async (archive) => (isWhole ? archive : sought(archive, (input) => readInput(input, limits))),
    entriesOf: async (archive) =>
      isWhole ? archive.entries : (await sought(archive, (input) => listInput(input, limits))).entries,
  }
}
