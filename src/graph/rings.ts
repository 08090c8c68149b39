import { compareText } from '../base/version.js'
import { components } from './components.js'
import type { Next } from './walk.js'

/** More rings than this in one knot are not spelled out one by one. */
const SPELLED_OUT = 100

/**
 * The rings of a graph, each from its smallest id, sorted. All of them, unless a component has more than 100: their
 * number can grow exponentially, so that then the shortest ring through each node stands for them.
 */
export function rings(nodes: readonly string[], next: Next): string[][] {
  const found: string[][] = []
  for (const component of components(nodes, next)) {
    const [only = ''] = component
    if (component.length === 1) {
      if (next(only).includes(only)) found.push([only])
      continue
    }
    found.push(...(everyRing(component, next, SPELLED_OUT) ?? shortestRings(component, next)))
  }
  return found.sort(compareRings)
}

function compareRings(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compareText(a[at] ?? '', b[at] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Johnson's algorithm without recursion; null as soon as there are more than `limit`. */
function everyRing(component: readonly string[], next: Next, limit: number): string[][] | null {
  const found: string[][] = []
  const left = [[...component].sort(compareText)]
  for (let nodes = left.pop(); nodes !== undefined; nodes = left.pop()) {
    const [start = ''] = nodes
    if (!ringsThrough(start, new Set(nodes), next, found, limit)) return null
    const rest = nodes.slice(1)
    for (const smaller of components(rest, next)) {
      const [only = ''] = smaller
      if (smaller.length > 1 || next(only).includes(only)) left.push(smaller.sort(compareText))
    }
  }
  return found
}

interface Frame {
  readonly id: string
  readonly neighbours: readonly string[]
  at: number
  closed: boolean
}

/** Adds each ring through `start`, which is the smallest of `inside`; false where that makes too many. */
function ringsThrough(
  start: string,
  inside: ReadonlySet<string>,
  next: Next,
  found: string[][],
  limit: number,
): boolean {
  const blocked = new Set<string>()
  const waiting = new Map<string, Set<string>>()
  const frames: Frame[] = []
  const enter = (id: string): void => {
    blocked.add(id)
    frames.push({ id, neighbours: next(id).filter((neighbour) => inside.has(neighbour)), at: 0, closed: false })
  }
  enter(start)
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const neighbour = frame.neighbours[frame.at++]
    if (neighbour === start) {
      if (found.length === limit) return false
      found.push(frames.map(({ id }) => id))
      frame.closed = true
    } else if (neighbour !== undefined) {
      if (!blocked.has(neighbour)) enter(neighbour)
    } else {
      frames.pop()
      if (frame.closed) {
        release(frame.id, blocked, waiting)
        const above = frames.at(-1)
        if (above !== undefined) above.closed = true
      } else {
        for (const id of frame.neighbours) waiting.set(id, (waiting.get(id) ?? new Set()).add(frame.id))
      }
    }
  }
  return true
}

function release(start: string, blocked: Set<string>, waiting: Map<string, Set<string>>): void {
  const free = [start]
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    if (!blocked.delete(id)) continue
    free.push(...(waiting.get(id) ?? []))
    waiting.delete(id)
  }
}

/** The shortest ring through each node that no ring found before goes through. */
function shortestRings(component: readonly string[], next: Next): string[][] {
  const inside = new Set(component)
  const covered = new Set<string>()
  const found: string[][] = []
  for (const start of [...component].sort(compareText)) {
    if (covered.has(start)) continue
    const ring = shortestRing(start, inside, next)
    for (const id of ring) covered.add(id)
    found.push(fromSmallest(ring))
  }
  return found
}

function shortestRing(start: string, inside: ReadonlySet<string>, next: Next): string[] {
  const cameFrom = new Map<string, string>()
  let wave = [start]
  while (wave.length > 0) {
    const reached: string[] = []
    for (const id of wave) {
      for (const neighbour of next(id)) {
        if (neighbour === start) return trace(id, start, cameFrom)
        if (!inside.has(neighbour) || cameFrom.has(neighbour)) continue
        cameFrom.set(neighbour, id)
        reached.push(neighbour)
      }
    }
    wave = reached
  }
  return [start]
}

function trace(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const ring: string[] = []
  for (let id: string | undefined = end; id !== undefined && id !== start; id = cameFrom.get(id)) ring.push(id)
  return [start, ...ring.reverse()]
}

function fromSmallest(ring: readonly string[]): string[] {
  let smallest = 0
  for (const [at, id] of ring.entries()) if (compareText(id, ring[smallest] ?? '') < 0) smallest = at
  return [...ring.slice(smallest), ...ring.slice(0, smallest)]
}
