import { checkGiven, optionsOf } from '../base/given.js'
import { hideIn, hideSecretsOfFlow } from '../literals/hide.js'
import { factsOf, headOf, Omissions } from './facts.js'
import { Participants } from './participants.js'
import { Walk } from './sequence-walk.js'
import { toolCalls, wired } from './sequence-wires.js'
import type { DrawnFlow, FlowOptions, SequenceDiagram, SequenceItem } from './types.js'

/**
 * Draws who calls whom: the caller, scheduler or event, the flow itself, each connection and each child integration that
 * it calls. A trigger that polls calls what it polls. Switches, loops, parallel branches and scopes with fault handlers are blocks. What the flow does by itself
 * is a note. Mappers and declarations are left out and counted, unless `all` is given. A fault handler that only
 * re-throws, as OIC puts into each new scope, is not drawn, and a global scope without another one has no block.
 */
export function sequenceDiagram(flow: DrawnFlow, options: FlowOptions = {}): SequenceDiagram {
  checkGiven(flow, 'flow')
  const { all = false } = optionsOf(options)
  const facts = factsOf(flow)
  const participants = new Participants(flow, facts)
  const omitted = new Omissions()
  const walk = new Walk(facts, participants, omitted, all)
  const items = flow.steps.length === 0 ? wired(flow, participants) : walk.whole(flow.steps)
  if (flow.kind === 'agent') items.push(...toolCalls(facts, participants))
  return {
    kind: 'sequence',
    flow: headOf(flow),
    participants: participants.list(),
    items: hideIn(tidy(items), hideSecretsOfFlow(flow)),
    omitted: omitted.list(),
  }
}

/** Notes that follow each other become one. */
function tidy(items: readonly SequenceItem[]): SequenceItem[] {
  const result: SequenceItem[] = []
  let open: { readonly lines: string[]; readonly steps: string[] } | null = null
  for (const item of items) {
    if (item.kind === 'note') {
      if (open === null) {
        open = { lines: [], steps: [] }
        result.push({ ...item, ...open })
      }
      open.lines.push(...item.lines)
      open.steps.push(...item.steps)
      continue
    }
    open = null
    if (item.kind === 'block') {
      const sections = item.sections.map((section) => ({ ...section, items: tidy(section.items) }))
      result.push({ ...item, sections })
    } else {
      result.push(item)
    }
  }
  return result
}
