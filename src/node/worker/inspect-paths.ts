import { availableParallelism } from 'node:os'
import { version } from '../../../package.json'
import { type Limits, withLimits } from '../../archive/index.js'
import { breather } from '../../base/breathe.js'
import { type Failed, IarkitError } from '../../base/errors.js'
import { optionsOf } from '../../base/given.js'
import { lastFew } from '../../base/last-few.js'
import type { Archive, Entry } from '../../model/index.js'
import type { LintRun } from '../../rules/lint-run.js'
import type { Input } from '../inputs.js'
import { expandAll, type KnownArchive, listInput, type ReadPathsOptions, readInput, stillIn } from '../read-paths.js'
import { type InspectionCache, openCache } from './cache.js'
import { type Inspected, inspectInputs } from './inspect-inputs.js'
import { packed, unpacked } from './packing.js'
import { createPool, type Pool, workerFile } from './pool.js'
import { inPortions, type Portion, sizeOf } from './portions.js'

export interface InspectPathsOptions extends ReadPathsOptions {
  /** Most worker threads; 0 for none. Default: as many as the machine has cores, for as much work as is worth starting them. */
  readonly threads?: number
  /** Folder that keeps what came of archives which do not change between runs; it is made where it is not there. */
  readonly cache?: string
  /** The worker's file, where it is not beside this one: a bundler moved it. */
  readonly worker?: string
}

/** An estate that was inspected archive by archive: what `LintRun.finish` takes. */
export interface InspectedPaths extends Omit<Inspected, 'origins'> {
  /** Reads the archive of an outline again. */
  readonly whole: (archive: Archive) => Promise<Archive>
  /** The files of an archive, for the lines that findings point to. */
  readonly entriesOf: (archive: Archive) => Promise<readonly Entry[]>
}

/** Archives, or bytes of them, below which starting threads takes longer than the work. */
const MANY = 200
const LARGE = 16 * 1024 * 1024

/**
 * Reads archives from paths and runs the rules of scope `archive` over each, in worker threads where there are many.
 * Only what the other rules need of an archive is kept, in the order of the paths.
 * @throws IarkitError `unwritable` where the cache cannot be written; `usage` where a number of threads is none
 */
export async function inspectPaths(
  paths: readonly string[],
  run: LintRun,
  options: InspectPathsOptions = {},
): Promise<InspectedPaths> {
  const limits = withLimits(optionsOf(options, { onProgress: 'function', cache: 'text', worker: 'text' }).limits)
  checkThreads(options.threads)
  const { inputs, failed } = await expandAll(paths)
  const cache =
    run.needsWhole || options.cache === undefined
      ? null
      : openCache(options.cache, version, run.settings.config ?? {}, limits)
  const portions = cache === null ? inPortions(inputs) : inputs.map((input, first) => ({ inputs: [input], first }))
  const pool = poolFor(inputs, run, limits, options)
  const results = new Array<Inspected | undefined>(portions.length)
  try {
    await inspectAll(
      portions,
      { run, limits, pool, cache, kept: portions.length > 1 },
      results,
      ({ first, inputs: [input] }) =>
        options.onProgress?.({ done: first, total: inputs.length, file: input?.path ?? '' }),
    )
  } finally {
    await pool?.close()
  }
  const all = merged(portions.map(({ first }, at) => ({ inspected: results[at], first })))
  const inputOf = new Map(all.archives.map((archive, at) => [archive, inputs[all.origins[at] ?? -1]]))
  const { archives, outcomes } = all
  return { archives, outcomes, failed: [...failed, ...all.failed], ...readAgain(inputOf, run.needsWhole, limits) }
}

interface Means {
  readonly run: LintRun
  readonly limits: Limits
  readonly pool: Pool | null
  readonly cache: InspectionCache | null
  /** Whether results outlive other archives: then no name in them may hold on to the text that it was cut from. */
  readonly kept: boolean
}

async function inspectAll(
  portions: readonly Portion[],
  means: Means,
  results: (Inspected | undefined)[],
  onProgress: (portion: Portion) => void,
): Promise<void> {
  const breathe = breather()
  const queue = portions.entries()
  const lane = async (): Promise<void> => {
    for (const [at, portion] of queue) {
      await breathe()
      onProgress(portion)
      results[at] = await inspectPortion(portion, means)
    }
  }
  await Promise.all(Array.from({ length: means.pool === null ? 1 : LANES }, lane))
}

/** More than threads, so that none of them waits for its next portion. */
const LANES = 32

