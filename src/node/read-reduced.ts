import { deserialize, serialize } from 'node:v8'
import type { Archive } from '../model/index.js'
import { fromPlain, toPlain } from '../model/plain.js'
import { type ReadPathsOptions, type ReadPathsResult, readEach } from './read-paths.js'

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
  return readEach(paths, options, (archives, inputs) => (inputs === 1 ? archives : detached(archives.map(reduce))))
}

/** The same archives, whose names no longer hold on to the files' texts that they were cut from. */
function detached(reduced: readonly Archive[]): Archive[] {
  return (deserialize(serialize(reduced.map(toPlain))) as unknown[]).map(fromPlain)
}
