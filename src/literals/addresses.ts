import { once } from '../base/once.js'
import { hasNamePath, isCallable, isNameHost } from './hosts.js'
import { lastName, withoutOperation } from './places/names.js'
import { isOicOwn } from './places/oic-own.js'
import type { LiteralPlace } from './places/types.js'
import { type FoundUrl, findUrls, wholeUrl } from './urls.js'

/** A URL that something is reached at, with the place it stands in. */
export interface Address {
  readonly url: FoundUrl
  readonly place: LiteralPlace
  /**
   * True where OIC wrote it and nobody can edit it: SOAP's `endpointURL`, a local call's address, the resource of Fusion or
   * of a storage that the wizard chose, what an adapter noted of the services behind a connection.
   */
  readonly generated: boolean
}

/**
 * The addresses among the URLs of a place. Most URLs of an archive are names: namespaces, identifiers of code systems,
 * SOAP actions. What a URL is, its place says first, and its host second.
 *
 * @param samples whether samples of requests and responses count, which are documentation
 */
export function addressesIn(place: LiteralPlace, samples = false): Address[] {
  if (!place.value.includes('://') || isOicOwn(place)) return []
  const read = place.sample && samples ? fromText : READERS[place.kind]
  const found = read(place)
    .map((url) => withGaps(url, place))
    .filter((url) => isCallable(url) && !isNameHost(url))
  const generated = isGenerated(place)
  return found.map((url) => ({ url, place, generated }))
}

/** What is shown where an expression stands. */
const GAP = '{…}'

/** An address with a mark for each expression within it: `https://a.example.com/{…}/lines`. */
function withGaps(url: FoundUrl, { value, gaps }: LiteralPlace): FoundUrl {
  const { start, end } = url
  const inside = gaps.filter((gap) => gap > start && gap < end)
  if (inside.length === 0) return url
  const parts = [start, ...inside].map((from, at) => value.slice(from, inside[at] ?? end))
  const [written] = findUrls(parts.join(GAP))
  // A port that is computed does not hide the host.
  return written === undefined || (written.placeholder && written.host !== '') ? url : { ...written, start, end }
}

/** False for the WSDL of a trigger: its address tells who wrote it, and OIC puts its own in its place. */
export function isCalled({ place: { kind, role } }: Address): boolean {
  return !(kind === 'wsdl' && role === 'trigger')
}

type Reader = (place: LiteralPlace) => readonly FoundUrl[]

/** How each kind of place is read. */
const READERS: Readonly<Record<LiteralPlace['kind'], Reader>> = {
  expression: fromLiteral,
  'integration-property': fromLiteral,
  'schedule-parameter': fromLiteral,
  mapper: fromLiteral,
  'data-stitch': fromLiteral,
  template: fromLiteral,
  'adapter-configuration': fromConfiguration,
  connection: fromConnection,
  wsdl: fromWsdl,
  lookup: fromLiteral,
  notification: fromText,
  library: fromScript,
  'agent-tool': fromTool,
  'agent-pattern': fromText,
  'prompt-template': fromText,
  description: fromText,
}

