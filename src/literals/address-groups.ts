import type { Archive } from '../model/index.js'
import { type Address, addressesIn, addressesOf } from './addresses.js'
import { literalPlaces } from './places/literal-places.js'
import { shownUrl } from './urls.js'

/** Addresses that make one finding. */
export interface AddressGroup {
  /** The one that the finding points to. */
  readonly first: Address
  readonly all: readonly Address[]
  /** Where the wizard wrote them: one group a connection and host. */
  readonly generated: boolean
}

/**
 * The addresses of an archive as a reviewer counts them: one a place and host, and of a lookup one a column and host. What
 * the wizard writes into every endpoint's files (SOAP's `endpointURL`, the addresses in its WSDLs) counts once a connection and host; the same
 * address in several properties of a connection's endpoints counts once an integration.
 */
export async function addressGroups(
  archive: Archive,
  include: (address: Address) => boolean,
  samples = false,
): Promise<readonly AddressGroup[]> {
  const groups = new Map<string, Address[]>()
  const places = await literalPlaces(archive)
  for (const address of samples ? places.flatMap((place) => addressesIn(place, true)) : addressesOf(places)) {
    if (!include(address)) continue
    const key = groupKey(address)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [address])
    else group.push(address)
  }
  return [...groups.values()].flatMap((all) => {
    const written = all.find(({ generated }) => generated)
    const first = written ?? all.find(({ place }) => place.leftover !== true) ?? all[0]
    return first === undefined ? [] : [{ first, all, generated: written !== undefined }]
  })
}

/** What tells the address of a place from others there, for fingerprints: in a lookup rows come and go below a host. */
export function addressKey({ place, url }: Address): string {
  return place.kind === 'lookup' ? url.host : shownUrl(url)
}

function groupKey({ url, place, generated }: Address): string {
  const { kind, entry, line, column, artifact, connection, step } = place
  const host = `${url.host}:${url.port}`
  if (kind === 'wsdl' || generated) {
    const owner = place.adapter === 'collocatedics' ? `${artifact}\n${step}` : connection || artifact
    return ['wizard', owner, host].join('\n')
  }
  if (kind === 'adapter-configuration') return ['endpoints', artifact, connection, shownUrl(url)].join('\n')
  // A table of addresses is one decision, however many rows it has.
  if (kind === 'lookup') return ['column', artifact, entry, place.name, host].join('\n')
  return ['place', artifact, entry, line, column, place.name, host].join('\n')
}
