import { sortedUnique } from '../base/version.js'
import type { GraphNode } from '../graph/types.js'
import type { TargetConnection } from '../inventory/index.js'
import { plainWord, wordsDiffer } from '../inventory/plain-word.js'
import { connectionNeeds, settingsSource } from '../model/connection-needs.js'
import type { Connection } from '../model/types.js'
import { noteAdapters } from './adapters.js'
import {
  addRisk,
  type Decided,
  decide,
  isImported,
  isWanted,
  labelsOf,
  type Planning,
  wantedUsers,
} from './planning.js'

/** OIC's own connections that every instance has: local calls and events. */
const EVERYWHERE = /^(?:PRESEEDED_COLLOCATED_|APPLICATION_EVENT_CONNECTION$)/

/** Decides for each connection that the import brings or that an integration needs in the target. */
export function decideConnections(planning: Planning, nodes: readonly GraphNode[]): void {
  const held = heldConnections(planning)
  for (const node of nodes) {
    const connection = held.get(node.id) ?? null
    const users = wantedUsers(planning, node.id, ['uses-connection', 'refers-to'])
    const code = connection?.code ?? codeOf(node)
    const decided = node.preseeded
      ? decidePreseeded(planning, node, code, users)
      : connection?.remote
        ? decideRemote(planning, connection)
        : decideOwn(planning, node, code, connection, users)
    decide(planning, node.id, 'connection', decided)
  }
  noteAdapters(planning, held)
}

/** Connections of archives that are imported come before those of the rest. */
function heldConnections(planning: Planning): Map<string, Connection> {
  const held = new Map<string, Connection>()
  const imported = planning.archives.filter((archive) => isImported(planning, archive))
  for (const archive of [...imported, ...planning.archives]) {
    for (const connection of archive.connections) {
      if (!held.has(connection.id)) held.set(connection.id, connection)
    }
  }
  return held
}

function codeOf({ id, project }: GraphNode): string {
  const key = id.slice(id.indexOf(':') + 1)
  return project !== null && key.startsWith(`${project}/`) ? key.slice(project.length + 1) : key
}

function decidePreseeded(planning: Planning, { id }: GraphNode, code: string, users: readonly string[]): Decided {
  if (EVERYWHERE.test(code)) return { action: 'keep', why: "OIC's own: every instance has it" }
  const found = planning.target.connection(code, null)
  if (found.state === 'there') return { action: 'keep', why: "OIC's own: there" }
  const why = "OIC's own: it comes with a feature or licence, which no list tells"
  planning.beforehand.set(id, `see that the feature behind ${code} is there`)
  if (users.length > 0) addRisk(planning, id, `comes with a feature or licence; needed by ${labelsOf(planning, users)}`)
  return { action: 'unknown', why }
}

/**
 * A connection that stands for another project's, or for a global one, is configured there. Where that one is not there, it is
 * what blocks: told of each that stands for it, one lack would be told several times.
 */
function decideRemote(planning: Planning, { code, project, remote }: Connection): Decided {
  if (remote === null) return { action: 'unknown', why: 'it does not say which connection it stands for' }
  const name = settingsSource(remote)
  const inSet = planning.archives.some((archive) =>
    archive.connections.some(
      (other) => other.remote === null && other.code === remote.code && other.project === remote.project,
    ),
  )
  const found = planning.target.connection(remote.code, remote.project)
  if (found.state === 'there' || inSet) {
    return { action: 'keep', why: `stands for ${name}, which is ${found.state === 'there' ? 'there' : 'imported too'}` }
  }
  if (found.state === 'unknown') return { action: 'unknown', why: `stands for ${name}: ${found.why}`, notChecked: true }
  const why = `stands for ${name}, which is not there`
  // Nothing else is there to tell it of.
  if (remote.code === '') return { action: 'blocked', why }
  const own = planning.target.connection(code, project)
  if (own.state === 'unknown') return { action: 'unknown', why, notChecked: true }
  return { action: own.state === 'there' ? 'keep' : 'create', why }
}