/** What the ERP adapter notes of each resource when the connection is tested: `{namespace}Orders=https://…`, a thousand of them. */
const NOTED = /^restResourceURIs(?:\[|$)/

/** Where adapters other than REST's note the resource that somebody chose in their wizard. */
const CHOSEN: ReadonlySet<string> = new Set(['resourceURI', 'ResourceURI'])

function isGenerated({ kind, name, adapter }: LiteralPlace): boolean {
  if (kind === 'connection') return NOTED.test(name)
  if (kind !== 'adapter-configuration') return false
  if (adapter === 'collocatedics') return true
  const property = withoutOperation(name)
  return property === 'endpointURL' || (CHOSEN.has(property) && !isRest(adapter))
}

/** Functions whose arguments are namespaces. */
const NAME_FUNCTIONS: ReadonlySet<string> = new Set([
  'QName',
  'resolve-QName',
  'namespace-uri',
  'namespace-uri-from-QName',
  'namespace-uri-for-prefix',
  'function-available',
  'element-available',
])

/** Targets, columns and variables whose values name things: code systems, profiles, SOAP actions, scopes of OAuth. */
const NAME_TARGETS: ReadonlySet<string> = new Set([
  'system',
  'codesystem',
  'codingsystem',
  'codingscheme',
  'scheme',
  'profile',
  'namespace',
  'namespaceuri',
  'targetnamespace',
  'schemalocation',
  'nonamespaceschemalocation',
  'ns',
  'xmlns',
  'action',
  'soapaction',
  'scope',
  'scopes',
  'type',
  'encodingtype',
  'encodingstyle',
  'valuetype',
  'algorithm',
])

/** In FHIR an extension's `url` is its name; `xsl:namespace` makes a namespace of its value. */
const NAME_TARGET = /extension\/(?:[^/]{1,60}:)?url$|(?:^|\/)namespace\([^()/]{0,60}\)$/i

function fromLiteral(place: LiteralPlace): readonly FoundUrl[] {
  const { name, functions, compared, value } = place
  if (NAME_FUNCTIONS.has(compared) || functions.some((each) => NAME_FUNCTIONS.has(each))) return []
  if (NAME_TARGETS.has(lastName(compared || name).toLowerCase()) || NAME_TARGET.test(name)) return []
  return findUrls(value).filter((url) => !hasNamePath(url) && !isNamedInText(value, url))
}

/** A sentence that leads up to a URL: scripts of others say in their messages where more is to be read. */
const SENTENCE = /(?:[A-Za-z(][\w'’().-]{0,40}[,:;.]? ){3}$/

function fromScript(place: LiteralPlace): readonly FoundUrl[] {
  return fromLiteral(place).filter(
    ({ start }) => !SENTENCE.test(place.value.slice(Math.max(0, start - LOOK_BACK), start)),
  )
}

function fromText({ value }: LiteralPlace): readonly FoundUrl[] {
  return findUrls(value).filter((url) => !hasNamePath(url) && !isNamedInText(value, url))
}

const DECLARES_NAMESPACE =
  /(?:xmlns(?::[\w.-]{1,40})?|schemaLocation|noNamespaceSchemaLocation|targetNamespace|SOAPAction|namespace)\\?["']?\s{0,4}[=:]\s{0,4}(?:\\?["']|&(?:quot|apos|#3[49]);)[^"'<>&]*$/i
const DOCTYPE = /<!DOCTYPE[^>]*$/i

/**
 * `"system": "http://…`, `"profile": ["http://…`, `<system value="http://…`: code systems and profiles of FHIR.
 * `"$schema": "https://…`, `"@context": "https://…`: what JSON says of its own form.
 */
const NAMES_SYSTEM =
  /(?:\\?["'](?:system|profile|codeSystem|\$schema|@context)\\?["']\s{0,4}:\s{0,4}\[?\s{0,4}\\?["']|<(?:[\w.-]{1,40}:)?(?:system|profile)\s{1,4}value\s{0,4}=\s{0,4}["'])$/i

/** How far before a URL the attribute that it stands in is looked for. */
const LOOK_BACK = 200

/** A name in a text of XML or JSON: `xmlns:a="http://…"`, `{http://…}local`, a document type, a code system. */
function isNamedInText(text: string, { start, end }: FoundUrl): boolean {
  if (start === 0) return false
  if (text[start - 1] === '{' && text.slice(start, end + 1).includes('}')) return true
  const before = text.slice(Math.max(0, start - LOOK_BACK), start)
  return DECLARES_NAMESPACE.test(before) || NAMES_SYSTEM.test(before) || DOCTYPE.test(before)
}

/** Properties of a JCA that name things, whatever is in them. */
const NAME_PROPERTY =
  /namespace|qualifiedname|(?:object|operation|eventname|xpathinfo|xpath|expression)$|soapaction|schema|sample$|metadata$/i

/** Properties of a JCA that hold an address where they hold a URL. */
const ADDRESS_PROPERTY = /(?:ur[il]s?|endpoints?|address|host|hostname|server|wsdl|location|link)$/i

function fromConfiguration(place: LiteralPlace): readonly FoundUrl[] {
  const name = withoutOperation(place.name)
  if (place.sample || name === 'ICSUploadSchema' || /^\s*[<[{]/.test(place.value)) return []
  if (name === 'SqlString') return fromText(place)
  if (/NS$/.test(name) || NAME_PROPERTY.test(name)) return []
  const url = wholeUrl(place.value)
  if (url === null) return []
  // The address of a REST resource, or an operation's name below a namespace of the file, which may be anybody's.
  if (name === 'operationPath') return isRest(place.adapter) && !isBelowNamespace(url, place) ? [url] : []
  if (ADDRESS_PROPERTY.test(name)) return [url]
  return url.scheme === 'http' ? [] : [url]
}

function isBelowNamespace(url: FoundUrl, { siblings }: LiteralPlace): boolean {
  return hasNamePath(url) || siblings.some((namespace) => wholeUrl(namespace)?.host === url.host)
}

function isRest(adapter: string): boolean {
  return adapter === 'rest' || adapter === 'collocatedics' || adapter.endsWith('rest')
}

function fromConnection({ name, value }: LiteralPlace): readonly FoundUrl[] {
  return NAME_PROPERTY.test(name) ? [] : findUrls(value).filter((url) => !isNamedInText(value, url))
}

/** The address of an imported WSDL may be the machine on which it was written: a placeholder for sure. */
function fromWsdl({ value }: LiteralPlace): readonly FoundUrl[] {
  const url = wholeUrl(value)
  return url === null || url.host === 'localhost' || url.host === '127.0.0.1' ? [] : [url]
}

/** What else stands in a tool's content describes its parameters. */
function fromTool(place: LiteralPlace): readonly FoundUrl[] {
  return /ur[il]$/i.test(place.name) ? findUrls(place.value) : fromText(place)
}

const known = new WeakMap<readonly LiteralPlace[], readonly Address[]>()

/** All addresses of a list of places, in their order; found once for a list. */
export function addressesOf(places: readonly LiteralPlace[]): readonly Address[] {
  return once(known, places, () => places.flatMap((place) => addressesIn(place)))
}
