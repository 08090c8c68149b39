import { compareText, sameMajor } from '../base/version.js'
import { isActive } from '../inventory/active.js'
import type { Archive } from '../model/types.js'
import { broughtBy } from './archives.js'
import { addRisk, type Held, isImported, labelOf, type Planning } from './planning.js'
import type { ImportPlan } from './types.js'

/** What comes along: integrations that nobody selected, in an archive with something that is wanted. */

type Presence = 'active' | 'off' | 'not said'

/**
 * Notes which of them are activated again: those that run in the target, as the import has them deactivated, with those they
 * call. A version that would take the place of a selected one stays off.
 */
export function decideAlong(planning: Planning): void {
  const along = alongOf(planning).filter(([, held]) => selectedInstead(planning, held) === null)
  const ids = new Set(along.map(([id]) => id))
  for (const [id, held] of along) {
    if (presenceOf(planning, held) !== 'active') continue
    planning.again.add(id)
    for (const child of planning.graph.dependenciesOf(id, { transitive: true, kinds: ['calls'] }))
      if (ids.has(child)) planning.again.add(child)
  }
}

/**
 * Adds a risk for each of them.
 *
 * @returns those that are not activated for other reasons than the ones given
 */
export function noteAlong(
  planning: Planning,
  activated: ReadonlySet<string>,
  others: ImportPlan['notActivated'],
): ImportPlan['notActivated'] {
  const told = new Set(others.map(({ artifact }) => artifact))
  return alongOf(planning).flatMap(([id, held]) => {
    const presence = presenceOf(planning, held)
    const isActivated = activated.has(id)
    addRisk(
      planning,
      id,
      `is not selected, but in ${placeOf(planning, held.archive)}: ${OUTCOMES[presence][isActivated ? 'on' : 'off']}`,
    )
    if (isActivated || told.has(id)) return []
    const instead = selectedInstead(planning, held)
    const why = instead === null ? OFF[presence] : `${labelOf(planning, instead)} of the same major version is selected`
    return [{ artifact: id, label: labelOf(planning, id), why }]
  })
}

const OUTCOMES: Readonly<Record<Presence, { readonly on: string; readonly off: string }>> = {
  active: { on: 'active there, so activated again', off: 'active there, and not activated again' },
  off: { on: 'activated, as something that runs there calls it', off: 'not activated' },
  'not said': {
    on: 'activated, as something that runs there calls it',
    off: 'to be activated again by hand where it was active there',
  },
}

const OFF: Readonly<Record<Presence, string>> = {
  active: 'not selected',
  off: 'not selected',
  'not said': 'not selected, and whether it is active there is not known',
}

function alongOf(planning: Planning): (readonly [string, Held])[] {
  return [...planning.integrations]
    .filter(
      ([id, { archive }]) =>
        !planning.selected.has(id) && isImported(planning, archive) && planning.actions.get(id)?.action !== 'skip',
    )
    .sort(([a], [b]) => compareText(a, b))
}

function presenceOf({ target }: Planning, { integration: { code, version, project } }: Held): Presence {
  const found = target.integration(code, version, project)
  if (found.state === 'missing') return 'off'
  if (found.state === 'unknown' || isActive(found.item) === null) return 'not said'
  return isActive(found.item) ? 'active' : 'off'
}

/** The selected version whose activation deactivates this one; null where there is none. */
function selectedInstead(
  { integrations, selected }: Planning,
  { integration: { code, version, project } }: Held,
): string | null {
  const ids = [...selected].filter((id) => {
    const other = integrations.get(id)?.integration
    return other?.code === code && other.project === project && sameMajor(other.version, version)
  })
  return ids[0] ?? null
}

function placeOf(planning: Planning, archive: Archive): string {
  if (archive.integrations.some(({ id }) => planning.selected.has(id))) return `one ${archive.kind} with what is`
  const brought = broughtBy(planning, archive).map(
    (id) => `${id.startsWith('lookup:') ? 'lookup' : 'library'} ${labelOf(planning, id)}`,
  )
  return `the archive that brings the ${brought.join(', the ')}`
}
