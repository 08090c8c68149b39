import * as v from 'valibot'
import { breather } from '../../base/breathe.js'
import { decodeText } from '../../base/decode.js'
import { hiddenKeys, type KeySearch, type Unread } from '../../literals/hidden-keys.js'
import { privateKeyOffset } from '../../literals/key-material.js'
import { entryBytes } from '../../literals/places/entry-text.js'
import {
  isPlaceholder,
  looksRandom,
  type SecretKind,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue,
} from '../../literals/secrets.js'
import type { Archive, Attachment, Connection, ConnectionProperty, Entry } from '../../model/index.js'
import { artifactAt } from '../artifact-at.js'
import { defineRule } from '../define-rule.js'
import { nameMatcher } from '../matching.js'
import { place } from '../place.js'
import { stablePath } from '../stable-path.js'
import type { RuleFinding } from '../types.js'

export const embeddedSecret = defineRule({
  id: 'embedded-secret',
  severity: 'error',
  category: 'security',
  summary: 'Key material or a secret is in the archive',
  options: v.strictObject({
    /** Globs over names of connection properties whose values and attachments are no secrets. */
    allowProperties: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options, couldNotCheck }) {
    const allowed = nameMatcher(options.allowProperties)
    for (const archive of archives) {
      for (const connection of archive.connections) {
        for (const attachment of connection.attachments)
          if (!allowed(attachment.property)) yield* inAttachment(archive, connection, attachment)
        for (const property of connection.properties)
          if (!allowed(property.name)) yield* inProperty(archive, connection, property)
        yield* inDescription(archive, connection)
      }
      yield* inFiles(archive, couldNotCheck)
    }
  },
})

const REPLACE = 'replace it, since whoever has the archive has it, and keep the archive out of version control'

/** Attachments that are key material by what they are for. Certificates' and public keys' are judged by their bytes. */
const KEY_PROPERTY = /private_?key|wallet|identity_?keystore|^keystore$/i
const PUBLIC = /^(?:-----BEGIN (?:PGP )?PUBLIC KEY|-----BEGIN CERTIFICATE|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-)/

async function* inAttachment(
  archive: Archive,
  { id, code }: Connection,
  attachment: Attachment,
): AsyncGenerator<RuleFinding> {
  if (attachment.size === 0) return
  const bytes = attachment.bytes()
  const what = (await kindOfAttachment(attachment, bytes)) ?? null
  if (what === null) return
  yield {
    ...place(archive, attachment),
    message: `The connection ${code} carries ${what} as the attachment of its property ${attachment.property}: ${REPLACE}.`,
    artifact: id,
    step: '',
    key: `attachment ${attachment.property}`,
  }
}

async function kindOfAttachment({ property }: Attachment, bytes: Uint8Array): Promise<string | null> {
  const [key] = (await hiddenKeys(bytes)).found
  if (key !== undefined) return key.inside === '' ? key.what : `${key.what}, in a zip`
  if (!KEY_PROPERTY.test(property) || PUBLIC.test(decodeText(bytes.subarray(0, 200), 'text').text.trimStart()))
    return null
  return /wallet/i.test(property) ? 'a wallet' : 'key material'
}

function* inProperty(archive: Archive, { id, code }: Connection, property: ConnectionProperty): Generator<RuleFinding> {
  const kind = property.placeholder ? null : kindOfProperty(property)
  if (kind === null) return
  yield {
    ...place(archive, property),
    message: `The connection ${code} carries ${kind} in clear in its property ${property.name}: ${REPLACE}.`,
    artifact: id,
    step: '',
    key: `property ${property.name}`,
  }
}

/** What else a description may hold is hardcoded-credential's. */
function* inDescription(archive: Archive, { id, code, description, location }: Connection): Generator<RuleFinding> {
  if (!description.includes('PRIVATE KEY') || privateKeyOffset(new TextEncoder().encode(description)) === -1) return
  yield {
    ...place(archive, location),
    message: `The connection ${code} carries a private key (PEM) in its description: ${REPLACE}.`,
    artifact: id,
    step: '',
    key: 'description',
  }
}

function kindOfProperty({ name, value }: ConnectionProperty): SecretKind | null {
  if (isPlaceholder(value)) return null
  // A map's entries are named `headers[Authorization]`.
  const [base = '', key = ''] = name.replace(/\]$/, '').split('[', 2)
  for (const each of key === '' ? [base] : [key, base]) {
    const named = secretNamed(each)
    const found = secretValue(each, value) ?? (named !== null && looksRandom(value, 8) ? named.kind : null)
    if (found !== null) return found
  }
  if (privateKeyOffset(new TextEncoder().encode(value)) !== -1) return 'a private key (PEM)'
  return secretByForm(value) ?? secretInPairs(value)
}

/** Largest file that is looked into: keys and wallets are small, and so are the texts that carry them. */
const MAX_FILE = 16 * 1024 * 1024

async function* inFiles(archive: Archive, couldNotCheck: (why: string) => void): AsyncGenerator<RuleFinding> {
  const connections = new Set(archive.connections.map(({ location }) => location.entry))
  const breathe = breather()
  for (const entry of archive.entries) {
    await breathe()
    // A connection's attachments and properties are looked at one by one.
    if (connections.has(entry.path)) continue
    if ((entry.size ?? 0) > MAX_FILE) {
      couldNotCheck(`${entry.path} is too large to be searched for keys`)
      continue
    }
    const bytes = await entryBytes(entry)
    if (bytes === null) continue
    const { found: keys, unread } = await keysIn(entry, bytes)
    if (unread !== null) couldNotCheck(notSearched(entry, unread))
    for (const found of keys) {
      const { inside, line, column } = found
      const path = inside === '' ? entry.path : `${entry.path}!/${inside}`
      yield {
        ...place(archive, { entry: path, line, column }),
        message: `The file holds ${found.what}: ${REPLACE}.`,
        artifact: artifactAt(archive, entry.path),
        step: '',
        key: `${stablePath(entry.path)}!${inside} ${found.what}`,
      }
    }
  }
}

const NOTHING: KeySearch = { found: [], unread: null }

async function keysIn({ role }: Entry, bytes: Uint8Array): Promise<KeySearch> {
  // Nested archives are read as such: their files are entries of their own.
  return role === 'nested-archive' ? NOTHING : hiddenKeys(bytes)
}

function notSearched({ path }: Entry, { inside, why }: Unread): string {
  return `${inside === '' ? path : `${path}!/${inside}`} cannot be searched for keys: ${why.replace(/\.$/, '')}`
}
