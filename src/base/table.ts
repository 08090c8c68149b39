/** A lookup's table, whichever side it is on. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The cells of each row in the order of some columns, empty for those that it has not; of two of one name the first counts. */
export function cellsOf({ columns, rows }: Table, wanted: readonly string[]): string[][] {
  const places = new Map<string, number>()
  for (const [at, column] of columns.entries()) if (!places.has(column)) places.set(column, at)
  const order = wanted.map((column) => places.get(column) ?? -1)
  return rows.map((row) => order.map((at) => row[at] ?? ''))
}
