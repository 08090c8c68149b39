import { addTo } from '../../base/group.js'
import { SECRET_SHOWN } from '../../literals/hide.js'
import { compactText, isNoise, portableValue, withoutNumbers, withoutRepeats } from '../../model/noise.js'
import type { AdapterConfiguration } from '../../model/types.js'
import { sha256 } from '../hash.js'
import { type Fact, fact } from '../part.js'
import type { NormalFormOptions } from '../types.js'

/** Samples of messages. They are documentation: the structure that was made of them is compared in their stead. */
const SAMPLES = /(?:^|\.)(?:Request|Response)Sample$/

/** Words in a property's name that make its value a secret. */
const SECRET = /passw(?:or)?d|passphrase|secret|private[._-]?key|api[._-]?key|access[._-]?key|token$|credential|wallet/i
/** Values under such names that give nothing away. */
const HARMLESS = /^(?:%%|true$|false$|https?:)/i

/** What adapters encrypt, connect strings among it. */
const ENCRYPTED = /^[0-9A-Fa-f]{64,}$/

/** Addresses with a password, key or token in them. */
const CARRYING: readonly RegExp[] = [
  // Before the host.
  /:\/\/[^\s/?#:@]{0,128}:[^\s/?#@]{1,256}@/,
  /jdbc:oracle:[a-z0-9]{1,10}:[^/@\s]{1,128}\/[^@\s]{1,256}@/i,
  // Among the parameters.
  /[;?&](?:[\w.-]{0,40}(?:password|passwd|pwd|secret|(?:api|access|subscription)[-_]?key|(?:access|api|auth|refresh|sas)[-_]?token)|sig)=[^;&\s{}%#$:<]/i,
]

/** A property as a fact. A secret's value goes into it as a hash, and is never shown. */
export async function propertyFact(name: string, value: string, what = 'property'): Promise<Fact[]> {
  if (value.trim() === '') return []
  if (isSecret(name, value)) return [{ what, name, value: `sha256:${await sha256(value)}`, shown: SECRET_SHOWN }]
  return fact(what, name, compactText(withoutNumbers(value)))
}

function isSecret(name: string, value: string): boolean {
  return (
    (SECRET.test(name) && !HARMLESS.test(value.trim())) ||
    ENCRYPTED.test(value.trim()) ||
    CARRYING.some((form) => form.test(value))
  )
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
  for (const { name, value } of withoutRepeats(configuration.properties)) {
    if (isNoise(name, options) || (hasStructure && SAMPLES.test(name))) continue
    addTo(values, name, value)
  }
  const facts: Fact[] = [
    ...fact('adapter', '', configuration.adapter.toLowerCase()),
    ...fact('agent-group', '', configuration.agentGroup ?? ''),
  ]
  for (const [name, list] of values) {
    // The same property stands in the connection factory and in the specification at times.
    const plain = list.map((value) => portableValue(value, configuration, connection))
    const distinct = [...new Set(plain.map((value) => value.trim()))].filter((value) => value !== '')
    facts.push(...(await propertyFact(name, distinct.join('\n'))))
  }
  return facts
}
