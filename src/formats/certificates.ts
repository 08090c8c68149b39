import type { Location } from '../base/location.js'
import type { AdapterConfiguration, Attachment, CertificateAlias, ConnectionProperty } from './types.js'

/** Connection properties whose value is the alias of a certificate or key in OIC's store, in lower case. */
const ALIAS_PROPERTIES: ReadonlySet<string> = new Set([
  'sslcertificatealias',
  'sslcertificate',
  'hostkeycertificate',
  'pgppublickey',
  'pgpprivatekey',
  'pgpsignpublickey',
  'pgpsignprivatekey',
  'truststore',
  'keystore',
  'identitykeystore',
  'keystorealias',
  'keystorealiasname',
  'identitykeystorealias',
  'identitykeystorealiasname',
  'truststorealias',
  'certificatealias',
  'privatekeyalias',
  'publickeyalias',
  'keyalias',
])

/** Where a policy says that a key is an alias: in others a shared secret may stand in these. */
const POLICY_PROPERTIES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['RSA_SIGNATURE_VALIDATION', new Set(['signkey', 'signaturekey'])],
])

/** Other properties of adapters nobody has listed: an alias of something of that kind. */
const ALIAS_WORD = /cert|key|ssl|tls|trust|identity|pgp|sign|encrypt|x509/

/** What stands in such a property where no certificate is chosen. */
const NO_ALIAS: ReadonlySet<string> = new Set(['', 'true', 'false', 'yes', 'no', 'none', 'null', 'n/a'])

/** Longest alias taken for one; what is longer is a certificate or key itself. */
const MAX_ALIAS = 128

/** The certificates and keys that a connection names by alias. Placeholders, key material and uploaded files are none. */
export function certificatesOf(
  properties: readonly ConnectionProperty[],
  attachments: readonly Attachment[],
  securityPolicy = '',
): CertificateAlias[] {
  const ofPolicy = POLICY_PROPERTIES.get(securityPolicy.toUpperCase())
  const uploaded = new Set(attachments.map(({ property }) => property))
  return properties
    .filter(({ name, value, placeholder }) => {
      const base = name.replace(/\[[^[\]]*\]$/, '')
      return !placeholder && !uploaded.has(base) && namesCertificate(base, ofPolicy) && isAlias(value)
    })
    .map(({ name, value, entry, line, column }) => ({ property: name, alias: value, entry, line, column }))
}

/** The alias in a key's id: the last part of `USER|PGP|PUBLIC|PARTNER_KEY`. An id without parts is the alias itself. */
export function aliasOfKey(id: string): string {
  return id.slice(id.lastIndexOf('|') + 1).trim()
}

/** The keys that an adapter configuration encrypts, decrypts, signs or verifies with: `encryptPGPKey` and the like. */
export function keysOfConfiguration({ properties }: AdapterConfiguration): CertificateAlias[] {
  const keys = properties.filter(({ name }) => /PGPKey$/i.test(name))
  if (keys.length === 0) return []
  const off = new Set(properties.filter(({ value }) => value.trim().toLowerCase() === 'false').map(({ name }) => name))
  return keys
    .filter(({ name }) => !off.has(name.replace(/PGPKey$/i, 'Content')))
    .flatMap(({ name, value, entry, line, column }) => keyNamed(name, value, { entry, line, column }))
}

/** The keys that OIC notes at an action or endpoint of project.xml, in `dependent-pgp-key`. */
export function keysNoted(
  values: Readonly<Record<string, string>>,
  at: Readonly<Record<string, Location>>,
): CertificateAlias[] {
  const where = at[NOTED]
  if (where === undefined) return []
  return (values[NOTED] ?? '').split(',').flatMap((id) => keyNamed(NOTED, id, where))
}

const NOTED = 'dependent-pgp-key'

function keyNamed(property: string, id: string, { entry, line, column }: Location): CertificateAlias[] {
  const alias = aliasOfKey(id)
  return isAlias(alias) && !id.trim().startsWith('%%') ? [{ property, alias, entry, line, column }] : []
}

function namesCertificate(property: string, ofPolicy: ReadonlySet<string> | undefined): boolean {
  const plain = property.toLowerCase().replace(/[^a-z0-9]/g, '')
  return (
    ALIAS_PROPERTIES.has(plain) ||
    ofPolicy?.has(plain) === true ||
    ((plain.endsWith('alias') || plain.endsWith('aliasname')) && ALIAS_WORD.test(plain))
  )
}

function isAlias(value: string): boolean {
  return value.length <= MAX_ALIAS && !NO_ALIAS.has(value.toLowerCase()) && !/[\n\r]|-----BEGIN|^[{<[]/.test(value)
}
