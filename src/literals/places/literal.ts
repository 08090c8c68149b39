import { LineIndex, type Location } from '../../base/location.js'
import type { LiteralPlace, PlaceOwner } from './types.js'

/** What most places do not have. */
type Around = Partial<Omit<LiteralPlace, keyof PlaceOwner | keyof Location | 'value' | 'name'>>

/**
 * A place as three references and two strings. An archive may have a hundred thousand, all in memory at one time: with
 * every field of its own each would take several times as much.
 */
class Literal implements LiteralPlace {
  readonly value: string
  readonly name: string
  readonly #owner: PlaceOwner
  readonly #at: Location
  readonly #around: Around

  constructor(owner: PlaceOwner, value: string, name: string, at: Location, around: Around) {
    this.value = value
    this.name = name
    this.#owner = owner
    this.#at = at
    this.#around = around
  }

  get kind() {
    return this.#owner.kind
  }
  get artifact() {
    return this.#owner.artifact
  }
  get owner() {
    return this.#owner.owner
  }
  get step() {
    return this.#owner.step
  }
  get connection() {
    return this.#owner.connection
  }
  get adapter() {
    return this.#owner.adapter
  }
  get role() {
    return this.#owner.role
  }
  get leftover() {
    return this.#owner.leftover ?? false
  }

  get entry() {
    return this.#at.entry
  }
  get line() {
    return this.#at.line
  }
  get column() {
    return this.#at.column
  }

  get functions() {
    return this.#around.functions ?? NONE
  }
  get argument() {
    return this.#around.argument ?? 0
  }
  get compared() {
    return this.#around.compared ?? ''
  }
  get before() {
    return this.#around.before ?? ''
  }
  get siblings() {
    return this.#around.siblings ?? NONE
  }
  get gaps() {
    return this.#around.gaps ?? NONE
  }
  get part() {
    return this.#around.part ?? null
  }
  get sample() {
    return this.#around.sample ?? false
  }

  positionOf(index: number): Location {
    const { entry, line, column } = this.#at
    return this.#around.positionOf?.(index) ?? { entry, line, column }
  }
}

const NONE: readonly never[] = []
const NOTHING_MORE: Around = {}

/** A literal of an owner, with what stands around it where there is something. */
export function literal(
  owner: PlaceOwner,
  value: string,
  name: string,
  location: Location,
  around: Around = NOTHING_MORE,
): LiteralPlace {
  return new Literal(owner, value, name, location, around)
}

/** Places of characters in a text that is a whole file. */
export function positionsIn(entry: string, text: string): (offset: number) => Location {
  const lines = new LineIndex(text)
  return (offset) => ({ entry, ...lines.position(offset) })
}
