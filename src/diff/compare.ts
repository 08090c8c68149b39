/** Compares two normal forms, part by part. */

import { groupBy } from '../base/group.js'
import {
  directionOf,
  factEffect,
  gravest,
  integrationEffect,
  libraryEffect,
  presenceEffect,
  triggerEffect,
} from './contract/effect.js'
import { describe } from './describe.js'
import { diffTables } from './lookups.js'
import { conditionsApart, withNewGuards } from './mappers.js'
import { canonical, type Fact, factOf, joinedPath, type Part } from './part.js'
import { diffLines } from './scripts.js'
import { longestRising } from './sequences.js'
import { shownApart } from './shown.js'
import type { StepNode } from './step-nodes.js'
import { matchSteps, type StepMatch } from './steps.js'
import type { Change, ChangeKind, ContractEffect } from './types.js'

/** A change, and whether it is one of what the artifact itself offers. */
export interface Found extends Change {
  /** True for the artifact's own contract, false for what an invoke expects of its target. */
  readonly own: boolean
}

export interface CompareOptions {
  /** Columns that expressions look up by, for a lookup; the most used first. */
  readonly searched: readonly string[]
  /** Connections that became others: their old codes to their new ones. */
  readonly renamedConnections: ReadonlyMap<string, string>
  /** Shared by all artifacts of a comparison. */
  readonly room: Room
}

/** How many characters of changes may still be told. */
export interface Room {
  left: number
}

/** The changes of real exports stay below a hundredth of it; paths that are long and many would be gigabytes. */
export function roomForChanges(): Room {
  return { left: 10_000_000 }
}

/** What differs between two normal forms, in the order of the new one. */
export async function compareForms(old: Part, new_: Part, options: CompareOptions): Promise<Found[]> {
  if (canonical(old) === canonical(new_)) return []
  const comparison = new Comparison(options)
  await comparison.roots(old, new_)
  return [...comparison.found, ...comparison.untold()]
    .map((one, nth) => ({ ...one, nth }))
    .sort((a, b) => (a.order === b.order ? a.nth - b.nth : a.order - b.order))
    .map(({ order: _, nth: __, ...found }) => found)
}

interface Placed extends Found {
  readonly order: number
}

/** Where two parts stand. */
interface Place {
  readonly path: readonly string[]
  /** Whose contract it is: the artifact's own, that of an invoke's target, nobody's. */
  readonly side: 'own' | 'target' | null
  /** The message whose fields these are; empty outside one. */
  readonly message: string
  /** Position in the new flow. */
  readonly order: number
}

const TRIGGERS: ReadonlySet<string> = new Set(['receive', 'pickReceive', 'subscribe', 'trigger'])
const INVOKES: ReadonlySet<string> = new Set(['invoke', 'publish'])
/** Parts that have names and nothing else by which they are known: one that went and one that came with the same content is one renamed. */
const RENAMABLE: ReadonlySet<string> = new Set(['function', 'trigger', 'invoke', 'action'])

/**
 * Facts of many lines, of which those that changed are told: scripts, what a database endpoint does with tables, what large
 * schemas declare, what B2B schemas define.
 */
const BY_LINES: ReadonlySet<string> = new Set(['script', 'table', 'query', 'column', 'declaration', 'definition'])

class Comparison {
  readonly found: Placed[] = []
  readonly #options: CompareOptions
  /** How many changes there was no room for, and the gravest effect on the artifact's own contract. */
  #untold = 0
  #untoldEffect: ContractEffect = 'unchanged'

  constructor(options: CompareOptions) {
    this.#options = options
  }

  async roots(old: Part, new_: Part): Promise<void> {
    const place: Place = { path: [], side: old.what === 'event-type' ? 'own' : null, message: '', order: -1 }
    this.#facts(old, new_, place)
    if (old.what === 'lookup') {
      for (const change of diffTables(old, new_, this.#options.searched)) this.#add(change, place, null)
    } else {
      await this.#keyed(old.parts, new_.parts, old.ordered && new_.ordered, place)
    }
    await this.#steps(matchSteps(old.steps, new_.steps))
  }

  async #steps(match: StepMatch): Promise<void> {
    const orders = new Map<number, number>()
    for (const pair of match.pairs) orders.set(pair.old.order, pair.new.order)
    for (const pair of match.pairs) {
      const place = this.#placeOf(pair.new, pair.new.order)
      if (pair.moved) this.#moved(pair.old, pair.new, place)
      await this.#pair(pair.old.part, pair.new.part, place)
    }
    const leaveOut = pairedParts(match)
    for (const node of match.added) {
      const place = this.#placeOf(node, node.order)
      const text = describe(node.part, leaveOut)
      this.#presence(node.part, 'added', text, place)
    }
    let at = 0
    let before = -1
    for (const node of match.removed) {
      // Behind what stood before it; nodes come in the order of the old flow.
      for (; at <= node.order; at++) before = orders.get(at) ?? before
      const place = this.#placeOf(node, before + 0.5)
      const text = describe(node.part, leaveOut)
      this.#presence(node.part, 'removed', text, place)
    }
  }

  #placeOf(node: StepNode, order: number): Place {
    const { key } = node.part
    const side = TRIGGERS.has(key) ? 'own' : INVOKES.has(key) ? 'target' : null
    return { path: node.path, side, message: '', order }
  }

