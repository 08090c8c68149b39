/** Lookups by columns and rows. */

import { groupBy } from '../base/group.js'
import { compareText } from '../base/version.js'
import { describe } from './describe.js'
import { joinedPath, type Part } from './part.js'
import type { Change } from './types.js'

/**
 * What changed in a lookup's columns and rows.
 * @param searched columns that expressions look up by, the most used first
 */
export function diffTables(old: Part, new_: Part, searched: readonly string[]): Change[] {
  const oldColumns = columnsOf(old)
  const newColumns = columnsOf(new_)
  const renamed = renamedColumns(old, new_, oldColumns, newColumns)
  const nameNow = (column: string) => renamed.get(column) ?? column
  const kept = new Set(oldColumns.map(nameNow))
  const shared = newColumns.filter((column) => kept.has(column))
  const places = firstPlaces(oldColumns.map(nameNow), newColumns)
  const place = (column: string) => places.get(column) ?? 0
  shared.sort((a, b) => place(a) - place(b) || compareText(a, b))
  const oldRows = rowsOf(old, nameNow)
  const newRows = rowsOf(new_, (column) => column)
  const keys = keyColumns(oldRows, newRows, shared, searched)
  const rows = pairRows(oldRows, newRows, shared, keys)
  const changes: Change[] = []
  for (const [from, to] of renamed) changes.push(change('column', joinedPath([to]), 'renamed', from, to))
  // Rows that came or went as a whole tell theirs themselves.
  const oldValues = valuesOf(
    rows.pairs.map(([row]) => row),
    keys,
  )
  const newValues = valuesOf(
    rows.pairs.map(([, row]) => row),
    keys,
  )
  const namesNow = new Set(newColumns)
  for (const column of oldColumns) {
    if (namesNow.has(nameNow(column))) continue
    changes.push(
      change('column', joinedPath([column]), 'removed', [column, ...oldValues(nameNow(column))].join('\n'), null),
    )
  }
  for (const column of newColumns) {
    if (kept.has(column)) continue
    changes.push(change('column', joinedPath([column]), 'added', null, [column, ...newValues(column)].join('\n')))
  }
  return [...changes, ...rowChanges(rows, shared, keys)]
}

/** The values of a column by what tells the rows apart: `N001: WH-1`. Empty ones are left out. */
function valuesOf(rows: readonly Row[], keys: readonly string[]): (column: string) => string[] {
  const heads = rows.map(({ cells }) => keys.map((column) => cells.get(column) ?? '').join(', '))
  return (column) =>
    rows
      .flatMap(({ cells }, at) => {
        const value = cells.get(column) ?? ''
        return value === '' ? [] : [`${heads[at]}: ${value}`]
      })
      .sort(compareText)
}

/** The least place that each name has in any of some lists. */
function firstPlaces(...lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const list of lists)
    for (const [at, name] of list.entries()) places.set(name, Math.min(places.get(name) ?? at, at))
  return places
}

interface Row {
  readonly cells: ReadonlyMap<string, string>
  readonly part: Part
}

/** In the table's own order. */
function columnsOf(table: Part): string[] {
  return table.parts
    .filter(({ what }) => what === 'column')
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map(({ key }) => key)
}

function rowsOf(table: Part, nameNow: (column: string) => string): Row[] {
  return table.parts
    .filter(({ what }) => what === 'row')
    .map((part) => ({ part, cells: new Map(part.facts.map(({ name, value }) => [nameNow(name), value])) }))
}

