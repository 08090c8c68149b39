import { decodeBase64, measureBase64 } from '../formats/base64.js'
import { findUrls } from './urls.js'

/** What kind of secret a text holds, in words for a message. The secret itself is never part of it. */
export type SecretKind = string

export const PRIVATE_KEY: SecretKind = 'a private key in base64'

/** Keys whose form gives them away, wherever they stand. Fixed prefixes and bounded lengths. */
const KNOWN_FORMS: readonly (readonly [kind: SecretKind, form: RegExp])[] = [
  ['a JSON Web Token', /\beyJ[\w-]{10,400}\.eyJ[\w-]{10}/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22,}/],
  ['a token of GitLab', /\bglpat-[\w-]{20}/],
  ['a token of Slack', /\bxox[abeprs]-[\w-]{10,}/],
  ['a webhook of Slack', /hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16,}/],
  ['a webhook of Microsoft Teams', /\.webhook\.office\.com\/webhookb2\/[\w@-]{30,}/],
  ['an API key of Google', /\bAIza[\w-]{35}/],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ['an API key of OpenAI', /\bsk-(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Z])[\w-]{32,}/],
  ['an API key of SendGrid', /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/],
  ['a shared access signature of Azure', /[?&;]sig=[A-Za-z0-9%+/=]{40,}/],
  // PKCS#8 of an RSA key, without the lines around it that PEM has.
  [PRIVATE_KEY, /\bMII[A-Za-z0-9+/]{2,4}IBADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/]{20}/],
  ['an account key of Azure', /AccountKey=[A-Za-z0-9+/=]{60,}/],
]

/** What a value is in a name's words; strong ones are secrets whatever their value looks like. */
interface SecretName {
  readonly kind: SecretKind
  readonly strong: boolean
}

/** What the value of an Authorization header is. */
export const AUTHORIZATION: SecretKind = 'an authorization'

/** Ends of names, in lower case without punctuation, and what the value behind is. */
const SECRET_NAMES: readonly (readonly [end: RegExp, kind: SecretKind, strong: boolean])[] = [
  [/(?:password|passwd|passwort|pwd|passphrase|passcode|senha|contrasena)$/, 'a password', true],
  [/(?:clientsecret|consumersecret|appsecret|sharedsecret|secretkey|secretaccesskey|secret)$/, 'a secret', true],
  [
    /(?:apikey|xapikey|apitoken|subscriptionkey|accesskey|authkey|encryptionkey|signingkey|privatekey|appkey|hmackey|functionskey)$/,
    'an API key',
    false,
  ],
  [
    /(?:accesstoken|refreshtoken|bearertoken|authtoken|securitytoken|idtoken|sessiontoken|oauthtoken|sastoken)$/,
    'a token',
    false,
  ],
  [/(?<!page|next|sync|continuation|csrf|xsrf)token$|^(?:bearer|jwt)$/, 'a token', false],
  [/^(?:proxy)?authori[sz]ation(?:header)?$|authheader$/, AUTHORIZATION, false],
  [/^(?:basicauth|credentials?|usercredentials?)$/, 'a credential', false],
]

/** Names that end in such a word and hold none: keys of OIC's credential store, aliases. */
const NO_SECRET =
  /^(?:csfkey|csfmap|pgpprivatekey|pgpsignprivatekey|connectionuniquekey|(?:\w{0,40})(?:reset|forgot|change|generate)password)$/

/** What names the environment of a secret, or says no more than that it is one: `PASSWORD_PROD`, `pwd_value`. */
const AFTER_NAME = /(?<=.)(?:dev|tst|test|qa|sit|uat|stg|stage|prd|prod|val|value)$/

/** What a name says of its value; null where it names no secret. */
export function secretNamed(name: string): SecretName | null {
  if (name.length > 120) return null
  const known = NAMES_SEEN.get(name)
  if (known !== undefined) return known
  const named = judgeName(name)
  if (NAMES_SEEN.size >= MOST_NAMES) NAMES_SEEN.clear()
  NAMES_SEEN.set(name, named)
  return named
}

/** The same names stand in every mapper and configuration of an estate. */
const NAMES_SEEN = new Map<string, SecretName | null>()
const MOST_NAMES = 4096

function judgeName(name: string): SecretName | null {
  const plain = name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/\[[^\]]{0,60}\]$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/\d{1,9}$/, '')
    .replace(AFTER_NAME, '')
  if (NO_SECRET.test(plain)) return null
  const found = SECRET_NAMES.find(([end]) => end.test(plain))
  return found === undefined ? null : { kind: found[1], strong: found[2] }
}

