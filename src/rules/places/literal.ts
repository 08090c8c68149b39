import { LineIndex, type Location } from '../../base/location.js'
import type { LiteralPlace, PlaceOwner } from './types.js'

/** Adds to an owner what most places do not have. */
export function literal(
  owner: PlaceOwner,
  value: string,
  name: string,
  location: Location,
  more: Partial<Omit<LiteralPlace, keyof PlaceOwner | keyof Location | 'value' | 'name'>> = {},
): LiteralPlace {
  const { entry, line, column } = location
  return {
    ...owner,
    value,
    name,
    entry,
    line,
    column,
    functions: [],
    argument: 0,
    compared: '',
    before: '',
    siblings: [],
    part: null,
    sample: false,
    positionOf: () => ({ entry, line, column }),
    ...more,
  }
}

/** Places of characters in a text that is a whole file. */
export function positionsIn(entry: string, text: string): (offset: number) => Location {
  const lines = new LineIndex(text)
  return (offset) => ({ entry, ...lines.position(offset) })
}
