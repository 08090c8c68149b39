import Papa from 'papaparse'
import { lookupDelimiter } from '../base/lookup-head.js'
import { fillRows, type RawRow, reportColumns } from './lookup.js'
import { UNFINISHED_MERGE, unfinishedMerge } from './merge-marks.js'
import { limitProblems } from './problem-limit.js'
import { Source } from './source.js'
import type { LookupFile, Read } from './types.js'

/**
 * Reads a lookup that travels alone as CSV: a line `DVM,<name>,<description>[,<id>]`, a line of column names, then
 * rows. Blank lines are passed over, and so is what a spreadsheet program leaves when it fills all lines up to one length:
 * lines of separators alone, and at the ends of lines empty cells that no column has a name or a value for.
 */
export function readLookupCsv(path: string, text: string): Read<LookupFile> {
  const source = new Source(path, text)
  const none = { value: null, problems: source.problems }
  if (source.text.trim() === '') {
    source.problem(0, 'The file is empty.')
    return none
  }
  const delimiter = lookupDelimiter(source.text)
  if (delimiter === null) {
    source.problem(0, 'The first line does not start with "DVM,", so that this is not the CSV of a lookup.')
    return none
  }
  if (delimiter !== ',')
    source.problem(
      0,
      'The cells are not separated by commas, as OIC separates them; a spreadsheet program may have saved the file anew.',
      'malformed-content',
      'warning',
    )
  const merge = unfinishedMerge(source.text)
  if (merge !== null) source.problem(merge, `${UNFINISHED_MERGE}; its marks and both sides were read as rows.`)
  const [head, columns, ...rows] = rowsOf(source, delimiter)
  const [, name = '', ...described] = withoutEnd(head?.cells ?? [], 0)
  if (name.trim() === '') source.problem(head?.offset ?? 0, 'The lookup has no name.')
  const used = rows.reduce((most, { cells }) => Math.max(most, filledOf(cells)), 0)
  const names = withoutEnd(columns?.cells ?? [], used).map((cell) => source.name(cell, columns?.offset ?? 0))
  reportColumns(source, names, () => columns?.offset ?? 0)
  const value = {
    name: name.trim(),
    // A description that was not quoted falls into pieces at its commas; of two pieces the second is the id.
    description: (described.length > 2 ? described.join(delimiter) : (described[0] ?? '')).trim(),
    columns: names,
    rows: fillRows(
      source,
      names.length,
      rows.map(({ cells, offset }) => ({ cells: withoutEnd(cells, names.length), offset })),
    ),
    location: source.at(head?.offset ?? 0),
  }
  return { value, problems: limitProblems(source.problems) }
}

/** How many cells there are up to the last one that holds anything. */
function filledOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1
}

/** Cells without the empty ones at the end; the first `width` stay. */
function withoutEnd(cells: readonly string[], width: number): readonly string[] {
  return cells.slice(0, Math.max(width, filledOf(cells)))
}

function rowsOf(source: Source, delimiter: string): RawRow[] {
  const rows: RawRow[] = []
  let start = 0
  Papa.parse<string[]>(source.text, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => {
      const blank = filledOf(data) === 0 || (data.length === 1 && (data[0] ?? '').trim() === '')
      if (!blank) rows.push({ cells: data, offset: start })
      for (const { code } of errors) source.problem(start, CSV_PROBLEMS.get(code) ?? 'The row is not valid CSV.')
      start = meta.cursor
    },
  })
  return rows
}

/** By papaparse's codes; its own words speak of fields. */
const CSV_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['MissingQuotes', 'A cell opens with a quotation mark that is never closed.'],
  ['InvalidQuotes', 'A quoted cell goes on after its closing quotation mark.'],
])
