import { condense } from './components.js'
import type { Next } from './walk.js'

/** Longest chain of steps from each node; a ring counts once around, one step for each of its nodes. */
export function depths(nodes: readonly string[], next: Next): ReadonlyMap<string, number> {
  const { components, componentOf } = condense(nodes, next)
  const found = new Map<string, number>()
  for (const [number, component] of components.entries()) {
    let below = 0
    let ring = component.length > 1
    for (const id of component) {
      for (const child of next(id)) {
        if (componentOf(child) === number) ring = true
        else below = Math.max(below, (found.get(child) ?? 0) + 1)
      }
    }
    const depth = below + (ring ? component.length : 0)
    for (const id of component) found.set(id, depth)
  }
  return found
}
