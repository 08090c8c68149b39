import type { Archive, Lookup, LookupReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { flowsOf, stepNameOf } from '../flows.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, listed, named } from '../words.js'

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
    for (const { archive, flow } of flowsOf(context.archives)) {
      const seen = new Set<string>()
      for (const reference of flow.references) {
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
            message: `${named(flow)} names ${column} as the ${side} column of the lookup ${reference.name}, which${found.where} has ${listed(found.columns)}: correct the expression, or give the lookup that column.`,
            artifact: flow.id,
            step,
            key,
          }
        }
      }
    }
  },
})

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

type Copies = ReadonlyMap<string, readonly { readonly lookup: Lookup; readonly file: string }[]>

function copiesByName(archives: readonly Archive[]): Copies {
  const copies = new Map<string, { readonly lookup: Lookup; readonly file: string }[]>()
  for (const { lookups, file } of archives) {
    for (const lookup of lookups) copies.set(lookup.name, [...(copies.get(lookup.name) ?? []), { lookup, file }])
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
  const copies = (byName.get(name) ?? []).filter(({ lookup }) => lookup.project === project || lookup.project === null)
  // A project's own comes before a global one, the archive's own copy before another's.
  const near = copies.filter(({ lookup }) => lookup.project === project)
  const copy = near.find((each) => each.file === file) ?? near[0] ?? copies[0]
  if (copy !== undefined) return { columns: copy.lookup.columns, where: '' }
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
