import { checkGiven } from '../base/given.js'
import { sortedUnique } from '../base/version.js'
import type { Connection } from './types.js'

/** What has to be entered by hand in a target before a new connection works there. */
export interface ConnectionNeeds {
  /** Properties whose values the archive leaves open: `connectionUrl`, `Host` … */
  readonly properties: readonly string[]
  /** What its security policy asks for: `user name`, `password`, `wallet` …; empty where it asks for nothing. */
  readonly credentials: readonly string[]
  /** Aliases of certificates and keys that must have been uploaded. */
  readonly certificates: readonly string[]
  readonly agentGroup: string | null
}

/** In words, the connection that one stands for and takes its settings from: nothing has to be entered for it. */
export function settingsSource({ code, project }: NonNullable<Connection['remote']>): string {
  return project === null ? `the global connection ${code}` : `${code} of project ${project}`
}

const USER = ['user name', 'password'] as const
const CLIENT = ['client ID', 'client secret'] as const
const SASL = ['SASL user name', 'SASL password'] as const
const ONE_TOKEN = ['consumer key', 'consumer secret', 'token', 'token secret', 'realm'] as const
const TRUST = ['truststore', 'truststore password'] as const

/** Security policies as `securityPolicy` writes them, and what each asks for; patterns serve those not named. */
const POLICIES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['NONE', []],
  ['', []],
  ['BASIC_AUTH', USER],
  ['USERNAME_PASSWORD_TOKEN', USER],
  ['USERNAME_PASSWORD', USER],
  ['USERNAME_PASSWORD_OPTIONAL', USER],
  ['DIGEST_AUTH', USER],
  ['JDBC_BASIC_AUTHENTICATION', USER],
  ['JDBC_OVER_SSL', ['wallet', 'wallet password', 'service name', ...USER]],
  ['SASLPLAIN', SASL],
  ['SASLPLAIN_OVER_SSL', [...SASL, ...TRUST]],
  ['SASLPLAIN_OVER_SSL_OSS', SASL],
  ['TLS', TRUST],
  ['MUTUAL_TLS', [...TRUST, 'keystore', 'keystore password', 'key password']],
  ['FTP_PUBLIC_KEY_AUTHENTICATION', ['user name', 'private key', 'pass phrase']],
  ['FTP_MULTI_LEVEL_AUTHENTICATION', [...USER, 'private key', 'pass phrase']],
  ['NETSUITE_TOKEN_BASED', ['consumer key', 'consumer secret', 'token', 'token secret', 'account ID']],
  ['CUSTOM_SINGLE_TOKEN', ['API key or access token']],
  ['API_KEY_AUTHENTICATION', ['API key']],
  ['OAUTH_CLIENT_CREDENTIALS', ['access token URI', ...CLIENT, 'scope']],
  ['OAUTH_RESOURCE_OWNER_PASSWORD_CREDENTIALS', ['access token URI', ...CLIENT, 'scope', ...USER]],
  [
    'OAUTH_AUTHORIZATION_CODE_CREDENTIALS',
    [...CLIENT, 'authorization code URI', 'access token URI', 'scope', 'consent given in the console'],
  ],
  ['OAUTH_ONE_TOKEN_BASED', ONE_TOKEN],
  ['OCI_SIGNATURE_VERSION1', ['tenancy OCID', 'user OCID', 'private key', 'fingerprint']],
  ['AWS_SIGNATURE_VERSION4', ['access key', 'secret key', 'region', 'service name']],
  ['OCI_SERVICE_INVOCATION', []],
  ['RESOURCE_PRINCIPAL', []],
])

/** By the words in a policy's name, for those that are not in the table. */
const PATTERNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/RESOURCE_PRINCIPAL|SERVICE_INVOCATION/, []],
  // What an adapter of one's own checks its callers by; the key of RSA is a certificate's alias.
  [/^HMAC_.*VALIDATION$/, ['shared secret']],
  [/VALIDATION$/, []],
  [/ONE_LEG|ONE_TOKEN/, ONE_TOKEN],
  [/RESOURCE_OWNER/, [...CLIENT, ...USER]],
  [/WALLET|OVER_SSL/, ['wallet', 'wallet password', ...USER]],
  [/THREE_LEG|AUTHORIZATION_CODE/, [...CLIENT, 'consent given in the console']],
  [/TWO_LEG|CLIENT_CREDENTIALS|JWT|OAUTH/, [...CLIENT]],
  [/API_?KEY|SINGLE_TOKEN/, ['API key or access token']],
  [/SIGNATURE/, ['keys of the signature']],
  [/USERNAME|BASIC|PASSWORD|SAML/, USER],
]

/**
 * What must be entered for a connection that is new in a target, from its placeholders and its security policy. A
 * connection that only triggers is called by others, who bring their credentials with them: it asks for none.
 */
export function connectionNeeds(connection: Connection): ConnectionNeeds {
  checkGiven(connection, 'connection')
  const { properties, certificates, agentGroup } = connection
  // In the order of OIC's form; the entries of a map are one field there.
  const open = properties.filter(({ placeholder }) => placeholder).map(({ name }) => name.replace(/\[.*\]$/, ''))
  const asked = new Set(open.map((name) => name.toLowerCase()))
  return {
    properties: [...new Set(open)],
    // Some policies ask for what some adapters have as a property: once is enough.
    credentials: credentialsOf(connection).filter((name) => !asked.has(name.replaceAll(' ', '').toLowerCase())),
    certificates: sortedUnique(certificates.map(({ alias }) => alias)),
    agentGroup,
  }
}

function credentialsOf({ adapterType, securityPolicy, role, preseeded }: Connection): readonly string[] {
  const policy = securityPolicy.toUpperCase()
  if (preseeded || policy.includes('INBOUND')) return []
  if (role === 'SOURCE' && REQUEST_TRIGGERS.has(adapterType)) return []
  // Adapters of the Rapid Adapter Builder, `publisher:adapter`, have webhooks as triggers: those who call bring the user.
  if (role === 'SOURCE' && policy === 'BASIC_AUTH' && adapterType.includes(':')) return []
  if (policy === 'CUSTOM' && adapterType === 'ftp') return ['user name', 'password or private key']
  const known = POLICIES.get(policy)
  if (known !== undefined) return known
  return PATTERNS.find(([pattern]) => pattern.test(policy))?.[1] ?? ['credentials']
}

/** Adapters whose trigger is an address that others call, as against those that poll or listen themselves. */
const REQUEST_TRIGGERS: ReadonlySet<string> = new Set(['rest', 'soap'])
