import * as v from 'valibot'
import type { EntryRole } from '../../archive/types.js'
import type { Location } from '../../base/location.js'
import { normaliseNewlines } from '../../base/location.js'
import { findEmails } from '../../literals/emails.js'
import { entryText } from '../../literals/places/entry-text.js'
import { positionsIn } from '../../literals/places/literal.js'
import type { Archive } from '../../model/index.js'
import { artifactAt } from '../artifact-at.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { counted } from '../words.js'

export const personalData = defineRule({
  id: 'personal-data',
  severity: 'off',
  category: 'security',
  summary: "People's e-mail addresses in audit data",
  options: v.strictObject({
    /** Globs over addresses that belong to nobody in person: `svc-*@example.com`. */
    allow: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = addressMatcher(options.allow)
    for (const archive of archives) {
      for (const { path, found } of await people(archive, allowed)) {
        const [first] = found
        if (first === undefined) continue
        const addresses = new Set(found.map(({ address }) => address))
        const fields = [...new Set(found.map(({ field }) => field))].sort()
        yield {
          ...place(archive, first.at),
          message: `The audit data (${fields.join(', ')}) names ${counted(addresses.size, 'person', 'people')} by e-mail address: take care with whom the archive is shared.`,
          artifact: artifactAt(archive, path),
          step: '',
          // Without the addresses: whoever saves the archive next would make it another finding.
          key: 'audit',
        }
      }
    }
  },
})

interface Named {
  readonly address: string
  /** `createdBy`, `lastUpdatedBy` … */
  readonly field: string
  readonly at: Location
}

/** Files in which OIC notes who did what, besides connections. */
const AUDITED: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'integration-attributes',
  'integration-info',
  'project-yaml',
  'project-properties',
  'package-attributes',
  'deployment',
  'agent-attributes',
  'ai-attributes',
  'schedule',
  'event-type',
  'library-properties',
  'lookup',
])

async function people(
  archive: Archive,
  allowed: (address: string) => boolean,
): Promise<readonly { readonly path: string; readonly found: readonly Named[] }[]> {
  const files = new Map<string, Named[]>()
  const add = (path: string, named: Named) => {
    if (allowed(named.address)) return
    const known = files.get(path)
    if (known === undefined) files.set(path, [named])
    else known.push(named)
  }
  for (const connection of archive.connections) {
    for (const name of connection.audit)
      for (const { address } of findEmails(name.value)) add(name.entry, { address, field: name.field, at: name })
  }
  for (const entry of archive.entries) {
    if (!AUDITED.has(entry.role)) continue
    const raw = await entryText(entry, 'text')
    if (raw === null || !raw.includes('@')) continue
    const text = normaliseNewlines(raw)
    const at = positionsIn(entry.path, text)
    for (const { start, address } of findEmails(text)) {
      const field = auditField(text, start)
      if (field !== '') add(entry.path, { address, field, at: at(start) })
    }
  }
  return [...files].map(([path, found]) => ({ path, found }))
}

/** `createdBy: a@…`, `"lastUpdatedBy": "a@…"`, `<lockedBy>a@…`: the field before an address; empty where it is another. */
const FIELD = /([A-Za-z_]{0,40}(?:By|_by|Email))["']?\s{0,4}[:=>]\s{0,4}["']?$/

function auditField(text: string, start: number): string {
  return FIELD.exec(text.slice(Math.max(0, start - 80), start))?.[1] ?? ''
}
