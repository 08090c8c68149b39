import type { Location } from '../../base/location.js'
import { parseVersion } from '../../base/version.js'
import { isWhole } from '../../inventory/index.js'
import type { Archive, IntegrationReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { type PlacedFlow, placedFlows, stepNameOf } from '../flows.js'
import { notListed, reachableInTarget, versionsInTarget } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, listed, named } from '../words.js'
import { Callable, type Child, childrenOf, evidenceOf, reaches } from './children.js'

/** A child integration of which no version of the same major is in the archives or the target. */
export const missingIntegration = defineRule({
  id: 'missing-integration',
  severity: 'error',
  category: 'references',
  summary: 'A child integration is not there in any version that the call can reach',
  options: noOptions,
  needs: [],
  async *check(context) {
    const callable = new Callable(context.archives)
    for (const { archive, flow } of placedFlows(context.archives)) {
      for (const child of childrenOf(flow)) {
        const reference = evidenceOf(child)
        if (reference === null || callable.isPattern(child)) continue
        const inArchives = callable.versionsOf(child)
        if (inArchives.some(({ version }) => reaches(child, version))) continue
        const { inventory } = context
        if (inventory !== null && reachableInTarget(inventory, child).length > 0) continue
        const known = isKnownMissing(child, context)
        const others = [
          ...inArchives,
          ...(inventory === null ? [] : versionsInTarget(inventory, child.code, child.project)),
        ].map(({ version }) => version)
        const row = reference.dynamic ? rowOf(archive, reference) : null
        yield {
          ...place(archive, row?.location ?? reference.evidence),
          message: `${row?.words ?? ''}${sentence({ flow, child, reference, others, homes: callable.homesOf(child), inventory, known })}`,
          artifact: flow.id,
          step: stepNameOf(flow, reference.at),
          key: child.project === null ? child.code : `${child.project}/${child.code}`,
          ...(known ? {} : { severity: 'warning' as const }),
        }
      }
    }
  },
})

/** Exports do not carry child integrations: only an inventory can say that one is missing. */
function isKnownMissing(child: Child, { inventory, failed, couldNotCheck }: RuleContext<unknown>): boolean {
  if (failed.length > 0) couldNotCheck('archives that could not be read may hold children that are missing')
  if (inventory === null) return false
  if (isWhole(inventory, 'integrations', child.project)) return true
  couldNotCheck(notListed('integrations', child.project))
  return false
}

function sentence({
  flow,
  child,
  reference: { dynamic, lookup },
  others,
  homes,
  inventory,
  known,
}: {
  readonly flow: PlacedFlow['flow']
  readonly child: Child
  readonly reference: Pick<IntegrationReference, 'dynamic' | 'lookup'>
  /** Versions of it that are there and do not serve. */
  readonly others: readonly string[]
  /** Where else there is one of its code, in words. */
  readonly homes: readonly string[]
  readonly inventory: RuleContext<unknown>['inventory']
  readonly known: boolean
}): string {
  const name = `${named({ code: child.code, version: child.version ?? '' })}${child.project === null ? '' : ` of the project ${child.project}`}`
  const major = child.version === null ? null : (parseVersion(child.version)?.major ?? null)
  const there = others.length > 0 ? listed([...new Set(others)]) : homes.length > 0 ? `one ${listed(homes)}` : ''
  const instead = there === '' ? '' : ` (there is ${there})`
  const versions = major === null ? 'no version' : `no version ${major}.x`
  const where = known && inventory !== null ? `in the archives or in ${environmentOf(inventory)}` : 'in the archives'
  const correct = dynamic ? `correct the ${lookup === '' ? 'mapper' : 'lookup'}, or ` : ''
  const todo = known
    ? `${correct}import and activate it first`
    : child.project !== null && child.project === flow.project
      ? `the project's archive would carry it, so ${correct}add it to the project`
      : 'an export does not carry child integrations, so make sure that the target has it'
  return `${named(flow)} ${dynamic ? 'may call' : 'calls'} ${name}, of which ${versions} is ${where}${instead}: ${todo}.`
}

/** `lookup PARCEL_ROUTES, row 1: `, with the place of the row where the archive holds it. */
function rowOf(
  archive: Archive,
  { lookup, lookupRow }: { readonly lookup: string; readonly lookupRow: number | null },
): { readonly words: string; readonly location: Location | null } | null {
  if (lookup === '' || lookupRow === null) return null
  const table = archive.lookups.find(({ name }) => name === lookup)
  return { words: `lookup ${lookup}, row ${lookupRow}: `, location: table?.rows[lookupRow - 1] ?? null }
}
