import { aliasOfKey } from '../formats/certificates.js'
import { namedProject } from '../formats/project-code.js'
import type { ItemTypes } from './item-types.js'
import { codeAndVersion } from './keys.js'
import { plainWord } from './plain-word.js'
import type { RawItem } from './schema.js'
import type { InventoryList } from './types.js'

/** Turns an item that its schema accepts into ours: one reader a list. */
export const READERS: { readonly [List in InventoryList]: (raw: RawItem<List>) => ItemTypes[List] } = {
  integrations: (raw) => {
    const { code, version } = codeAndVersion(raw.id, raw.code, raw.version)
    const ends = raw.endPoints?.flatMap(({ connection }): Named[] => (connection ? [connection] : []))
    const lists: readonly (readonly Named[] | null | undefined)[] = [
      raw.connections,
      raw.dependencies?.connections,
      ends,
    ]
    const used = lists.flatMap((list) => (list ? [list] : []))
    const libraries = raw.libraries ?? raw.dependencies?.libraries
    const lookups = raw.lookups ?? raw.dependencies?.lookups
    const status = statusOf(raw.status)
    return {
      code,
      version,
      name: raw.name ?? '',
      status,
      project: projectOf(raw),
      package: raw.package ?? raw.packageName ?? '',
      locked: status === 'LOCKED' ? true : flagOf(raw.locked ?? raw.lockedFlag),
      scheduled: flagOf(raw.scheduled ?? raw.scheduleDefinedFlag),
      scope: raw.scope ?? '',
      ...(used.length > 0 && { connections: sorted(used.flatMap((list) => list.map(idOf))) }),
      ...(libraries && { libraries: sorted(libraries.map(versionedId)) }),
      ...(lookups && { lookups: sorted(lookups.map(nameOf)) }),
      ...(typeof raw.fingerprint === 'string' && { fingerprint: raw.fingerprint }),
    }
  },
  connections: (raw) => {
    const group = raw.agentGroup === undefined ? raw.agentGroupId : raw.agentGroup
    const adapter = typeof raw.adapterType === 'string' ? raw.adapterType : (raw.adapterType?.name ?? '')
    return {
      code: raw.code ?? raw.id ?? '',
      name: raw.name ?? '',
      status: statusOf(raw.status),
      role: (raw.role ?? '').toUpperCase(),
      adapterType: adapter.toLowerCase(),
      securityPolicy: raw.securityPolicy ?? '',
      ...(group !== undefined && { agentGroup: group === '' ? null : group }),
      locked: flagOf(raw.locked ?? raw.lockedFlag),
      project: projectOf(raw),
    }
  },
  lookups: (raw) => ({
    name: raw.name ?? raw.id ?? '',
    project: projectOf(raw),
    status: statusOf(raw.status),
    locked: flagOf(raw.locked ?? raw.lockedFlag),
    ...(raw.columns && { columns: raw.columns.map(idOf) }),
    ...(raw.rows && {
      rows: raw.rows.map((row) => (Array.isArray(row) ? row : row.rowData).map((cell) => String(cell ?? ''))),
    }),
    ...rowCount(raw),
  }),
  libraries: (raw) => {
    const { code, version } = codeAndVersion(raw.id, raw.code, raw.version)
    return {
      code,
      version,
      name: raw.name ?? raw.displayName ?? '',
      project: projectOf(raw),
      status: statusOf(raw.status),
      locked: flagOf(raw.locked ?? raw.lockedFlag),
      ...(raw.functions && { functions: sorted(raw.functions.map(idOf)) }),
    }
  },
  packages: (raw) => ({
    name: raw.name ?? raw.id ?? '',
    ...(raw.integrations && { integrations: sorted(raw.integrations.map(idOf)) }),
  }),
  certificates: (raw) => ({
    // Oracle's reference calls the alias the name; the id is `USER|PGP|PUBLIC|PARTNER_KEY` in exports.
    alias: aliasOfKey(raw.alias ?? raw.name ?? raw.id ?? ''),
    type: (raw.type ?? '').toUpperCase(),
    category: (raw.category ?? '').toUpperCase(),
    expires: dateOf(raw.expires ?? raw.expiryDate ?? raw.expirationDate),
    status: statusOf(raw.status),
  }),
  projects: (raw) => ({
    code: raw.code ?? raw.id ?? '',
    name: raw.name ?? '',
    type: raw.type ?? '',
    status: statusOf(raw.status ?? (typeof raw.state === 'string' ? raw.state : raw.state?.status)),
  }),
  agentGroups: (raw) => ({
    name: raw.name ?? raw.id ?? '',
    id: raw.id ?? '',
    ...(raw.agents !== undefined &&
      raw.agents !== null && { agents: Array.isArray(raw.agents) ? raw.agents.length : raw.agents }),
  }),
  eventTypes: (raw) => {
    const revision = raw.revision === undefined || raw.revision === null ? undefined : String(raw.revision)
    const { code, version } = codeAndVersion(raw.id, raw.code, revision)
    return { code, revision: version, project: projectOf(raw) }
  },
  aiAgents: (raw) => ({
    ...codeAndVersion(raw.id, raw.code, raw.version),
    name: raw.name ?? '',
    status: statusOf(raw.status),
    project: projectOf(raw),
  }),
}

