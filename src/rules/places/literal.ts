import { LineIndex, type Location } from '../../base/location.js'
import type { LiteralPlace, PlaceOwner } from './types.js'

/** Adds to an owner what most places do not have. */
export function literal(
  owner: PlaceOwner,
  value: string,
  name: string,
  location: Location,
  more: Partial<Omit<LiteralPlace, keyof PlaceOwner | keyof Location | 'value' | 'name'>> = NOTHING_MORE,
): LiteralPlace {
  const { entry, line, column } = location
  // One shape for the tens of thousands of an estate.
  return {
    kind: owner.kind,
    artifact: owner.artifact,
    owner: owner.owner,
    step: owner.step,
    connection: owner.connection,
    adapter: owner.adapter,
    role: owner.role,
    value,
    name,
    entry,
    line,
    column,
    functions: more.functions ?? NONE,
    argument: more.argument ?? 0,
    compared: more.compared ?? '',
    before: more.before ?? '',
    siblings: more.siblings ?? NONE,
    part: more.part ?? null,
    sample: more.sample ?? false,
    positionOf: more.positionOf ?? (() => ({ entry, line, column })),
  }
}

const NONE: readonly never[] = []

/** Places of characters in a text that is a whole file. */
export function positionsIn(entry: string, text: string): (offset: number) => Location {
  const lines = new LineIndex(text)
  return (offset) => ({ entry, ...lines.position(offset) })
}

const NOTHING_MORE = {}
