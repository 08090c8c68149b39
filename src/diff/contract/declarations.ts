import { attribute, type XmlElement } from '../../formats/xml.js'
import { type Fact, fact } from '../part.js'
import type { Declared } from './schema-set.js'

/**
 * What a set of schemas declares, each global element, type and group by its lines: for schemas with more fields than are
 * taken apart. Prefixes count as written.
 */
export function declarationFacts(declared: Iterable<Declared>): Fact[] {
  return [...declared].flatMap(({ element, schema }) => {
    const name = attribute(element, 'name') ?? ''
    const space = schema.targetNamespace
    const inherited = [schema.qualified ? 'qualified' : '', schema.format].filter((each) => each !== '').join(', ')
    const lines = inherited === '' ? linesOf(element) : [inherited, ...linesOf(element)]
    return fact('declaration', `${element.local} ${space === '' ? '' : `{${space}}`}${name}`, lines.join('\n'))
  })
}

/** Nobody nests declarations deeper: blanks would be most of the text. */
const DEEPEST = 40

/** A line for each element but those that only explain, indented. Depth is bounded by the XML reader. */
function linesOf(element: XmlElement, depth = 0, lines: string[] = []): string[] {
  const attributes = element.attributes.map(({ name, value }) => ` ${name}="${value}"`).sort()
  lines.push('  '.repeat(Math.min(depth, DEEPEST)) + element.local + attributes.join(''))
  for (const node of element.children)
    if (node.kind === 'element' && node.local !== 'annotation') linesOf(node, depth + 1, lines)
  return lines
}
