import { describe, expect, it } from 'vitest'
import type { RoledEntry } from '../../src/archive/types.js'
import { inBatches } from '../../src/model/in-batches.js'

const MIB = 1024 * 1024

/** The most entries that are worked on at one time, and what comes of them. */
async function run(sizes: readonly (number | null)[]): Promise<{ most: number; results: readonly (number | null)[] }> {
  let open = 0
  let most = 0
  const entries = sizes.map((size) => ({ size }) as RoledEntry)
  const results = await inBatches(entries, async ({ size }) => {
    open += 1
    most = Math.max(most, open)
    await Promise.resolve()
    open -= 1
    return size
  })
  return { most, results }
}

describe('files that are read at one time', () => {
  it('are as many as are small together, and come in their order', async () => {
    const sizes = [10 * MIB, MIB, 10 * MIB, 1]
    expect(await run(sizes)).toEqual({ most: 2, results: sizes })
  })

  it('are one by one where nothing says how large they are', async () => {
    expect((await run([null, null, null])).most).toBe(1)
  })

  it('are some hundreds, however small they are', async () => {
    const sizes = Array.from({ length: 2_345 }, (_, at) => at % 2)
    const { most, results } = await run(sizes)
    expect(most).toBeLessThanOrEqual(500)
    expect(results).toEqual(sizes)
  })
})
