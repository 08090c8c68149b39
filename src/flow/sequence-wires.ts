import type { Endpoint } from '../model/types.js'
import { callWords } from './describe.js'
import type { FlowFacts } from './facts.js'
import type { Participants } from './participants.js'
import { block, callText, isAnswered, isPolling } from './sequence-parts.js'
import type { DrawnFlow, SequenceItem, SequenceMessage } from './types.js'
import { partOf } from './wires.js'

/** A map-data integration: its trigger calls it, it calls its targets, and what comes back goes back. */
export function wired(flow: DrawnFlow, participants: Participants): SequenceItem[] {
  const reached = new Set(flow.wires.map(({ target }) => partOf(target)))
  const item = (endpoint: Endpoint, style: SequenceMessage['style'], from: string, to: string): SequenceMessage => {
    const isAnswer = style === 'response'
    return {
      kind: 'message',
      from,
      to,
      style,
      text: isAnswer ? '' : callText(endpoint.name, endpoint),
      steps: isAnswer ? [] : [endpoint.id],
    }
  }
  const { self } = participants
  const triggers = flow.endpoints.filter(({ role }) => role === 'trigger')
  const invokes = flow.endpoints.filter(({ role }) => role === 'invoke')
  const style = (endpoint: Endpoint) => (isAnswered(endpoint) ? 'request' : 'async')
  return [
    ...triggers.flatMap((trigger) => {
      const caller = participants.caller(trigger)
      if (!isPolling(trigger)) return [item(trigger, style(trigger), caller, self)]
      const poll = item(trigger, 'request', self, caller)
      return [{ ...poll, text: `polls ${poll.text}` }, item(trigger, 'response', caller, self)]
    }),
    ...invokes.flatMap((invoke) => {
      const called = participants.called(invoke)
      const request = item(invoke, style(invoke), self, called)
      return isAnswered(invoke) ? [request, item(invoke, 'response', called, self)] : [request]
    }),
    ...triggers
      .filter(({ id }) => reached.has(id))
      .map((trigger) => item(trigger, 'response', self, participants.caller(trigger))),
  ]
}

/** The tools of an AI agent: it calls each as it sees fit. */
export function toolCalls(facts: FlowFacts, participants: Participants): SequenceItem[] {
  return (facts.calls.get('') ?? []).map((call) => {
    const to = participants.child(callWords(call))
    const { self: from } = participants
    const items: SequenceItem[] = [
      { kind: 'message', from, to, style: 'request', text: 'tool', steps: [] },
      { kind: 'message', from: to, to: from, style: 'response', text: '', steps: [] },
    ]
    return block('opt', [{ label: 'if the agent chooses to', items, step: '' }], [])
  })
}
