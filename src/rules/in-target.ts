/** Questions to a target inventory, in which a list that is absent or cut off is not known, never empty. */
import { compareVersions, sameMajor } from '../base/version.js'
import { isWhole } from '../inventory/index.js'
import { LIST_WORDS } from '../inventory/known.js'
import type { InventoryList, TargetIntegration, TargetInventory } from '../inventory/types.js'

/** What a list of the target says of one artifact. */
export type Presence = 'there' | 'absent' | 'unknown'

/** The lists whose artifacts may live in a project. */
export type ScopedList = 'integrations' | 'connections' | 'lookups' | 'libraries' | 'eventTypes'

/** The artifacts of a list that live in one project, or are global for null; empty where the list is not known. */
export function inScope<List extends ScopedList>(
  inventory: TargetInventory,
  list: List,
  project: string | null,
): NonNullable<TargetInventory[List]>[number][] {
  const items: readonly NonNullable<TargetInventory[List]>[number][] = inventory[list] ?? []
  return items.filter((item) => item.project === project)
}

/**
 * Whether the target has an artifact that `fits`: the project's own, or a global one, as the graph has it for archives. No
 * inventory knows nothing.
 */
export function presenceIn<List extends ScopedList>(
  inventory: TargetInventory | null,
  list: List,
  project: string | null,
  fits: (item: NonNullable<TargetInventory[List]>[number]) => boolean,
): Presence {
  if (inventory !== null && inScope(inventory, list, null).some(fits)) return 'there'
  return presenceAt(inventory, list, project, fits)
}

/** The same of one place alone: what stands for another project's artifact reaches no global one by its name. */
export function presenceAt<List extends ScopedList>(
  inventory: TargetInventory | null,
  list: List,
  project: string | null,
  fits: (item: NonNullable<TargetInventory[List]>[number]) => boolean,
): Presence {
  if (inventory === null) return 'unknown'
  if (inScope(inventory, list, project).some(fits)) return 'there'
  return isWhole(inventory, list, project) ? 'absent' : 'unknown'
}

/** Why a check could not be made for lack of a list. */
export function notListed(list: InventoryList, project: string | null = null): string {
  return `the inventory does not tell all ${LIST_WORDS[list]}${project === null ? '' : ` of the project ${project}`}`
}

/** The versions of an integration that the target has, highest first. */
export function versionsInTarget(
  inventory: TargetInventory,
  code: string,
  project: string | null,
): readonly TargetIntegration[] {
  return inScope(inventory, 'integrations', project)
    .filter((integration) => integration.code === code)
    .sort((a, b) => compareVersions(b.version, a.version))
}

/** The same, of one major version: those that a call of `version` may reach. A version not said is any. */
export function reachableInTarget(
  inventory: TargetInventory,
  {
    code,
    version,
    project,
  }: { readonly code: string; readonly version: string | null; readonly project: string | null },
): readonly TargetIntegration[] {
  return versionsInTarget(inventory, code, project).filter(
    (integration) => version === null || version === '' || sameMajor(integration.version, version),
  )
}