/** `In Progress`, `IN_PROGRESS` and `DRAFT` are one status; so are `ACTIVE` and `ACTIVATED`. */
const SAME_STATUS: ReadonlyMap<string, string> = new Map([
  ['DRAFT', 'INPROGRESS'],
  ['ACTIVE', 'ACTIVATED'],
])

/** A status in capitals without separators, one word for each. */
export function statusOf(status: string | null | undefined): string {
  const plain = plainWord(status ?? '')
  return SAME_STATUS.get(plain) ?? plain
}

function flagOf(flag: boolean | 'true' | 'false' | null | undefined): boolean | null {
  return typeof flag === 'string' ? flag === 'true' : (flag ?? null)
}

function projectOf(raw: {
  readonly project?: string | null | undefined
  readonly projectId?: string | null | undefined
  readonly projectCode?: string | null | undefined
}): string | null {
  return namedProject(raw.project || raw.projectCode || raw.projectId || '') || null
}

type Named =
  | string
  | {
      readonly id?: string | null | undefined
      readonly code?: string | null | undefined
      readonly version?: string | null | undefined
      readonly name?: string | null | undefined
    }

function idOf(named: Named): string {
  return typeof named === 'string' ? named : (named.id ?? named.code ?? named.name ?? '')
}

/** `CODE|VERSION` as given, or of the fields that say it. */
function versionedId(named: Named): string {
  if (typeof named === 'string' || named.id) return idOf(named)
  return named.code && named.version ? `${named.code}|${named.version}` : idOf(named)
}

function nameOf(named: Named): string {
  return typeof named === 'string' ? named : (named.name ?? idOf(named))
}

function rowCount({ rowCount: given, rows }: RawItem<'lookups'>): { rowCount?: number } {
  if (given !== undefined && given !== null) return { rowCount: Number(given) }
  return rows ? { rowCount: rows.length } : {}
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].sort()
}

const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/

/** ISO 8601 in UTC; null for what is no date. A time without a zone is taken as UTC, to be the same on every machine. */
function dateOf(date: string | number | null | undefined): string | null {
  if (date === undefined || date === null) return null
  const [whole, day, time = '00:00', zone = 'Z'] =
    typeof date === 'number' ? [] : (DATE.exec(date.trim())?.map((part: string | undefined) => part) ?? [])
  if (typeof date === 'string' && whole === undefined) return null
  const at = typeof date === 'number' ? new Date(date) : new Date(`${day}T${time}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
