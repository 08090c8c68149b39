import type { LookupRow } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import type { RuleFinding } from '../types.js'
import { listed } from '../words.js'
import { type LookedUpColumn, lookedUpColumns } from './looked-up.js'

export const duplicateLookupKey = defineRule({
  id: 'duplicate-lookup-key',
  severity: 'warning',
  category: 'quality',
  summary: 'Two rows of a lookup have the same value in a column that is looked up by',
  options: noOptions,
  needs: [],
  async *check({ archives }) {
    for (const looked of lookedUpColumns(archives)) {
      const repeated = [...rowsByValue(looked)].flatMap(([value, rows]) => asRepeated(looked, value, rows))
      if (repeated.length > SPELLED_OUT) yield together(looked, repeated)
      else for (const each of repeated) yield alone(looked, each)
    }
  },
})

/** Most values of a column that have findings of their own. Of more, the column is at fault, not its rows. */
const SPELLED_OUT = 3

interface Repeated {
  readonly value: string
  readonly second: LookupRow
  /** 1-based. */
  readonly numbers: readonly number[]
  /** Whether all rows give the same answer. */
  readonly agree: boolean
}

function asRepeated(looked: LookedUpColumn, value: string, rows: readonly NumberedRow[]): Repeated[] {
  const [first, ...others] = rows
  const [second] = others
  if (first === undefined || second === undefined) return []
  const agree = others.every(({ row }) => sameAnswer(looked, first.row, row))
  return [{ value, second: second.row, numbers: rows.map(({ number }) => number), agree }]
}

function alone({ archive, lookup, name }: LookedUpColumn, { value, second, numbers, agree }: Repeated): RuleFinding {
  const consequence = agree
    ? 'with the same answer; remove all but one'
    : 'with different answers, of which a lookup gives only one; make the values differ'
  return {
    ...place(archive, second),
    message: `The lookup ${lookup.name} has the value ${shown(value, name)} in rows ${listed(numbers.map(String), numbers.length)} of column ${name}, ${consequence}.`,
    artifact: lookup.id,
    step: '',
    severity: agree ? 'info' : 'warning',
    key: name,
  }
}

function together({ archive, lookup, name }: LookedUpColumn, repeated: readonly Repeated[]): RuleFinding {
  const telling = repeated.filter(({ agree }) => !agree)
  const [first = repeated[0]] = telling
  const values = repeated.filter(({ value }) => isPlain(value, name)).map(({ value }) => shown(value, name))
  const consequence =
    telling.length === 0
      ? 'with the same answer each; remove all rows of a value but one'
      : `${telling.length === repeated.length ? 'with' : `${telling.length} of them with`} different answers, of which a lookup gives only one; make the values differ, or look up by another column`
  return {
    ...place(archive, first?.second ?? lookup.location),
    message: `The lookup ${lookup.name} has ${repeated.length} values in several rows each of column ${name}${values.length === 0 ? '' : ` (${listed(values)})`}, ${consequence}.`,
    artifact: lookup.id,
    step: '',
    severity: telling.length === 0 ? 'info' : 'warning',
    key: `${name} many`,
  }
}

interface NumberedRow {
  readonly row: LookupRow
  /** 1-based. */
  readonly number: number
}

/** An empty cell is no key. */
function rowsByValue({ lookup, column }: LookedUpColumn): Map<string, NumberedRow[]> {
  const rows = new Map<string, NumberedRow[]>()
  for (const [at, row] of lookup.rows.entries()) {
    const value = row.cells[column] ?? ''
    if (value === '') continue
    const same = rows.get(value) ?? []
    same.push({ row, number: at + 1 })
    rows.set(value, same)
  }
  return rows
}

function sameAnswer({ targets }: LookedUpColumn, a: LookupRow, b: LookupRow): boolean {
  const columns = targets ?? a.cells.map((_, at) => at)
  return columns.every((column) => a.cells[column] === b.cells[column])
}

/** Cells hold secrets at times: only what looks like a code or name, in a column that is not named for a secret, is quoted. */
function shown(value: string, column: string): string {
  return isPlain(value, column) ? `“${value}”` : `of ${value.length} characters`
}

function isPlain(value: string, column: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_. -]{0,39}$|^\d{1,12}$/.test(value) && !SECRET_COLUMN.test(column)
}

const SECRET_COLUMN = /pass|pwd|secret|token|credential|key/i
