import { IarkitError } from '../base/errors.js'
import { quote } from '../base/location.js'
import { compareText, sortedUnique } from '../base/version.js'
import type { DependencyGraph, GraphNode } from './types.js'

/**
 * Id of the artifact that a person means: its id, or any part of it that names one artifact alone (`ORDER_INTAKE`,
 * `ORDER_INTAKE|01.00.0000`, `RETURNS/RETURN_REQUEST`, `lookup:STORE_REGIONS`), in any case.
 * @throws IarkitError `usage` where no artifact or more than one is named so; the message names those that are near
 */
export function findNode(graph: DependencyGraph, name: string): string {
  if (graph.node(name) !== null) return name
  for (const same of [(text: string) => text, (text: string) => text.toLowerCase()]) {
    const found = graph.nodes.filter((node) => namesOf(node).some((known) => same(known) === same(name)))
    const [only] = found
    if (only !== undefined && found.length === 1) return only.id
    if (only !== undefined) {
      const ids = found.map(({ id }) => id)
      throw new IarkitError('usage', `${quote(name)} names ${ids.length} artifacts: ${listed(ids)}. Give the whole id.`)
    }
  }
  const near = nearest(graph, name)
  const hint = near.length === 0 ? '' : ` Did you mean ${listed(near)}?`
  throw new IarkitError('usage', `The archives have nothing named ${quote(name)}.${hint}`)
}

/** Everything short that may stand for a node. */
function namesOf({ id, kind, project, label }: GraphNode): string[] {
  const key = id.slice(kind.length + 1)
  const local = project !== null && key.startsWith(`${project}/`) ? key.slice(project.length + 1) : key
  const short = [key, local].flatMap((text) => [text, text.split('|')[0] ?? text])
  return [...short, ...short.map((text) => `${kind}:${text}`), label]
}

/** Ids whose names are a few letters away, or hold the name; the nearest first. */
function nearest(graph: DependencyGraph, name: string): string[] {
  const wanted = name.toLowerCase().slice(0, LONGEST)
  const scored = graph.nodes.map((node) => {
    const names = sortedUnique(namesOf(node).map((known) => known.toLowerCase().slice(0, LONGEST)))
    const far = Math.min(...names.map((known) => editDistance(known, wanted)))
    const held = wanted.length > 2 && names.some((known) => known.includes(wanted))
    return { id: node.id, far: held ? Math.min(far, 2) : far }
  })
  return scored
    .filter(({ far }) => far <= Math.max(2, wanted.length / 4))
    .sort((a, b) => a.far - b.far || compareText(a.id, b.id))
    .slice(0, SHOWN)
    .map(({ id }) => id)
}

/** More of a name is not compared. */
const LONGEST = 80

const SHOWN = 5

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, SHOWN).join(', ')
  return ids.length > SHOWN ? `${shown} and ${ids.length - SHOWN} more` : shown
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