/** A column that went and one that came with the very same cells, or in its place with most of them. */
function renamedColumns(
  old: Part,
  new_: Part,
  oldColumns: readonly string[],
  newColumns: readonly string[],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>()
  const [had, has] = [new Set(oldColumns), new Set(newColumns)]
  const gone = oldColumns.filter((column) => !has.has(column))
  const came = newColumns.filter((column) => !had.has(column))
  const cellsOf = (table: Part) => {
    const rows = rowsOf(table, (name) => name)
    return (column: string) => JSON.stringify(rows.map(({ cells }) => cells.get(column) ?? '').sort(compareText))
  }
  const before = groupBy(gone, cellsOf(old))
  for (const [cells, [to, ...rivals]] of groupBy(came, cellsOf(new_))) {
    const [from, ...others] = before.get(cells) ?? []
    // Columns that are empty alike tell nothing.
    const tells = rivals.length + others.length === 0 && /[^[\]",]/.test(cells)
    if (from !== undefined && to !== undefined && tells) renamed.set(from, to)
  }
  const now = new Set(renamed.values())
  const [[from, ...others], [to, ...rivals]] = [
    gone.filter((column) => !renamed.has(column)),
    came.filter((column) => !now.has(column)),
  ]
  if (from === undefined || to === undefined || others.length + rivals.length > 0) return renamed
  const inPlace = oldColumns.indexOf(from) === newColumns.indexOf(to)
  if (inPlace && areMostlySame(cellsIn(old, from), cellsIn(new_, to))) renamed.set(from, to)
  return renamed
}

/** The values of a column, without empty ones. */
function cellsIn(table: Part, column: string): string[] {
  return rowsOf(table, (name) => name).flatMap(({ cells }) => cells.get(column) ?? [])
}

/** Whether more than half of the values stand in both. */
function areMostlySame(olds: readonly string[], news: readonly string[]): boolean {
  const left = groupBy(olds, (value) => value)
  const shared = news.filter((value) => left.get(value)?.pop() !== undefined).length
  return 2 * shared > Math.max(olds.length, news.length)
}

/**
 * The columns that tell rows apart: one that expressions look up by, else the first, else one that does; where none
 * does alone, all that expressions look up by together, else the whole row.
 */
function keyColumns(
  oldRows: readonly Row[],
  newRows: readonly Row[],
  columns: readonly string[],
  searched: readonly string[],
): readonly string[] {
  const tells = (keys: readonly string[]) => isUnique(oldRows, keys) && isUnique(newRows, keys)
  const known = new Set(columns)
  const wanted = searched.filter((column) => known.has(column))
  const first = columns.slice(0, 1)
  for (const candidate of [...wanted.map((column) => [column]), wanted, first])
    if (candidate.length > 0 && tells(candidate)) return candidate
  const other = columns.find((column) => tells([column]))
  return other === undefined ? columns : [other]
}

/** Ends at the first two rows that are alike. */
function isUnique(rows: readonly Row[], keys: readonly string[]): boolean {
  const seen = new Set<string>()
  return rows.every((row) => seen.size < seen.add(keyOf(row, keys)).size)
}

function keyOf({ cells }: Row, keys: readonly string[]): string {
  return JSON.stringify(keys.map((column) => cells.get(column) ?? ''))
}

/** Rows that are on both sides, those that went and those that came. */
interface Rows {
  readonly pairs: readonly (readonly [old: Row, new_: Row])[]
  readonly gone: readonly Row[]
  readonly came: readonly Row[]
}

function rowChanges({ pairs, gone, came }: Rows, columns: readonly string[], keys: readonly string[]): Change[] {
  const changes: Change[] = []
  for (const [row, partner] of pairs) {
    for (const column of columns) {
      const before = row.cells.get(column) ?? ''
      const after = partner.cells.get(column) ?? ''
      if (before !== after)
        changes.push(change('cell', joinedPath([labelOf(partner, keys), column]), 'changed', before, after))
    }
  }
  for (const row of gone)
    changes.push(change('row', joinedPath([labelOf(row, keys)]), 'removed', describe(row.part), null))
  for (const row of came)
    changes.push(change('row', joinedPath([labelOf(row, keys)]), 'added', null, describe(row.part)))
  return changes
}

/** Rows of one key; then rows of which nothing but the key differs, where it is plain which became which. */
function pairRows(
  oldRows: readonly Row[],
  newRows: readonly Row[],
  columns: readonly string[],
  keys: readonly string[],
): Rows {
  const left = groupBy(newRows, (row) => keyOf(row, keys))
  const pairs: [Row, Row][] = []
  const gone: Row[] = []
  for (const row of oldRows) {
    const partner = left.get(keyOf(row, keys))?.shift()
    if (partner === undefined) gone.push(row)
    else pairs.push([row, partner])
  }
  const came = [...left.values()].flat()
  const isKey = new Set(keys)
  const others = columns.filter((column) => !isKey.has(column))
  const oldByRest = groupBy(gone, (row) => keyOf(row, others))
  const matched = new Set<Row>()
  for (const [rest, [now, ...rivals]] of groupBy(came, (row) => keyOf(row, others))) {
    const [was, ...more] = oldByRest.get(rest) ?? []
    if (was === undefined || now === undefined || rivals.length + more.length > 0) continue
    if (others.every((column) => (was.cells.get(column) ?? '') === '')) continue
    pairs.push([was, now])
    matched.add(was).add(now)
  }
  const unmatched = (row: Row) => !matched.has(row)
  return { pairs, gone: gone.filter(unmatched), came: came.filter(unmatched) }
}

function labelOf(row: Row, keys: readonly string[]): string {
  return `row ${keys.map((column) => `${column}=${row.cells.get(column) ?? ''}`).join(', ')}`
}

function change(what: string, path: string, kind: Change['change'], old: string | null, new_: string | null): Change {
  return { what, path, change: kind, old, new: new_, effect: null }
}
