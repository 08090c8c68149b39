import * as v from 'valibot'
import type { Severity } from '../../base/diagnostic.js'
import { PLACE_KINDS, type PlaceKind } from '../../literals/places/types.js'

/** Option of rules that look at literals: a severity for each kind of place, or off. */
export const placesOption = v.optional(
  v.record(v.picklist(PLACE_KINDS), v.picklist(['error', 'warning', 'info', 'off'])),
  {},
)

export type PlaceLevels = Partial<Record<PlaceKind, Severity | 'off'>>

/** Places whose values are meant to be set in each environment: a default in them is a reminder, not a fault. */
const SETTABLE: ReadonlySet<PlaceKind> = new Set(['integration-property', 'schedule-parameter'])

/** What an option says of a kind of place, else information for places that are set in each environment anyway. */
export function placeLevel(levels: PlaceLevels, kind: PlaceKind): Severity | 'off' | undefined {
  return levels[kind] ?? (SETTABLE.has(kind) ? 'info' : undefined)
}
