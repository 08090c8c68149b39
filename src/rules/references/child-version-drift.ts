import { sameVersion } from '../../base/version.js'
import { isActive } from '../../inventory/active.js'
import type { IntegrationReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows, stepNameOf } from '../flows.js'
import { reachableInTarget } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, listed, named } from '../words.js'
import { Callable, type Child, childrenOf, evidenceOf, reaches } from './children.js'

/** A child is there in the same major version, but not in the version that the caller was designed against. */
export const childVersionDrift = defineRule({
  id: 'child-version-drift',
  severity: 'warning',
  category: 'references',
  summary: 'A child integration is there in another version than the one designed against',
  options: noOptions,
  needs: [],
  async *check(context) {
    const callable = new Callable(context.archives)
    for (const { archive, flow } of placedFlows(context.archives)) {
      for (const child of childrenOf(flow)) {
        const reference = evidenceOf(child)
        if (reference === null || child.version === null || child.version === '') continue
        const found = reachedVersions(child, callable, context)
        if (found.versions.length === 0 || found.versions.some((version) => sameVersion(version, child.version ?? '')))
          continue
        const wanted = named({ code: child.code, version: child.version })
        const there = `${found.where} has ${listed(found.versions)}`
        yield {
          ...place(archive, reference.evidence),
          message: found.scheduled
            ? `${named(flow)} calls the scheduled integration ${wanted}, but ${there}: a scheduled child is called by its exact version, so import that one or point the call at the one there.`
            : `${named(flow)} ${reference.dynamic ? 'may choose' : 'was designed against'} ${wanted}${rowWords(reference)}, but ${there}: the call will reach that one, so test the two together, then have the caller name that version.`,
          artifact: flow.id,
          step: stepNameOf(flow, reference.at),
          key: child.project === null ? child.code : `${child.project}/${child.code}`,
          ...(found.scheduled ? { severity: 'error' as const } : {}),
        }
      }
    }
  },
})

/** The row of a lookup that names the child, where one does. */
function rowWords({ dynamic, lookup, lookupRow }: IntegrationReference): string {
  return dynamic && lookup !== '' ? ` (lookup ${lookup}, row ${lookupRow ?? '?'})` : ''
}

interface Reached {
  readonly where: string
  readonly versions: readonly string[]
  /** Scheduled integrations are called by their whole id. */
  readonly scheduled: boolean
}

/** What the call will find: what is imported with it, else what runs in the target, else what merely is there. */
function reachedVersions(child: Child, callable: Callable, { inventory }: RuleContext<unknown>): Reached {
  const inArchives = callable.versionsOf(child).filter(({ version }) => reaches(child, version))
  if (inArchives.length > 0) {
    return {
      where: 'the set',
      versions: [...new Set(inArchives.map(({ version }) => version))],
      scheduled: inArchives.every((flow) => flow.kind === 'integration' && flow.style === 'scheduled'),
    }
  }
  if (inventory === null) return { where: '', versions: [], scheduled: false }
  const all = reachableInTarget(inventory, child)
  const active = all.filter((integration) => isActive(integration) === true)
  const reached = active.length > 0 ? active : all
  return {
    where: environmentOf(inventory),
    versions: reached.map(({ version }) => version),
    scheduled: reached.length > 0 && reached.every(({ scheduled }) => scheduled === true),
  }
}
