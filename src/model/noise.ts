/** What OIC numbers, names or writes anew by itself: no part of what an artifact says, to `contentOf` and to a diff alike. */
import type { AdapterProperty } from '../formats/types.js'
import type { AdapterConfiguration } from './types.js'

/** Versions of OIC's adapters: an import sets them anew. */
const PLUGIN_VERSIONS = /^(?:cloud\.adapter\.(?:plugin|sdk)(?:\.init)?\.version|pluginVersion|applicationVersion)$/

/** What a version of a plug-in writes down for itself when an endpoint is saved: nobody enters it. */
const PLUGIN_NOTES =
  /(?:^|\.)(?:generate[A-Z]\w*|copy(?:DescendantTypes|FaultFromModel)\w*|(?:activation|interaction)SpecClass|forceWsdlTypesBuild|abstractComplexType|allowChangeDefaultNamespace|csfMap|EndpointPropertiesHandler|oic\.gen3\.invoke|rest\.inbound\.security\.configurable|IcsUiPluginMetadata)$/

/**
 * Adapter properties that OIC fills with dates, temporary paths and keys of its own stores, or computes from others:
 * a re-export may change them though nobody edited anything.
 */
const NOISE: ReadonlySet<string> = new Set([
  'integration_created',
  'lastSaved',
  'csfkey',
  'RuntimeJKSUnzipLoc',
  'ConnectionUniqueKey',
  'instanceId',
  'wsdlLocation',
])

/**
 * Whether a property of a connection or an adapter is OIC's own.
 * @param options `pluginVersions`: what the versions of adapters write down counts
 */
export function isNoise(name: string, { pluginVersions = false }: { readonly pluginVersions?: boolean } = {}): boolean {
  if (PLUGIN_VERSIONS.test(name) || PLUGIN_NOTES.test(name)) return !pluginVersions
  return NOISE.has(name)
}

/** Properties of a processor that OIC computes from its other files, or that old exports lack. */
const COMPUTED: ReadonlySet<string> = new Set([
  'has-mappings',
  'dependent-dvms',
  'dependent-xpath-apis',
  'parentRefUri',
  'staticNamespace',
])

/** Properties that mean nothing at this value. */
const DEFAULTS: Readonly<Record<string, string>> = {
  hasAttachment: 'false',
  traceOnly: 'false',
  isJsonBased: 'false',
  chunk: 'false',
  parallel: 'false',
}

/** Whether a property of an endpoint or action in project.xml says nothing. */
export function isIdle(name: string, value: string): boolean {
  return COMPUTED.has(name) || DEFAULTS[name] === value
}

/** Properties of project.xml to those of the adapter configuration, or of project.xml itself, that say the same. */
const SAME: Readonly<Record<string, string>> = { verb: 'HttpVerb', resourceUrl: 'ResourceURI', apiid: 'operation' }

/** Whether a property of project.xml is told by the adapter configuration, or by another of its own, already. */
export function isRepeated(
  name: string,
  configured: ReadonlySet<string>,
  properties: Readonly<Record<string, string>>,
): boolean {
  const same = SAME[name] ?? name
  return configured.has(same) || (same !== name && (properties[same] ?? '') !== '')
}

/** Properties of an adapter configuration to those that say the same in most: a call of another integration has nearly all. */
const SPOKEN_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['ResourceName', ['ResourceURI']],
  ['integration_service', ['ResourceURI']],
  ['operationPath', ['ResourceURI']],
  ['resources', ['ResourceURI']],
  ['integration_operation', ['HttpVerb']],
  ['operation', ['HttpVerb', 'targetOperation']],
  ['targetOperation', ['HttpVerb']],
  ['action', ['targetOperation']],
  ['operationDisplayName', ['targetOperation']],
])

/** Switches of adapters that are off where nobody has heard of them: newer versions write down that they are. */
const OFF =
  /(?:^|\.)(?:privateEndpoint|dynamicConnectionEnabled|postQueryParamsAsContent|is(?:Request|Response)(?:JsonSchema|RawBytes)|(?:request|response)JsonTopLevelArray)$/

/** The properties of an adapter configuration without those that repeat the value of another, and switches that are off. */
export function withoutRepeats(properties: readonly AdapterProperty[]): readonly AdapterProperty[] {
  const values = new Map(properties.map(({ name, value }) => [name, value]))
  // `CODE|VERSION`
  const [code, version] = (values.get('integration_id') ?? '').split('|')
  const implied = new Map(
    code === undefined || version === undefined
      ? []
      : [
          ['integration_code', code],
          ['integration_version', version],
        ],
  )
  return properties.filter(({ name, value }) => {
    if (OFF.test(name) && value.trim().toLowerCase() === 'false') return false
    if (implied.get(name) === value) return false
    return SPOKEN_FOR.get(name)?.some((other) => values.get(other) === value) !== true
  })
}

/** Names that OIC renumbers, and its generated file names, wherever they stand in a value. */
const GENERATED =
  /\b(application|processor|inbound|outbound|input|output|resourcegroup|resource|messagecontext)_\d+\b|\b(req|resp)_[0-9a-f]{32}\b/g

/** Leaves out OIC's numbering. */
export function withoutNumbers(value: string): string {
  return value.replace(GENERATED, (_, element: string | undefined, direction: string | undefined) =>
    element === undefined ? `${direction}_…` : `${element}_…`,
  )
}

/** `%%CODE_connectionUrl` names the connection itself; that it is another one is told elsewhere. */
export function ownPlaceholder(value: string, connection: string): string {
  return connection !== '' && value.startsWith(`%%${connection}_`) ? `%%${value.slice(connection.length + 3)}` : value
}

/** Where an instance of OIC lives. A call of another integration bears it, and does not go by it. */
const HOST = /^https?:\/\/[^/?#]*(?=[/?#]|$)/i

/** A value of an adapter's configuration without what depends on where it was exported. */
export function portableValue(value: string, { adapter }: AdapterConfiguration, connection: string): string {
  return adapter.toLowerCase() === 'collocatedics' ? value.replace(HOST, '') : ownPlaceholder(value, connection)
}

/** Tags that OIC computes: `app:REST`, `style:scheduled orchestration`. */
const OWN_TAG = /^(?:app|style|platform):/i

/** The tags that people gave; sorted. */
export function givenTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => !OWN_TAG.test(tag)).sort()
}

/** JSON without the white space between its tokens; any other text trimmed. */
export function compactText(text: string): string {
  const trimmed = text.trim()
  if (!/^[{[]/.test(trimmed)) return trimmed
  try {
    return JSON.stringify(JSON.parse(trimmed))
  } catch {
    // Most texts that open with a bracket are no JSON: an XPath, a placeholder, a sample cut short.
    return trimmed
  }
}

/** A script by its lines: white space at line ends, and the kind of line ends, do not count. */
export function normalScript(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}
