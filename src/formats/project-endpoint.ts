import { readProperties } from './project-property.js'
import { readResources } from './project-resource.js'
import type { Source } from './source.js'
import type { ProjectEndpoint } from './types.js'
import { attribute, attributeNode, child, children, childText, text, textOffset, type XmlElement } from './xml.js'

/** Reads one `application` of project.xml: a trigger or an invoke. */
export function readEndpoint(application: XmlElement, source: Source): ProjectEndpoint {
  const adapter = child(application, 'adapter')
  const code = adapter === null ? null : child(adapter, 'code')
  const blocks = children(application).filter(({ local }) => local === 'outbound' || local === 'inbound')
  const at = attributeNode(application, 'name')?.offset ?? application.offset
  const { values, at: propertiesAt } = readProperties(
    [...(adapter === null ? [] : [adapter]), application, ...blocks],
    source,
  )
  const connection = source.name((adapter !== null && childText(adapter, 'code')) || '', at)
  return {
    id: attribute(application, 'name') ?? '',
    role: childText(application, 'role')?.toLowerCase() === 'source' ? 'trigger' : 'invoke',
    connection,
    connectionAt: source.evidence(code === null ? at : textOffset(code), connection),
    name: source.name((adapter !== null && childText(adapter, 'name')) || '', at),
    description: (adapter !== null && childText(adapter, 'description')) || childText(application, 'description') || '',
    mep: childText(application, 'mep') ?? '',
    binding: joined(blocks, 'binding'),
    operation: joined(blocks, 'operation'),
    properties: values,
    propertiesAt,
    eventTypes: readEventTypes(application, source),
    resources: readResources(application, source),
    at: source.at(at),
  }
}

/** Most event types of one endpoint; integrations have one. Each becomes an artifact of the graph, thirty times its tag. */
const MAX_EVENT_TYPES = 1000

function readEventTypes(application: XmlElement, source: Source): ProjectEndpoint['eventTypes'] {
  const found = children(application, 'eventTypes').flatMap((list) => children(list, 'eventType'))
  const beyond = found[MAX_EVENT_TYPES]
  if (beyond !== undefined) {
    const message = `The endpoint has ${found.length} event types, more than the ${MAX_EVENT_TYPES} that are read: those from here on were left out.`
    source.problem(beyond.offset, message)
  }
  return found.slice(0, MAX_EVENT_TYPES).map((eventType) => readEventType(eventType, source))
}

function readEventType(element: XmlElement, source: Source): ProjectEndpoint['eventTypes'][number] {
  const name = attributeNode(element, 'name')
  const code = name?.value ?? ''
  const revision = attribute(element, 'revision') ?? ''
  return { code, revision, at: source.evidence(name?.offset ?? element.offset, `${code}|${revision}`) }
}

/** Texts of one child over all blocks, without repeats; an application has one block as a rule. */
function joined(blocks: readonly XmlElement[], local: string): string {
  const texts = blocks.flatMap((block) => children(block, local)).map(text)
  return [...new Set(texts.filter((value) => value !== ''))].join(', ')
}
