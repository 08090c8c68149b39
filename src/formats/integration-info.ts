import { type JsonNode, jsonMember, jsonMembers, parseJson } from './json.js'
import { anyText, idList, memberText } from './json-text.js'
import { commaList } from './properties.js'
import { Source } from './source.js'
import type { IntegrationInfo, Read } from './types.js'

/** Reads `info.json`: what a project says of one of its integrations, and OIC's own list of its dependencies. */
export function readIntegrationInfo(path: string, text: string): Read<IntegrationInfo> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  const own = jsonMember(root, 'properties')
  if (own?.kind !== 'object') source.problem(root.offset, 'The file has no properties.')
  const code = memberText(own, 'code')
  const version = memberText(own, 'version')
  if (own?.kind === 'object' && (code === '' || version === ''))
    source.problem(own.offset, `The properties have no ${code === '' ? 'code' : 'version'}.`)
  const value: IntegrationInfo = {
    code,
    version,
    name: memberText(own, 'name'),
    package: memberText(own, 'packageName', 'package'),
    status: memberText(own, 'persistedState'),
    mep: memberText(own, 'mepType'),
    modelType: memberText(own, 'modelType').toLowerCase(),
    scope: memberText(own, 'scope'),
    keywords: listOf(jsonMember(own, 'keywords')),
    smartTags: listOf(jsonMember(own, 'smartTags')),
    oicVersion: memberText(own, 'lastUpdatedICSVersion'),
    dependencies: dependenciesOf(source, jsonMember(root, 'dependencies')),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

function listOf(node: JsonNode | null): string[] {
  return node === null ? [] : commaList(anyText(node))
}

function dependenciesOf(source: Source, node: JsonNode | null): IntegrationInfo['dependencies'] {
  if (node === null || node.kind === 'null') return null
  if (node.kind !== 'object') {
    source.problem(node.offset, 'The dependencies are not an object of lists; they were left out.')
    return null
  }
  const lists: Record<string, readonly string[]> = Object.create(null)
  for (const [name, list] of jsonMembers(node)) lists[name] = idList(list)
  return lists
}
