/** The integrations and agents of a run, and the names of their steps. */

import { type Agent, type Archive, allSteps, type Flow, type Integration } from '../model/index.js'
import { flowsOf as flowsIn } from './artifact-at.js'

export interface PlacedFlow {
  readonly archive: Archive
  readonly flow: Integration | Agent
}

/** Integrations, then agents, archive by archive. */
export function* flowsOf(archives: readonly Archive[]): Generator<PlacedFlow> {
  for (const archive of archives) {
    for (const flow of flowsIn(archive)) yield { archive, flow }
  }
}

/**
 * Display name of the step that an endpoint or action stands behind; empty where there is none.
 * @param at id of the endpoint or action: `application_13`, `processor_41`
 */
export function stepNameOf(flow: Pick<Flow, 'endpoints' | 'steps' | 'actions'>, at: string): string {
  if (at === '') return ''
  const endpoint = flow.endpoints.find(({ id }) => id === at)
  if (endpoint !== undefined) return endpoint.name
  for (const step of allSteps(flow.steps)) if ('action' in step && step.action === at) return step.name
  return flow.actions.find(({ id }) => id === at)?.name ?? ''
}
