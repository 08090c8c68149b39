import * as v from 'valibot'
import { addressGroups, addressKey } from '../../literals/address-groups.js'
import { isCalled } from '../../literals/addresses.js'
import { isLoopback } from '../../literals/hosts.js'
import { shownUrl } from '../../literals/urls.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { placesOption } from '../places/options.js'
import { placeKey, whereIs } from '../places/wording.js'

export const insecureUrl = defineRule({
  id: 'insecure-url',
  severity: 'warning',
  category: 'security',
  summary: 'An http:// address: what is sent there can be read and changed on its way',
  options: v.strictObject({
    /** Globs over URLs or hosts that may be reached without encryption. */
    allow: v.optional(v.array(v.string()), []),
    places: placesOption,
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = addressMatcher(options.allow)
    for (const archive of archives) {
      const groups = await addressGroups(archive, (address) => {
        const { url } = address
        const isOpen = url.scheme === 'http' && !isLoopback(url.host) && isCalled(address)
        return isOpen && !allowed(url.host) && !allowed(shownUrl(url))
      })
      for (const { first, all, generated } of groups) {
        const { place: literal, url } = first
        const more = literal.kind === 'lookup' && all.length > 1 ? ` and ${all.length - 1} more at that host` : ''
        const severity = options.places[literal.kind]
        if (severity === 'off') continue
        yield {
          ...place(archive, all.length > 1 || generated ? literal : literal.positionOf(url.start)),
          message: `${whereIs(literal)} holds ${shownUrl(url)}${more}, ${more === '' ? 'which is' : 'which are'} not encrypted: use https${generated ? ' in the connection and regenerate the endpoint' : ''}.`,
          artifact: literal.artifact,
          step: literal.step,
          key: generated ? `wizard ${literal.connection} ${url.host}` : `${placeKey(literal)} ${addressKey(first)}`,
          ...(severity === undefined ? {} : { severity }),
          ...(all.every(({ place: each }) => each.leftover === true) ? { leftover: true } : {}),
        }
      }
    }
  },
})
