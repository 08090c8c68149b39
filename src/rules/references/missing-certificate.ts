import * as v from 'valibot'
import { DAY, dayOf, lastExpiry, SOON } from '../../inventory/expiry.js'
import { isWhole } from '../../inventory/index.js'
import { defineRule } from '../define-rule.js'
import { notListed } from '../in-target.js'
import { environmentOf } from '../words.js'
import { needed } from './needed.js'

/** A connection or integration names a certificate or key that the target does not have, or that has expired or soon will. */
export const missingCertificate = defineRule({
  id: 'missing-certificate',
  severity: 'error',
  category: 'references',
  summary: 'A certificate that a connection or integration names is not in the target, or expires there',
  options: v.strictObject({
    days: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.description('Certificates that expire within so many days are warned of.'),
      ),
      SOON,
    ),
    now: v.optional(
      v.nullable(
        v.pipe(
          v.string(),
          v.isoDate(),
          v.description('The day to judge by; without it the time of the inventory, else today.'),
        ),
      ),
      null,
    ),
  }),
  needs: [['inventory']],
  async *check(context) {
    const { inventory, options, couldNotCheck } = context
    if (inventory === null) return
    const where = environmentOf(inventory)
    const now = timeOf(options.now ?? '') ?? timeOf(inventory.takenAt) ?? Date.now()
    for (const { key, who, finding } of needed(context, ['uses-certificate'])) {
      const certificates = (inventory.certificates ?? []).filter(({ alias }) => alias === key)
      if (certificates.length === 0) {
        if (isWhole(inventory, 'certificates')) {
          const message = `${who} names the certificate ${key}, which is not in ${where}: certificates never travel with an export, so upload it there under this alias.`
          yield { ...finding, message }
        } else {
          couldNotCheck(notListed('certificates'))
        }
        continue
      }
      const expires = lastExpiry(certificates)
      if (expires === null) {
        couldNotCheck(`the inventory does not say when the certificate ${key} expires`)
      } else if (expires < now) {
        const message = `${who} names the certificate ${key}, which expired in ${where} on ${dayOf(expires)}: upload a valid one under the same alias.`
        yield { ...finding, key: `${key} expired`, message }
      } else if (expires < now + options.days * DAY) {
        const message = `${who} names the certificate ${key}, which expires in ${where} on ${dayOf(expires)}: upload its successor under the same alias in time.`
        yield { ...finding, key: `${key} expires`, severity: 'warning', message }
      }
    }
  },
})

function timeOf(text: string): number | null {
  const time = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : time
}
