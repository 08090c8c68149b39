import { fullVersion, sameVersion } from '../base/version.js'
import { isActive } from '../inventory/active.js'
import type { TargetIntegration, TargetLibrary } from '../inventory/index.js'
import { contentOf } from '../model/content.js'
import type { Archive, Integration } from '../model/types.js'
import { BY_FILE_NAME, isJar, isNamedByFile, spelledAlike } from './lone-library.js'
import { differenceOf } from './lookups.js'
import { noLookupFile, noPackage, oneOfSeveral } from './not-taken.js'
import { outsidersOf } from './outsiders.js'
import { type ArchiveDecision, addRisk, labelOf, type Planning } from './planning.js'
import { isLone } from './step.js'
import type { PlannedArchive } from './types.js'

type Decision = Pick<ArchiveDecision, 'action' | 'why' | 'call'>

/** Decides for each archive whether and with which call it is imported: one function a kind of archive. */
export function decideArchives(planning: Planning): void {
  const asked = archivesAskedFor(planning)
  for (const archive of planning.archives) {
    const decision = asked.has(archive)
      ? decideAsked(planning, archive)
      : ({ action: 'skip', why: 'not selected', call: null } as const)
    const { file, kind, zipped } = archive
    planning.decisions.set(archive, { file, kind, zipped, ...decision })
  }
}

function decideAsked(planning: Planning, archive: Archive): Decision {
  const why = archive.kind === 'lookup' ? null : (oneOfSeveral(archive, planning.archives) ?? noPackage(archive))
  return why === null ? KINDS[archive.kind](planning, archive) : { action: 'blocked', why, call: null }
}

const KINDS: Readonly<Record<PlannedArchive['kind'], (planning: Planning, archive: Archive) => Decision>> = {
  integration: decideIntegration,
  package: decidePackage,
  project: decideProject,
  lookup: decideLookup,
  library: decideLibrary,
}

/**
 * With a selection: archives that hold one of its integrations, and lookups and libraries of their own that one of them uses.
 * Another integration's archive is asked for only where it alone brings such a lookup or library: to import it replaces that
 * integration as well.
 */
function archivesAskedFor(planning: Planning): ReadonlySet<Archive> {
  const { archives, isSelection, selected } = planning
  if (!isSelection) return new Set(archives)
  const asked = new Set(
    archives.filter((archive) =>
      isLone(archive.kind)
        ? broughtBy(planning, archive).length > 0
        : archive.integrations.some(({ id }) => selected.has(id)),
    ),
  )
  const come = new Set([...asked].flatMap((archive) => broughtBy(planning, archive)))
  for (const archive of archives) {
    const brought = broughtBy(planning, archive)
    if (brought.every((id) => come.has(id))) continue
    asked.add(archive)
    for (const id of brought) come.add(id)
  }
  return asked
}

/** Ids of the lookups and libraries of an archive that a selected integration uses. */
export function broughtBy({ selected, graph }: Planning, { lookups, libraries }: Archive): string[] {
  return [...lookups, ...libraries]
    .map(({ id }) => id)
    .filter((id) => graph.edgesTo(id).some(({ from }) => selected.has(from)))
}

function decideIntegration(planning: Planning, archive: Archive): Decision {
  const [integration] = archive.integrations
  if (integration === undefined) return { action: 'unknown', why: 'no integration in it could be read', call: null }
  const before = otherHolder(planning, archive, integration)
  if (before !== null) return before
  const { code, version, id } = integration
  const found = planning.target.integration(code, version, null)
  if (found.state === 'missing') return { action: 'create', why: 'not there: POST adds it (PUT: 404)', call: 'add' }
  if (found.state === 'unknown')
    return { action: 'unknown', why: `${found.why}: POST adds it, or fails with 409 where it is there`, call: 'add' }
  if (planning.policy.conflict === 'skip') return { action: 'skip', why: 'there already: left as it is', call: null }
  if (planning.policy.conflict === 'fail')
    return { action: 'blocked', why: 'there already: POST fails with 409', call: null }
  if (found.item.locked === true) {
    return { action: 'blocked', why: 'locked there: unlock it first', call: 'replace' }
  }
  if (found.item.package !== '' && found.item.package !== integration.package) {
    addRisk(planning, id, `belongs to the package ${found.item.package} there, and to ${inPackage(integration)} here`)
  }
  const state = isActive(found.item) ? 'there and active: deactivate it, then PUT' : 'there: PUT'
  return { action: 'replace', why: `${state} replaces it (POST: 409)`, call: 'replace' }
}

