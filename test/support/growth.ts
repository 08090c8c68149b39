/** How the cost of a computation grows with its input: tests of that hold on a slow or busy machine, limits in seconds do not. */

/** Below this much processor time a measurement says nothing; milliseconds. */
const NOTICEABLE = 30

/** Times that each length is measured; the least counts. */
const RUNS = 3

/**
 * Processor time of four times the input over that of the input: near 4 where the cost is in proportion, near 16 where it
 * grows with the square. 4 as well where it is too small to tell.
 */
export async function growth(run: (length: number) => unknown, length: number): Promise<number> {
  const long = await cost(run, 4 * length)
  return long < NOTICEABLE ? 4 : long / Math.max(await cost(run, length), 1)
}

/** What is surely not in proportion; between 4 and 16, nearer to the latter. */
export const SUPERLINEAR = 11

async function cost(run: (length: number) => unknown, length: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < RUNS; at++) {
    const start = process.cpuUsage()
    await run(length)
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1000)
    // A single run of this length is answer enough, and three would be a long wait.
    if (least > 2000) break
  }
  return least
}
