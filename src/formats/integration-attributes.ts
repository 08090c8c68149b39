import type { Location } from '../base/location.js'
import { commaList, type Properties, propertyValue, readProperties } from './properties.js'
import { Source } from './source.js'
import type { IntegrationAttributes, Problem, Read } from './types.js'

/** Reads `ics_project_attributes.properties`: what an `.iar` says of its integration. */
export function readIntegrationAttributes(path: string, text: string): Read<IntegrationAttributes> {
  return read(path, text, ['project_code', 'project_version'], (properties, location) => {
    const value = (key: string) => propertyValue(properties, key).trim()
    return {
      code: value('project_code'),
      version: value('project_version'),
      name: value('project_name'),
      package: value('package_name'),
      status: value('project_persisted_state'),
      mep: value('mep_type'),
      modelType: value('modelType').toLowerCase(),
      scope: value('scope'),
      keywords: commaList(value('keywords')),
      smartTags: commaList(value('smartTags')),
      oicVersion: value('lastUpdatedICSVersion'),
      location,
    }
  })
}

/** `ics_package_attributes.properties`, at the root of a `.par`. Its `integration_list` is empty in real exports. */
export interface PackageAttributes {
  readonly name: string
  readonly location: Location
}

/** Reads `ics_package_attributes.properties`. */
export function readPackageAttributes(path: string, text: string): Read<PackageAttributes> {
  return read(path, text, ['package_name'], (properties, location) => ({
    name: propertyValue(properties, 'package_name').trim(),
    location,
  }))
}

/** `*_properties.properties` beside a library's XML. */
export interface LibraryProperties {
  readonly code: string
  readonly version: string
  readonly name: string
}

/** Reads a library's `*_properties.properties`. */
export function readLibraryProperties(path: string, text: string): Read<LibraryProperties> {
  return read(path, text, ['code', 'version'], (properties) => ({
    code: propertyValue(properties, 'code').trim(),
    version: propertyValue(properties, 'version').trim(),
    name: propertyValue(properties, 'name').trim(),
  }))
}

/** The `*.properties` of a tool, pattern or prompt template of AI agents. Its key names differ by kind. */
export interface AiAttributes {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly description: string
}

/** What may stand before `code`, `version` … in a key of these files. */
const AI_PREFIXES = ['', 'tool', 'pattern', 'prompttemplate', 'template', 'prompt', 'agent', 'project']

/** Reads the properties of a tool, pattern or prompt template, by whatever names they have there. */
export function readAiAttributes(path: string, text: string): Read<AiAttributes> {
  return read(path, text, [], (properties) => {
    const plain = new Map<string, string>()
    for (const [key, { value }] of properties.entries) plain.set(key.toLowerCase().replace(/[^a-z]/g, ''), value.trim())
    const value = (name: string) => {
      for (const prefix of AI_PREFIXES) {
        const found = plain.get(prefix + name)
        if (found !== undefined && found !== '') return found
      }
      return ''
    }
    return {
      code: value('code'),
      version: value('version'),
      name: value('name'),
      description: value('description'),
    }
  })
}

/** Reads a properties file of which `required` keys should have values. */
function read<T>(
  path: string,
  text: string,
  required: readonly string[],
  build: (properties: Properties, location: Location) => T,
): Read<T> {
  const properties = readProperties(path, text)
  const location = new Source(path, '').at(0)
  const problem = (message: string): Problem => ({
    code: 'malformed-content',
    severity: 'error',
    message,
    ...location,
  })
  if (properties.entries.size === 0)
    return { value: null, problems: [...properties.problems, problem('The file has no properties.')] }
  const missing = required.filter((key) => propertyValue(properties, key).trim() === '')
  return {
    value: build(properties, location),
    problems: [...properties.problems, ...missing.map((key) => problem(`The property ${key} is missing or empty.`))],
  }
}
