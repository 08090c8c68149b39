import { fitsVersion } from '../base/version.js'
import type { GraphNode } from '../graph/types.js'
import { DAY, dayOf, lastExpiry, SOON } from '../inventory/expiry.js'
import type { TargetCertificate, TargetEventType } from '../inventory/index.js'
import { isEarlierRevision } from '../inventory/known.js'
import { artifactId } from '../model/ids.js'
import { otherAssetNames } from '../model/other-assets.js'
import type { Archive } from '../model/types.js'
import { overwriteText } from './lookups.js'
import { addRisk, type Decided, decide, isImported, labelOf, labelsOf, type Planning } from './planning.js'
import { ROBOTS } from './robots.js'
import { type Found, thereFor } from './target.js'

/** What stands beside integrations and never travels, or has no content of its own to compare: one function a kind. */

/** Connections and integrations that name a certificate or agent group, and what the plan decided of them. */
function namedBy(planning: Planning, id: string) {
  const named = planning.graph
    .edgesTo(id)
    .map(({ from }) => planning.actions.get(from))
    .filter((action) => action !== undefined && action.action !== 'skip')
    .flatMap((action) => action ?? [])
  return { named, configured: named.length > 0 && named.every(({ action }) => action === 'keep') }
}

function namesOf(planning: Planning, named: readonly { readonly artifact: string }[]): string {
  return labelsOf(planning, [...new Set(named.map(({ artifact }) => artifact))].sort())
}

export function decideCertificates(planning: Planning, nodes: readonly GraphNode[]): void {
  for (const { id } of nodes) {
    const { named, configured } = namedBy(planning, id)
    if (named.length === 0) continue
    const found = planning.target.find('certificates', id.slice(id.indexOf(':') + 1), null)
    const users = namesOf(planning, named)
    decide(planning, id, 'certificate', decideCertificate(planning, id, found, users, configured))
  }
  // Some archives name certificates in files of their own: they do not carry them either.
  for (const archive of planning.archives.filter((candidate) => isImported(planning, candidate))) {
    for (const { alias } of archive.certificates) {
      const id = artifactId('certificate', alias, null)
      // Who names it says more than the file that lists it.
      if (planning.actions.has(id)) continue
      const found = planning.target.find('certificates', alias, null)
      decide(planning, id, 'certificate', decideCertificate(planning, id, found, archive.file, false))
    }
  }
}

function decideCertificate(
  planning: Planning,
  id: string,
  found: Found<TargetCertificate>,
  users: string,
  configured: boolean,
): Decided {
  if (found.state === 'unknown') return { action: 'unknown', why: found.why, notChecked: true }
  if (found.state === 'missing') {
    if (configured)
      return { action: 'unknown', why: `not there, though ${users}, which names it here, is configured there` }
    planning.beforehand.set(id, `upload the certificate ${labelOf(planning, id)} for ${users}`)
    return { action: 'blocked', why: `not there, and certificates never travel; needed by ${users}` }
  }
  const expires = lastExpiry(planning.target.named('certificates', found.item.alias))
  if (expires === null) return { action: 'keep', why: 'there; when it expires is not said' }
  const day = dayOf(expires)
  if (planning.at === null) return { action: 'keep', why: `there; expires on ${day}` }
  if (expires < planning.at) {
    planning.beforehand.set(id, `renew the certificate ${labelOf(planning, id)}, which expired on ${day}`)
    return { action: 'blocked', why: `there, but expired on ${day}: calls over ${users} fail` }
  }
  if (expires < planning.at + SOON * DAY)
    addRisk(planning, id, `expires there on ${day}: calls over ${users} then fail`)
  return { action: 'keep', why: `there until ${day}` }
}

export function decideAgentGroups(planning: Planning, nodes: readonly GraphNode[]): void {
  for (const { id } of nodes) {
    const { named, configured } = namedBy(planning, id)
    if (named.length === 0) continue
    const name = id.slice(id.indexOf(':') + 1)
    const byName = planning.target.find('agentGroups', name, null)
    const byId = planning.target.inventory.agentGroups?.find((group) => group.id === name)
    const group = byName.state === 'there' ? byName.item : byId
    const users = namesOf(planning, named)
    const decided: Decided =
      group !== undefined
        ? { action: 'keep', why: group.agents === 0 ? 'there, but without an agent' : 'there' }
        : byName.state === 'unknown'
          ? { action: 'unknown', why: byName.why, notChecked: true }
          : configured
            ? { action: 'unknown', why: `not there, though ${users}, which names it here, is configured there` }
            : { action: 'blocked', why: `not there; needed by ${users}` }
    if (group?.agents === 0) {
      addRisk(planning, id, `has no agent there: no call over ${users} gets through`)
      planning.beforehand.set(id, `install an agent for the agent group ${name}`)
    }
    if (decided.action === 'blocked') planning.beforehand.set(id, `set up the agent group ${name} for ${users}`)
    decide(planning, id, 'agent-group', decided)
  }
}

