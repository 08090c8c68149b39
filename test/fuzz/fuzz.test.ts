import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixture } from '../support/fixture.js'
import { keptFinds } from './finds.js'
import { inputs } from './inputs.js'
import { mutateBytes, seedTrees } from './mutate.js'
import { random } from './random.js'
import { road } from './road.js'
import { swell } from './swell.js'

const finds = await keptFinds()

describe('what the fuzzer found', () => {
  it.each(finds)('$name is mended', async ({ input }) => {
    expect(await road(input, { thorough: true })).toEqual([])
  })

  it('is kept', () => {
    expect(finds.length).toBeGreaterThan(0)
  })
})

describe('archives changed by structure', () => {
  // A short run with seeds of its own; `npm run fuzz` goes on for as long as it is told.
  it('keep every promise on the whole road', { timeout: 120_000 }, async () => {
    const until = performance.now() + 20_000
    for (let seed = 7001; performance.now() < until; seed += 1) {
      const job = inputs(seed).next()
      expect(await road(job, { thorough: job.thorough }), `seed ${seed}`).toEqual([])
    }
  })
})

describe('bytes of an archive', () => {
  it('changed at random end in an archive or an IarkitError', { timeout: 120_000 }, async () => {
    const original = fixture('flow/PARCEL_DESK_01.00.0000')
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const bytes = mutateBytes(original, random(seed))
        expect(await road({ archives: [{ file: 'a.iar', bytes }] }, { thorough: false })).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('that are no archive at all end in an IarkitError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(await road({ archives: [{ file: 'a.iar', bytes }] }, { thorough: false })).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
})

describe('an input of the fuzzer', () => {
  it('is decided by its seed', () => {
    const first = inputs(5)
    const second = inputs(5)
    for (let at = 0; at < 5; at += 1) expect(first.next()).toEqual(second.next())
    expect(inputs(6).next()).not.toEqual(inputs(5).next())
  })

  it('is repeated up to the limits where it is to be large, whatever of it that is', () => {
    const sizes = Array.from({ length: 12 }, (_, seed) => {
      const { files } = swell(seedTrees()[seed % 9] ?? { file: '', files: {} }, random(seed))
      return Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0)
    })
    expect(Math.min(...sizes)).toBeGreaterThan(100_000)
    expect(sizes.filter((size) => size > 2_000_000).length).toBeGreaterThan(2)
    expect(Math.max(...sizes)).toBeLessThan(25_000_000)
  })
})
