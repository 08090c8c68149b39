import { tokens } from '../../formats/xpath.js'
import { allSteps, type Flow, type Step, type XPathText } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { listed } from '../words.js'
import { actionOf, endpointOf, type FlowParts, isGuarded, isInHandler, partsOf, placedSteps } from './steps.js'
import { isOpaque, targetVariable, variablesGiven } from './variables.js'

/** XPath functions that give the same for the same arguments. Of any other nothing is known. */
const PURE: ReadonlySet<string> = new Set(
  `abs avg boolean ceiling compare concat contains count data date dateTime decimal distinct-values double empty
  ends-with exists false float floor index-of int integer last local-name lower-case matches max min name normalize-space
  not number position replace round starts-with string string-join string-length substring substring-after
  substring-before sum tokenize translate true upper-case`.split(/\s+/),
)

export const unboundedLoop = defineRule({
  id: 'unbounded-loop',
  severity: 'warning',
  category: 'flow',
  summary: 'Nothing in a while changes what its condition reads',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const parts = partsOf(flow)
      for (const loop of allSteps(flow.steps)) {
        if (loop.kind !== 'while') continue
        const condition = actionOf(loop, parts)?.expressions[0]?.xpath
        if (condition === undefined || condition.source.trim() === '') continue
        if (mayChange(condition, loop, flow, parts) || mayLeave(loop)) continue
        const reads =
          condition.variables.length === 0
            ? 'no variable'
            : `${listed(condition.variables.map((name) => `$${name}`))}, which nothing in the loop changes`
        yield {
          ...place(archive, loop.location),
          message: `${flow.code}: the condition of the loop “${loop.name}” reads ${reads}, so it never ends by itself: set in the loop what it reads, or count its passes.`,
          artifact: flow.id,
          step: loop.name,
          key: '',
        }
      }
    }
  },
})

/** Whether the condition may come out otherwise after a pass. What cannot be read is given the benefit of the doubt. */
function mayChange(condition: XPathText, loop: Step, flow: Flow, parts: FlowParts): boolean {
  if (condition.calls.some(({ name }) => !PURE.has(name))) return true
  const body = [...allSteps(loop.children)]
  if (body.some((step) => step.kind === 'unknown' || isOpaqueStep(step, parts))) return true
  const given = variablesGiven(loop.children, parts)
  if (condition.variables.some((name) => given.has(name) || given.has(name.replace(/_REQUEST$/, '')))) return true
  // The fault of a handler inside the loop, whose variable OIC names.
  if (condition.variables.some((name) => /fault/i.test(name)) && body.some(({ kind }) => kind.startsWith('catch'))) {
    return true
  }
  return readsMessage(condition) && writesMessage(body, flow, parts)
}

function isOpaqueStep(step: Step, parts: FlowParts): boolean {
  const action = actionOf(step, parts)
  return action !== null && isOpaque(action)
}

/** A path without a variable reads the message that started the flow. */
function readsMessage(condition: XPathText): boolean {
  const all = tokens(condition.source)
  return all.some(({ text }, at) => text.startsWith('/') && !['variable', 'name'].includes(all[at - 1]?.kind ?? ''))
}

function writesMessage(body: readonly Step[], flow: Flow, parts: FlowParts): boolean {
  const triggers = new Set(
    [...allSteps(flow.steps)]
      .filter(({ kind }) => kind === 'receive' || kind === 'pickReceive' || kind === 'subscribe')
      .map((trigger) => endpointOf(trigger, parts)?.name ?? trigger.name),
  )
  return body
    .flatMap((step) => actionOf(step, parts)?.stitches ?? [])
    .flatMap(({ assigns }) => assigns.map(({ to }) => targetVariable(to)))
    .some((name) => name === '' || triggers.has(name))
}

/** Whether a step leaves the loop by itself: a stop, or a fault that no handler inside the loop takes. */
function mayLeave(loop: Step): boolean {
  for (const placed of placedSteps(loop.children)) {
    if (isInHandler(placed)) continue
    const { kind } = placed.step
    if (kind === 'stop' || kind === 'reply') return true
    if (kind === 'throw' && !isGuarded(placed, loop.children)) return true
  }
  return false
}
