import { baseName } from '../base/path.js'
import { readMappings, XSLT } from './mapper-mappings.js'
import { Source } from './source.js'
import type { Mapper, MapperEnd, MapperImport, Read } from './types.js'
import { attribute, child, children, parseXml, type XmlElement } from './xml.js'

const MAPPER_HEAD = 'http://www.oracle.com/xsl/mapper/schemas'

/** Reads a mapper's style sheet, XSLT 1.0 or 2.0: what it maps from and to, and every instruction that does so. */
export function readMapper(path: string, text: string): Read<Mapper> {
  const source = new Source(path, text)
  const document = parseXml(text)
  source.take(document)
  const { root } = document
  if (root === null) return { value: null, problems: source.problems }
  if (root.namespace !== XSLT && !root.attributes.some((candidate) => candidate.namespace === XSLT))
    source.problem(root.offset, `The file is no style sheet: its root element is ${root.name}.`)
  const head = children(root, 'schema').find((element) => element.namespace === MAPPER_HEAD) ?? null
  return {
    value: {
      path,
      direction: directionOf(path),
      version: versionOf(root),
      sources: endsOf(head, 'mapSources', 'source'),
      targets: endsOf(head, 'mapTargets', 'target'),
      parameters: children(root, 'param')
        .filter((element) => element.namespace === XSLT)
        .map((element) => attribute(element, 'name') ?? ''),
      imports: importsOf(source, root),
      mappings: readMappings(source, root),
    },
    problems: source.problems,
  }
}

/** OIC writes one file a mapper; a person may have put in others. */
function importsOf(source: Source, root: XmlElement): MapperImport[] {
  return children(root)
    .filter(({ namespace, local }) => namespace === XSLT && (local === 'import' || local === 'include'))
    .map((element) => ({ href: attribute(element, 'href')?.trim() ?? '', ...source.at(element.offset) }))
}

function directionOf(path: string): Mapper['direction'] {
  const name = baseName(path)
  if (name.startsWith('req_')) return 'request'
  return name.startsWith('resp_') ? 'response' : 'other'
}

/** A style sheet that is a single literal element carries `xsl:version`. */
function versionOf(root: XmlElement): string {
  const qualified = root.attributes.find(({ local, namespace }) => local === 'version' && namespace === XSLT)
  return attribute(root, 'version') ?? qualified?.value ?? ''
}

function endsOf(head: XmlElement | null, list: string, end: string): MapperEnd[] {
  if (head === null) return []
  return children(head, list)
    .flatMap((element) => children(element, end))
    .map((element) => {
      const root = child(element, 'rootElement')
      const schema = child(element, 'schema')
      const parameter = child(element, 'param')
      return {
        schema: (schema && attribute(schema, 'location')) ?? '',
        rootElement: (root && attribute(root, 'name')) ?? '',
        namespace: (root && attribute(root, 'namespace')) ?? '',
        parameter: (parameter && attribute(parameter, 'name')) ?? '',
      }
    })
}
