import type { RoledEntry } from '../archive/types.js'

/** Bytes of files that may be inflated at one time: what waits to be parsed is held in memory, and a bomb is large. */
const BATCH = 16 * 1024 * 1024

/** Files that may be read at one time: each that waits takes some kB, however small it is. */
const MOST = 500

/** Does some work for each entry and gives the results in their order; at one time only for as many as are small together. */
export async function inBatches<T>(
  entries: readonly RoledEntry[],
  work: (entry: RoledEntry) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  let batch: RoledEntry[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    for (const result of await Promise.all(batch.map(work))) results.push(result)
    batch = []
    size = 0
  }
  for (const entry of entries) {
    if (batch.length === MOST || (batch.length > 0 && size + (entry.size ?? BATCH) > BATCH)) await flush()
    batch.push(entry)
    size += entry.size ?? BATCH
  }
  await flush()
  return results
}
