import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
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
      for (const [at, row] of lookup.rows.entries()) {
        const cell = row.cells[column] ?? ''
        const trimmed = cell.trim()
        if (trimmed === cell) continue
        const where = cell.trimStart() === cell ? 'ends' : cell.trimEnd() === cell ? 'starts' : 'starts and ends'
        const fault = trimmed === '' ? 'holds nothing but white space' : `${where} with white space`
        yield {
          ...place(archive, row),
          message: `Row ${at + 1} of the lookup ${lookup.name} ${fault} in column ${name}, which is looked up by: no value without it will match; remove it.`,
          artifact: lookup.id,
          step: '',
          key: name,
        }
      }
    }
  },
})
