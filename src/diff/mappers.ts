import { addTo } from '../base/group.js'
/** Mappers by target element: this element is now mapped from that, under these conditions. */

import type { Statement } from './normal/mapper.js'
import { statementsFact, statementsOf } from './normal/mapper.js'
import { canonical, factOf, type Part } from './part.js'

/**
 * Brings an old mapper's conditions and loops into the new wording where they merely changed: a loop over other elements
 * is one change, where the loop stands, and not one for each element that is mapped inside it.
 */
export function withNewGuards(old: Part, new_: Part): Part {
  const renamed = changedGuards(old, new_)
  if (renamed.size === 0) return old
  const parts = old.parts.map((mapping) => {
    const statements = statementsOf(factOf(mapping, 'mapping')).map((one) => reworded(one, renamed))
    const guards = statementsOf(factOf(mapping, 'condition')).map((one) => reworded(one, renamed))
    const facts = [...statementsFact('mapping', statements), ...statementsFact('condition', guards)]
    return { ...mapping, facts: [...mapping.facts.filter(({ what }) => !WORDED.has(what)), ...facts].sort(byWhat) }
  })
  return { ...old, parts }
}

const WORDED: ReadonlySet<string> = new Set(['mapping', 'condition'])

function byWhat(a: { readonly what: string }, b: { readonly what: string }): number {
  return a.what < b.what ? -1 : a.what > b.what ? 1 : 0
}

/** Old condition to new, where at one target as many stand as before and each became one other. */
function changedGuards(old: Part, new_: Part): ReadonlyMap<string, readonly [string, string]> {
  const newByTarget = new Map(new_.parts.map((mapping) => [mapping.key, mapping]))
  const oldValues = new Set(old.parts.flatMap(guardsOf).map(({ value }) => value))
  const newValues = new Set(new_.parts.flatMap(guardsOf).map(({ value }) => value))
  const forth = new Map<string, Statement[]>()
  const back = new Map<string, Set<string>>()
  for (const mapping of old.parts) {
    const partner = newByTarget.get(mapping.key)
    if (partner === undefined || canonical(partner) === canonical(mapping)) continue
    const before = guardsOf(mapping)
    const after = guardsOf(partner)
    if (before.length !== after.length) continue
    before.forEach((guard, at) => {
      const now = after[at]
      if (now === undefined || newValues.has(guard.value) || oldValues.has(now.value)) return
      addTo(forth, guard.value, now)
      back.set(now.value, (back.get(now.value) ?? new Set()).add(guard.value))
    })
  }
  const renamed = new Map<string, readonly [string, string]>()
  for (const [value, [now, ...more]] of forth) {
    if (now === undefined || more.some((other) => other.value !== now.value) || back.get(now.value)?.size !== 1)
      continue
    renamed.set(value, [now.value, now.shown])
  }
  return renamed
}

function guardsOf(mapping: Part): Statement[] {
  return statementsOf(factOf(mapping, 'condition'))
}

function reworded(statement: Statement, renamed: ReadonlyMap<string, readonly [string, string]>): Statement {
  return { ...statement, within: statement.within.map((label) => renamed.get(label[0]) ?? label) }
}
