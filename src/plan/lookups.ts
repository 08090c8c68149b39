import { quote } from '../base/location.js'
import { sortedUnique } from '../base/version.js'
import { counted, listed } from '../base/words.js'
import type { GraphNode } from '../graph/types.js'
import type { TargetLookup } from '../inventory/index.js'
import { hideIn, hideSecretsOfTables } from '../literals/hide.js'
import type { Lookup } from '../model/types.js'
import { compareRows } from './lookup-rows.js'
import { addRisk, type Decided, decide, holdersOf, labelsOf, type Planning, wantedUsers } from './planning.js'
import { encodeName } from './rest.js'
import { thereFor } from './target.js'
import type { RowDifference } from './types.js'

/** Said wherever something in the target may or may not be overwritten. @param project where it is; null for what is global */
export function overwriteText(project: string | null): string {
  return project === null
    ? 'whether an import overwrites it is not documented'
    : "Oracle's guide says that an import of its project leaves it as it is"
}

/** Decides for each lookup that the import brings or that an integration needs in the target. */
export function decideLookups(planning: Planning, nodes: readonly GraphNode[]): void {
  const holders = holdersOf(planning, 'lookup', ({ lookups }) => lookups)
  for (const node of nodes) {
    const holder = holders.get(node.id)
    const decided =
      holder === undefined ? decideAbsent(planning, node) : decideHeld(planning, node, holder.held, holder.lone)
    decide(planning, node.id, 'lookup', decided)
  }
}

function decideAbsent(planning: Planning, { id, label, project }: GraphNode): Decided {
  const users = wantedUsers(planning, id, ['uses-lookup'])
  const found = planning.target.reach('lookups', nameOf(id, project) || label, project)
  if (found.state === 'there')
    return { action: 'keep', why: `${thereFor(project, found.item)}; in none of the archives` }
  if (found.state === 'unknown') return { action: 'unknown', why: found.why, notChecked: true }
  return { action: 'blocked', why: `not there, and in none of the archives; needed by ${labelsOf(planning, users)}` }
}

function nameOf(id: string, project: string | null): string {
  const key = id.slice(id.indexOf(':') + 1)
  return project === null ? key : key.slice(project.length + 1)
}

function decideHeld(planning: Planning, { id, project }: GraphNode, lookup: Lookup, lone: Decided | null): Decided {
  const found = planning.target.find('lookups', lookup.name, project)
  if (lone !== null && found.state !== 'there') noteProjects(planning, id, lookup.name)
  if (found.state === 'missing') return lone ?? { action: 'create', why: 'not there: comes with the import' }
  if (found.state === 'unknown') return { ...(lone ?? { action: 'unknown', why: found.why }), notChecked: true }
  const difference = differenceOf(lookup, found.item)
  if (difference === 'none') return { action: 'keep', why: 'there with the same rows' }
  const rows = difference === 'unknown' ? {} : { rows: difference }
  if (lone !== null) {
    if (lone.action === 'replace') noteReplacement(planning, id, difference)
    return { ...lone, ...rows }
  }
  if (found.item.locked === true) addRisk(planning, id, 'is locked there')
  if (difference === 'unknown') {
    return { action: 'unknown', why: `there; the inventory does not tell its rows, and ${overwriteText(project)}` }
  }
  const what = differenceText(difference)
  addRisk(planning, id, `differs ${what}: ${overwriteText(project)}. ${remedyText(project)}`)
  return { action: 'unknown', why: `there, differs ${what}: ${overwriteText(project)}`, ...rows }
}

/** A CSV of its own makes a global lookup: a project's is not replaced by it. */
function remedyText(project: string | null): string {
  if (project === null) return 'To be sure of its rows, import it as a CSV of its own'
  const call = `POST projects/${encodeName(project)}/lookups/archive: 409 as long as it is there`
  return `To have its rows there, change them there, or delete it there and import it into the project (${call})`
}

/** Says of a CSV of its own, which makes a global lookup, that it is not what projects have by its name. */
function noteProjects(planning: Planning, id: string, name: string): void {
  const projects = sortedUnique(planning.target.named('lookups', name).flatMap(({ project }) => project ?? []))
  if (projects.length === 0) return
  const have = projects.length === 1 ? `the project ${projects[0]} has` : `the projects ${listed(projects)} have`
  const stays = `what ${have} of that name stays as it is`
  addRisk(planning, id, `comes in as a global lookup, as a CSV of its own does: ${stays}`)
}

/** Says what a replacement puts an end to: rows and columns of the target that the archive has otherwise or not at all. */
function noteReplacement(planning: Planning, id: string, difference: RowDifference | 'unknown'): void {
  if (difference === 'unknown') {
    addRisk(planning, id, 'is replaced: the inventory does not tell which rows get lost or change')
    return
  }
  const { removed, changed, columns, targetColumns } = difference
  const gone = (targetColumns ?? []).filter((column) => !columns.includes(column))
  const effects = [
    ...(gone.length === 0 ? [] : [`loses ${counted(gone.length, 'column')} (${listed(gone, MOST_NAMES)})`]),
    ...(removed.length === 0
      ? []
      : [`loses ${counted(removed.length, 'row')} that only the target has (${keysOf(removed)})`]),
    ...(changed.length === 0
      ? []
      : [`changes ${counted(changed.length, 'row')} (${keysOf(changed.map(({ to }) => to))})`]),
  ]
  if (effects.length > 0) addRisk(planning, id, `${effects.join(', ')} when it is replaced`)
}

/** Most names of rows or columns in a sentence. */
const MOST_NAMES = 5

/** First cells of some rows: names, never values. */
function keysOf(rows: readonly (readonly string[])[]): string {
  return listed(
    rows.map(([key = '']) => quote(key) || '(empty)'),
    MOST_NAMES,
  )
}

/** How an archive's lookup differs from the target's. */
export function differenceOf(lookup: Lookup, { columns, rows }: TargetLookup): RowDifference | 'none' | 'unknown' {
  if (rows === undefined) return 'unknown'
  const archive = { columns: lookup.columns, rows: lookup.rows.map(({ cells }) => cells) }
  const target = { columns: columns ?? lookup.columns, rows }
  const difference = compareRows(archive, target)
  return difference === null ? 'none' : hideIn(difference, hideSecretsOfTables([archive, target]))
}

/** `in 1 row`, `in its columns and 3 rows`. */
export function differenceText({ added, removed, changed, targetColumns }: RowDifference): string {
  const number = added.length + removed.length + changed.length
  const rows = number === 1 ? '1 row' : `${number} rows`
  if (targetColumns === null) return `in ${rows}`
  return number === 0 ? 'in its columns' : `in its columns and ${rows}`
}
