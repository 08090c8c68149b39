import type { Planning } from './planning.js'

/** Whether an integration was not complete when it was exported: OIC activates none such. */
export function isDraft(planning: Planning, id: string): boolean {
  const integration = planning.integrations.get(id)?.integration
  if (integration === undefined) return true
  const { percentComplete, status } = integration
  return (percentComplete !== null && percentComplete < 100) || /^(?:IN_?PROGRESS|DRAFT)$/i.test(status)
}

/** `not complete when it was exported (60 %)`. */
export function draftText(planning: Planning, id: string): string {
  const done = planning.integrations.get(id)?.integration.percentComplete
  return `not complete when it was exported${typeof done === 'number' && done < 100 ? ` (${done} %)` : ''}`
}
