import { attribute, child, children, type XmlElement } from '../../formats/xml.js'
import type { Part } from '../part.js'
import type { SchemaSet } from './schema-set.js'
import type { FieldReader } from './xsd.js'

/** What an operation is given or gives. */
export interface WsdlMessage {
  /** `request`, `response`, `fault NAME`, with the operation before it where there are several. */
  readonly name: string
  readonly fields: readonly Part[]
}

/**
 * The messages of a WSDL's operations.
 * @param wanted the operation to read; all where it is empty or not there
 */
export function wsdlMessages(schemas: SchemaSet, reader: FieldReader, wanted: string): WsdlMessage[] {
  const { definitions } = schemas
  const all = definitions.flatMap((root) => children(root, 'portType').flatMap((port) => children(port, 'operation')))
  const named = all.filter((operation) => attribute(operation, 'name') === wanted)
  const operations = wanted !== '' && named.length > 0 ? named : all
  const partsByMessage = new Map<string, readonly XmlElement[]>()
  for (const root of definitions) {
    for (const found of children(root, 'message')) {
      partsByMessage.set(attribute(found, 'name') ?? '', children(found, 'part'))
    }
  }
  const fieldsOf = (end: XmlElement): Part[] => {
    const reference = attribute(end, 'message') ?? ''
    const parts = partsByMessage.get(reference.slice(reference.indexOf(':') + 1)) ?? []
    return parts.map((one) => partField(one, schemas, reader))
  }
  return operations.flatMap((operation) => {
    const before = operations.length > 1 ? `${attribute(operation, 'name') ?? ''} ` : ''
    const input = child(operation, 'input')
    const output = child(operation, 'output')
    const ends: [string, XmlElement][] = [
      ...(input === null ? [] : [['request', input] as [string, XmlElement]]),
      ...(output === null ? [] : [['response', output] as [string, XmlElement]]),
      ...children(operation, 'fault').map((fault): [string, XmlElement] => [
        `fault ${attribute(fault, 'name') ?? ''}`.trim(),
        fault,
      ]),
    ]
    return ends.map(([name, end]) => ({ name: before + name, fields: fieldsOf(end) }))
  })
}

/** A part names an element or a type. */
function partField(one: XmlElement, schemas: SchemaSet, reader: FieldReader): Part {
  const element = attribute(one, 'element')
  const name = attribute(one, 'name') ?? 'part'
  if (element === null) return reader.typed(name, one, attribute(one, 'type') ?? 'any')
  const colon = element.indexOf(':')
  const namespace = one.namespaces.get(colon === -1 ? '' : element.slice(0, colon)) ?? ''
  const declared = schemas.find('element', namespace, element.slice(colon + 1))
  return declared === null ? reader.typed(name, one, element) : reader.element(declared)
}
