import type { Canvas } from './canvas.js'
import { connectionWords } from './describe.js'
import type { FlowFacts } from './facts.js'
import type { DrawnFlow, FlowNode } from './types.js'

/**
 * Draws a map-data integration: endpoints and mappers as its wires join them. Where nothing joins them (a project.xml that
 * could not be read to its end), the endpoints stand alone.
 */
export function drawWires(flow: DrawnFlow, facts: FlowFacts, canvas: Canvas): void {
  const drawn = new Map<string, string>()
  const node = (id: string): string => {
    const known = drawn.get(id)
    if (known !== undefined) return known
    const added = place(id, facts, canvas)
    drawn.set(id, added)
    return added
  }
  const wires = flow.wires.map(({ source, target }) => ({ source: partOf(source), target: partOf(target) }))
  // The trigger first, however the wires are ordered: the picture starts there.
  for (const { id, role } of flow.endpoints) if (role === 'trigger') node(id)
  for (const { source, target } of wires) {
    const isResponse = facts.endpoints.get(target)?.role === 'trigger'
    canvas.edge(node(source), node(target), 'next', isResponse ? 'response' : '')
  }
  for (const { id } of flow.endpoints) node(id)
}

/** `application_3` of `application_3/outbound_4/output_9`. */
export function partOf(end: string): string {
  return end.split('/', 1)[0] ?? ''
}

function place(id: string, facts: FlowFacts, canvas: Canvas): string {
  return canvas.node({ ...describePart(id, facts), group: null, steps: [id], ref: id })
}

function describePart(id: string, facts: FlowFacts): Pick<FlowNode, 'kind' | 'caption' | 'title' | 'details'> {
  const endpoint = facts.endpoints.get(id)
  if (endpoint !== undefined) {
    const { name } = endpoint
    const details = [connectionWords(endpoint), endpoint.operation].filter((line) => line !== '' && line !== name)
    const isTrigger = endpoint.role === 'trigger'
    return { kind: isTrigger ? 'receive' : 'invoke', caption: isTrigger ? 'Trigger' : 'Invoke', title: name, details }
  }
  const action = facts.actions.get(id)
  if (action === undefined) {
    const details = ['a wire ends here; project.xml has nothing of this name']
    return { kind: 'unknown', caption: 'Unknown step', title: id, details }
  }
  const lookups = [...(facts.lookups.get(id) ?? [])].map((name) => name ?? 'a computed name')
  const details = lookups.length === 0 ? [] : [`lookup ${lookups.join(', ')}`]
  const isMapper = action.type === 'transformer'
  return {
    kind: isMapper ? 'transformer' : 'unknown',
    caption: isMapper ? 'Map' : action.type,
    title: action.name,
    details,
  }
}