export function decideEventTypes(planning: Planning, nodes: readonly GraphNode[]): void {
  for (const { id, project, present } of nodes) {
    const key = id.slice(id.indexOf(':') + 1)
    const [code = '', revision = ''] = (project === null ? key : key.slice(project.length + 1)).split('|')
    const fits = (item: TargetEventType) => fitsVersion(item.revision, revision)
    const { target } = planning
    const found = present
      ? target.find('eventTypes', code, project, fits)
      : target.reach('eventTypes', code, project, fits)
    const decided: Decided =
      found.state === 'there'
        ? { action: 'keep', why: thereFor(project, found.item) }
        : found.state === 'unknown'
          ? { action: 'unknown', why: found.why, notChecked: true }
          : isEarlierRevision(target.inventory, { code, revision, project })
            ? { action: 'unknown', why: 'a later revision is there, and OIC lists the latest alone', notChecked: true }
            : present
              ? { action: 'create', why: 'not there: comes with the import' }
              : { action: 'blocked', why: 'not there, and in none of the archives' }
    decide(planning, id, 'event-type', decided)
  }
}

/** A schedule belongs to its integration: it is new where that is, and else may or may not be replaced. */
export function decideSchedules(planning: Planning, nodes: readonly GraphNode[]): void {
  for (const { id, project, present } of nodes) {
    const owner = planning.graph.edgesTo(id).find(({ kind }) => kind === 'scheduled-by')?.from
    const action = planning.actions.get(owner ?? `project:${project ?? ''}`)
    const held = planning.integrations.get(owner ?? '')?.integration
    const found = held === undefined ? null : planning.target.integration(held.code, held.version, held.project)
    const scheduled = found?.state === 'there' ? found.item.scheduled : null
    const decided: Decided =
      action?.action === 'skip'
        ? { action: 'skip', why: 'its integration is left out' }
        : action?.action === 'create'
          ? { action: 'create', why: 'comes with its integration; to be started after activation' }
          : scheduled === true
            ? { action: 'unknown', why: `one is defined there: ${overwriteText(project)}` }
            : scheduled === false && present
              ? { action: 'create', why: 'its integration has none there' }
              : { action: 'unknown', why: 'whether one is defined there is not known', notChecked: true }
    decide(planning, id, 'schedule', decided)
  }
}

/** Of these only `project.yaml` tells. Robots and their environment pools stand among what is to be configured. */
function noteOtherAssets(planning: Planning, id: string, { project }: Archive): void {
  for (const { kind, words, names } of project === null ? [] : otherAssetNames(project)) {
    if (ROBOTS.has(kind)) continue
    addRisk(planning, id, `brings ${words} ${names.join(', ')}: what they need there is not known`)
  }
}

export function decideContainers(planning: Planning, nodes: readonly GraphNode[]): void {
  for (const { id, kind } of nodes) {
    if (kind !== 'package' && kind !== 'project') continue
    const name = id.slice(id.indexOf(':') + 1)
    const archive = planning.archives.find(
      (candidate) => (kind === 'package' ? candidate.package?.name : candidate.project?.code) === name,
    )
    const own = archive === undefined ? undefined : planning.decisions.get(archive)
    if (archive !== undefined && isImported(planning, archive)) noteOtherAssets(planning, id, archive)
    if (own !== undefined) {
      const { action, why } = own
      const list = kind === 'package' ? 'packages' : 'projects'
      const notChecked = action === 'unknown' && planning.target.find(list, name, null).state === 'unknown'
      decide(planning, id, kind, { action, why, notChecked })
      continue
    }
    const found = planning.target.find(kind === 'package' ? 'packages' : 'projects', name, null)
    const decided: Decided =
      found.state === 'there'
        ? { action: 'keep', why: 'there' }
        : found.state === 'unknown'
          ? { action: 'unknown', why: found.why, notChecked: true }
          : kind === 'package'
            ? { action: 'create', why: 'not there: comes with its first integration' }
            : { action: 'blocked', why: 'not there, and in none of the archives' }
    decide(planning, id, kind, decided)
  }
}