function inPackage({ package: name }: Integration): string {
  return name === '' ? 'none' : name
}

/** The same integration in an archive before this one: importing it twice leaves what came last. */
function otherHolder(planning: Planning, archive: Archive, integration: Integration): Decision | null {
  const { id } = integration
  const first = planning.integrations.get(id)
  if (first === undefined || first.archive === archive) return null
  const { file } = first.archive
  const differs = planning.graph.node(id)?.copiesDiffer === true
  if (!differs || contentOf(first.integration) === contentOf(integration))
    return { action: 'skip', why: `the same is in ${file}`, call: null }
  return {
    action: 'blocked',
    why: `${file} holds ${labelOf(planning, id)} with other content: import one of them`,
    call: null,
  }
}

function decidePackage(planning: Planning, archive: Archive): Decision {
  const { target, policy } = planning
  const name = archive.package?.name ?? ''
  const { integrations } = archive
  const there = integrations.flatMap(({ code, version }) => {
    const found = target.integration(code, version, null)
    return found.state === 'there' ? [found.item] : []
  })
  const found = target.find('packages', name, null)
  const isThere = found.state === 'there' || there.some((item) => item.package === name)
  if ((isThere || there.length > 0) && policy.conflict === 'fail') {
    const what = isThere ? '' : `${namesOf(there)} ${are(there)} `
    return { action: 'blocked', why: `${what}there already: POST fails with 409`, call: null }
  }
  if ((isThere || there.length > 0) && policy.conflict === 'skip') {
    if (there.length === integrations.length) return { action: 'skip', why: 'there already: left as it is', call: null }
    const missing = integrations.length - there.length
    const what = isThere
      ? `there without ${missing} of its integrations`
      : `${namesOf(there)} ${are(there)} there, outside of it`
    return {
      action: 'blocked',
      why: `${what}, and OIC imports a package whole: import the .iar files in it one by one`,
      call: null,
    }
  }
  const locked = there.filter((item) => item.locked === true)
  const call = isThere ? 'replace' : 'add'
  if (locked.length > 0) {
    return { action: 'blocked', why: `${namesOf(locked)} ${are(locked)} locked there: the import fails with 412`, call }
  }
  noteOutsiders(planning, archive, isThere)
  if (isThere) {
    const active = there.filter(isActive).length
    const first = active === 0 ? 'there: PUT' : 'there with active integrations (412): deactivate them, then PUT'
    return { action: 'replace', why: `${first} replaces it (POST: 409)`, call }
  }
  if (found.state === 'unknown')
    return { action: 'unknown', why: `${found.why}: POST adds it, or fails with 409 where it is there`, call }
  if (there.length > 0) {
    const why = `not there, but ${namesOf(there)} ${are(there)}: whether POST replaces what is outside of it, or fails, is not documented`
    return { action: 'unknown', why, call }
  }
  return { action: 'create', why: 'not there: POST adds it (PUT: 404)', call }
}

function noteOutsiders(planning: Planning, archive: Archive, isThere: boolean): void {
  for (const { id } of outsidersOf(planning, archive, isThere)) {
    const what = isThere ? 'replacing' : 'adding'
    const detail = `is there outside the package ${archive.package?.name}: what ${what} the package does with it is not documented`
    addRisk(planning, id, detail)
  }
}

function namesOf(items: readonly TargetIntegration[]): string {
  return items.map(({ code, version }) => `${code} ${version}`).join(', ')
}

function are({ length }: readonly TargetIntegration[]): string {
  return length === 1 ? 'is' : 'are'
}

function decideProject(planning: Planning, archive: Archive): Decision {
  const code = archive.project?.code ?? ''
  const id = `project:${code}`
  const first = planning.archives.find(({ project }) => project?.code === code)
  if (first !== undefined && first !== archive) {
    return { action: 'blocked', why: `${first.file} holds the same project: import one of them`, call: null }
  }
  const found = planning.target.find('projects', code, null)
  if (found.state === 'missing') return { action: 'create', why: 'not there: POST adds it', call: 'add' }
  if (found.state === 'unknown') {
    const why = `${found.why}: POST adds it where it is not there; else it fails with 409, or merges`
    return { action: 'unknown', why, call: 'add' }
  }
  if (planning.policy.conflict === 'skip') return { action: 'skip', why: 'there already: left as it is', call: null }
  if (planning.policy.conflict === 'fail')
    return { action: 'blocked', why: 'there already: POST fails with 409', call: null }
  addRisk(
    planning,
    id,
    'is there: an import is refused with 409, as Oracle documents, or merges into it, as reports from the field have it; it never deletes, and what is there already may stay as it is',
  )
  return { action: 'unknown', why: 'there: POST fails with 409, or merges into it', call: 'add' }
}

