/** Which integrations a person selects, by the names that OIC and iarkit give them. */
import { IarkitError } from '../base/errors.js'
import { nearestName } from '../base/near.js'
import { sameVersion, sortedUnique } from '../base/version.js'
import { listed } from '../base/words.js'
import type { DependencyGraph } from '../graph/types.js'
import { versioned } from '../model/ids.js'
import type { Integration } from '../model/types.js'

/**
 * Ids of the integrations that names stand for, with what they call.
 * @throws IarkitError `usage` for a name that stands for none, and where there is no list of names
 */
export function selectedIds(
  integrations: ReadonlyMap<string, { readonly integration: Integration }>,
  graph: DependencyGraph,
  select: readonly string[] | undefined,
): ReadonlySet<string> {
  if (select === undefined) return new Set(integrations.keys())
  if (!Array.isArray(select)) throw new IarkitError('usage', `Expected a list of names as select, found ${select}.`)
  const selected = new Set<string>()
  const all = [...integrations.values()].map(({ integration }) => integration)
  for (const name of select) {
    const meant = [...integrations].filter(([, { integration }]) => isNamed(integration, name))
    if (meant.length === 0) throw new IarkitError('usage', unselected(name, all))
    for (const [id] of meant) {
      selected.add(id)
      for (const child of graph.dependenciesOf(id, { transitive: true, kinds: ['calls'] })) {
        if (integrations.has(child)) selected.add(child)
      }
    }
  }
  return selected
}

/** A version as OIC writes it, or short: `01.00.0000`, `1.0.0`. */
const VERSION = /^\d+\.\d+\.\d+$/

/**
 * Whether a name is an integration's code, `CODE|VERSION` or public id, or the id without its kind; versions that are whole
 * count by their numbers.
 */
function isNamed({ id, code, version }: Integration, name: string): boolean {
  const own = id.slice(id.indexOf(':') + 1)
  const keys = [code, own.slice(0, own.lastIndexOf('|'))]
  const bare = name.startsWith('integration:') ? name.slice(name.indexOf(':') + 1) : name
  if (bare === own || keys.includes(bare)) return true
  const bar = bare.lastIndexOf('|')
  const asked = bare.slice(bar + 1)
  return bar !== -1 && VERSION.test(asked) && keys.includes(bare.slice(0, bar)) && sameVersion(version, asked)
}

/** What was not understood of a name, or is not there. */
function unselected(name: string, integrations: readonly Integration[]): string {
  const bar = name.lastIndexOf('|')
  const [code, version] = bar === -1 ? [name, null] : [name.slice(0, bar), name.slice(bar + 1)]
  if (version !== null && !VERSION.test(version))
    return `Expected CODE|VERSION with a version as OIC writes it (${code || 'CODE'}|01.00.0000) to select, found ${name}.`
  const versions = integrations.flatMap((one) => (version !== null && isNamed(one, code) ? [one.version] : []))
  if (versions.length > 0)
    return `No archive holds an integration ${name} to select; of ${code} they hold ${listed(sortedUnique(versions))}.`
  const near = nearestName(
    name,
    integrations.flatMap((one) => [one.code, versioned(one.code, one.version)]),
  )
  const hint = near === null ? ': give its code, CODE|VERSION or public id.' : `. Did you mean ${near}?`
  return `No archive holds an integration ${name} to select${hint}`
}
