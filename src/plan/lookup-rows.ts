import { cellsOf, type Table } from '../base/table.js'
import type { RowDifference } from './types.js'

/** A row as its table has it, and its cells in the columns that both tables have, in the archive's order. */
interface Row {
  readonly own: readonly string[]
  readonly text: string
  /** Cell of the archive's first column; null where the other table has none such. */
  readonly key: string | null
}

/**
 * How rows differ, whatever their order. Columns count by name, in any order; rows by the cells of the columns that both
 * tables have. A row of the archive and one of the target that have the same cell in the archive's first column are one row
 * that changed, where no other row has it.
 * @returns null where both tables say the same
 */
export function compareRows(archive: Table, target: Table): RowDifference | null {
  const isAlike = text(archive.columns) === text(target.columns)
  const sameColumns = isAlike || text([...archive.columns].sort()) === text([...target.columns].sort())
  const had = new Set(target.columns)
  const shared = archive.columns.filter((column) => had.has(column))
  const isKeyed = shared[0] === archive.columns[0]
  const rowsOf = (table: Table, shown: readonly string[] | null): Row[] => {
    // Columns of one name are told apart by their places, where those are the same.
    const cells = isAlike ? table.rows : cellsOf(table, shared)
    const own = shown === null ? table.rows : cellsOf(table, shown)
    return cells.map((row, at) => ({ own: own[at] ?? [], text: text(row), key: isKeyed ? (row[0] ?? '') : null }))
  }
  const ours = rowsOf(archive, null)
  const theirs = rowsOf(target, sameColumns && !isAlike ? archive.columns : null)
  const isApart = shared.length === 0
  const added = isApart ? ours : without(ours, theirs)
  const removed = isApart ? theirs : without(theirs, ours)
  if (sameColumns && added.length === 0 && removed.length === 0) return null
  const keys = countBy([...ours, ...theirs].map(({ key }) => key))
  const gone = new Map(removed.map((row) => [row.key, row]))
  const pairs = added.flatMap((to) => {
    const from = to.key === null ? undefined : gone.get(to.key)
    return from !== undefined && keys.get(to.key) === 2 ? [{ from, to }] : []
  })
  const paired = new Set(pairs.flatMap(({ from, to }) => [from, to]))
  const inColumns = isAlike
    ? (row: Row) => row.own
    : (row: Row) =>
        cellsOf({ columns: sameColumns ? archive.columns : target.columns, rows: [row.own] }, archive.columns)[0] ?? []
  return {
    columns: archive.columns,
    targetColumns: sameColumns ? null : target.columns,
    added: added.filter((row) => !paired.has(row)).map(({ own }) => own),
    removed: removed.filter((row) => !paired.has(row)).map(({ own }) => own),
    changed: pairs.map(({ from, to }) => ({ from: inColumns(from), to: to.own })),
  }
}

/** Rows of a table that another has not, as often as it has not. */
function without(rows: readonly Row[], others: readonly Row[]): Row[] {
  const left = countBy(others.map((row) => row.text))
  return rows.filter((row) => {
    const number = left.get(row.text) ?? 0
    left.set(row.text, number - 1)
    return number <= 0
  })
}

function countBy<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function text(row: readonly string[]): string {
  return JSON.stringify(row)
}
