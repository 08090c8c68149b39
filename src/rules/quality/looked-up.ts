import { flowsOf } from '../../model/flows.js'
import { type Archive, artifactId, type Lookup } from '../../model/index.js'

/** A column of a lookup that some expression looks up by. */
export interface LookedUpColumn {
  readonly archive: Archive
  readonly lookup: Lookup
  /** Index in `Lookup.columns`. */
  readonly column: number
  readonly name: string
  /** Indexes of the columns that are asked for; null where some call computes it, so that it may be any. */
  readonly targets: readonly number[] | null
}

/** Every column that flows of the run look up by. A copy with the same rows in a further archive is left out. */
export function* lookedUpColumns(archives: readonly Archive[]): Generator<LookedUpColumn> {
  const uses = columnUses(archives)
  const seen = new Set<string>()
  for (const archive of archives) {
    for (const lookup of archive.lookups) {
      const columns = uses.get(lookup.id)
      if (columns === undefined) continue
      const content = JSON.stringify([lookup.id, lookup.columns, lookup.rows.map(({ cells }) => cells)])
      if (seen.has(content)) continue
      seen.add(content)
      for (const [name, asked] of columns) {
        const column = lookup.columns.indexOf(name)
        if (column === -1) continue
        const targets = [...asked].map((target) => (target === null ? -1 : lookup.columns.indexOf(target)))
        yield { archive, lookup, column, name, targets: targets.includes(-1) ? null : targets }
      }
    }
  }
}

/** Lookup id to source column to target columns (null: computed). */
function columnUses(archives: readonly Archive[]): Map<string, Map<string, Set<string | null>>> {
  const held = new Set(archives.flatMap(({ lookups }) => lookups.map(({ id }) => id)))
  const uses = new Map<string, Map<string, Set<string | null>>>()
  for (const flow of archives.flatMap(flowsOf)) {
    for (const reference of flow.references) {
      if (reference.kind !== 'lookup' || reference.name === null || reference.sourceColumn === null) continue
      const own = artifactId('lookup', reference.name, flow.project)
      // As the graph has it: a global one serves where the project has none.
      const id = held.has(own) ? own : artifactId('lookup', reference.name, null)
      const columns = uses.get(id) ?? new Map<string, Set<string | null>>()
      const targets = columns.get(reference.sourceColumn) ?? new Set()
      targets.add(reference.targetColumn)
      columns.set(reference.sourceColumn, targets)
      uses.set(id, columns)
    }
  }
  return uses
}