/** Texts that stand for a value. */
const PLACEHOLDER =
  /^(?:null|none|nil|n\/?a|nan|undefined|true|false|yes|no|string|text|tbd|todo|dummy|unknown|empty|value|test|changeit|change-?me|replace-?me|enter.*|your.*|my.*here|xxx+.*|\*+|\.+|-+|_+|#+|0+|1234|passwordtext|passworddigest|password|passwd|pwd|secret|token|key|apikey|bearer|basic|client_credentials|authorization_code|refresh_token|enabled|disabled|initial|active|inactive|expired|required|optional|masked|hidden|encrypted|default|missing|invalid|valid|success|failed|pending|(?:un|not[_ -]?)?available|not[_ -]?(?:set|required|applicable|used))$/i

/** `NOT_FOUND`, `DB_PASSWORD`: a state, or the name of a name. */
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/

/** Signs of a value that is filled at run time: `{pwd}`, `${pwd}`, `<pwd>`, `%%pwd`, `$pwd`, `[pwd]`; of SQL `:pwd`, `#pwd`; of patterns `[^,]+`. */
const FILLED_LATER = /[{}<>]|%%|^\$|^%|^\[.*\][+*?]?$|^:[a-z]|^#[a-z_]+$/i

/** What a log or message has in place of a value: `***MASKED***`, `••••1234`. */
const MASKED = /\*{3}|\u2022{3}|^redacted$/i

/** What names a thing of Oracle's cloud: a secret in a vault, whose value is not told. */
const OCID = /^ocid\d\.[a-z]+\./

export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim()
  return (
    trimmed === '' ||
    [PLACEHOLDER, CONSTANT, FILLED_LATER, MASKED, OCID, /^(.)\1*$/s].some((form) => form.test(trimmed))
  )
}

/** Bits of Shannon entropy in each character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  const length = [...value].length
  let bits = 0
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length)
  return bits
}

/** Longest value that is taken for a password or key. */
const MAX_SECRET = 4096

/** Whether a value looks made up by a machine: a run without blanks, of letters and digits, that hardly repeats itself. */
export function looksRandom(value: string, least: number): boolean {
  if (value.length < least || value.length > MAX_SECRET || /\s/.test(value)) return false
  // A short one has no room for more: of eight characters one may come twice.
  const enough = Math.min(2.8, 0.85 * Math.log2(value.length))
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= enough && !isUrlOrPath(value)
}

function isUrlOrPath(value: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value) || /^\.{0,2}\/[^=]*$/.test(value)
}

/** Whether a value can be a password that a person chose: no blanks, no sentence, not the name of a thing. */
function looksChosen(value: string): boolean {
  const trimmed = value.trim()
  return trimmed.length >= 4 && trimmed.length <= MAX_SECRET && !/\s/.test(trimmed) && !isUrlOrPath(trimmed)
}

/** No form is shorter than a password in a URL: `ws://u:ab@h`. */
const LEAST_FORM = 11

/** Longest text that forms are looked for in; what is longer is a document. */
const MAX_TEXT = 1_000_000

/** The secret in a text that its form gives away; null where there is none. */
export function secretByForm(text: string): SecretKind | null {
  if (text.length < LEAST_FORM) return null
  const within = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  for (const [kind, form] of KNOWN_FORMS) if (form.test(within)) return kind
  return schemeCredential(within) ?? urlCredential(within) ?? jdbcCredential(within)
}

