import { optionsOf } from '../base/given.js'
import { addTo } from '../base/group.js'
import { givenTime } from '../base/time.js'
import { checkArchiveList } from '../model/archive-list.js'
import { flowsOf } from '../model/flows.js'
import type { Archive, Connection, Integration, Library, Lookup } from '../model/types.js'
import type { ItemTypes } from './item-types.js'
import { statusOf } from './items.js'
import { LISTS } from './keys.js'
import { mergeItems } from './merge.js'
import type { InventoryList, TargetInventory } from './types.js'

export interface FromArchivesOptions {
  readonly environment?: string
  /** When the archives were exported, ISO 8601. */
  readonly takenAt?: string
  /** Of `fingerprintsOf`: notes what is in the integrations, not only which are there. */
  readonly fingerprints?: ReadonlyMap<Integration, string>
}

/**
 * What archives exported from a target show of it. They prove what is there, never what is not: every list is incomplete.
 * Of two archives with the same artifact the later is right.
 * @throws IarkitError `usage` where it is given no list of archives, or a `takenAt` that is no time of ISO 8601
 */
export function inventoryFromArchives(
  archives: readonly Archive[],
  options: FromArchivesOptions = {},
): TargetInventory {
  checkArchiveList(archives)
  const {
    environment = '',
    takenAt = '',
    fingerprints = new Map(),
  } = optionsOf(options, { environment: 'text', fingerprints: 'object' })
  if (takenAt !== '') givenTime(takenAt, 'takenAt')
  const lists: { [List in InventoryList]?: readonly ItemTypes[List][] } = {}
  const put = <List extends InventoryList>(list: List, items: readonly ItemTypes[List][]): void => {
    // Of a project whose project.yaml is lost no one knows which it is: what is in it proves nothing.
    const placed = items.filter((item) => !('project' in item) || item.project !== '')
    if (placed.length > 0) Object.assign(lists, { [list]: mergeItems(list, placed) })
  }
  const all = <T>(pick: (archive: Archive) => readonly T[]): T[] => archives.flatMap(pick)
  const connections = all((archive) => archive.connections)
  put(
    'integrations',
    all((archive) => archive.integrations.map((each) => integrationOf(each, archive, fingerprints.get(each)))),
  )
  put('connections', connections.map(connectionOf))
  put('lookups', all((archive) => archive.lookups).map(lookupOf))
  put('libraries', all((archive) => archive.libraries).map(libraryOf))
  put('packages', all(packagesOf))
  put('certificates', [
    ...connections
      .filter(isConfigured)
      .flatMap(({ certificates }) => certificates.map(({ alias }) => certificateOf(alias, ''))),
    // OIC offers for a choice what was uploaded.
    ...all(flowsOf)
      .flatMap(({ references }) => references)
      .flatMap((each) =>
        each.kind === 'certificate' && each.connection === '' ? [certificateOf(each.alias, '')] : [],
      ),
    ...all(({ certificates }) => certificates).map(({ alias, category }) => certificateOf(alias, category)),
  ])
  put('projects', all(projectsOf))
  put(
    'agentGroups',
    connections.flatMap(({ agentGroup }) => (agentGroup === null ? [] : [{ name: agentGroup, id: '' }])),
  )
  put(
    'eventTypes',
    all((archive) => archive.eventTypes).map(({ code, revision, project }) => ({ code, revision, project })),
  )
  put(
    'aiAgents',
    all((archive) => archive.agents).map(({ code, version, name, status, project }) => ({
      ...{ code, version, name },
      status: statusOf(status),
      project,
    })),
  )
  const incomplete = LISTS.filter((list) => lists[list] !== undefined).sort()
  return { formatVersion: 1, environment, takenAt, ...(incomplete.length > 0 && { incomplete }), ...lists }
}

function integrationOf(
  integration: Integration,
  archive: Archive,
  fingerprint: string | undefined,
): ItemTypes['integrations'] {
  const { code, version, name, status, project, scope, style, dependencies } = integration
  return {
    code,
    version,
    name,
    status: statusOf(status),
    project,
    package: integration.package || (archive.package?.name ?? ''),
    locked: null,
    scheduled: dependencies.schedules.length > 0 ? true : style === 'scheduled' ? null : false,
    scope,
    connections: dependencies.connections,
    libraries: dependencies.libraries,
    lookups: dependencies.lookups,
    ...(fingerprint !== undefined && { fingerprint }),
  }
}

/** A connection that stands for another one proves that: it has no configuration of its own. */
function connectionOf(connection: Connection): ItemTypes['connections'] {
  const { code, name, status, role, adapterType, securityPolicy, agentGroup, remote, preseeded } = connection
  return {
    code: remote?.code ?? code,
    name,
    status: statusOf(status),
    role: role.toUpperCase(),
    adapterType: adapterType.toLowerCase(),
    securityPolicy,
    agentGroup,
    locked: null,
    project: preseeded ? null : (remote ?? connection).project,
  }
}

function lookupOf({ name, project, columns, rows }: Lookup): ItemTypes['lookups'] {
  const cells = rows.map((row) => row.cells)
  return { name, project, status: '', locked: null, columns, rows: cells, rowCount: rows.length }
}

function libraryOf({ code, version, name, project, functions }: Library): ItemTypes['libraries'] {
  const library = { code, version, name, project, status: '', locked: null }
  // One without metadata does not say what it offers.
  return functions.length === 0
    ? library
    : { ...library, functions: [...new Set(functions.map((item) => item.name))].sort() }
}

function projectsOf({ project }: Archive): ItemTypes['projects'][] {
  if (project === null || project.code === '') return []
  const { code, name, type, status } = project
  return [{ code, name, type, status: statusOf(status) }]
}

function certificateOf(alias: string, category: string): ItemTypes['certificates'] {
  return { alias, type: '', category: category.toUpperCase(), expires: null, status: '' }
}

function isConfigured({ status }: Connection): boolean {
  return statusOf(status) === 'CONFIGURED'
}

/** The package that an archive is, and those that its integrations say they belong to. */
function packagesOf(archive: Archive): ItemTypes['packages'][] {
  const named = new Map<string, string[]>()
  const own = archive.package?.name ?? ''
  if (own !== '') named.set(own, [])
  for (const { code, version, package: name } of archive.integrations) {
    const package_ = own || name
    if (package_ !== '') addTo(named, package_, `${code}|${version}`)
  }
  // Only a package's own archive tells all that is in it.
  return [...named].map(([name, integrations]) =>
    name === own ? { name, integrations: integrations.sort() } : { name },
  )
}
