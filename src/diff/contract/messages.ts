import type { AdapterConfiguration, Entry } from '../../model/types.js'
import { fact, type Part, part } from '../part.js'
import { declarationFacts } from './declarations.js'
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
  let { messages, reader } = messagesOf(schemas, source, Number.POSITIVE_INFINITY)
  if (messages.length === 0) return sampleMessages(source.configuration)
  if (!reader.cut) return messages
  for (const depth of SHALLOW) if (reader.exhausted) ({ messages, reader } = messagesOf(schemas, source, depth))
  return [...messages, remainder(schemas)]
}

/** Levels of fields that are told of messages with more fields than are taken apart: as many as there is room for. */
const SHALLOW = [3, 1]

function messagesOf(schemas: SchemaSet, { configuration, operation }: MessageSource, depth: number) {
  const adapter = configuration?.adapter.toLowerCase() ?? ''
  const reader = new FieldReader(schemas, !UNORDERED.has(adapter), depth)
  const messages = wsdlMessages(schemas, reader, operation).map(({ name, fields }) => message(name, fields))
  if (messages.length === 0 && schemas.mainElements.length > 0) {
    const fields = schemas.mainElements.map((declared) => reader.element(declared))
    messages.push(message('structure', fields))
  }
  return { messages, reader }
}

function message(name: string, fields: readonly Part[]): Part {
  return part({ what: 'message', key: name, parts: fields })
}

/** What was too large to be taken apart: each declaration, instead of each field wherever it is used. */
function remainder(schemas: SchemaSet): Part {
  const how = 'too large to be compared field by field; what they declare is compared, and the upper levels of fields'
  return part({
    what: 'message',
    key: 'schemas',
    facts: [...fact('schemas', '', how), ...declarationFacts(schemas.declared)],
  })
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