/** `jdbc:oracle:thin:scott/tiger@…`: user and password in front of the host. */
const JDBC_USER = /jdbc:oracle:[a-z0-9]{1,10}:[^/@\s"']{1,128}\/(?:"([^"]{1,256})"|([^@\s"']{1,256}))@/i

/** `scott/tiger@(DESCRIPTION=…`: the same in front of a TNS address. */
const TNS_USER = /[\w$#.]\/(?:"([^"]{1,256})"|([^@\s"'/]{1,256}))@\s{0,4}\(\s{0,4}(?:DESCRIPTION|ADDRESS)/i

function jdbcCredential(text: string): SecretKind | null {
  const found = JDBC_USER.exec(text) ?? TNS_USER.exec(text)
  // With other signs than letters and digits in it, it stands in quotes.
  const password = found?.[1] ?? found?.[2]
  return password === undefined || isPlaceholder(password) ? null : 'a password in the address of a database'
}

/** Schemes of an Authorization header that carry a token, in lower case, as their services write them. */
const TOKEN_SCHEMES: ReadonlyMap<string, string> = new Map([
  ['bearer', 'Bearer'],
  ['token', 'Token'],
  ['apikey', 'ApiKey'],
  ['api-key', 'Api-Key'],
  ['ssws', 'SSWS'],
  ['geniekey', 'GenieKey'],
  ['zoho-oauthtoken', 'Zoho-oauthtoken'],
  ['deepl-auth-key', 'DeepL-Auth-Key'],
])

const NAMES = [...TOKEN_SCHEMES.keys()].join('|')
const SCHEME = new RegExp(`\\b(basic|${NAMES})\\s{1,3}([A-Za-z0-9+/=._~-]{8,4096})`, 'gi')
const SCHEME_ALONE = new RegExp(`(bearer)\\s*$|\\b(${NAMES})\\s+$`, 'i')

/** The scheme that a text ends with, which the token follows; null for none. */
export function tokenSchemeAtEnd(text: string): string | null {
  const [, bearer, other = bearer] = SCHEME_ALONE.exec(text.slice(-20)) ?? []
  return TOKEN_SCHEMES.get(other?.toLowerCase() ?? '') ?? null
}

/** `Basic dXNlcjpwYXNz`, `Bearer 7f…`: what stands behind the scheme of an Authorization header. */
function schemeCredential(text: string): SecretKind | null {
  for (const [, scheme = '', value = ''] of text.matchAll(SCHEME)) {
    const name = TOKEN_SCHEMES.get(scheme.toLowerCase())
    if (name === undefined) {
      if (isUserAndPassword(value)) return 'a user and password (Basic)'
    } else if (looksRandom(value, 16) && !isPlaceholder(value)) {
      return `a token (${name})`
    }
  }
  return null
}

/** Whether a base64 text decodes to `user:password`. */
export function isUserAndPassword(encoded: string): boolean {
  const { valid, size } = measureBase64(encoded)
  if (!valid || size < 5 || size > 512) return false
  const decoded = String.fromCharCode(...decodeBase64(encoded))
  return /^[\x21-\x7e ]{1,200}:[\x21-\x7e]{3,200}$/.test(decoded) && !FILLED_LATER.test(decoded)
}

/** `https://user:password@host`, `?api_key=…`. */
function urlCredential(text: string): SecretKind | null {
  for (const { userInfo, query } of findUrls(text)) {
    const colon = userInfo.indexOf(':')
    if (colon > 0 && !isPlaceholder(userInfo.slice(colon + 1))) return 'a password in a URL'
    for (const pair of query.split('&')) {
      const equals = pair.indexOf('=')
      const name = pair.slice(0, equals)
      // A parameter of an address is sent as a key; elsewhere an `appid` only names an application.
      const known = name.toLowerCase() === 'appid' ? 'apikey' : name
      const kind = equals > 0 ? secretValue(known, pair.slice(equals + 1)) : null
      if (kind !== null) return `${kind} in a URL`
    }
  }
  return null
}

/** The kind of secret that a value is, by the name it stands under; null where it is none. */
export function secretValue(name: string, value: string): SecretKind | null {
  const named = secretNamed(name)
  if (named === null || isPlaceholder(value)) return null
  const trimmed = value.trim()
  if (secretNamed(trimmed) !== null && !/\d/.test(trimmed)) return null
  if (named.strong) return looksChosen(trimmed) ? named.kind : null
  // A header's value begins with its scheme, which may be any word.
  const bare = named.kind === AUTHORIZATION ? trimmed.replace(/^[A-Za-z][\w-]{0,40}\s{1,3}/, '') : trimmed
  return !isPlaceholder(bare) && looksRandom(bare, named.kind === 'an API key' ? 12 : 16) ? named.kind : null
}

/** The name, what is between it and the value, the value. Every part is of bounded length. */
const PAIR =
  /(?:^|[^A-Za-z0-9_.-])([A-Za-z0-9_.-]{0,40}(?:password|passwd|pwd|passphrase|secret|apikey|api[_-]key|access[_-]?token|access[_-]?key|subscription[_-]?key))(\\?["']?\s{0,3}(?:[:=]|(?:\s[^<>]{0,200})?>)\s{0,3}\\?["']?)([^\s"'\\&,;<>{}()$]{4,256})/gi

/** What stands between the name and the value of every pair. */
const BETWEEN = /[:=>]/

/**
 * `password=…`, `"apiKey": "…"`, `<Password>…` inside a text: a payload, a connection string, a prompt.
 * @param quotedOnly whether a value is one in quotes or tags only: in SQL all else names a column or parameter
 */
export function secretInPairs(text: string, quotedOnly = false): SecretKind | null {
  // `pwd=abcd` is the shortest; most of an archive's literals are words.
  if (text.length < 8 || !BETWEEN.test(text)) return null
  const within = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  for (const match of within.matchAll(PAIR)) {
    const [all, name = '', between = '', value = ''] = match
    const from = match.index + all.indexOf(name)
    if (between.includes('>') && !isTagName(within, from)) continue
    // In running text a word may follow the colon: “password: see the vault”. In quotes or tags it is the value.
    if (!/["'>]$/.test(between)) {
      if (quotedOnly) continue
      const isField = FIELD_ENDS.test(within[from - 1] ?? '') || FIELD_ENDS.test(within[match.index + all.length] ?? '')
      if (!(isField && between === '=') && !isNoWord(value, /:\s/.test(between))) continue
    }
    const kind = secretValue(name, value)
    if (kind !== null) return kind
  }
  return null
}

/** What separates the fields of a form or of a connection string. */
const FIELD_ENDS = /[&;]/

/** `<Password>`, `<wsse:Password …>`, `<item name="password">`; not the end of another attribute: `href="reset-password">`. */
function isTagName(text: string, at: number): boolean {
  return /<(?:[\w.-]{1,60}:)?$|\b(?:name|key)\s{0,3}=\s{0,3}\\?["']$/i.test(text.slice(Math.max(0, at - 70), at))
}

/** Whether a value without quotes is more than a word of the sentence; behind a colon and a blank “auto-generated” is one. */
function isNoWord(value: string, inSentence: boolean): boolean {
  const word = value.replace(/[.,:!?]+$/, '')
  return inSentence ? /\d/.test(word) && /[A-Za-z]/.test(word) : /\d|[^A-Za-z]/.test(word)
}
