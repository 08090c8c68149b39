/** Conditions and loops of a mapper: which of them changed, came or went. */
import type { Statement } from './normal/mapper.js'
import { statementsOf } from './normal/mapper.js'
import { canonical, factOf, type Part } from './part.js'
import { align, type Pairs } from './sequences.js'

/** A condition or loop that became another one in its place. */
export interface GuardChange {
  readonly target: string
  readonly from: string
  readonly to: Statement
}

/** One that came or went. */
export interface GuardAt {
  readonly target: string
  readonly value: string
}

export interface GuardsApart {
  readonly changed: readonly GuardChange[]
  readonly gone: readonly GuardAt[]
  readonly came: readonly GuardAt[]
}

/** Where as many stand at one target as before, the first of them is still the first; but a loop becomes no condition. */
export function guardsApart(old: Part, new_: Part): GuardsApart {
  const newByTarget = new Map(new_.parts.map((mapping) => [mapping.key, mapping]))
  const oldByTarget = new Map(old.parts.map((mapping) => [mapping.key, mapping]))
  const apart = { changed: [] as GuardChange[], gone: [] as GuardAt[], came: [] as GuardAt[] }
  for (const target of new Set([...oldByTarget.keys(), ...newByTarget.keys()])) {
    const [mapping, partner] = [oldByTarget.get(target), newByTarget.get(target)]
    if (mapping !== undefined && partner !== undefined && canonical(partner) === canonical(mapping)) continue
    const before = mapping === undefined ? [] : guardsOf(mapping)
    const after = partner === undefined ? [] : guardsOf(partner)
    if (before.length === after.length) {
      for (const [at, to] of after.entries()) {
        const from = before[at]
        if (from === undefined || to.value === from.value) continue
        if (isLoop(to) === isLoop(from)) apart.changed.push({ target, from: from.value, to })
        else {
          apart.gone.push({ target, value: from.value })
          apart.came.push({ target, value: to.value })
        }
      }
      continue
    }
    const pairs = pairsOf(before.map(wordingOf), after.map(wordingOf))
    const [kept, keptNew] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))]
    for (const [at, { value }] of before.entries()) if (!kept.has(at)) apart.gone.push({ target, value })
    for (const [at, { value }] of after.entries()) if (!keptNew.has(at)) apart.came.push({ target, value })
  }
  return apart
}

function isLoop({ value }: Statement): boolean {
  return value.startsWith('["for-each')
}

export function wordingOf({ value }: Statement): string {
  return value
}

export function guardsOf(mapping: Part): Statement[] {
  return statementsOf(factOf(mapping, 'condition'))
}

/** Positions of what is the same: where as many stand on both sides, at the same place; else in the same order. */
export function pairsOf(olds: readonly string[], news: readonly string[]): Pairs {
  const places = olds.map((_, at) => [at, at] as const)
  if (olds.length === news.length) return places.filter(([at]) => olds[at] === news[at])
  // One direction only, so that a diff and its reverse keep the same.
  if (olds.length > news.length) return pairsOf(news, olds).map(([j, i]) => [i, j] as const)
  let first = 0
  while (first < olds.length && olds[first] === news[first]) first++
  const inner = align(olds.length - first, news.length - first, (i, j) =>
    olds[first + i] === news[first + j] ? 1 : 0,
  ).map(([i, j]) => [first + i, first + j] as const)
  return [...places.slice(0, first), ...inner]
}
