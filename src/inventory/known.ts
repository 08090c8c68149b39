import { checkGiven } from '../base/given.js'
import { compareVersions } from '../base/version.js'
import type { InventoryList, TargetEventType, TargetInventory } from './types.js'

/** What each list is called in a sentence. */
export const LIST_WORDS: Readonly<Record<InventoryList, string>> = {
  integrations: 'integrations',
  connections: 'connections',
  lookups: 'lookups',
  libraries: 'libraries',
  packages: 'packages',
  certificates: 'certificates',
  projects: 'projects',
  agentGroups: 'agent groups',
  eventTypes: 'event types',
  aiAgents: 'AI agents',
}

/**
 * Whether an inventory tells all of a list: what is not in it is then not in the target. False where the list is absent or
 * incomplete: what is not in it is not known.
 * @param project the project whose part of the list is asked for; null for what is global
 */
export function isWhole(inventory: TargetInventory, list: InventoryList, project: string | null = null): boolean {
  checkGiven(inventory, 'inventory')
  const { incomplete = [], projects } = inventory
  if (inventory[list] === undefined || incomplete.includes(list)) return false
  if (project === null) return true
  // Nothing lives in a project that is not there.
  if (projects !== undefined && !incomplete.includes('projects') && !projects.some(({ code }) => code === project))
    return true
  return !incomplete.includes(`${project}/${list}`) && !incomplete.includes(`*/${list}`)
}

/**
 * Whether an event type, of a project or reached from there, has an earlier revision than one that is listed. It may be in
 * the target, too: of each OIC lists the latest revision alone.
 */
export function isEarlierRevision(
  { eventTypes = [] }: TargetInventory,
  { code, revision, project }: TargetEventType,
): boolean {
  return eventTypes.some(
    (listed) =>
      listed.code === code &&
      [project, null].includes(listed.project) &&
      compareVersions(revision, listed.revision) < 0,
  )
}
