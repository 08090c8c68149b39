import type { LookupRow } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
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
      for (const [value, [first, ...others]] of rowsByValue(looked)) {
        const [second] = others
        if (first === undefined || second === undefined) continue
        const { lookup, name, archive } = looked
        const numbers = [first, ...others].map(({ number }) => number)
        const agree = others.every(({ row }) => sameAnswer(looked, first.row, row))
        const consequence = agree
          ? 'with the same answer; remove all but one'
          : 'with different answers, of which a lookup gives only one; make the values differ'
        yield {
          ...place(archive, second.row),
          message: `The lookup ${lookup.name} has the value ${shown(value, name)} in rows ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} of column ${name}, ${consequence}.`,
          artifact: lookup.id,
          step: '',
          severity: agree ? 'info' : 'warning',
          key: name,
        }
      }
    }
  },
})

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
  const plain = /^[A-Za-z][A-Za-z0-9_. -]{0,39}$|^\d{1,12}$/.test(value) && !SECRET_COLUMN.test(column)
  return plain ? `“${value}”` : `of ${value.length} characters`
}

const SECRET_COLUMN = /pass|pwd|secret|token|credential|key/i
