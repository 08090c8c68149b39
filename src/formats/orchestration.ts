import { isStepKind } from './project-grammar.js'
import type { Source } from './source.js'
import type { ProjectStep, Wire } from './types.js'
import { attribute, attributeNode, child, children, text, type XmlElement } from './xml.js'

/** Attributes that have a field of their own in {@link ProjectStep}. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['id', 'name', 'description', 'refUri', 'trackingRefUri'])

/** Reads the children of an `orchestration` or of a step. Elements that the library does not know are kept. */
export function readSteps(parent: XmlElement, source: Source): readonly ProjectStep[] {
  // Depth is bounded by the XML reader.
  return children(parent).map((element) => ({
    element: element.local,
    known: isStepKind(element.local),
    id: attribute(element, 'id') ?? '',
    name: source.name(nameOf(element), element.offset),
    description: attribute(element, 'description') ?? '',
    ref: attribute(element, 'refUri') ?? '',
    tracker: attribute(element, 'trackingRefUri') ?? '',
    attributes: otherAttributes(element),
    children: readSteps(element, source),
    at: source.at(element.offset),
  }))
}

/** What publishes or subscribes is named by OIC (`ORDERSHIPPED`), and shown by its display name. */
const SHOWN_OTHERWISE: ReadonlySet<string> = new Set(['publish', 'subscribe'])

function nameOf(element: XmlElement): string {
  const name = attribute(element, 'name') || ''
  const displayName = attribute(element, 'displayName') || ''
  return SHOWN_OTHERWISE.has(element.local) ? displayName || name : name || displayName
}

function otherAttributes(element: XmlElement): Readonly<Record<string, string>> {
  const others: Record<string, string> = Object.create(null)
  for (const { name, value } of element.attributes) if (!OWN_FIELDS.has(name)) others[name] = value
  return others
}

/** Reads one `wire` of a map-data integration. Its ends are attributes, or elements of their own. */
export function readWire(element: XmlElement, source: Source): Wire {
  return {
    source: endOf(element, 'source'),
    target: endOf(element, 'target'),
    location: source.at(attributeNode(element, 'source')?.offset ?? element.offset),
  }
}

function endOf(wire: XmlElement, end: 'source' | 'target'): string {
  const written = attribute(wire, end) || attribute(wire, `${end}RefUri`)
  if (written) return written
  const element = child(wire, end)
  return element === null ? '' : attribute(element, 'refUri') || text(element)
}
