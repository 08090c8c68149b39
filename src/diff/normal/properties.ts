import { addTo } from '../../base/group.js'
import type { AdapterConfiguration } from '../../model/types.js'
import { sha256 } from '../hash.js'
import { type Fact, fact } from '../part.js'
import type { NormalFormOptions } from '../types.js'
import { compactText } from './json.js'

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

/** Samples of messages. They are documentation: the structure that was made of them is compared in their stead. */
const SAMPLES = /(?:^|\.)(?:Request|Response)Sample$/

/** Words in a property's name that make its value a secret. */
const SECRET = /passw(?:or)?d|passphrase|secret|private[._-]?key|api[._-]?key|access[._-]?key|token$|credential|wallet/i
/** Values under such names that give nothing away. */
const HARMLESS = /^(?:%%|true$|false$|https?:)/i

/** What adapters encrypt, connect strings among it. */
const ENCRYPTED = /^[0-9A-Fa-f]{64,}$/

/** Names that OIC renumbers, and its generated file names, wherever they stand in a value. */
const GENERATED =
  /\b(application|processor|inbound|outbound|input|output|resourcegroup|resource|messagecontext)_\d+\b|\b(req|resp)_[0-9a-f]{32}\b/g

/** Where an instance of OIC lives. A call of another integration bears it, and does not go by it. */
const HOST = /^https?:\/\/[^/?#]*(?=[/?#]|$)/i

/** Leaves out OIC's numbering. */
export function withoutNumbers(value: string): string {
  return value.replace(GENERATED, (_, element: string | undefined, direction: string | undefined) =>
    element === undefined ? `${direction}_…` : `${element}_…`,
  )
}

/** A property as a fact. A secret's value goes into it as a hash, and is never shown. */
export async function propertyFact(name: string, value: string, what = 'property'): Promise<Fact[]> {
  if (value.trim() === '') return []
  if (isSecret(name, value)) return [{ what, name, value: `sha256:${await sha256(value)}`, shown: SECRET_SHOWN }]
  return fact(what, name, compactText(withoutNumbers(value)))
}

/** What stands in place of a secret. */
export const SECRET_SHOWN = '(secret)'

export function isSecret(name: string, value: string): boolean {
  return (SECRET.test(name) && !HARMLESS.test(value.trim())) || ENCRYPTED.test(value.trim())
}

/** `%%CODE_connectionUrl` names the connection itself; that it is another one is told elsewhere. */
export function ownPlaceholder(value: string, connection: string): string {
  return connection !== '' && value.startsWith(`%%${connection}_`) ? `%%${value.slice(connection.length + 3)}` : value
}

/** The properties of an adapter configuration, repeated names together. */
export async function configurationFacts(
  configuration: AdapterConfiguration | null,
  connection: string,
  hasStructure: boolean,
  options: NormalFormOptions,
): Promise<Fact[]> {
  if (configuration === null) return []
  const values = new Map<string, string[]>()
  for (const { name, value } of configuration.properties) {
    if (isNoise(name, options) || (hasStructure && SAMPLES.test(name))) continue
    addTo(values, name, value)
  }
  const isLocal = configuration.adapter.toLowerCase() === 'collocatedics'
  const facts: Fact[] = [
    ...fact('adapter', '', configuration.adapter.toLowerCase()),
    ...fact('agent-group', '', configuration.agentGroup ?? ''),
  ]
  for (const [name, list] of values) {
    // The same property stands in the connection factory and in the specification at times.
    const plain = list.map((value) => (isLocal ? value.replace(HOST, '') : ownPlaceholder(value, connection)))
    const distinct = [...new Set(plain.map((value) => value.trim()))].filter((value) => value !== '')
    facts.push(...(await propertyFact(name, distinct.join('\n'))))
  }
  return facts
}

export function isNoise(name: string, options: NormalFormOptions): boolean {
  if (PLUGIN_VERSIONS.test(name) || PLUGIN_NOTES.test(name)) return options.pluginVersions !== true
  return NOISE.has(name)
}
