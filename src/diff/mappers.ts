/** Mappers by target element: this element is now mapped from that, under these conditions. */
import { addTo } from '../base/group.js'
import type { Statement } from './normal/mapper.js'
import { statementsFact, statementsOf } from './normal/mapper.js'
import { canonical, type Fact, factOf, type Part } from './part.js'

/**
 * Brings an old mapper's conditions and loops into the new wording where they merely changed: a loop over other elements
 * is one change, where the loop stands, and not one for each element that is mapped inside it.
 */
export function withNewGuards(old: Part, new_: Part): Part {
  const changes = changedGuards(old, new_)
  if (changes.length === 0) return old
  const renamed = renamedEverywhere(changes, old, new_)
  const inPlace = targetsByWording(changes)
  const newByTarget = new Map(new_.parts.map((mapping) => [mapping.key, mapping]))
  const parts = old.parts.map((mapping) => {
    const partner = newByTarget.get(mapping.key)
    const facts = ['mapping', 'condition'].flatMap((what) => {
      const news = partner === undefined ? [] : statementsOf(factOf(partner, what))
      const olds = statementsOf(factOf(mapping, what)).map((one) => reworded(one, renamed))
      if (olds.length !== news.length) return statementsFact(what, olds)
      return statementsFact(
        what,
        olds.map((one, at) => rewordedInPlace(one, news[at], mapping.key, inPlace)),
      )
    })
    return { ...mapping, facts: [...mapping.facts.filter(({ what }) => !WORDED.has(what)), ...facts].sort(byWhat) }
  })
  return { ...old, parts }
}

/** Of the conditions and loops at one target, those that came, went or changed. */
export function conditionsApart(before: Fact, after: Fact): readonly [Fact | null, Fact | null] {
  const [olds, news] = [statementsOf(before), statementsOf(after)]
  const same = (i: number, j: number) => JSON.stringify(olds[i]) === JSON.stringify(news[j])
  const factOfSome = (some: readonly Statement[]) => statementsFact('condition', some)[0] ?? null
  if (olds.length === news.length)
    return [factOfSome(olds.filter((_, at) => !same(at, at))), factOfSome(news.filter((_, at) => !same(at, at)))]
  const shorter = Math.min(olds.length, news.length)
  let first = 0
  while (first < shorter && same(first, first)) first++
  let last = 0
  while (last < shorter - first && same(olds.length - 1 - last, news.length - 1 - last)) last++
  return [factOfSome(olds.slice(first, olds.length - last)), factOfSome(news.slice(first, news.length - last))]
}

const WORDED: ReadonlySet<string> = new Set(['mapping', 'condition'])

function byWhat(a: { readonly what: string }, b: { readonly what: string }): number {
  return a.what < b.what ? -1 : a.what > b.what ? 1 : 0
}

/** A condition or loop that became another one in its place. */
interface GuardChange {
  readonly target: string
  readonly from: string
  readonly to: Statement
}

/** What changed where as many stand at one target as before: the first of them is still the first. */
function changedGuards(old: Part, new_: Part): GuardChange[] {
  const newByTarget = new Map(new_.parts.map((mapping) => [mapping.key, mapping]))
  return old.parts.flatMap((mapping) => {
    const partner = newByTarget.get(mapping.key)
    if (partner === undefined || canonical(partner) === canonical(mapping)) return []
    const before = guardsOf(mapping)
    const after = guardsOf(partner)
    if (before.length !== after.length) return []
    return before.flatMap((guard, at) => {
      const to = after[at]
      return to === undefined || to.value === guard.value ? [] : [{ target: mapping.key, from: guard.value, to }]
    })
  })
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

/** Old and new wording to the targets at which one became the other. */
type TargetsByWording = ReadonlyMap<string, ReadonlySet<string>>

function targetsByWording(changes: readonly GuardChange[]): TargetsByWording {
  const targets = new Map<string, Set<string>>()
  for (const { target, from, to } of changes) {
    const key = wording(from, to.value)
    targets.set(key, (targets.get(key) ?? new Set()).add(target))
  }
  return targets
}

function wording(from: string, to: string): string {
  return `${from}\n${to}`
}

function guardsOf(mapping: Part): Statement[] {
  return statementsOf(factOf(mapping, 'condition'))
}

function reworded(statement: Statement, renamed: ReadonlyMap<string, readonly [string, string]>): Statement {
  return { ...statement, within: statement.within.map((label) => renamed.get(label[0]) ?? label) }
}

/** The statement as it stands now where nothing but changed conditions around it tells the two apart. */
function rewordedInPlace(
  statement: Statement,
  now: Statement | undefined,
  target: string,
  inPlace: TargetsByWording,
): Statement {
  if (now === undefined || now.value !== statement.value || now.within.length !== statement.within.length)
    return statement
  const isExplained = statement.within.every(([from], depth) => {
    const to = now.within[depth]?.[0] ?? ''
    const targets = from === to ? null : inPlace.get(wording(from, to))
    return targets === null || (targets !== undefined && isWithin(target, targets))
  })
  return isExplained ? { ...statement, within: now.within } : statement
}

/** Whether a target is one of some, or below one. */
function isWithin(target: string, targets: ReadonlySet<string>): boolean {
  for (let at = target.length; at > 0; at = target.lastIndexOf('/', at - 1)) {
    if (targets.has(target.slice(0, at))) return true
  }
  return targets.has('')
}
