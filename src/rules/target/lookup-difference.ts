import { quote } from '../../base/location.js'
import { cellsOf, type Table } from '../../base/table.js'
import { counted, listed } from '../words.js'

/** What tells one table from another; names of rows, never their cells, which may be secret. */
export interface TableDifference {
  readonly columnsAdded: readonly string[]
  readonly columnsRemoved: readonly string[]
  /** Rows by the cell of the first column; empty texts where that tells no rows apart. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly { readonly row: string; readonly columns: readonly string[] }[]
}

/**
 * What is other in `now` than in `before`. Columns count by name, in any order; rows are told apart by the first column of `now`
 * where its cells are all different, in any order of rows.
 */
export function tableDifference(before: Table, now: Table): TableDifference {
  const [has, had] = [new Set(now.columns), new Set(before.columns)]
  const shared = now.columns.filter((column) => had.has(column))
  const columns = {
    columnsAdded: now.columns.filter((column) => !had.has(column)),
    columnsRemoved: before.columns.filter((column) => !has.has(column)),
  }
  const left = cellsOf(before, shared)
  const right = cellsOf(now, shared)
  const keyed = shared.length > 0 && shared[0] === now.columns[0] && isKey(left) && isKey(right)
  return { ...columns, ...(keyed ? byKey(left, right, shared) : asBags(left, right)) }
}

/** Whether two tables say the same to every call. */
export function isSameTable({ columnsAdded, columnsRemoved, added, removed, changed }: TableDifference): boolean {
  return [columnsAdded, columnsRemoved, added, removed, changed].every((list) => list.length === 0)
}

/** `columns added: REGION`; empty where the columns are the same. */
export function columnWords({ columnsAdded, columnsRemoved }: TableDifference): string {
  return [
    ...(columnsAdded.length === 0 ? [] : [`columns added: ${listed(columnsAdded)}`]),
    ...(columnsRemoved.length === 0 ? [] : [`columns removed: ${listed(columnsRemoved)}`]),
  ].join('; ')
}

/** `1 row added (W003); 1 row changed (S001: WAREHOUSE)`; empty where the rows are the same. */
export function rowWords({ added, removed, changed }: TableDifference): string {
  return [
    rowsWords(added, 'added'),
    rowsWords(removed, 'removed'),
    rowsWords(
      changed.map(({ row, columns }) => `${row}: ${columns.join('/')}`),
      'changed',
    ),
  ]
    .filter((words) => words !== '')
    .join('; ')
}

function rowsWords(rows: readonly string[], what: string): string {
  if (rows.length === 0) return ''
  const names = rows.filter((row) => row !== '').map((row) => (row.length > 40 ? `${row.slice(0, 39)}…` : row))
  return `${counted(rows.length, 'row')} ${what}${names.length === 0 ? '' : ` (${listed(names)})`}`
}

function isKey(rows: readonly (readonly string[])[]): boolean {
  return new Set(rows.map(([key]) => key)).size === rows.length
}

type Rows = Pick<TableDifference, 'added' | 'removed' | 'changed'>

function byKey(left: readonly string[][], right: readonly string[][], columns: readonly string[]): Rows {
  const before = new Map(left.map((row) => [row[0] ?? '', row]))
  const now = new Map(right.map((row) => [row[0] ?? '', row]))
  const only = (from: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    [...from.keys()].filter((key) => !other.has(key)).map(nameOf)
  const changed = [...now].flatMap(([key, row]) => {
    const old = before.get(key)
    const differing = old === undefined ? [] : columns.filter((_, at) => old[at] !== row[at])
    return differing.length === 0 ? [] : [{ row: nameOf(key), columns: differing }]
  })
  return { added: only(now, before), removed: only(before, now), changed }
}

/** Rows that no column tells apart: how often each occurs. */
function asBags(left: readonly string[][], right: readonly string[][]): Rows {
  const counts = new Map<string, number>()
  for (const row of right) counts.set(JSON.stringify(row), (counts.get(JSON.stringify(row)) ?? 0) + 1)
  for (const row of left) counts.set(JSON.stringify(row), (counts.get(JSON.stringify(row)) ?? 0) - 1)
  const added = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count), 0)
  const removed = [...counts.values()].reduce((sum, count) => sum + Math.max(0, -count), 0)
  return { added: new Array<string>(added).fill(''), removed: new Array<string>(removed).fill(''), changed: [] }
}

function nameOf(key: string): string {
  return quote(key) || '(empty)'
}
