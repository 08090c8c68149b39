import { everyBelow, fieldText, openMetadataXml } from './metadata-xml.js'
import type { Source } from './source.js'
import type { LookupFile, LookupRow, Read } from './types.js'
import { attribute, attributeNode, child, children, type XmlElement } from './xml.js'

/** Most problems of one kind that one lookup reports; a damaged file would report one for each row or column. */
const MAX_PROBLEMS = 10

/** Most empty cells that are added to one lookup: rows of one cell under ten thousand columns would become all of memory. */
const MAX_ADDED_CELLS = 100_000

/**
 * Most cells that rows and columns may span for each character of the file. Where the rows are full they span fewer than the
 * file has characters; beyond this most of them are nowhere, and who goes through rows and columns would go on for hours.
 */
const MAX_SPAN = 4

/** Reads a lookup: `dvms/Name.dvm` of an `.iar`, `lookups/Name.dvm` of a project. */
export function readLookup(path: string, text: string): Read<LookupFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local === 'dvm', 'a lookup')
  if (root === null) return { value: null, problems: source.problems }
  const name = (attribute(root, 'name') ?? '').trim()
  if (name === '') source.problem(root.offset, 'The lookup has no name.')
  const columnElements = [...everyBelow(child(root, 'columns') ?? root, 'column')]
  const columns = columnElements.map((column) => source.name(attribute(column, 'name') ?? '', column.offset))
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
  let odd = 0
  columns.forEach((column, at) => {
    const isNameless = column.trim() === ''
    if (!isNameless && !seen.has(column)) seen.add(column)
    else if (odd++ >= MAX_PROBLEMS) return
    else if (isNameless) source.problem(offset(at), `Column ${at + 1} of the lookup has no name.`)
    else
      source.problem(
        offset(at),
        `Two columns of the lookup have the name ${column.slice(0, 80)}; which one a call reads is open.`,
        'malformed-content',
        'warning',
      )
  })
  if (odd > MAX_PROBLEMS)
    source.problem(offset(0), `${odd - MAX_PROBLEMS} more columns have no name, or one that another has.`)
}

/** A row as it stands, with the offset of its start. */
export interface RawRow {
  readonly cells: readonly string[]
  readonly offset: number
}

/** Fills short rows with empty cells, as far as that goes, keeps the extra cells of long ones, and reports both. */
export function fillRows(source: Source, width: number, all: readonly RawRow[]): LookupRow[] {
  const rows = withinSpan(source, width, all)
  let odd = 0
  let added = 0
  const filled = rows.map(({ cells, offset }): LookupRow => {
    const at = source.at(offset)
    if (cells.length === width || width === 0) return { cells, ...at }
    const missing = Math.max(0, width - cells.length)
    const isFilled = added + missing <= MAX_ADDED_CELLS
    const kept = missing === 0 ? 'the extra ones were kept' : isFilled ? 'empty cells were added' : 'it was left short'
    if (odd++ < MAX_PROBLEMS)
      source.problem(
        offset,
        `A row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} for ${width} columns; ${kept}.`,
        'malformed-content',
        'warning',
      )
    if (!isFilled) return { cells, ...at }
    added += missing
    return { cells: missing === 0 ? cells : [...cells, ...Array<string>(missing).fill('')], ...at }
  })
  const more = odd - MAX_PROBLEMS
  if (more > 0)
    source.problem(
      0,
      `${more} more ${more === 1 ? 'row has' : 'rows have'} another number of cells than the lookup has columns.`,
      'malformed-content',
      'warning',
    )
  return filled
}

/** Leaves out the last rows of a lookup that is nearly all gaps, and says so. */
function withinSpan(source: Source, width: number, rows: readonly RawRow[]): readonly RawRow[] {
  const most = Math.max(MAX_ADDED_CELLS, MAX_SPAN * source.text.length)
  if (width * rows.length <= most) return rows
  const kept = Math.floor(most / width)
  source.problem(
    rows[kept]?.offset ?? 0,
    `${rows.length} rows of ${width} columns, nearly all of them without cells, are more than can be read: the last ${rows.length - kept} were left out.`,
  )
  return rows.slice(0, kept)
}
