import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import { listed } from '../words.js'
import { lookedUpColumns } from './looked-up.js'

export const lookupWhitespace = defineRule({
  id: 'lookup-whitespace',
  severity: 'warning',
  category: 'quality',
  summary: 'A cell that is looked up by starts or ends with white space',
  options: noOptions,
  needs: [],
  async *check({ archives }) {
    for (const { archive, lookup, column, name } of lookedUpColumns(archives)) {
      const faulty = lookup.rows.flatMap((row, at) => {
        const fault = faultOf(row.cells[column] ?? '')
        return fault === null ? [] : [{ row, number: at + 1, fault }]
      })
      const [first] = faulty
      if (first === undefined) continue
      const finding = { artifact: lookup.id, step: '' }
      if (faulty.length > SPELLED_OUT) {
        const rows = listed(faulty.map(({ number }) => String(number)))
        yield {
          ...place(archive, first.row),
          ...finding,
          message: `Rows ${rows} of the lookup ${lookup.name} start or end with white space in column ${name}, which is looked up by: no value without it will match; remove it.`,
          key: `${name} many`,
        }
        continue
      }
      for (const { row, number, fault } of faulty) {
        yield {
          ...place(archive, row),
          ...finding,
          message: `Row ${number} of the lookup ${lookup.name} ${fault} in column ${name}, which is looked up by: no value without it will match; remove it.`,
          key: name,
        }
      }
    }
  },
})

/** Most rows of a column that have findings of their own. */
const SPELLED_OUT = 3

function faultOf(cell: string): string | null {
  const trimmed = cell.trim()
  if (trimmed === cell) return null
  const where = cell.trimStart() === cell ? 'ends' : cell.trimEnd() === cell ? 'starts' : 'starts and ends'
  return trimmed === '' ? 'holds nothing but white space' : `${where} with white space`
}
