import { compareText, compareVersions, parseVersion } from '../base/version.js'
import { condense } from './components.js'
import type { ActivationPlan, GraphEdge, GraphNode } from './types.js'
import { type Next, remembered } from './walk.js'

/**
 * Order in which to activate the integrations that are there, children first; a ring's members are one wave.
 * Of several versions of one major OIC keeps one active: the one that a deployment names, else the newest.
 */
export function activationPlan(
  nodes: readonly GraphNode[],
  callsFrom: (id: string) => readonly GraphEdge[],
  deployed: ReadonlySet<string>,
): ActivationPlan {
  const stand = standIns(nodes, deployed)
  const ids = [...stand].filter(([id, by]) => id === by).map(([id]) => id)
  const children = remembered((id) =>
    callsFrom(id).flatMap(({ to }) => {
      const child = stand.get(to)
      return child === undefined ? [] : [child]
    }),
  )
  const waves = wavesOf(ids, children)
  return {
    order: waves.flat(),
    waves,
    superseded: [...stand].filter(([id, by]) => id !== by).map(([id, by]) => ({ id, by })),
  }
}

/** Which version is to be active in an integration's stead; itself as a rule. In order of id. */
function standIns(nodes: readonly GraphNode[], deployed: ReadonlySet<string>): Map<string, string> {
  const present = nodes.filter(({ kind, present: there, pattern }) => kind === 'integration' && there && !pattern)
  const families = new Map<string, string[]>()
  for (const { id } of present) {
    const [code, version] = split(id)
    const family = `${code}|${parseVersion(version)?.major ?? version}`
    const versions = families.get(family) ?? []
    versions.push(id)
    families.set(family, versions)
  }
  const stand = new Map<string, string>()
  for (const family of families.values()) {
    const named = family.filter((id) => deployed.has(id))
    const newest = [...(named.length > 0 ? named : family)].sort(newestFirst)[0]
    for (const id of family) stand.set(id, newest ?? id)
  }
  return new Map([...stand].sort(([a], [b]) => compareText(a, b)))
}

function newestFirst(a: string, b: string): number {
  return compareVersions(split(b)[1], split(a)[1]) || compareText(b, a)
}

function split(id: string): [code: string, version: string] {
  const at = id.lastIndexOf('|')
  return at === -1 ? [id, ''] : [id.slice(0, at), id.slice(at + 1)]
}

/** What calls what as waves, children first; a component's wave is one after the last of what it calls; components come children first. */
export function wavesOf(ids: readonly string[], children: Next): string[][] {
  const { components, componentOf } = condense(ids, children)
  const levels: number[] = []
  const waves: string[][][] = []
  for (const [number, component] of components.entries()) {
    let level = 0
    for (const id of component) {
      for (const child of children(id)) {
        const below = componentOf(child)
        if (below !== null && below !== number) level = Math.max(level, (levels[below] ?? 0) + 1)
      }
    }
    levels.push(level)
    const wave = waves[level] ?? []
    waves[level] = wave
    wave.push([...component].sort(compareText))
  }
  return waves.map((wave) => wave.sort(([a = ''], [b = '']) => compareText(a, b)).flat())
}
