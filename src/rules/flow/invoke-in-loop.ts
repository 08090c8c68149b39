import { allSteps, type Step } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { listed } from '../words.js'
import { endpointOf, type FlowParts, isHandler, isLoop, type PlacedStep, partsOf, placedSteps } from './steps.js'
import { callerWaits } from './synchronous.js'

export const invokeInLoop = defineRule({
  id: 'invoke-in-loop',
  severity: 'info',
  category: 'flow',
  summary: 'A loop invokes a connection at each pass',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const waitsAt = callerWaits(flow)
      for (const [loop, { placed, invokes }] of loopsThatInvoke(flow.steps, partsOf(flow))) {
        const waits = waitsAt(placed)
        const meanwhile = waits ? ' while its caller waits' : ''
        yield {
          ...place(archive, loop.location),
          message: `${flow.code}: the loop “${loop.name}” invokes ${listed([...invokes])} at each pass${meanwhile}: see whether one call with many records, or a file, would do.`,
          artifact: flow.id,
          step: loop.name,
          key: '',
          severity: waits ? 'warning' : 'info',
        }
      }
    }
  },
})

interface Found {
  readonly placed: PlacedStep
  /** Names of the invokes. */
  readonly invokes: Set<string>
}

/** Each loop with the invokes that it repeats; of nested loops the innermost has them. */
function loopsThatInvoke(steps: readonly Step[], parts: FlowParts): ReadonlyMap<Step, Found> {
  const found = new Map<Step, Found>()
  for (const placed of placedSteps(steps)) {
    const { step, parents } = placed
    if (step.kind !== 'invoke' || endpointOf(step, parts)?.adapterType === 'collocatedics') continue
    const at = parents.findLastIndex(isLoop)
    const loop = parents[at]
    // What a handler does inside a loop is done for the few passes that fail.
    if (loop === undefined || isPolling(loop) || parents.slice(at).some(isHandler)) continue
    const seen = found.get(loop)
    if (seen === undefined) found.set(loop, { placed, invokes: new Set([step.name]) })
    else seen.invokes.add(step.name)
  }
  return found
}

/** A while that waits asks again until something is done; there is no other way. */
function isPolling(loop: Step): boolean {
  if (loop.kind !== 'while') return false
  for (const { kind } of allSteps(loop.children)) if (kind === 'wait') return true
  return false
}
