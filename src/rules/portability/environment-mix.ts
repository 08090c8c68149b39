import * as v from 'valibot'
import { compareText } from '../../base/version.js'
import type { Address } from '../../literals/addresses.js'
import { addressesOf, isCalled } from '../../literals/addresses.js'
import { environmentOfHost } from '../../literals/environments.js'
import { literalPlaces } from '../../literals/places/literal-places.js'
import type { Archive } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { listed } from '../words.js'

export const environmentMix = defineRule({
  id: 'environment-mix',
  severity: 'warning',
  category: 'portability',
  summary: 'Addresses of more than one environment stand in one archive',
  options: v.strictObject({
    /** Environments by name, each with globs over its hosts; they win over what a host's name says. */
    groups: v.optional(v.record(v.string(), v.array(v.string())), {}),
    /** Globs over hosts that belong to no environment. */
    ignore: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const ignored = addressMatcher(options.ignore)
    const groups = Object.entries(options.groups).map(([name, globs]) => ({ name, fits: addressMatcher(globs) }))
    const environmentOf = (host: string): string | null =>
      ignored(host) ? null : (groups.find(({ fits }) => fits(host))?.name ?? environmentOfHost(host))
    for (const archive of archives) {
      const found = await byEnvironment(archive, environmentOf)
      if (!areMixed(found)) continue
      const [odd] = [...found].sort((a, b) => a.addresses.length - b.addresses.length || compareText(a.name, b.name))
      const first = odd?.addresses[0]
      if (first === undefined) continue
      const spelled = found.map(({ name, addresses }) => `${name} (${listed(hostsOf(addresses), 3)})`)
      yield {
        ...place(archive, first.place),
        message: `Addresses of ${listed(spelled)} stand in one archive: whatever it is imported into, some lead elsewhere.`,
        artifact: archive.integrations.length === 1 ? (archive.integrations[0]?.id ?? '') : '',
        step: '',
        key: found.map(({ name }) => name).join(' '),
      }
    }
  },
})

interface Environment {
  readonly name: string
  readonly addresses: Address[]
}

/** What an environment that is not production may use whatever its name: `nonprod`, the sandbox of a partner. */
const BROAD: ReadonlySet<string> = new Set(['nonprod', 'sandbox'])

function areMixed(found: readonly Environment[]): boolean {
  const narrow = found.filter(({ name }) => !BROAD.has(name))
  return narrow.length > 1 || (narrow.length < found.length && narrow[0]?.name === 'prod')
}

async function byEnvironment(
  archive: Archive,
  environmentOf: (host: string) => string | null,
): Promise<readonly Environment[]> {
  const found = new Map<string, Environment>()
  for (const address of addressesOf(await literalPlaces(archive))) {
    const name = isCalled(address) ? environmentOf(address.url.host) : null
    if (name === null) continue
    const known = found.get(name)
    if (known === undefined) found.set(name, { name, addresses: [address] })
    else known.addresses.push(address)
  }
  return [...found.values()].sort((a, b) => compareText(a.name, b.name))
}

function hostsOf(addresses: readonly Address[]): string[] {
  return [...new Set(addresses.map(({ url }) => url.host))].sort(compareText)
}
