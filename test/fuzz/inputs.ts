import { mutateTree, pack, seedTrees, type Tree, tokensOf } from './mutate.js'
import { type Random, random } from './random.js'
import { swell } from './swell.js'
import type { Job } from './worker.js'

/** Inputs one after the other; each depends on the seed, its number, and on which ones before it were worth keeping. */
export interface Inputs {
  next(): Job
  /** The last input reached something new: others are made from it. */
  keep(): void
  readonly count: number
}

/** Most trees kept besides the seeds. */
const MOST_KEPT = 2000

/** @param large whether something of each input is repeated up to the limits */
export function inputs(seed: number, large = false): Inputs {
  const seeds = seedTrees()
  const tokens = tokensOf(seeds)
  const kept: Tree[] = []
  let last: readonly Tree[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    next() {
      count += 1
      const chance = random(seed * 1_000_003 + count)
      const number = large ? 1 : chance.pick([1, 1, 1, 2, 3])
      last = Array.from({ length: number }, () => {
        const from = kept.length > 0 && chance.oneIn(2) ? chance.pick(kept) : chance.pick(seeds)
        return large ? from : mutateTree(from, chance, seeds, tokens)
      })
      const archives = last.map((tree, at) => ({
        file: `${at}-${tree.file}`,
        bytes: pack(large ? swollen(tree, chance) : tree, chance),
      }))
      return { archives, thorough: chance.oneIn(5) }
    },
    keep() {
      kept.push(...last)
      if (kept.length > MOST_KEPT) kept.splice(0, kept.length - MOST_KEPT)
    },
  }
}

/** One thing of a tree up to the limits, or two: what is costly only together with another. */
function swollen(tree: Tree, random: Random): Tree {
  const once = swell(tree, random)
  return random.oneIn(2) ? once : swell(once, random)
}