async function inspectPortion({ inputs }: Portion, means: Means): Promise<Inspected> {
  const { run, limits, pool, cache } = means
  const [input] = inputs
  const key = cache === null || input === undefined ? null : cache.keyOf(input)
  const known = key === null ? null : cache?.get(key)
  if (known) return known
  const bytes = pool === null ? null : await pool.inspect(inputs)
  if (pool !== null && bytes === null) return apart(inputs, pool)
  const inspected = bytes === null ? await inspectInputs(inputs, run, limits) : unpacked(bytes)
  if (run.needsWhole || (bytes === null && key === null && !means.kept)) return inspected
  const kept = bytes ?? packed(inspected)
  // What could not be read may be readable the next time.
  if (key !== null && inspected.failed.length === 0) cache?.put(key, kept)
  return bytes === null ? unpacked(kept) : inspected
}

/** A worker died of one of several inputs: each is tried by itself, so that the others are not lost with it. */
async function apart(inputs: readonly Input[], pool: Pool): Promise<Inspected> {
  const parts: Inspected[] = []
  for (const input of inputs) {
    const bytes = await pool.inspect([input])
    const failed: Failed[] = [{ file: input.path, code: 'internal', message: DIED }]
    parts.push(bytes === null ? { archives: [], origins: [], outcomes: [], failed } : unpacked(bytes))
  }
  return merged(parts.map((inspected, first) => ({ inspected, first })))
}

const DIED =
  'The thread that read it ended without an answer, mostly for lack of memory: read it by itself, with more memory for Node (NODE_OPTIONS=--max-old-space-size=4096).'

/** Work that waits for NaN threads is never done. @throws IarkitError `usage` */
function checkThreads(threads: number | undefined): void {
  if (threads === undefined || threads >= 0) return
  throw new IarkitError('usage', `Expected a number of 0 or more as threads, found ${threads}.`)
}

function poolFor(inputs: readonly Input[], run: LintRun, limits: Limits, options: InspectPathsOptions): Pool | null {
  const threads = options.threads ?? (isMuch(inputs) ? Math.min(availableParallelism(), MOST_THREADS) : 0)
  // One thread beside a main thread that waits is no gain.
  if (run.needsWhole || threads < 2) return null
  const file = options.worker ?? workerFile()
  return file === null ? null : createPool(file, threads, { options: run.settings, limits })
}

const MOST_THREADS = 8

function isMuch(inputs: readonly Input[]): boolean {
  if (inputs.length < 2) return false
  if (inputs.length >= MANY) return true
  let bytes = 0
  for (const input of inputs) bytes += sizeOf(input)
  return bytes >= LARGE
}

/** Parts of inputs, one after the other, as one; `first` is the index of a part's first input among all. */
function merged(parts: readonly { readonly inspected: Inspected | undefined; readonly first: number }[]): Inspected {
  const archives: Archive[] = []
  const origins: number[] = []
  const outcomes: Inspected['outcomes'][number][] = []
  const failed: Inspected['failed'][number][] = []
  for (const { inspected, first } of parts) {
    if (inspected === undefined) continue
    // One by one: a call takes some ten thousand arguments.
    for (const archive of inspected.archives) archives.push(archive)
    for (const origin of inspected.origins) origins.push(first + origin)
    for (const outcome of inspected.outcomes) outcomes.push(outcome)
    for (const failure of inspected.failed) failed.push(failure)
  }
  return { archives, origins, outcomes, failed }
}

function readAgain(
  inputOf: ReadonlyMap<Archive, Input | undefined>,
  isWhole: boolean,
  limits: Limits,
): Pick<InspectedPaths, 'whole' | 'entriesOf'> {
  const held = lastFew<Archive, Promise<Archive>>(HELD)
  const listed = lastFew<Archive, Promise<readonly Entry[]>>(HELD)
  const sought = async <T extends KnownArchive>(
    archive: Archive,
    read: (input: Input) => Promise<readonly T[]>,
  ): Promise<T> => {
    const input = inputOf.get(archive)
    return stillIn(input === undefined ? [] : await read(input), archive)
  }
  return {
    whole: async (archive) =>
      isWhole ? archive : held(archive, () => sought(archive, (input) => readInput(input, limits))),
    entriesOf: async (archive) =>
      isWhole
        ? archive.entries
        : listed(archive, async () => (await sought(archive, (input) => listInput(input, limits))).entries),
  }
}

/** Artifacts of two or three archives are compared one after the other: so many of them are not read again for each. */
const HELD = 3
