/** An absolute URL in a text. */
export interface FoundUrl {
  /** Offsets in the text; `end` is behind the last character. */
  readonly start: number
  readonly end: number
  /** Lower case, without `://`. */
  readonly scheme: string
  /** Lower case; of an IPv6 address with its brackets. Empty where a placeholder stands in its place. */
  readonly host: string
  /** As written, digits only; empty where there is none. */
  readonly port: string
  /** From the first `/`, without query and fragment. */
  readonly path: string
  /** Behind the `?`; empty where there is none. */
  readonly query: string
  /** `user:password`, `user`; empty where there is none. May be a secret. */
  readonly userInfo: string
  /** True where the host or port is, or runs into, a placeholder: `{host}`, `${env}.x`, `%%x`, `<host>`, `MANAGED_PORT`. */
  readonly placeholder: boolean
}

/** Schemes of what can be connected to. */
const SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'ftp',
  'ftps',
  'sftp',
  'ws',
  'wss',
  'tcp',
  'tcps',
  'ssl',
  'ldap',
  'ldaps',
  'smtp',
  'smtps',
  'imap',
  'imaps',
  'jms',
  't3',
  't3s',
  'iiop',
  'amqp',
  'amqps',
  'mqtt',
  'mqtts',
  'kafka',
  'mysql',
  'postgresql',
  'sqlserver',
  'mongodb',
  'redis',
])

const LONGEST_SCHEME = 12

/** What ends a URL. Braces do not: they are placeholders in a path. */
const NOT_IN_URL = /[\s"'<>`\\|^\p{Cc}]/gu

/** What ends the part between `://` and the path. */
const AFTER_AUTHORITY = /[/?#\s"'<>`\\|^,;()\p{Cc}]/gu

const HOST = /^(?:\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?)$/

/** The absolute URLs in a text, in order. Takes time linear in the length, whatever the text. */
export function findUrls(text: string): FoundUrl[] {
  if (!text.includes('://')) return []
  const found: FoundUrl[] = []
  let from = 0
  for (let colon = text.indexOf('://', from); colon !== -1; colon = text.indexOf('://', from)) {
    const scheme = schemeBefore(text, colon, from)
    from = colon + 3
    if (!SCHEMES.has(scheme)) continue
    const start = colon - scheme.length
    const url = urlAt(text.slice(0, braceBehind(text, start) ?? text.length), start, scheme)
    found.push(url)
    from = Math.max(from, url.end)
  }
  return found
}

/** Longest namespace that is looked through for the brace behind it. */
const LONGEST_NAMESPACE = 500

/**
 * The brace that ends a namespace in braces, with a local name and perhaps an address behind it:
 * `{http://xmlns.example.com/app}Orders=https://…`. Null for what has braces of its own or ends before one.
 */
function braceBehind(text: string, start: number): number | null {
  if (text[start - 1] !== '{') return null
  const length = text.slice(start, start + LONGEST_NAMESPACE).search(/[{}\s]/)
  return length !== -1 && text[start + length] === '}' ? start + length : null
}

/** The URL that a text is as a whole; null where it is none. */
export function wholeUrl(text: string): FoundUrl | null {
  const trimmed = text.trim()
  const [url] = findUrls(trimmed)
  return url !== undefined && url.start === 0 && url.end === trimmed.length ? url : null
}

function schemeBefore(text: string, colon: number, floor: number): string {
  let start = colon
  while (start > floor && colon - start <= LONGEST_SCHEME && /[A-Za-z0-9]/.test(text[start - 1] ?? '')) start--
  return text.slice(start, colon).toLowerCase()
}

function urlAt(text: string, start: number, scheme: string): FoundUrl {
  const behind = start + scheme.length + 3
  const authorityEnd = indexWhere(text, behind, AFTER_AUTHORITY)
  const end = trimmedEnd(text, authorityEnd, indexWhere(text, authorityEnd, NOT_IN_URL))
  const authority = text.slice(behind, authorityEnd)
  const rest = text.slice(authorityEnd, Math.max(end, authorityEnd))
  const at = authority.lastIndexOf('@')
  const userInfo = at === -1 ? '' : authority.slice(0, at)
  const { host, port, placeholder } = hostAndPort(authority.slice(at + 1), text[authorityEnd] ?? '')
  const hash = rest.indexOf('#')
  const beforeHash = hash === -1 ? rest : rest.slice(0, hash)
  const question = beforeHash.indexOf('?')
  return {
    start,
    end: Math.max(end, authorityEnd),
    scheme,
    host,
    port,
    path: question === -1 ? beforeHash : beforeHash.slice(0, question),
    query: question === -1 ? '' : beforeHash.slice(question + 1),
    userInfo,
    placeholder,
  }
}

function hostAndPort(written: string, next: string): Pick<FoundUrl, 'host' | 'port' | 'placeholder'> {
  const bracket = written.startsWith('[') ? written.indexOf(']') : -1
  const colon = written.indexOf(':', bracket === -1 ? 0 : bracket)
  const host = colon === -1 ? written : written.slice(0, colon)
  const port = colon === -1 ? '' : written.slice(colon + 1)
  const clean = host.replace(/[.,!]{1,3}$/, '')
  if (!HOST.test(clean)) return { host: '', port: '', placeholder: true }
  const plainPort = /^\d{0,5}$/.test(port)
  // `http://<host>/`, `https://orders-<env>.…`: the placeholder ends the authority.
  const runsOn = next === '<' || (port === '' && colon !== -1 && next !== '' && next !== '/')
  return { host: clean.toLowerCase(), port: plainPort ? port : '', placeholder: !plainPort || runsOn }
}

function indexWhere(text: string, from: number, ends: RegExp): number {
  ends.lastIndex = from
  return ends.exec(text)?.index ?? text.length
}

/** A full stop or bracket behind a URL belongs to the sentence around it. */
function trimmedEnd(text: string, from: number, to: number): number {
  // `/orders/{id}` ends in a brace of its own.
  const trailing = text.slice(from, to).includes('{') ? /[.,;:!?)\]]/ : /[.,;:!?)\]}]/
  let end = to
  while (end > from && trailing.test(text[end - 1] ?? '')) end--
  return end
}

