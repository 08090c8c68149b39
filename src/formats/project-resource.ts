import type { Source } from './source.js'
import type { ProjectResource } from './types.js'
import { attribute, attributeNode, children, childText, type XmlElement } from './xml.js'

/**
 * Every resource below an application or processor, in document order. Groups stand below the application, its
 * outbound or inbound, or one of its outputs or inputs (a router's routes): all are found.
 */
export function readResources(owner: XmlElement, source: Source): readonly ProjectResource[] {
  const resources: ProjectResource[] = []
  const walk = (element: XmlElement, output: string, groupRole: string) => {
    for (const next of children(element)) {
      if (next.local === 'resource') {
        const resource = readResource(next, groupRole, output, source)
        if (resource !== null) resources.push(resource)
      } else {
        const inner = next.local === 'output' || next.local === 'input' ? (attribute(next, 'name') ?? '') : output
        walk(next, inner, next.local === 'resourceGroup' ? (childText(next, 'role') ?? '') : groupRole)
      }
    }
  }
  walk(owner, '', '')
  return resources
}

function readResource(element: XmlElement, groupRole: string, output: string, source: Source): ProjectResource | null {
  const location = attributeNode(element, 'location')
  if (location === null || location.value.trim() === '') {
    source.problem(element.offset, 'A resource names no file; it was left out.', 'malformed-content', 'warning')
    return null
  }
  return {
    location: location.value,
    type: attribute(element, 'type') ?? '',
    role: childText(element, 'role') || groupRole,
    output,
    at: source.at(location.offset),
  }
}
