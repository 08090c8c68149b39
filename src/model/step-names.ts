/** What the canvas calls the steps of a flow, and which of its actions are none. */

import { once } from '../base/once.js'
import { allSteps } from './steps.js'
import type { Flow } from './types.js'

/**
 * Display name of the step that an endpoint or action stands behind; empty where there is none.
 * @param at id of the endpoint or action: `application_13`, `processor_41`
 */
export function stepNameOf(flow: Pick<Flow, 'endpoints' | 'steps' | 'actions'>, at: string): string {
  if (at === '') return ''
  return once(NAMES, flow, () => namesOf(flow)).get(at) ?? ''
}

/** Whether an action is one that OIC left behind: no step refers to it, and it never runs. */
export function isLeftover(flow: Pick<Flow, 'leftovers'>, at: string): boolean {
  return at !== '' && once(LEFTOVERS, flow, () => new Set(flow.leftovers)).has(at)
}

const LEFTOVERS = new WeakMap<Pick<Flow, 'leftovers'>, ReadonlySet<string>>()

/** Asked for each reference of a flow, of which there may be thousands. */
const NAMES = new WeakMap<Pick<Flow, 'endpoints' | 'steps' | 'actions'>, ReadonlyMap<string, string>>()

/** The first of each id counts: of steps that publish or subscribe, then of endpoints, other steps, actions. */
function namesOf({ endpoints, steps, actions }: Pick<Flow, 'endpoints' | 'steps' | 'actions'>): Map<string, string> {
  const names = new Map<string, string>()
  const add = (id: string, name: string): void => {
    if (!names.has(id)) names.set(id, name)
  }
  const all = allSteps(steps)
  for (const step of all) if (step.kind === 'publish' || step.kind === 'subscribe') add(step.endpoint, step.name)
  for (const { id, name } of endpoints) add(id, name)
  for (const step of all) if ('action' in step) add(step.action, step.name)
  for (const { id, name } of actions) add(id, name)
  return names
}
