import { compareText } from '../base/version.js'
import { distances, type Next } from './walk.js'

/** A way from the start, as a chain back to it. */
interface Way {
  readonly id: string
  readonly before: Way | null
  readonly length: number
  /** True as long as each step came nearer to the end: then nothing can repeat. */
  readonly straight: boolean
}

/** Steps after which the search ends though there may be more ways: knots have more of them than time. */
const MOST_STEPS = 200_000

/**
 * Ways from one node to another on which nothing repeats, shortest first, those of one length by id.
 * @param next steps forward
 * @param previous the same steps backward
 */
export function paths(from: string, to: string, next: Next, previous: Next, limit: number): string[][] {
  const toEnd = distances(to, previous)
  if (from === to || !toEnd.has(from)) return []
  toEnd.set(to, 0)
  const left = new Map<number, Way[]>([[toEnd.get(from) ?? 0, [{ id: from, before: null, length: 0, straight: true }]]])
  const found: string[][] = []
  let steps = 0
  for (let total = toEnd.get(from) ?? 0; left.size > 0; total++) {
    // The last first: what is nearly there is finished before its likes are begun.
    const ways = left.get(total) ?? []
    for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
      if (way.id === to) {
        found.push(spelledOut(way))
        if (found.length === limit) return found.sort(byLength)
        continue
      }
      if (++steps > MOST_STEPS) return found.sort(byLength)
      const distance = toEnd.get(way.id) ?? 0
      for (const id of [...next(way.id)].reverse()) {
        const rest = toEnd.get(id)
        if (rest === undefined) continue
        const straight = way.straight && rest < distance
        if (!straight && repeats(way, id)) continue
        const longer = { id, before: way, length: way.length + 1, straight }
        const length = longer.length + rest
        const likes = left.get(length) ?? []
        likes.push(longer)
        left.set(length, likes)
      }
    }
    left.delete(total)
  }
  return found.sort(byLength)
}

function repeats(way: Way, id: string): boolean {
  for (let at: Way | null = way; at !== null; at = at.before) if (at.id === id) return true
  return false
}

function spelledOut(way: Way): string[] {
  const ids: string[] = []
  for (let at: Way | null = way; at !== null; at = at.before) ids.push(at.id)
  return ids.reverse()
}

function byLength(a: readonly string[], b: readonly string[]): number {
  return a.length - b.length || compareText(a.join('\n'), b.join('\n'))
}
