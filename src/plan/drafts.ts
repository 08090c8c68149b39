import { sortedUnique } from '../base/version.js'
import { isActive } from '../inventory/active.js'
import { draftText, isDraft } from './draft.js'
import { addRisk, isWanted, labelOf, labelsOf, type Planning, redecide } from './planning.js'
import type { Standing } from './standing.js'

/**
 * Looks at each draft that comes in: it blocks where it would put an end to what runs in the target, or where what is
 * activated calls it, unless another version of the same major version runs after the import.
 */
export function decideDrafts(planning: Planning, standing: Standing): void {
  const drafts = [...planning.integrations].filter(([id]) => isWanted(planning, id) && isDraft(planning, id))
  for (const [id, { integration }] of drafts) {
    if (standing.of(id) !== null) continue
    const { code, version, project } = integration
    const found = planning.target.integration(code, version, project)
    const there = found.state === 'there' ? found.item : null
    const instead = planning.target.sameMajor(code, version, project).find(isActive)
    const callers = callersOf(planning, id, false)
    const perhaps = callersOf(planning, id, true)
    const called = `${labelsOf(planning, callers)} ${callers.length === 1 ? 'calls' : 'call'} it`
    if (there !== null && isActive(there)) {
      block(planning, id, `there and active, but ${draftText(planning, id)}: it cannot be activated again`)
    } else if (callers.length > 0 && instead === undefined) {
      block(planning, id, `${draftText(planning, id)}: it cannot be activated, and ${called}`)
    } else if (callers.length > 0) {
      addRisk(planning, id, `was ${draftText(planning, id)}: ${called}, and ${instead?.version} is active there`)
    } else if (perhaps.length > 0 && instead === undefined) {
      const text = `was ${draftText(planning, id)}: ${labelsOf(planning, perhaps)} may call it, and would fail`
      addRisk(planning, id, text)
    }
    if (there !== null && isActive(there) === null)
      addRisk(planning, id, `was ${draftText(planning, id)}: where it is active there, nothing runs in its place`)
  }
}

function block(planning: Planning, id: string, why: string): void {
  redecide(planning, id, { action: 'blocked', why })
  planning.beforehand.set(id, `finish ${labelOf(planning, id)} and export it again: it was ${draftText(planning, id)}`)
}

/**
 * What is activated, or an AI agent, and calls it.
 * @param optional those that can run without it: it is chosen at run time, or stands behind an agent's tool
 */
function callersOf(planning: Planning, id: string, optional: boolean): string[] {
  const callers = planning.graph
    .edgesTo(id)
    .filter(({ kind, dynamic, from }) => kind === 'calls' && (dynamic || from.startsWith('agent:')) === optional)
    .map(({ from }) => from)
    .filter((from) => isWanted(planning, from) && (from.startsWith('agent:') || !isDraft(planning, from)))
  return sortedUnique(callers)
}
