import { deserialize, serialize } from 'node:v8'
import type { Archive } from '../model/index.js'
import { fromPlain, toPlain } from '../model/plain.js'
import type { Failed } from '../report/types.js'
import { guarded, type ReadPathsOptions, type ReadPathsResult, readInTurn } from './read-paths.js'

/**
 * As `readPaths`, but of many archives only what `reduce` leaves of each is kept, so that the memory of a run does not grow
 * with what they hold. The archives of a single input stay whole.
 * @throws IarkitError as `readPaths`
 */
export async function readReduced(
  paths: readonly string[],
  options: ReadPathsOptions,
  reduce: (archive: Archive) => Archive,
): Promise<ReadPathsResult> {
  const kept: Archive[] = []
  const failed: Failed[] = []
  for await (const { input, archives, isOnly } of readInTurn(paths, options, failed)) {
    await guarded(input.path, failed, async () => {
      kept.push(...(isOnly ? archives : detached(archives.map(reduce))))
    })
  }
  return { archives: kept, failed }
}

/** The same archives, whose names no longer hold on to the files' texts that they were cut from. */
function detached(reduced: readonly Archive[]): Archive[] {
  return (deserialize(serialize(reduced.map(toPlain))) as unknown[]).map(fromPlain)
}