  #moved(old: StepNode, new_: StepNode, place: Place): void {
    const [from, to] = [whereabouts(old), whereabouts(new_)]
    this.#add({ what: new_.part.what, change: 'moved', old: from, new: to, effect: null, path: '' }, place, null)
  }

  /** Two parts that are one: their facts, what is below them but steps, and their structures. */
  async #pair(old: Part, new_: Part, place: Place): Promise<void> {
    if (canonical({ ...old, steps: [] }) === canonical({ ...new_, steps: [] })) return
    const told = new_.what === 'mapper' ? withNewGuards(old, new_) : { old, new: new_ }
    this.#facts(told.old, told.new, place)
    await this.#keyed(told.old.parts, told.new.parts, old.ordered && new_.ordered, place)
    if (old.structure?.digest === new_.structure?.digest) return
    const oldMessages = old.structure === null ? [] : await old.structure.load()
    const newMessages = new_.structure === null ? [] : await new_.structure.load()
    await this.#keyed(oldMessages, newMessages, false, place)
  }

  async #keyed(olds: readonly Part[], news: readonly Part[], ordered: boolean, place: Place): Promise<void> {
    const keyOf = ({ what, key }: Part) => `${what}\n${key}`
    const oldByKey = new Map(olds.map((one) => [keyOf(one), one]))
    const newByKey = new Map(news.map((one) => [keyOf(one), one]))
    const gone = olds.filter((one) => !newByKey.has(keyOf(one)))
    const came = news.filter((one) => !oldByKey.has(keyOf(one)))
    const renamed = renamedParts(gone, came)
    const inPlace = ordered ? stayed(olds.map(keyOf), news.map(keyOf)) : null
    for (const one of news) {
      const inner = placeIn(place, one)
      const partner = oldByKey.get(keyOf(one)) ?? renamed.get(one)
      if (partner === undefined) {
        if (isNotMapped(one)) this.#facts({ ...one, facts: [] }, one, inner)
        else this.#presence(one, 'added', describe(one), inner)
        continue
      }
      if (partner.key !== one.key) {
        const change = {
          what: one.what,
          path: '',
          change: 'renamed',
          old: partner.label,
          new: one.label,
          effect: null,
        } as const
        this.#add(change, inner, this.#presenceEffect(one, 'renamed', inner))
      }
      if (inPlace !== null && !inPlace.has(keyOf(one))) {
        const change = { what: one.what, path: '', change: 'moved', old: null, new: null, effect: null } as const
        this.#add(change, inner, this.#presenceEffect(one, 'moved', inner))
      }
      await this.#pair(partner, one, inner)
    }
    const kept = new Set(renamed.values())
    for (const one of gone) {
      if (kept.has(one)) continue
      if (isNotMapped(one)) this.#facts(one, { ...one, facts: [] }, placeIn(place, one))
      else this.#presence(one, 'removed', describe(one), placeIn(place, one))
    }
  }

  #facts(old: Part, new_: Part, place: Place): void {
    const keyOf = ({ what, name }: Fact) => `${what}\n${name}`
    const oldFacts = new Map(old.facts.map((fact) => [keyOf(fact), fact]))
    const newFacts = new Map(new_.facts.map((fact) => [keyOf(fact), fact]))
    for (const key of [...new Set([...oldFacts.keys(), ...newFacts.keys()])].sort()) {
      const before = oldFacts.get(key) ?? null
      const after = newFacts.get(key) ?? null
      const one = after ?? before
      if (one === null || before?.value === after?.value) continue
      const inner = one.name === '' ? place : { ...place, path: [...place.path, one.name] }
      this.#add(this.#factChange(new_, one, before, after), inner, this.#factEffect(new_, one, before, after, place))
    }
  }

  #factChange(of: Part, { what }: Fact, was: Fact | null, is: Fact | null): Change {
    const hasConditions = of.what === 'mapping' && what === 'condition' && was !== null && is !== null
    const [before, after] = hasConditions ? conditionsApart(was, is) : [was, is]
    if (BY_LINES.has(what) && before !== null && after !== null) {
      const { removed, added } = diffLines(before.value, after.value)
      const text = (lines: readonly string[]) => (lines.length === 0 ? null : lines.join('\n'))
      return { what, path: '', change: 'changed', old: text(removed), new: text(added), effect: null }
    }
    const isName = what === 'name' && before !== null && after !== null
    const wasRenamed =
      what === 'connection' && this.#options.renamedConnections.get(before?.value ?? '') === (after?.value ?? null)
    const change = isName || wasRenamed ? 'renamed' : before === null ? 'added' : after === null ? 'removed' : 'changed'
    const [old, now] = shownApart(before, after)
    return { what: isName && of.what === 'step' ? 'step' : what, path: '', change, old, new: now, effect: null }
  }

  #factEffect(
    of: Part,
    { what, name }: Fact,
    before: Fact | null,
    after: Fact | null,
    place: Place,
  ): ContractEffect | null {
    const [old, new_] = [before?.value ?? null, after?.value ?? null]
    if (of.what === 'field' || of.what === 'message')
      return place.side === null ? null : factEffect(what, old, new_, directionOf(place.message))
    if (of.what === 'function')
      return what === 'parameters' || what === 'results' || what === 'classifications' || what === 'file'
        ? 'breaking'
        : null
    if (of.what === 'integration' || of.what === 'agent') return integrationEffect(what, old, new_)
    return isTrigger(of, place) ? triggerEffect(of, what, name) : null
  }

  #presence(of: Part, change: 'added' | 'removed', text: string, place: Place): void {
    const [old, now] = change === 'added' ? [null, text] : [text, null]
    this.#add(
      { what: of.what, path: '', change, old, new: now, effect: null },
      place,
      this.#presenceEffect(of, change, place),
    )
  }

  #presenceEffect(of: Part, change: ChangeKind, place: Place): ContractEffect | null {
    if (of.what === 'function') return libraryEffect(change)
    if (isTrigger(of, place)) return change === 'added' ? 'compatible' : 'breaking'
    if ((of.what !== 'field' && of.what !== 'message') || place.side === null) return null
    return presenceEffect(of, change, directionOf(place.message))
  }

  #add(change: Change, place: Place, effect: ContractEffect | null): void {
    const { room } = this.#options
    const own = place.side !== 'target'
    const names = change.path === '' ? place.path : [...place.path, change.path]
    const size = names.reduce((sum, name) => sum + name.length + 3, 0) + lengthOf(change.old) + lengthOf(change.new)
    if (size > room.left) {
      this.#untold += 1
      if (own) this.#untoldEffect = gravest([this.#untoldEffect, effect])
      return
    }
    room.left -= size
    const path = [joinedPath(place.path), change.path].filter((one) => one !== '').join(' > ')
    this.found.push({ ...change, path, effect, own, order: place.order })
  }

  /** One change in place of those that there was no room for, as grave as they are. */
  untold(): readonly Placed[] {
    if (this.#untold === 0) return []
    const effect = this.#untoldEffect
    const now = `${this.#untold} more changes, which are too long to be told: compare the two archives part by part`
    const rest = { what: 'changes', path: '', change: 'changed', old: null, new: now, own: true } as const
    return [{ ...rest, effect: effect === 'unchanged' ? null : effect, order: Number.POSITIVE_INFINITY }]
  }
}

