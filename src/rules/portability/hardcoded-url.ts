import * as v from 'valibot'
import type { Severity } from '../../base/diagnostic.js'
import { type AddressGroup, addressGroups, addressKey } from '../../literals/address-groups.js'
import { type Address, isCalled } from '../../literals/addresses.js'
import { shownUrl } from '../../literals/urls.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { type PlaceLevels, placeLevel, placesOption } from '../places/options.js'
import { ADVICE, placeKey, whereIs } from '../places/wording.js'
import { counted } from '../words.js'

export const hardcodedUrl = defineRule({
  id: 'hardcoded-url',
  severity: 'warning',
  category: 'portability',
  summary: 'An address that belongs to one environment stands in the archive',
  options: v.strictObject({
    /** Globs over URLs or hosts that may stand anywhere; `*` also stands for slashes. */
    allow: v.optional(v.array(v.string()), []),
    places: placesOption,
    /** Also look into request and response samples, which are documentation. */
    samples: v.optional(v.boolean(), false),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = addressMatcher(options.allow)
    const wanted = ({ url }: Address) => !allowed(url.host) && !allowed(shownUrl(url))
    for (const archive of archives) {
      for (const group of await addressGroups(archive, wanted, options.samples)) {
        const severity = severityOf(group, options.places)
        if (severity === 'off') continue
        const { first } = group
        yield {
          ...place(archive, group.generated || group.all.length > 1 ? first.place : positionOf(first)),
          message: messageOf(group),
          artifact: first.place.artifact,
          step: first.place.step,
          key: group.generated
            ? `wizard ${first.place.connection} ${first.url.host}`
            : `${placeKey(first.place)} ${addressKey(first)}`,
          ...(severity === undefined ? {} : { severity }),
          ...(group.all.every(({ place: literal }) => literal.leftover === true) ? { leftover: true } : {}),
        }
      }
    }
  },
})

function positionOf({ place: literal, url }: Address) {
  return literal.positionOf(url.start)
}

/** What the wizard wrote is information: nobody can edit it. So is an address that is not called. */
function severityOf({ first, generated }: AddressGroup, levels: PlaceLevels): Severity | 'off' | undefined {
  const level = placeLevel(levels, first.place.kind)
  if (level !== undefined) return level
  return generated || !isCalled(first) ? 'info' : undefined
}

function messageOf({ first, all, generated }: AddressGroup): string {
  const { place: literal, url } = first
  const shown = shownUrl(url)
  if (literal.adapter === 'collocatedics')
    return `The call in ${literal.owner}, step “${literal.step}”, carries the child's address of one instance, ${shown}: OIC goes by the child's code, but check the call after the import.`
  if (generated && literal.kind === 'connection')
    return `The connection ${literal.connection} carries the address ${shown} in its property ${literal.name.replace(/\[.*/s, '')}, which the adapter fills in: set up and test the connection in each environment after the import.`
  if (generated) {
    const files = new Set(all.map((address) => address.place.entry)).size
    return `The endpoints of the connection ${literal.connection} carry the address ${shown} from design time (in ${counted(files, 'file')}): after a change of the connection regenerate them in the adapter's wizard.`
  }
  const more =
    all.length > 1 && literal.kind !== 'adapter-configuration'
      ? ` and ${counted(all.length - 1, 'more', 'more')} ${literal.kind === 'lookup' ? 'at that host' : 'there'}`
      : ''
  return `${whereIs(literal)} holds the address ${shown}${more}: ${ADVICE[literal.kind]}.`
}
