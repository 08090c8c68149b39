import * as v from 'valibot'
import type { Severity } from '../../base/diagnostic.js'
import { type FoundEmail, findEmails, isFreeMail, isOracleSender } from '../../literals/emails.js'
import { literalPlaces } from '../../literals/places/literal-places.js'
import type { LiteralPlace, PlaceKind } from '../../literals/places/types.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { placeLevel, placesOption } from '../places/options.js'
import { ADVICE, placeKey, whereIs } from '../places/wording.js'
import { listed } from '../words.js'

/** Kinds of places that are looked at. Texts of scripts and prompts hold addresses as examples. */
const LOOKED_AT: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  'expression',
  'integration-property',
  'schedule-parameter',
  'mapper',
  'data-stitch',
  'lookup',
  'notification',
])

export const hardcodedEmail = defineRule({
  id: 'hardcoded-email',
  severity: 'warning',
  category: 'portability',
  summary: 'A literal e-mail address as recipient or sender, in an expression or in a lookup',
  options: v.strictObject({
    /** Globs over addresses that may stand anywhere: `*@alerts.example.com`. */
    allow: v.optional(v.array(v.string()), []),
    /** Further domains at which anybody can have an address. */
    freeMail: v.optional(v.array(v.string()), []),
    places: placesOption,
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = addressMatcher(options.allow)
    const free = new Set(options.freeMail.map((domain) => domain.toLowerCase()))
    for (const archive of archives) {
      const passes = ({ part }: LiteralPlace, email: FoundEmail) =>
        !allowed(email.address) && !(part === 'from' && isOracleSender(email))
      for (const { literal, found } of groupsOf(await literalPlaces(archive), passes)) {
        const [first] = found
        if (first === undefined) continue
        const atFreeMail = found.filter(({ domain }) => isFreeMail(domain) || free.has(domain))
        const severity = placeLevel(options.places, literal.kind) ?? severityOf(literal, atFreeMail)
        if (severity === 'off') continue
        yield {
          ...place(archive, literal.positionOf(first.start)),
          message: messageOf(literal, found, atFreeMail),
          artifact: literal.artifact,
          step: literal.step,
          key: `${placeKey(literal)} ${keyOf(literal, found)}`,
          severity,
          ...(literal.leftover === true ? { leftover: true } : {}),
        }
      }
    }
  },
})

interface Group {
  /** The first place that holds one. */
  readonly literal: LiteralPlace
  readonly found: FoundEmail[]
}

/** The addresses of each place; of a lookup those of a column together, since a table of addresses is one decision. */
function groupsOf(
  places: readonly LiteralPlace[],
  passes: (literal: LiteralPlace, email: FoundEmail) => boolean,
): Iterable<Group> {
  const groups = new Map<unknown, Group>()
  for (const literal of places) {
    if (!LOOKED_AT.has(literal.kind) || isMailText(literal)) continue
    const found = findEmails(literal.value).filter((email) => passes(literal, email))
    if (found.length === 0) continue
    const { kind, artifact, entry, name } = literal
    const key = kind === 'lookup' ? JSON.stringify([artifact, entry, name]) : literal
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { literal, found })
    else for (const email of found) known.found.push(email)
  }
  return groups.values()
}

/** Rows of a lookup come and go; another domain is another matter. */
function keyOf({ kind }: LiteralPlace, found: readonly FoundEmail[]): string {
  if (kind !== 'lookup') return found.map(({ address }) => address).join(' ')
  return [...new Set(found.map(({ domain }) => domain))].sort().join(' ')
}

/** What the mail says: an address to write to is content. */
function isMailText({ kind, part }: LiteralPlace): boolean {
  return kind === 'notification' && (part === 'body' || part === 'subject')
}

function severityOf(literal: LiteralPlace, atFreeMail: readonly FoundEmail[]): Severity {
  const { part } = literal
  if (part === 'from' || part === 'body' || part === 'subject') return 'info'
  return areMany(literal) && atFreeMail.length > 0 ? 'error' : 'warning'
}

function messageOf(literal: LiteralPlace, found: readonly FoundEmail[], atFreeMail: readonly FoundEmail[]): string {
  const addresses = listed([...new Set(found.map(({ address }) => address))])
  const free = atFreeMail.length > 0 ? `, at a free-mail provider (${atFreeMail[0]?.domain})` : ''
  const advice = areMany(literal) ? ADVICE[literal.kind].replace(/^take it /, 'take them ') : ADVICE[literal.kind]
  return `${whereIs(literal)} ${verbOf(literal)} ${addresses}${free}: ${advice}.`
}

/** Recipients are many in words, however many there are. */
function areMany({ part }: LiteralPlace): boolean {
  return part === 'to' || part === 'cc' || part === 'bcc'
}

function verbOf(literal: LiteralPlace): string {
  const { part, functions, argument } = literal
  if (part === null || part === 'body' || part === 'subject') return 'holds'
  const many = areMany(literal)
  // The default of a lookup is used where it has no row.
  if (functions[0] === 'lookupValue' && argument === 5) return many ? 'fall back to' : 'falls back to'
  return many ? 'are fixed to' : 'is fixed to'
}
