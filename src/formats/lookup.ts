import { everyBelow, fieldText, openMetadataXml } from './metadata-xml.js'
import type { Source } from './source.js'
import type { LookupFile, LookupRow, Read } from './types.js'
import { attribute, attributeNode, child, children, type XmlElement } from './xml.js'

/** Most problems of one kind that one lookup reports; a damaged file would report one for each row. */
const MAX_ROW_PROBLEMS = 10

/** Reads a lookup: `dvms/Name.dvm` of an `.iar`, `lookups/Name.dvm` of a project. */
export function readLookup(path: string, text: string): Read<LookupFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local === 'dvm', 'a lookup')
  if (root === null) return { value: null, problems: source.problems }
  const name = (attribute(root, 'name') ?? '').trim()
  if (name === '') source.problem(root.offset, 'The lookup has no name.')
  const columnElements = [...everyBelow(child(root, 'columns') ?? root, 'column')]
  const columns = columnElements.map((column) => attribute(column, 'name') ?? '')
  reportColumns(source, columns, (at) => {
    const column = columnElements[at]
    return column === undefined ? root.offset : (attributeNode(column, 'name')?.offset ?? column.offset)
  })
  const rows = [...everyBelow(child(root, 'rows') ?? root, 'row')].map((row) => ({
    cells: children(row, 'cell').map(cellText),
    offset: row.offset,
  }))
  const value = {
    name,
    description: fieldText(root, 'description'),
    columns,
    rows: fillRows(source, columns.length, rows),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

/** White space in a cell counts, except what a pretty-printer puts around it. */
function cellText(cell: XmlElement): string {
  let joined = ''
  for (const node of cell.children) if (node.kind === 'text') joined += node.text
  return /^[^\S\n]*\n/.test(joined) ? joined.trim() : joined
}

/** Says what is wrong with a lookup's columns. `offset` gives where a column stands. */
export function reportColumns(source: Source, columns: readonly string[], offset: (at: number) => number): void {
  if (columns.length === 0) source.problem(offset(0), 'The lookup has no columns.')
  const seen = new Set<string>()
  columns.forEach((column, at) => {
    if (column.trim() === '') source.problem(offset(at), `Column ${at + 1} of the lookup has no name.`)
    else if (seen.has(column))
      source.problem(
        offset(at),
        `Two columns of the lookup have the name ${column.slice(0, 80)}; which one a call reads is open.`,
        'malformed-content',
        'warning',
      )
    seen.add(column)
  })
}

/** A row as it stands, with the offset of its start. */
export interface RawRow {
  readonly cells: readonly string[]
  readonly offset: number
}

/** Fills short rows with empty cells, keeps the extra cells of long ones, and reports both. */
export function fillRows(source: Source, width: number, rows: readonly RawRow[]): LookupRow[] {
  let odd = 0
  const filled = rows.map(({ cells, offset }): LookupRow => {
    const at = source.at(offset)
    if (cells.length === width || width === 0) return { cells, ...at }
    const kept = cells.length < width ? 'empty cells were added' : 'the extra ones were kept'
    if (odd++ < MAX_ROW_PROBLEMS)
      source.problem(
        offset,
        `A row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} for ${width} columns; ${kept}.`,
        'malformed-content',
        'warning',
      )
    return { cells: cells.length < width ? [...cells, ...Array(width - cells.length).fill('')] : cells, ...at }
  })
  const more = odd - MAX_ROW_PROBLEMS
  if (more > 0)
    source.problem(
      0,
      `${more} more ${more === 1 ? 'row has' : 'rows have'} another number of cells than the lookup has columns.`,
      'malformed-content',
      'warning',
    )
  return filled
}
