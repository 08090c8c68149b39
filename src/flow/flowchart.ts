import { checkGiven, optionsOf } from '../base/given.js'
import { hideIn, hideSecretsOfFlow } from '../literals/hide.js'
import { Canvas } from './canvas.js'
import { callWords } from './describe.js'
import { type FlowFacts, factsOf, headOf, Omissions } from './facts.js'
import { drawOrchestration, nodeOf } from './orchestration.js'
import type { DrawnFlow, FlowchartDiagram, FlowOptions } from './types.js'
import { drawWires } from './wires.js'

/**
 * Draws one integration or agent: each step is one node, or one group (scopes, routes, branches, handlers, operations of
 * a pick), or both (a loop's box and its head). Assignments of one label share a node. Declarations are left out and
 * counted, unless `all` is given. Map-data integrations are drawn from their wires.
 */
export function flowchart(flow: DrawnFlow, options: FlowOptions = {}): FlowchartDiagram {
  checkGiven(flow, 'flow')
  const { all = false } = optionsOf(options)
  const facts = factsOf(flow)
  const canvas = new Canvas()
  if (flow.steps.length === 0) drawWires(flow, facts, canvas)
  const declarations = drawOrchestration(flow, facts, canvas)
  if (flow.kind === 'agent') drawTools(facts, canvas)
  if (canvas.nodes.length === 0) canvas.mark('empty', { caption: 'No flow could be read' }, null, [])
  const omitted = new Omissions()
  if (all && declarations.length > 0) {
    const box = canvas.group('declarations', 'Declared', null, '')
    for (const step of declarations) canvas.node(nodeOf(step, facts, box))
  } else {
    for (const step of declarations) omitted.add(step)
  }
  const { nodes, groups, edges } = canvas
  const drawn = hideIn({ nodes, groups, edges }, hideSecretsOfFlow(flow))
  return { kind: 'flowchart', flow: headOf(flow), ...drawn, omitted: omitted.list() }
}

/** What an AI agent may call is not in its flow, only in the list of its tools. */
function drawTools(facts: FlowFacts, canvas: Canvas): void {
  const agent = canvas.nodes.find(({ kind }) => kind === 'agent') ?? canvas.nodes[0]
  for (const call of facts.calls.get('') ?? []) {
    const tool = canvas.mark('tool', { caption: 'Tool', details: [`calls ${callWords(call)}`] }, null, [])
    if (agent !== undefined) canvas.edge(agent.id, tool, 'tool', 'may call')
  }
}
