import { align } from './sequences.js'

/** What differs between two texts, line by line. */
export interface LineDiff {
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

export function diffLines(old: string, new_: string): LineDiff {
  const before = old.split('\n')
  const after = new_.split('\n')
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const removed = before.slice(start, before.length - end)
  const added = after.slice(start, after.length - end)
  // One direction only, so that a diff and its reverse keep the same lines.
  const turned = removed.join('\n') > added.join('\n')
  const [first, second] = turned ? [added, removed] : [removed, added]
  const pairs = align(first.length, second.length, (i, j) => (first[i] === second[j] ? 1 : 0))
  const keptOld = new Set(pairs.map(([i, j]) => (turned ? j : i)))
  const keptNew = new Set(pairs.map(([i, j]) => (turned ? i : j)))
  return {
    removed: removed.filter((_, at) => !keptOld.has(at)),
    added: added.filter((_, at) => !keptNew.has(at)),
  }
}
