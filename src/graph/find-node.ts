import { IarkitError } from '../base/errors.js'
import { checkGiven, checkType } from '../base/given.js'
import { quote } from '../base/location.js'
import { distanceTo } from '../base/near.js'
import { compareText } from '../base/version.js'
import type { DependencyGraph, GraphNode } from './types.js'

/**
 * Id of the artifact that a person means: its id, or any part of it that names one artifact alone (`ORDER_INTAKE`,
 * `ORDER_INTAKE|01.00.0000`, `RETURNS/RETURN_REQUEST`, `lookup:STORE_REGIONS`), in any case.
 * @throws IarkitError `usage` where no artifact or more than one is named so; the message names those that are near
 */
export function findNode(graph: DependencyGraph, name: string): string {
  checkGiven(graph, 'graph')
  checkType(name, 'text', 'name')
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
  const scored = graph.nodes.map((node) => ({ id: node.id, far: distanceTo(name, namesOf(node)) }))
  return scored
    .filter(({ far }) => Number.isFinite(far))
    .sort((a, b) => a.far - b.far || compareText(a.id, b.id))
    .slice(0, SHOWN)
    .map(({ id }) => id)
}

const SHOWN = 5

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, SHOWN).join(', ')
  return ids.length > SHOWN ? `${shown} and ${ids.length - SHOWN} more` : shown
}
