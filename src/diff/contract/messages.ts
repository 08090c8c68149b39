import type { AdapterConfiguration, Entry } from '../../model/types.js'
import { sha256 } from '../hash.js'
import { fact, type Part, part } from '../part.js'
import { jsonFields } from './json-sample.js'
import { SchemaSet } from './schema-set.js'
import { wsdlMessages } from './wsdl.js'
import { FieldReader } from './xsd.js'

export interface MessageSource {
  /** Paths of the schemas that project.xml names. */
  readonly main: readonly string[]
  /** These, and all that lie beside them. */
  readonly files: readonly Entry[]
  readonly entries: ReadonlyMap<string, Entry>
  /** Operation of the WSDL; empty for all. */
  readonly operation: string
  readonly configuration: AdapterConfiguration | null
}

/** Adapters whose messages are JSON: the order of fields and their namespaces mean nothing there. */
const UNORDERED: ReadonlySet<string> = new Set(['rest', 'collocatedics', 'appevent', ''])

/**
 * The messages of an endpoint or action as trees of fields: `request`, `response`, `fault NAME`, each preceded by its
 * operation where there are several; `structure` for schemas without a WSDL.
 */
export async function messageStructures(source: MessageSource): Promise<Part[]> {
  const schemas = new SchemaSet(source.entries)
  for (const path of source.main) await schemas.addMain(path)
  const adapter = source.configuration?.adapter.toLowerCase() ?? ''
  const reader = new FieldReader(schemas, !UNORDERED.has(adapter))
  const messages = wsdlMessages(schemas, reader, source.operation).map(({ name, fields }) => message(name, fields))
  if (messages.length === 0 && schemas.mainElements.length > 0) {
    const fields = schemas.mainElements.map((declared) => reader.element(declared))
    messages.push(message('structure', fields))
  }
  if (messages.length === 0) messages.push(...sampleMessages(source.configuration))
  if (reader.cut) messages.push(await remainder(source))
  return messages
}

function message(name: string, fields: readonly Part[]): Part {
  return part({ what: 'message', key: name, parts: fields })
}

/** What was too large to be taken apart, as one fact. */
async function remainder({ files }: MessageSource): Promise<Part> {
  const hashes: string[] = []
  for (const entry of files) hashes.push(await sha256(await entry.bytes()))
  const hash = await sha256(hashes.sort().join('\n'))
  const shown = `SHA-256 ${hash.slice(0, 12)}… (too large to be compared field by field)`
  return part({ what: 'message', key: 'schemas', facts: fact('schemas', '', hash, shown) })
}

/** Samples that stand in the adapter configuration, for endpoints whose files tell no structure. */
const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['RequestSample', 'request'],
  ['ResponseSample', 'response'],
  ['EventTypeJsonSample', 'event'],
])

function sampleMessages(configuration: AdapterConfiguration | null): Part[] {
  if (configuration === null) return []
  return configuration.properties.flatMap(({ name, value }) => {
    const [, operation = '', last = ''] = /^(.*?)\.?([^.]*)$/.exec(name) ?? []
    const kind = SAMPLES.get(last)
    const fields = kind === undefined ? null : jsonFields(value)
    return fields === null ? [] : [message(`${operation} ${kind}`.trim(), fields)]
  })
}
