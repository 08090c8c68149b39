import { incompleteness } from '../model/incomplete.js'
import type { Flow } from '../model/types.js'
import type { Planning } from './planning.js'

/** Whether an integration was not complete, or had errors, when it was exported: OIC activates none such. */
export function isDraft(planning: Planning, id: string): boolean {
  const integration = planning.integrations.get(id)?.integration
  return integration === undefined || incompleteness(integration) !== null
}

/** `not complete when it was exported (60 %)`; goes on behind `was`. */
export function draftText(planning: Planning, id: string): string {
  const integration = planning.integrations.get(id)?.integration
  return integration === undefined ? 'not in the archives' : stateText(integration)
}

/** The same of any flow that is not complete. */
export function stateText(flow: Flow): string {
  if (incompleteness(flow) === 'errors') return 'faulty when it was exported (OIC found errors in it)'
  const { percentComplete: done } = flow
  return `not complete when it was exported${done !== null && done < 100 ? ` (${done} %)` : ''}`
}
