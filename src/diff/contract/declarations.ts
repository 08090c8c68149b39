import { attribute, type XmlAttribute, type XmlElement } from '../../formats/xml.js'
import { type Fact, fact } from '../part.js'
import { type Declared, XSD } from './schema-set.js'

/**
 * What a set of schemas declares, each global element, type and group by its lines: for schemas with more fields than are
 * taken apart.
 */
export function declarationFacts(declared: Iterable<Declared>): Fact[] {
  return [...declared].flatMap(({ element, schema }) => {
    const name = attribute(element, 'name') ?? ''
    const space = schema.targetNamespace
    const inherited = [schema.qualified ? 'qualified' : '', schema.format].filter((each) => each !== '').join(', ')
    const lines = [...(inherited === '' ? [] : [inherited]), ...linesOf(element, space)]
    return fact('declaration', `${element.local} ${space === '' ? '' : `{${space}}`}${name}`, lines.join('\n'))
  })
}

/** Nobody nests declarations deeper: blanks would be most of the text. */
const DEEPEST = 40

/** Attributes whose values name what is declared elsewhere. */
const REFERENCES: ReadonlySet<string> = new Set([
  'ref',
  'type',
  'base',
  'itemType',
  'memberTypes',
  'substitutionGroup',
  'refer',
])

/**
 * What is referred to, by its namespace where that is not the schema's own: each export may write other prefixes. Types of
 * XML Schema have the one by habit.
 */
function referenced({ namespace, local, value }: XmlAttribute, { namespaces }: XmlElement, own: string): string {
  if (namespace !== '' || !REFERENCES.has(local)) return value
  const names = value.trim().split(/\s+/)
  return names
    .map((name) => {
      const colon = name.indexOf(':')
      const space = namespaces.get(name.slice(0, Math.max(colon, 0))) ?? (colon === -1 ? own : null)
      const plain = name.slice(colon + 1)
      if (space === null) return name
      if (space === XSD) return `xs:${plain}`
      return space === own ? plain : `{${space}}${plain}`
    })
    .join(' ')
}

/** A line for each element but those that only explain, indented. Depth is bounded by the XML reader. */
function linesOf(element: XmlElement, own: string, depth = 0, lines: string[] = []): string[] {
  const attributes = element.attributes.map((one) => ` ${one.local}="${referenced(one, element, own)}"`).sort()
  lines.push('  '.repeat(Math.min(depth, DEEPEST)) + element.local + attributes.join(''))
  for (const node of element.children)
    if (node.kind === 'element' && node.local !== 'annotation') linesOf(node, own, depth + 1, lines)
  return lines
}
