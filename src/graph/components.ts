import type { Next } from './walk.js'

interface Frame {
  readonly id: string
  readonly neighbours: readonly string[]
  at: number
}

/**
 * Strongly connected components by Tarjan's algorithm, without recursion: children before those that lead to them.
 * Steps that lead out of `nodes` are not taken.
 */
export function components(nodes: readonly string[], next: Next): string[][] {
  const inside = new Set(nodes)
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const found: string[][] = []
  const enter = (id: string): Frame => {
    index.set(id, index.size)
    low.set(id, index.size - 1)
    open.push(id)
    isOpen.add(id)
    return { id, neighbours: next(id), at: 0 }
  }
  const lower = (id: string, to: number | undefined): void => {
    low.set(id, Math.min(low.get(id) ?? 0, to ?? 0))
  }
  for (const root of nodes) {
    if (index.has(root)) continue
    const frames = [enter(root)]
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const neighbour = frame.neighbours[frame.at++]
      if (neighbour !== undefined) {
        if (!inside.has(neighbour)) continue
        if (!index.has(neighbour)) frames.push(enter(neighbour))
        else if (isOpen.has(neighbour)) lower(frame.id, index.get(neighbour))
        continue
      }
      frames.pop()
      const above = frames.at(-1)
      if (above !== undefined) lower(above.id, low.get(frame.id))
      if (low.get(frame.id) !== index.get(frame.id)) continue
      const component = open.splice(open.lastIndexOf(frame.id))
      for (const member of component) isOpen.delete(member)
      found.push(component)
    }
  }
  return found
}

/** The component of each node, and the components themselves, children first. */
export interface Condensation {
  readonly components: readonly (readonly string[])[]
  /** Index of a node's component. */
  componentOf(id: string): number | null
}

/** A graph with each ring drawn together into one node. */
export function condense(nodes: readonly string[], next: Next): Condensation {
  const found = components(nodes, next)
  const numbers = new Map(found.flatMap((component, number) => component.map((id) => [id, number] as const)))
  return { components: found, componentOf: (id) => numbers.get(id) ?? null }
}