function decideOwn(
  planning: Planning,
  node: GraphNode,
  code: string,
  connection: Connection | null,
  users: readonly string[],
): Decided {
  // Another project's connection that one stands for is that project's, and never a global one.
  const isUsed = planning.graph.edgesTo(node.id).some(({ kind }) => kind === 'uses-connection')
  const found =
    connection === null && isUsed
      ? planning.target.reach('connections', code, node.project)
      : planning.target.connection(code, node.project)
  const needs = connection === null ? {} : { needs: connectionNeeds(connection) }
  const stopped = `${standingText(planning, node.id)}${users.length === 0 ? '' : `: ${labelsOf(planning, users)} cannot be activated`}`
  if (found.state === 'unknown') return { action: 'unknown', why: found.why, notChecked: true, ...needs }
  if (found.state === 'missing') {
    if (connection !== null) return { action: 'create', why: 'new there: to be configured after the import', ...needs }
    return { action: 'blocked', why: `not there, and in none of the archives${stopped}` }
  }
  const { item } = found
  if (item.locked === true) addRisk(planning, node.id, 'is locked there')
  const clash = clashOf(planning, node.id, connection, item, users)
  if (clash !== null) return { action: 'blocked', why: clash }
  if (item.status === 'CONFIGURED') return { action: 'keep', why: 'there and configured: kept as it is' }
  if (item.status === '') return { action: 'unknown', why: 'there, but whether it is configured is not said', ...needs }
  if (users.length === 0) return { action: 'keep', why: 'there, not configured; nothing that is imported uses it' }
  return { action: 'blocked', why: `there, but not configured${stopped}`, ...needs }
}

/** `; P/DB and Q/DB stand for it`, without which nobody sees why integrations need it; empty where none does. */
function standingText(planning: Planning, id: string): string {
  const standing = planning.graph.edgesTo(id).flatMap(({ kind, from }) => (kind === 'refers-to' ? [from] : []))
  if (standing.length === 0) return ''
  return `; ${labelsOf(planning, sortedUnique(standing))} ${standing.length === 1 ? 'stands' : 'stand'} for it`
}

/** What makes the target's connection another one than the archive's; it would be kept as it is. */
function clashOf(
  planning: Planning,
  id: string,
  connection: Connection | null,
  item: TargetConnection,
  users: readonly string[],
): string | null {
  if (connection === null) return null
  const { adapterType, securityPolicy, agentGroup } = connection
  if (wordsDiffer(item.adapterType, adapterType)) {
    return `there with another adapter: ${item.adapterType}, not ${adapterType}`
  }
  const roles = rolesUsed(planning, id, users)
  if (item.role !== '' && roles.some((role) => !plainWord(item.role).split('AND').includes(role))) {
    const used = roles.includes('SOURCE') ? (roles.includes('TARGET') ? 'trigger and invoke' : 'trigger') : 'invoke'
    return `there with the role ${item.role}, but used as ${used}`
  }
  if (wordsDiffer(item.securityPolicy, securityPolicy)) {
    addRisk(planning, id, `is kept with the security policy ${item.securityPolicy}; the archive has ${securityPolicy}`)
  }
  if (item.agentGroup !== undefined && (item.agentGroup ?? '') !== (agentGroup ?? '')) {
    const group = (name: string | null) => (name === null ? 'no agent group' : `the agent group ${name}`)
    addRisk(planning, id, `is kept with ${group(item.agentGroup)}; the archive has ${group(agentGroup)}`)
  }
  return null
}

/** How the integrations use it: as a trigger it must be a source, as an invoke a target. */
function rolesUsed(planning: Planning, id: string, users: readonly string[]): ('SOURCE' | 'TARGET')[] {
  const code = id
    .slice(id.indexOf(':') + 1)
    .split('/')
    .at(-1)
  const roles = new Set<'SOURCE' | 'TARGET'>()
  for (const user of users.filter((candidate) => isWanted(planning, candidate))) {
    for (const { connection, role } of planning.integrations.get(user)?.integration.endpoints ?? []) {
      if (connection === code) roles.add(role === 'trigger' ? 'SOURCE' : 'TARGET')
    }
  }
  return [...roles].sort()
}
