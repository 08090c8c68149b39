import { fullVersion } from '../base/version.js'
import type { ItemTypes } from './item-types.js'
import type { InventoryList } from './types.js'

/** What tells an item from the others of its list: its code or name, its version, and the project that it lives in. */
export const KEYS: { readonly [List in InventoryList]: (item: ItemTypes[List]) => string } = {
  integrations: ({ code, version, project }) => inProject(`${code}|${fullVersion(version)}`, project),
  connections: ({ code, project }) => inProject(code, project),
  lookups: ({ name, project }) => inProject(name, project),
  libraries: ({ code, version, project }) => inProject(`${code}|${fullVersion(version)}`, project),
  packages: ({ name }) => name,
  certificates: ({ alias }) => alias,
  projects: ({ code }) => code,
  agentGroups: ({ name }) => name,
  eventTypes: ({ code, revision, project }) => inProject(`${code}|${revision}`, project),
  aiAgents: ({ code, version, project }) => inProject(`${code}|${fullVersion(version)}`, project),
}

/** The lists of an inventory, in the order in which they are shown. */
export const LISTS: readonly InventoryList[] = [
  'integrations',
  'connections',
  'lookups',
  'libraries',
  'packages',
  'certificates',
  'projects',
  'agentGroups',
  'eventTypes',
  'aiAgents',
]

/** Names of lists in other spellings: OIC's resources are `agentgroups` and `eventtypes`. */
const NAMES: ReadonlyMap<string, InventoryList> = new Map(LISTS.map((list) => [list.toLowerCase(), list]))

/** The list that a name stands for, however it is written: `agentgroups`, `agent-groups`, `agentGroups`; null for none. */
export function listNamed(name: string): InventoryList | null {
  return NAMES.get(name.toLowerCase().replace(/[-_ ]/g, '')) ?? null
}

/** Lists whose items may live in a project. */
export const PROJECT_LISTS: readonly InventoryList[] = [
  'integrations',
  'connections',
  'lookups',
  'libraries',
  'eventTypes',
  'aiAgents',
]

/** Lists whose items live in projects alone: OIC has none for the instance. */
export const PROJECT_ONLY_LISTS: readonly InventoryList[] = ['aiAgents']

function inProject(key: string, project: string | null): string {
  return project === null ? key : `${project}/${key}`
}

/** Code and version from their own fields, else from the id `CODE|VERSION`. */
export function codeAndVersion(
  id: string | null | undefined,
  code: string | null | undefined,
  version: string | null | undefined,
): { readonly code: string; readonly version: string } {
  const bar = (id ?? '').indexOf('|')
  const [idCode, idVersion] = bar === -1 ? [id ?? '', ''] : [(id ?? '').slice(0, bar), (id ?? '').slice(bar + 1)]
  return { code: code || idCode, version: version || idVersion }
}
