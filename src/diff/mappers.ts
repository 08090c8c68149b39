/** Mappers by target element: this element is now mapped from that, under these conditions. */
import { addTo } from '../base/group.js'
import {
  type GuardAt,
  type GuardChange,
  type GuardsApart,
  guardsApart,
  guardsOf,
  pairsOf,
  wordingOf,
} from './guards.js'
import type { Statement } from './normal/mapper.js'
import { statementsFact, statementsOf } from './normal/mapper.js'
import { type Fact, factOf, type Part } from './part.js'

/**
 * Brings an old mapper's conditions and loops into the new wording where they changed, came or went: each is one change,
 * where it stands, and not one for each element that is mapped inside it. Those that came or went name these elements.
 */
export function withNewGuards(old: Part, new_: Part): { readonly old: Part; readonly new: Part } {
  const apart = guardsApart(old, new_)
  if (apart.changed.length + apart.gone.length + apart.came.length === 0) return { old, new: new_ }
  const renamed = renamedEverywhere(apart.changed, old, new_)
  const newByTarget = new Map(new_.parts.map((mapping) => [mapping.key, mapping]))
  const guards = new ChangedGuards(apart)
  const parts = old.parts.map((mapping) => {
    const partner = newByTarget.get(mapping.key)
    const news = (what: string) => (partner === undefined ? [] : statementsOf(factOf(partner, what)))
    const olds = (what: string) => reworded(statementsOf(factOf(mapping, what)), news(what), renamed)
    return withFacts(mapping, [
      ...statementsFact('mapping', guards.rewordedMappings(olds('mapping'), news('mapping'), mapping.key)),
      ...statementsFact('condition', guards.rewordedGuards(olds('condition'), news('condition'), mapping.key)),
    ])
  })
  return {
    old: { ...old, parts: parts.map((mapping) => namingContents(mapping, guards.inGone)) },
    new: { ...new_, parts: new_.parts.map((mapping) => namingContents(mapping, guards.inCome)) },
  }
}

/** Of the conditions and loops at one target, those that came, went or changed. */
export function conditionsApart(before: Fact, after: Fact): readonly [Fact | null, Fact | null] {
  const [olds, news] = [statementsOf(before), statementsOf(after)]
  const pairs = pairsOf(olds.map(textOf), news.map(textOf))
  const [keptOld, keptNew] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))]
  const factOfSome = (some: readonly Statement[]) => statementsFact('condition', some)[0] ?? null
  return [factOfSome(olds.filter((_, at) => !keptOld.has(at))), factOfSome(news.filter((_, at) => !keptNew.has(at)))]
}

function textOf(statement: Statement): string {
  return JSON.stringify(statement)
}

const WORDED: ReadonlySet<string> = new Set(['mapping', 'condition'])

function withFacts(mapping: Part, facts: readonly Fact[]): Part {
  return { ...mapping, facts: [...mapping.facts.filter(({ what }) => !WORDED.has(what)), ...facts].sort(byWhat) }
}

function byWhat(a: { readonly what: string }, b: { readonly what: string }): number {
  return a.what < b.what ? -1 : a.what > b.what ? 1 : 0
}

/** Old condition to new, where none of the old wording is left and each became one other. */
function renamedEverywhere(
  changes: readonly GuardChange[],
  old: Part,
  new_: Part,
): ReadonlyMap<string, readonly [string, string]> {
  const oldValues = new Set(old.parts.flatMap(guardsOf).map(({ value }) => value))
  const newValues = new Set(new_.parts.flatMap(guardsOf).map(({ value }) => value))
  const forth = new Map<string, Statement[]>()
  const back = new Map<string, Set<string>>()
  for (const { from, to } of changes) {
    if (newValues.has(from) || oldValues.has(to.value)) continue
    addTo(forth, from, to)
    back.set(to.value, (back.get(to.value) ?? new Set()).add(from))
  }
  const renamed = new Map<string, readonly [string, string]>()
  for (const [value, [now, ...more]] of forth) {
    if (now === undefined || more.some((other) => other.value !== now.value) || back.get(now.value)?.size !== 1)
      continue
    renamed.set(value, [now.value, now.shown])
  }
  return renamed
}

/** In the new wording where the new statements stand in it, too: what left a condition is shown as it stood. */
function reworded(
  olds: readonly Statement[],
  news: readonly Statement[],
  renamed: ReadonlyMap<string, readonly [string, string]>,
): readonly Statement[] {
  const now = new Set(news.flatMap(({ within }) => within.map(([value]) => value)))
  const label = (old: readonly [string, string]) => {
    const to = renamed.get(old[0])
    return to !== undefined && now.has(to[0]) ? to : old
  }
  return olds.map((one) => ({ ...one, within: one.within.map(label) }))
}

/** Most conditions and loops around a statement that are compared one by one; people nest fewer than ten. */
const MOST_AROUND = 50

/** Targets by the wording of what changed there. */
type Targets = ReadonlyMap<string, ReadonlySet<string>>

/** What stands in a condition or loop, by its target and wording. */
type Contents = ReadonlyMap<string, ReadonlySet<string>>

/** What stands around a statement now, and which conditions and loops went and came to make it so. */
interface Surroundings {
  readonly gone: readonly string[]
  readonly came: readonly string[]
}

