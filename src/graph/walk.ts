/** The nodes that one step leads to. */
export type Next = (id: string) => readonly string[]

/** Every node that steps lead to, with the least number of steps; the start itself only where a ring leads back to it. */
export function distances(start: string, next: Next, limit = Number.POSITIVE_INFINITY): Map<string, number> {
  const found = new Map<string, number>()
  let wave: readonly string[] = [start]
  for (let distance = 1; wave.length > 0 && distance <= limit; distance++) {
    const reached: string[] = []
    for (const id of wave) {
      for (const neighbour of next(id)) {
        if (found.has(neighbour)) continue
        found.set(neighbour, distance)
        reached.push(neighbour)
      }
    }
    wave = reached
  }
  return found
}

/** Remembers the steps of each node: the graph does not change. */
export function remembered(next: Next): Next {
  const known = new Map<string, readonly string[]>()
  return (id) => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const found = next(id)
    known.set(id, found)
    return found
  }
}
