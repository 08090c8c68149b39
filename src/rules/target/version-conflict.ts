import { compareVersions, sameMajor, sameVersion } from '../../base/version.js'
import { isActive } from '../../inventory/active.js'
import { isWhole } from '../../inventory/index.js'
import type { TargetIntegration, TargetInventory } from '../../inventory/types.js'
import type { Archive, Integration } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { notListed, reachableInTarget } from '../in-target.js'
import { place } from '../place.js'
import type { RuleFinding } from '../types.js'
import { environmentOf, named } from '../words.js'

/** The target has an integration of the archive in the same version already, or in a newer one of the same major. */
export const versionConflict = defineRule({
  id: 'version-conflict',
  severity: 'error',
  category: 'target',
  summary: 'An integration is in the target already in this version, or in a newer one',
  options: noOptions,
  needs: [['inventory']],
  async *check({ archives, inventory, couldNotCheck }) {
    if (inventory === null) return
    for (const archive of archives) {
      for (const integration of archive.integrations) {
        if (!isWhole(inventory, 'integrations', integration.project))
          couldNotCheck(notListed('integrations', integration.project))
        const inTarget = reachableInTarget(inventory, integration)
        const finding = { ...place(archive, integration.location), artifact: integration.id, step: '' }
        const same = inTarget.find(({ version }) => sameVersion(version, integration.version))
        if (same !== undefined) yield { ...finding, ...alreadyThere(archive, integration, same, inventory) }
        const [newest] = inTarget
        if (newest === undefined || compareVersions(newest.version, integration.version) <= 0) continue
        // A newer one travels too: that one is to be active, and this one stays behind it.
        if (archives.some((other) => other.integrations.some((each) => replaces(each, integration, newest)))) continue
        yield { ...finding, ...downgrade(integration, newest, environmentOf(inventory)) }
      }
    }
  },
})

type Words = Pick<RuleFinding, 'message' | 'key' | 'severity'>

function alreadyThere(
  archive: Archive,
  integration: Integration,
  there: TargetIntegration,
  inventory: TargetInventory,
): Words {
  const where = environmentOf(inventory)
  const held = obstacles(there)
  const state = held.length === 0 ? '' : ` and ${held.map(({ state: word }) => word).join(' and ')}`
  const first = held.map(({ todo }) => todo).join(' and ')
  const start = `${named(integration)} is already in ${where}${state}`
  switch (archive.kind) {
    case 'project':
      return {
        key: 'same version',
        severity: 'warning',
        message: `${start}, in the project ${integration.project ?? ''}: POST projects/archive fails with 409, or merges and may leave what is there as it is, so where the two differ, raise the version, or ${first === '' ? '' : `${first} and `}delete that one there first.`,
      }
    case 'package': {
      const name = archive.package?.name ?? integration.package
      const packageThere = inventory.packages?.some((each) => each.name === name) ?? there.package === name
      const put = packageThere
        ? 'POST packages/archive cannot add the package again, PUT packages/archive replaces it'
        : `PUT packages/archive (replace) fails with 404, since the package ${name} is not there, and POST packages/archive meets an integration that exists`
      return {
        key: 'same version',
        message:
          first === ''
            ? `${start}: ${put}.`
            : `${start}: importing the package (PUT packages/archive) fails with 412 until you ${first}.`,
      }
    }
    default:
      return {
        key: 'same version',
        message: `${start}: POST integrations/archive (add) fails with 409, PUT (replace) works${first === '' ? '' : ` once you ${first}`}.`,
      }
  }
}

/** What stands in the way of replacing an integration. */
function obstacles(there: TargetIntegration): { readonly state: string; readonly todo: string }[] {
  const active = isActive(there) === true
  return [
    ...(active
      ? [
          {
            state: 'active',
            todo: there.scheduled === true ? 'stop its schedule and deactivate it' : 'deactivate it',
          },
        ]
      : []),
    ...(there.locked === true ? [{ state: 'locked', todo: 'have it unlocked' }] : []),
  ]
}

function downgrade(integration: Integration, newest: TargetIntegration, where: string): Words {
  const active = isActive(newest) === true
  return {
    key: 'downgrade',
    message: `${where} has ${named(newest)}, which is newer than ${integration.version} of the same major version: activating ${integration.version} ${active ? 'deactivates it' : 'takes its place'}, a downgrade, so import the newer one or raise this version.`,
  }
}

function replaces(other: Integration, integration: Integration, newest: TargetIntegration): boolean {
  return (
    other.code === integration.code &&
    other.project === integration.project &&
    compareVersions(other.version, newest.version) >= 0 &&
    sameMajor(other.version, newest.version)
  )
}
