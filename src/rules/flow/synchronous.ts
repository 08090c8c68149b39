import { allSteps, type Flow, type Step } from '../../model/index.js'
import { endpointOf, type FlowParts, type PlacedStep, partsOf } from './steps.js'

type Parts = Pick<Flow, 'steps' | 'actions' | 'endpoints'>

/**
 * Whether the caller waits for the answer to whatever starts the flow. Of a flow that picks among several operations:
 * whether this holds for each of them.
 */
export function isSynchronous(flow: Parts): boolean {
  const parts = partsOf(flow)
  const all = [...allSteps(flow.steps)]
  const operations = all.filter(({ kind }) => kind === 'pickReceive')
  if (operations.length > 0) return operations.every((operation) => answers(operation, operation.children, parts))
  const trigger = all.find(({ kind }) => kind === 'receive')
  return trigger !== undefined && answers(trigger, flow.steps, parts)
}

/** Tells for a step of the flow whether a caller waits while it runs: in a pick the step's own operation says so. */
export function callerWaits(flow: Parts): (placed: PlacedStep) => boolean {
  const whole = isSynchronous(flow)
  const parts = partsOf(flow)
  const operations = new Map<Step, boolean>()
  return ({ parents }) => {
    const operation = parents.find(({ kind }) => kind === 'pickReceive')
    if (operation === undefined) return whole
    const waits = operations.get(operation) ?? answers(operation, operation.children, parts)
    operations.set(operation, waits)
    return waits
  }
}

/** project.xml says so by the message exchange pattern of the trigger, and by the reply. */
function answers(trigger: Step, steps: readonly Step[], parts: FlowParts): boolean {
  if (endpointOf(trigger, parts)?.mep.toLowerCase() === 'push-sync') return true
  for (const { kind } of allSteps(steps)) if (kind === 'reply') return true
  return false
}
