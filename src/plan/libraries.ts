import { compareText, fitsVersion, sameVersion, sortedUnique } from '../base/version.js'
import { listed } from '../base/words.js'
import type { GraphNode } from '../graph/types.js'
import type { TargetLibrary } from '../inventory/index.js'
import type { Library } from '../model/types.js'
import { overwriteText } from './lookups.js'
import { addRisk, type Decided, decide, holdersOf, labelsOf, type Planning, wantedUsers } from './planning.js'
import { thereFor } from './target.js'

/** Decides for each library that the import brings or that an integration needs in the target. */
export function decideLibraries(planning: Planning, nodes: readonly GraphNode[]): void {
  const holders = holdersOf(planning, 'library', ({ libraries }) => libraries)
  for (const node of nodes) {
    const holder = holders.get(node.id)
    const decided =
      holder === undefined ? decideAbsent(planning, node) : decideHeld(planning, node, holder.held, holder.lone)
    decide(planning, node.id, 'library', decided)
  }
}

function decideAbsent(planning: Planning, { id, project }: GraphNode): Decided {
  const key = id.slice(id.indexOf(':') + 1)
  const [code = '', version = ''] = (project === null ? key : key.slice(project.length + 1)).split('|')
  const users = wantedUsers(planning, id, ['uses-library'])
  const found = planning.target.reach('libraries', code, project, (item) => fitsVersion(item.version, version))
  if (found.state === 'there')
    return { action: 'keep', why: `${thereFor(project, found.item)}; in none of the archives` }
  if (found.state === 'unknown') return { action: 'unknown', why: found.why, notChecked: true }
  const why = `not there${otherVersions(planning, code, version, [project, null])}, and in none of the archives`
  return { action: 'blocked', why: `${why}; needed by ${labelsOf(planning, users)}` }
}

function decideHeld(planning: Planning, { id, project }: GraphNode, library: Library, lone: Decided | null): Decided {
  const { code, version } = library
  const others = otherVersions(planning, code, version, [project])
  const found = planning.target.library(code, version, project)
  // What is there already stands beside the others already.
  if (others !== '' && found.state !== 'there') addRisk(planning, id, `comes in beside another version${others}`)
  if (found.state === 'missing') return lone ?? { action: 'create', why: `not there${others}: comes with the import` }
  if (found.state === 'unknown') return { ...(lone ?? { action: 'unknown', why: found.why }), notChecked: true }
  if (lone !== null) {
    if (lone.action === 'replace') noteLostFunctions(planning, id, library, found.item)
    return lone
  }
  const { functions } = found.item
  if (functions === undefined || library.functions.length === 0) {
    return {
      action: 'unknown',
      why: `the same version is there, perhaps with other content: ${overwriteText(project)}`,
    }
  }
  const ours = new Set(library.functions.map(({ name }) => name))
  const missing = [...ours].filter((name) => !functions.includes(name)).sort(compareText)
  if (missing.length === 0 && functions.every((name) => ours.has(name))) {
    return { action: 'keep', why: 'the same version with the same functions is there' }
  }
  const lacks = missing.length === 0 ? 'more functions there' : `without ${missing.join(', ')} there`
  addRisk(planning, id, `is there in the same version with other functions (${lacks}): ${overwriteText(project)}`)
  return { action: 'unknown', why: `the same version is there with other functions: ${overwriteText(project)}` }
}

/** Says which functions a replacement puts an end to. A jar has no metadata: what its scripts nowhere name is not in it. */
function noteLostFunctions(planning: Planning, id: string, library: Library, { functions = [] }: TargetLibrary): void {
  const named = new Set(library.functions.map(({ name }) => name))
  const words = new Set(library.scripts.flatMap(({ text }) => text.match(/[\p{L}\p{N}_$]+/gu) ?? []))
  const ours = named.size > 0 ? named : words
  const lost = functions.filter((name) => !ours.has(name)).sort(compareText)
  if (ours.size === 0 || lost.length === 0) return
  const what = `loses ${lost.length === 1 ? 'a function that is' : 'functions that are'} there (${listed(lost)})`
  addRisk(planning, id, `${what} when it is replaced: integrations that call ${lost.length === 1 ? 'it' : 'one'} fail`)
}

/**
 * ` (there: 01.01.0000)`; empty where no other version is there.
 * @param scopes codes of projects, null for what is global
 */
function otherVersions(planning: Planning, code: string, version: string, scopes: readonly (string | null)[]): string {
  const others = sortedUnique(
    planning.target
      .named('libraries', code)
      .filter((item) => scopes.includes(item.project) && !sameVersion(item.version, version))
      .map((item) => item.version),
  )
  return others.length === 0 ? '' : ` (there: ${others.join(', ')})`
}
