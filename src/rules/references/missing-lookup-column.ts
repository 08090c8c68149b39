import { addTo } from '../../base/group.js'
import type { Archive, Lookup, LookupReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { isLeftover, placedFlows, runningFirst, stepNameOf } from '../flows.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, inStep, listed, named } from '../words.js'

/** `lookupValue` names a source or target column that the lookup does not have. */
export const missingLookupColumn = defineRule({
  id: 'missing-lookup-column',
  severity: 'error',
  category: 'references',
  summary: 'A column that an integration looks up by, or looks up, is not in the lookup',
  options: noOptions,
  needs: [],
  async *check(context) {
    const copies = copiesByName(context.archives)
    for (const { archive, flow } of placedFlows(context.archives)) {
      const seen = new Set<string>()
      for (const reference of runningFirst(flow)) {
        if (reference.kind !== 'lookup' || reference.name === null) continue
        const wanted = columnsOf(reference)
        if (wanted.length === 0) continue
        const found = findColumns(context, copies, reference.name, flow.project, archive.file)
        if (found === null || found.columns.length === 0) continue
        const step = stepNameOf(flow, reference.at)
        for (const { column, side } of wanted) {
          const key = `${reference.name}/${column}`
          if (found.columns.includes(column) || seen.has(`${key} ${step}`)) continue
          seen.add(`${key} ${step}`)
          yield {
            ...place(archive, reference.evidence),
            message: `${named(flow)}${inStep(step)} names ${shown(column)} as the ${side} column of the lookup ${reference.name}, which${found.where} has ${listed(found.columns)}: correct the expression, or give the lookup that column.`,
            artifact: flow.id,
            step,
            key,
            ...(isLeftover(flow, reference.at) ? { leftover: true } : {}),
          }
        }
      }
    }
  },
})

/** White space at the end of a name is not seen. */
function shown(column: string): string {
  return column === column.trim() ? column : `“${column}”`
}

function columnsOf({ sourceColumn, targetColumn }: LookupReference) {
  return [
    { column: sourceColumn, side: 'source' },
    { column: targetColumn, side: 'target' },
  ].filter((each): each is { column: string; side: string } => each.column !== null)
}

interface Columns {
  readonly columns: readonly string[]
  /** Where they are read from, where that is not the archives. */
  readonly where: string
}

/** By name, then by archive in the order of the run. */
type Copies = ReadonlyMap<string, ReadonlyMap<string, Lookup[]>>

function copiesByName(archives: readonly Archive[]): Copies {
  const copies = new Map<string, Map<string, Lookup[]>>()
  for (const { lookups, file } of archives) {
    for (const lookup of lookups) {
      const known = copies.get(lookup.name)
      if (known === undefined) copies.set(lookup.name, new Map([[file, [lookup]]]))
      else addTo(known, file, lookup)
    }
  }
  return copies
}

/** The archive's own copy, else another archive's, else the target's; null where none tells. */
function findColumns(
  { inventory, couldNotCheck }: RuleContext<unknown>,
  byName: Copies,
  name: string,
  project: string | null,
  file: string,
): Columns | null {
  // A project's own comes before a global one, the archive's own copy before another's.
  const copy = copyFor(byName.get(name), project, file) ?? copyFor(byName.get(name), null, file)
  if (copy !== null) return { columns: copy.columns, where: '' }
  if (inventory === null) return null
  const target = [project, null]
    .flatMap((scope) => inScope(inventory, 'lookups', scope))
    .find((lookup) => lookup.name === name)
  // A lookup that is nowhere is missing-lookup's.
  if (target === undefined) {
    if (inventory.lookups === undefined) couldNotCheck(notListed('lookups', project))
    return null
  }
  if (target.columns === undefined) {
    couldNotCheck(`the inventory does not hold the columns of the lookup ${name}`)
    return null
  }
  return { columns: target.columns, where: ` in ${environmentOf(inventory)}` }
}

function copyFor(
  copies: ReadonlyMap<string, readonly Lookup[]> | undefined,
  project: string | null,
  file: string,
): Lookup | null {
  const fits = (lookup: Lookup) => lookup.project === project
  const own = copies?.get(file)?.find(fits)
  if (own !== undefined) return own
  for (const lookups of copies?.values() ?? []) {
    const found = lookups.find(fits)
    if (found !== undefined) return found
  }
  return null
}