/** Path segments that could be a secret: a webhook's key, a token. */
const LONG_SEGMENT = /^(?=[^/]*\d)(?=[^/]*[A-Za-z])[\w~.=+-]{20,}$/

/** A URL as a message may show it: without user, password, query, parameters, and with long random segments blanked. */
export function shownUrl(url: FoundUrl): string {
  return cut(
    `${url.scheme}://${url.host}${url.port === '' ? '' : `:${url.port}`}${shownPath(url.path)}${shownQuery(url.query)}`,
  )
}

/** Whether a message leaves something of a URL out that may be a secret. */
export function isShownInPart({ userInfo, path, query }: FoundUrl): boolean {
  return userInfo !== '' || shownPath(path) !== path || shownQuery(query).endsWith('…')
}

function shownPath(path: string): string {
  // In a connection string a slash is as likely part of the password.
  return path.startsWith(';') ? ';…' : path.split('/').map(shownSegment).join('/')
}

/** `?wsdl` says what is asked for; a value may be a key. */
function shownQuery(query: string): string {
  return query === '' ? '' : /^[A-Za-z]{1,20}$/.test(query) ? `?${query}` : '?…'
}

/** `;jsessionid=…`: parameters end where the segment does. */
function shownSegment(segment: string): string {
  const semicolon = segment.indexOf(';')
  if (semicolon !== -1) return `${shownSegment(segment.slice(0, semicolon))};…`
  return LONG_SEGMENT.test(segment) ? '…' : segment
}

const SHOWN_LENGTH = 120

function cut(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text
}
