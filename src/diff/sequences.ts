/** Pairs of positions, old and new, both rising. */
export type Pairs = readonly (readonly [old: number, new: number])[]

/** Most comparisons that an alignment makes; beyond, what is equal is paired in order. */
const MAX_CELLS = 250_000

/**
 * Aligns two lists so that the weights of the pairs add up to the most; nothing crosses.
 * @param weight of pairing two elements; 0 where they must not be paired
 */
export function align(oldLength: number, newLength: number, weight: (old: number, new_: number) => number): Pairs {
  if (oldLength * newLength > MAX_CELLS) return alignLarge(oldLength, newLength, weight)
  const width = newLength + 1
  const best = new Float64Array((oldLength + 1) * width)
  const weights = new Float64Array((oldLength + 1) * width)
  for (let i = oldLength - 1; i >= 0; i--) {
    for (let j = newLength - 1; j >= 0; j--) {
      const own = weight(i, j)
      weights[i * width + j] = own
      const paired = own > 0 ? own + (best[(i + 1) * width + j + 1] ?? 0) : 0
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < oldLength && j < newLength; ) {
    const here = best[i * width + j] ?? 0
    const own = weights[i * width + j] ?? 0
    if (own > 0 && here === own + (best[(i + 1) * width + j + 1] ?? 0)) pairs.push([i++, j++])
    else if (here === (best[(i + 1) * width + j] ?? 0)) i++
    else j++
  }
  return pairs
}

/** Looks a bounded way ahead for each element: linear in the length. */
function alignLarge(oldLength: number, newLength: number, weight: (old: number, new_: number) => number): Pairs {
  const pairs: [number, number][] = []
  const window = Math.max(1, Math.floor(MAX_CELLS / Math.max(oldLength, 1)))
  let j = 0
  for (let i = 0; i < oldLength && j < newLength; i++) {
    for (let ahead = j; ahead < Math.min(newLength, j + window); ahead++) {
      if (weight(i, ahead) <= 0) continue
      pairs.push([i, ahead])
      j = ahead + 1
      break
    }
  }
  return pairs
}

/** Positions of a longest rising subsequence. */
export function longestRising(values: readonly number[]): ReadonlySet<number> {
  /** At length l: position of the smallest value that ends a rising subsequence of that length. */
  const ends: number[] = []
  const before: (number | null)[] = []
  values.forEach((value, at) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before.push(low === 0 ? null : (ends[low - 1] ?? null))
    ends[low] = at
  })
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? null; at !== null; at = before[at] ?? null) kept.add(at)
  return kept
}