/** Whether callers see what a part says. A pick says what its triggers share; its own messages are OIC's envelope. */
function isTrigger({ what, key }: Part, { side }: Place): boolean {
  return what === 'trigger' || (what === 'step' && (side === 'own' || key === 'pick'))
}

/** A target at which nothing but conditions and loops stand: they came or went, and no mapping. */
function isNotMapped(of: Part): boolean {
  return of.what === 'mapping' && factOf(of, 'mapping') === null
}

function lengthOf(text: string | null): number {
  return text?.length ?? 0
}

/** A part's own place in that of the part around it. */
function placeIn(place: Place, { what, key, label }: Part): Place {
  const side = what === 'trigger' ? 'own' : what === 'invoke' ? 'target' : place.side
  const path = label === '' ? place.path : [...place.path, label]
  return { ...place, path, side, message: what === 'message' ? key : place.message }
}

/** Keys on both sides that kept their order. The same whichever side is called old. */
function stayed(olds: readonly string[], news: readonly string[]): ReadonlySet<string> {
  const [first, second] = olds.join('\n') <= news.join('\n') ? [olds, news] : [news, olds]
  const places = new Map(first.map((key, at) => [key, at]))
  const shared = second.filter((key) => places.has(key))
  const kept = longestRising(shared.map((key) => places.get(key) ?? 0))
  return new Set(shared.filter((_, at) => kept.has(at)))
}

/** New part to old part, where one went and one came that say the same under another name. */
function renamedParts(gone: readonly Part[], came: readonly Part[]): ReadonlyMap<Part, Part> {
  const contentOf = (one: Part) => canonical({ ...one, key: '' })
  const before = groupBy(gone.filter(isRenamable), contentOf)
  const renamed = new Map<Part, Part>()
  for (const [content, [one, ...rivals]] of groupBy(came.filter(isRenamable), contentOf)) {
    const [only, ...others] = before.get(content) ?? []
    if (one !== undefined && only !== undefined && rivals.length + others.length === 0) renamed.set(one, only)
  }
  return renamed
}

function isRenamable({ what }: Part): boolean {
  return RENAMABLE.has(what)
}

/** Steps that stand on both sides: the text of one that came or went leaves them out. */
function pairedParts({ pairs }: StepMatch): (step: Part) => boolean {
  const paired = new Set(pairs.flatMap((pair) => [pair.old.part, pair.new.part]))
  return (step) => paired.has(step)
}

/** Where a step stands: `Scope Main, after Assign x`. */
function whereabouts({ parent, before }: StepNode): string {
  const around = joinedPath(parent?.path ?? []) || 'top level'
  return before === '' ? `${around}, first` : `${around}, after ${before}`
}
