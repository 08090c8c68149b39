import type { Location } from '../base/location.js'
import type { Source } from './source.js'
import { attribute, attributeNode, children, text, textOffset, type XmlElement } from './xml.js'

/** `property name value` elements of project.xml: values by name, and where each value stands. */
export interface ProjectProperties {
  readonly values: Readonly<Record<string, string>>
  readonly at: Readonly<Record<string, Location>>
}

/** Reads the properties directly below the given elements; of a name that repeats the first one counts. */
export function readProperties(parents: readonly XmlElement[], source: Source): ProjectProperties {
  const values: Record<string, string> = Object.create(null)
  const at: Record<string, Location> = Object.create(null)
  for (const property of parents.flatMap((parent) => children(parent, 'property'))) {
    const name = attribute(property, 'name')
    if (name === null || name in values) continue
    const value = attributeNode(property, 'value')
    values[name] = value?.value ?? text(property)
    at[name] = source.at(value?.offset ?? textOffset(property))
  }
  return { values, at }
}
