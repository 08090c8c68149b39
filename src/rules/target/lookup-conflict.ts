import { isWhole } from '../../inventory/index.js'
import type { TargetLookup } from '../../inventory/types.js'
import type { Archive, Lookup } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import type { RuleFinding } from '../types.js'
import { counted, environmentOf } from '../words.js'
import { columnWords, isSameTable, rowWords, tableDifference } from './lookup-difference.js'

/** A lookup of the archive is in the target with other columns or rows. */
export const lookupConflict = defineRule({
  id: 'lookup-conflict',
  severity: 'error',
  category: 'target',
  summary: 'A lookup is in the target with other columns or rows',
  options: noOptions,
  needs: [['inventory']],
  async *check({ archives, inventory, couldNotCheck }) {
    if (inventory === null) return
    const where = environmentOf(inventory)
    const seen = new Set<string>()
    for (const archive of archives) {
      for (const lookup of archive.lookups) {
        const target = inScope(inventory, 'lookups', lookup.project).find(({ name }) => name === lookup.name)
        if (target === undefined) {
          if (!isWhole(inventory, 'lookups', lookup.project)) couldNotCheck(notListed('lookups', lookup.project))
          continue
        }
        const conflict = conflictOf(lookup, target)
        if (conflict === 'unknown') {
          couldNotCheck(
            `the inventory does not hold the ${target.columns === undefined ? 'columns and rows' : 'rows'} of the lookup ${lookup.name}`,
          )
        } else if (conflict !== null) {
          const { what, severity } = conflict
          // Copies that say the same in several archives are one conflict.
          if (seen.has(`${lookup.id} ${what}`)) continue
          seen.add(`${lookup.id} ${what}`)
          yield {
            ...place(archive, lookup.location),
            message: `The lookup ${lookup.name} differs from the one in ${where} (against ${where}: ${what}): ${todo(archive)}.`,
            artifact: lookup.id,
            step: '',
            severity,
            key: severity === 'error' ? 'columns' : 'rows',
            shared: true,
          }
        }
      }
    }
  },
})

type Conflict = { readonly what: string; readonly severity: NonNullable<RuleFinding['severity']> }

function conflictOf(lookup: Lookup, target: TargetLookup): Conflict | 'unknown' | null {
  const rows = lookup.rows.map(({ cells }) => cells)
  if (target.columns === undefined) {
    return target.rowCount === undefined || target.rowCount === rows.length
      ? 'unknown'
      : { what: `${counted(rows.length, 'row')} instead of ${target.rowCount}`, severity: 'warning' }
  }
  const difference = tableDifference(
    { columns: target.columns, rows: target.rows ?? [] },
    { columns: lookup.columns, rows },
  )
  const columns = columnWords(difference)
  if (target.rows === undefined) {
    if (columns !== '') return { what: columns, severity: 'error' }
    return target.rowCount === undefined || target.rowCount === rows.length
      ? 'unknown'
      : { what: `${counted(rows.length, 'row')} instead of ${target.rowCount}`, severity: 'warning' }
  }
  if (isSameTable(difference)) return null
  const what = [columns, rowWords(difference)].filter((words) => words !== '').join('; ')
  return { what, severity: columns === '' ? 'warning' : 'error' }
}

function todo({ kind }: Archive): string {
  if (kind === 'lookup')
    return 'POST lookups/archive fails with 409 and PUT replaces it, so keep a copy and settle which one is right first'
  return kind === 'project'
    ? "Oracle's guide says that an import of its project leaves it as it is, so settle which one is right and change it there"
    : 'whether an import overwrites it is not documented, so keep a copy and settle which one is right first'
}
