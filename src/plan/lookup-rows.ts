import type { RowDifference } from './types.js'

/**
 * How rows differ, whatever their order. A row of the archive and one of the target that begin with the same cell are one
 * row that changed, where no other row begins with it.
 * @returns null where both tables say the same
 */
export function compareRows(
  archive: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
  target: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
): RowDifference | null {
  const sameColumns = text(archive.columns) === text(target.columns)
  const added = without(archive.rows, target.rows)
  const removed = without(target.rows, archive.rows)
  if (sameColumns && added.length === 0 && removed.length === 0) return null
  const keys = countBy([...archive.rows.map(key), ...target.rows.map(key)])
  const gone = new Map(removed.map((row) => [key(row), row]))
  const changed: { from: readonly string[]; to: readonly string[] }[] = []
  for (const row of added) {
    const from = gone.get(key(row))
    if (sameColumns && from !== undefined && keys.get(key(row)) === 2) changed.push({ from, to: row })
  }
  const paired = new Set(changed.flatMap(({ from, to }) => [from, to]))
  return {
    columns: archive.columns,
    targetColumns: sameColumns ? null : target.columns,
    added: added.filter((row) => !paired.has(row)),
    removed: removed.filter((row) => !paired.has(row)),
    changed,
  }
}

/** Rows of a table that another has not, as often as it has not. */
function without(rows: readonly (readonly string[])[], others: readonly (readonly string[])[]): (readonly string[])[] {
  const left = countBy(others.map(text))
  return rows.filter((row) => {
    const number = left.get(text(row)) ?? 0
    left.set(text(row), number - 1)
    return number <= 0
  })
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function key(row: readonly string[]): string {
  return row[0] ?? ''
}

function text(row: readonly string[]): string {
  return JSON.stringify(row)
}
