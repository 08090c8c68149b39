import { Source } from './source.js'
import type { AdapterConfiguration, AdapterProperty, Read } from './types.js'
import { attribute, attributeNode, children, parseXml, text as textOf, textOffset, type XmlElement } from './xml.js'

/**
 * Reads a `.jca` file: the configuration of a trigger, an invoke or a stage file action. Every property is kept in its
 * order, repeated names too; its position is that of the value. Null where the file is no adapter configuration.
 *
 * @param path of the file in the archive
 * @param text of the file
 */
export function readJca(path: string, text: string): Read<AdapterConfiguration> {
  const source = new Source(path, text)
  const document = parseXml(source.text)
  source.take(document)
  const { root } = document
  if (root === null) return { value: null, problems: source.problems }
  if (root.local !== 'adapter-config') {
    source.problem(root.offset, `The root element is ${root.local}; a .jca file has adapter-config.`)
    return { value: null, problems: source.problems }
  }
  const adapter = attribute(root, 'adapter')?.trim() ?? ''
  if (adapter === '')
    source.problem(root.offset, 'The adapter configuration names no adapter.', 'malformed-content', 'warning')
  const value = { adapter, path, properties: readProperties(root, source), agentGroup: readAgentGroup(root) }
  return { value, problems: source.problems }
}

function readProperties(root: XmlElement, source: Source): readonly AdapterProperty[] {
  const properties: AdapterProperty[] = []
  // Depth is bounded by the XML reader.
  const walk = (element: XmlElement, part: AdapterProperty['part']) => {
    for (const next of children(element)) {
      if (next.local !== 'property') {
        walk(next, next.local === 'connection-factory' ? 'connection' : part)
        continue
      }
      const name = attribute(next, 'name')
      if (name === null) {
        source.problem(next.offset, 'A property has no name; it was left out.', 'malformed-content', 'warning')
        continue
      }
      const value = attributeNode(next, 'value')
      const offset = value?.offset ?? textOffset(next)
      properties.push({ name, value: value?.value ?? textOf(next), part, ...source.at(offset) })
    }
  }
  walk(root, 'interaction')
  return properties
}

/** The agent group stands on the endpoint element: `endpoint-activation` or `endpoint-interaction`. */
function readAgentGroup(root: XmlElement): string | null {
  for (const endpoint of children(root)) {
    if (!endpoint.local.startsWith('endpoint-')) continue
    const agent = attribute(endpoint, 'agent')?.trim()
    if (agent) return agent
  }
  return null
}
