import type { Lookup } from '../../model/types.js'
import { fact, type Part, part } from '../part.js'

/** A lookup: its columns, and its rows by their cells. The order of rows and of columns does not count. */
export function normalLookup(lookup: Lookup): Part {
  const columns = columnNames(lookup.columns)
  return part({
    what: 'lookup',
    key: lookup.name,
    facts: [
      ...fact('description', '', lookup.description),
      ...fact('keywords', '', [...lookup.keywords].sort().join(', ')),
    ],
    parts: [
      ...columns.map((column, at) => part({ what: 'column', key: column, id: String(at) })),
      ...lookup.rows.map(({ cells }) => {
        const facts = cells.flatMap((cell, at) => {
          const column = columns[at]
          return column === undefined ? [] : fact('cell', column, cell)
        })
        const key = JSON.stringify(facts.map(({ name, value }) => [name, value]).sort())
        const label = `row ${facts.map(({ name, value }) => `${name}=${value}`).join(', ')}`
        return part({ what: 'row', key, label, facts })
      }),
    ],
  })
}

/** Two columns of one name are told apart by number. */
function columnNames(columns: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return columns.map((column) => {
    const nth = (seen.get(column) ?? 0) + 1
    seen.set(column, nth)
    return nth === 1 ? column : `${column} (${nth})`
  })
}
