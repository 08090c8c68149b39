import { decodeText } from '../../base/decode.js'
import { attribute, children, childText, parseXml, text, type XmlElement } from '../../formats/xml.js'
import { compactText } from '../../model/noise.js'
import { tablesFileOf } from '../../model/tables-file.js'
import type { AdapterConfiguration } from '../../model/types.js'
import { sha256 } from '../hash.js'
import { type Fact, fact } from '../part.js'
import type { NormalContext } from './context.js'
import { bytesOf } from './resources.js'

/** Largest file that is told table by table; of longer ones only that they differ. */
const MOST = 1_000_000

/** What EclipseLink writes at each table, or OIC takes from the connection: nobody enters it. */
const OWN: ReadonlySet<string> = new Set([
  'class',
  'caching',
  'remote-caching',
  'events',
  'copying',
  'instantiation',
  'structure',
  'container',
  'reference-class',
  'descriptor-type',
])

/** What is no line of a table: its name, and what has facts of its own. */
const TOLD_APART: ReadonlySet<string> = new Set(['alias', 'querying', 'attribute-mappings'])

/**
 * What an endpoint that works on tables does: the SQL of its query, its tables and their columns. OIC writes it into a
 * file of EclipseLink, and into no other.
 */
export async function tableFacts(configuration: AdapterConfiguration | null, context: NormalContext): Promise<Fact[]> {
  const file = configuration === null ? null : tablesFileOf(configuration)
  const entry = file === null ? undefined : context.entries.get(file)
  if (entry === undefined) return []
  const bytes = await bytesOf(entry)
  if (bytes === null) return [{ what: 'tables', name: '', value: 'unreadable', shown: '(cannot be read)' }]
  const { root, problems } =
    bytes.length > MOST ? { root: null, problems: [] } : parseXml(decodeText(bytes, 'xml').text)
  if (root === null || problems.length > 0) {
    const hash = await sha256(bytes)
    return fact('tables', '', `sha256:${hash}`, `${bytes.length} bytes, SHA-256 ${hash.slice(0, 12)}…, not read`)
  }
  return children(root, 'class-mapping-descriptors')
    .flatMap((list) => children(list, 'class-mapping-descriptor'))
    .flatMap(descriptorFacts)
}

/** Each list is looked for where it stands, not at any depth: nothing is told twice. */
function descriptorFacts(descriptor: XmlElement): Fact[] {
  const table = childText(descriptor, 'alias') ?? childText(descriptor, 'class') ?? ''
  const querying = partsOf(descriptor, 'querying')
  const queries = querying.filter(({ local }) => local === 'queries').flatMap((list) => children(list))
  const rest = [
    ...children(descriptor).filter(({ local }) => !TOLD_APART.has(local)),
    ...querying.filter(({ local }) => local !== 'queries'),
  ]
  return [
    ...fact('table', table, told(rest)),
    ...queries.flatMap((query) => fact('query', attribute(query, 'name') ?? '', told(children(query)))),
    ...partsOf(descriptor, 'attribute-mappings').flatMap((column) => {
      const said = children(column).filter(({ local }) => local !== 'attribute-name')
      const name = `${table}.${childText(column, 'attribute-name') ?? ''}`
      return fact('column', name, told(said))
    }),
  ]
}

function partsOf(element: XmlElement, list: string): readonly XmlElement[] {
  return children(element, list).flatMap((each) => children(each))
}

/** Elements and those below them, one a line. */
function told(elements: readonly XmlElement[]): string {
  const lines: string[] = []
  for (const element of elements) tell(element, 0, lines)
  return lines.join('\n')
}

/** Into one list, since copies at each level would be many where a file is deep. Depth is bounded by the XML reader. */
function tell(element: XmlElement, depth: number, lines: string[]): void {
  if (OWN.has(element.local)) return
  const said = element.attributes
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(({ local, value }) => ` ${local}=${value.trim()}`)
    .sort()
  const content = compactText(text(element))
  const before = lines.length
  const indent = '  '.repeat(Math.min(depth, 10))
  lines.push(`${indent}${element.local}${said.join('')}${content === '' ? '' : `: ${content}`}`)
  for (const next of children(element)) tell(next, depth + 1, lines)
  // What says nothing and holds nothing.
  if (said.length === 0 && content === '' && lines.length === before + 1) lines.pop()
}