/** Conditions and loops that are told where they stand: what differs by them alone is no change of its own. */
class ChangedGuards {
  readonly inGone = new Map<string, Set<string>>()
  readonly inCome = new Map<string, Set<string>>()
  readonly #changed: Targets
  readonly #gone: Targets
  readonly #came: Targets

  constructor({ changed, gone, came }: GuardsApart) {
    this.#changed = targetsBy(changed, ({ from, to }) => wording(from, to.value))
    this.#gone = targetsBy(gone, valueAt)
    this.#came = targetsBy(came, valueAt)
  }

  /** All statements of a target as they stand now, where nothing else tells them apart; else as they stood. */
  rewordedMappings(olds: readonly Statement[], news: readonly Statement[], target: string): readonly Statement[] {
    if (olds.length !== news.length) return olds
    const explained = olds.flatMap((one, at) => {
      const now = news[at]
      return now === undefined || now.value !== one.value ? [] : (this.#explained(one, now, target) ?? [])
    })
    if (explained.length < olds.length) return olds
    for (const { gone, came } of explained) {
      note(this.inGone, this.#gone, gone, target)
      note(this.inCome, this.#came, came, target)
    }
    return olds.map((one, at) => ({ ...one, within: news[at]?.within ?? one.within }))
  }

  /** Conditions and loops that are the same, in what stands around them now. */
  rewordedGuards(olds: readonly Statement[], news: readonly Statement[], target: string): readonly Statement[] {
    const partners = new Map(pairsOf(olds.map(wordingOf), news.map(wordingOf)))
    return olds.map((one, at) => {
      const now = news[partners.get(at) ?? -1]
      return now === undefined || this.#explained(one, now, target) === null ? one : { ...one, within: now.within }
    })
  }

  /** Null where more than changed conditions and loops at the target, or above it, tells two surroundings apart. */
  #explained({ within: before }: Statement, { within: after }: Statement, target: string): Surroundings | null {
    const [olds, news] = [before.map(([value]) => value), after.map(([value]) => value)]
    if (olds.join('\n') === news.join('\n')) return { gone: [], came: [] }
    if (olds.length + news.length > 2 * MOST_AROUND) return null
    const pairs = pairsOf(olds, news)
    const [kept, keptNew] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))]
    const gone = olds.filter((_, at) => !kept.has(at))
    const came = news.filter((_, at) => !keptNew.has(at))
    const became = (from: string, to: string) => isWithin(target, this.#changed.get(wording(from, to)))
    const isExplained =
      gone.every((one) => isWithin(target, this.#gone.get(one)) || came.some((to) => became(one, to))) &&
      came.every((one) => isWithin(target, this.#came.get(one)) || gone.some((from) => became(from, one)))
    return isExplained ? { gone, came } : null
  }
}

function targetsBy<T extends { readonly target: string }>(guards: readonly T[], keyOf: (guard: T) => string): Targets {
  const targets = new Map<string, Set<string>>()
  for (const guard of guards) {
    const key = keyOf(guard)
    targets.set(key, (targets.get(key) ?? new Set()).add(guard.target))
  }
  return targets
}

function valueAt({ value }: GuardAt): string {
  return value
}

function wording(from: string, to: string): string {
  return `${from}\n${to}`
}

/** Notes that a target stands in some conditions and loops, by the element directly inside each. */
function note(contents: Map<string, Set<string>>, all: Targets, guards: readonly string[], target: string): void {
  for (const value of guards) {
    for (const at of above(target)) {
      if (all.get(value)?.has(at) !== true) continue
      const key = wording(at, value)
      contents.set(key, (contents.get(key) ?? new Set()).add(target.slice(at.length + 1).split('/')[0] ?? ''))
    }
  }
}

/** Most elements that a condition or loop is told by. */
const MOST_CONTENTS = 10

/** The same with the elements that are mapped inside them behind the conditions and loops that came or went. */
function namingContents(mapping: Part, contents: Contents): Part {
  if (contents.size === 0) return mapping
  const told = new Set<string>()
  const guards = guardsOf(mapping).map((guard): Statement => {
    const key = wording(mapping.key, guard.value)
    const names = [...(told.has(key) ? [] : (contents.get(key) ?? []))].filter((name) => name !== '').sort()
    told.add(key)
    if (names.length === 0) return guard
    const more = names.length > MOST_CONTENTS ? ` and ${names.length - MOST_CONTENTS} more` : ''
    return { ...guard, shown: `${guard.shown} around ${names.slice(0, MOST_CONTENTS).join(', ')}${more}` }
  })
  if (told.size === 0) return mapping
  const others = mapping.facts.filter(({ what }) => what !== 'condition')
  return { ...mapping, facts: [...others, ...statementsFact('condition', guards)].sort(byWhat) }
}

/** Whether a target is one of some, or below one. */
function isWithin(target: string, targets: ReadonlySet<string> | undefined): boolean {
  return targets !== undefined && above(target).some((at) => targets.has(at))
}

/** A target and the elements around it, innermost first. */
function above(target: string): readonly string[] {
  const all: string[] = []
  for (let at = target.length; at > 0; at = target.lastIndexOf('/', at - 1)) all.push(target.slice(0, at))
  return [...all, '']
}
