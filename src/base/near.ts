import { compareText, sortedUnique } from './version.js'

/** More of a name is not compared. */
const LONGEST = 80

/**
 * How many letters the nearest of some names is away from what a person typed, whatever its case; a name that holds it is
 * near too. Infinite where none is near enough to be what was meant.
 */
export function distanceTo(typed: string, names: readonly string[]): number {
  const wanted = typed.toLowerCase().slice(0, LONGEST)
  const known = sortedUnique(names.map((name) => name.toLowerCase().slice(0, LONGEST)))
  const far = Math.min(...known.map((name) => editDistance(name, wanted)))
  const held = wanted.length > 2 && known.some((name) => name.includes(wanted))
  const distance = held ? Math.min(far, 2) : far
  return distance <= Math.max(2, wanted.length / 4) ? distance : Number.POSITIVE_INFINITY
}

/** The name that was meant, most likely; null where none is near. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  const [nearest] = [...names]
    .map((name) => ({ name, far: distanceTo(typed, [name]) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((a, b) => a.far - b.far || compareText(a.name, b.name))
  return nearest?.name ?? null
}

/** Letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