function decideLookup(planning: Planning, archive: Archive): Decision {
  const [lookup] = archive.lookups
  if (lookup === undefined) return { action: 'unknown', why: 'no lookup in it could be read', call: null }
  const found = planning.target.find('lookups', lookup.name, null)
  if (found.state === 'there' && differenceOf(lookup, found.item) === 'none')
    return { action: 'keep', why: 'there with the same rows: nothing to import', call: null }
  const decision = decideLone(planning, found, {
    replace: 'PUT replaces it (POST: 409)',
    add: 'POST adds it (PUT: 404)',
  })
  const why = decision.call === null ? null : noLookupFile(archive)
  return why === null ? decision : { action: 'blocked', why, call: null }
}

function decideLibrary(planning: Planning, archive: Archive): Decision {
  const [library] = archive.libraries
  if (library === undefined) return { action: 'unknown', why: 'no library in it could be read', call: null }
  const { code, version } = library
  const byFile = isNamedByFile(archive)
  const alike = byFile ? spelledAlike(planning.target, library) : []
  if (version === '') return { action: 'blocked', why: versionlessText(code, alike), call: null }
  const found = planning.target.library(code, version, null)
  const others = alike.filter((item) => item.code !== code)
  if (found.state !== 'there' && others.length > 0)
    return { action: 'unknown', why: spelledText(others, version), call: 'add' }
  if (!isJar(archive)) {
    const add = 'imported in the console'
    return decideLone(planning, found, {
      replace: 'replaced by an import in the console',
      add,
      unknown: add,
      refused: 'not to be replaced, as the policy for conflicts has it',
    })
  }
  return decideLone(planning, found, {
    replace: 'POST to its own archive replaces it (adding it: 409)',
    add: 'POST adds it',
    aside: byFile ? ` (${BY_FILE_NAME})` : '',
  })
}

function versionlessText(code: string, alike: readonly TargetLibrary[]): string {
  const maybe = alike.length === 0 ? '' : `; it may be ${eitherOf(alike)} that is there`
  const why = 'its version is not known, which the call demands: name the file CODE_VERSION.jar'
  return `${why} (${code}_01.00.0000.jar), or add it in the console with its code and version${maybe}`
}

function spelledText(alike: readonly TargetLibrary[], version: string): string {
  const same = alike.filter((item) => sameVersion(item.version, version))
  const [{ code = '' } = {}] = [...same, ...alike]
  const file = `${code}_${fullVersion(version)}.jar`
  return same.length > 0
    ? `${BY_FILE_NAME}: it may be ${eitherOf(same)} that is there; to replace that, name the file ${file}`
    : `${BY_FILE_NAME}: it may be another version of ${eitherOf(alike)}, which is there; if so, name the file ${file}`
}

function eitherOf(libraries: readonly TargetLibrary[]): string {
  return libraries.map(({ code, version }) => `${code} ${version}`).join(' or ')
}

function decideLone(
  { policy }: Planning,
  found: ReturnType<Planning['target']['find']>,
  words: {
    readonly replace: string
    readonly add: string
    readonly unknown?: string
    readonly refused?: string
    readonly aside?: string
  },
): Decision {
  const {
    aside = '',
    refused = 'POST fails with 409',
    unknown = `${words.add}, or fails with 409 where it is there`,
  } = words
  if (found.state === 'missing') return { action: 'create', why: `not there${aside}: ${words.add}`, call: 'add' }
  if (found.state === 'unknown')
    return {
      action: 'unknown',
      why: `${found.why}${aside}: ${unknown}`,
      call: 'add',
    }
  if (policy.conflict === 'skip') return { action: 'skip', why: 'there already: left as it is', call: null }
  if (policy.conflict === 'fail') return { action: 'blocked', why: `there already: ${refused}`, call: null }
  const locked = 'locked' in found.item && found.item.locked === true
  if (locked) return { action: 'blocked', why: 'locked there: unlock it first', call: 'replace' }
  return { action: 'replace', why: `there${aside}: ${words.replace}`, call: 'replace' }
}
