import { type JsonNode, jsonMember, jsonMembers, parseJson } from './json.js'
import { idList, memberText } from './json-text.js'
import { Source } from './source.js'
import type { DeployedAsset, DeploymentFile, Read } from './types.js'

/** Reads a deployment: `labels/CODE.json` of a project. */
export function readDeployment(path: string, text: string): Read<DeploymentFile> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  if (root.kind !== 'object') {
    source.problem(root.offset, 'The deployment is not an object.')
    return { value: null, problems: source.problems }
  }
  const code = memberText(root, 'code', 'id')
  if (code === '') source.problem(root.offset, 'The deployment has no code.')
  const value = {
    code,
    name: memberText(root, 'name'),
    revision: memberText(root, 'revision'),
    integrations: idList(jsonMember(root, 'integrations')),
    agents: idList(jsonMember(root, 'agents')),
    others: othersOf(root),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

/** Lists of a model of its own. */
const MODELLED: ReadonlySet<string> = new Set(['integrations', 'agents'])

/** Every other list of objects that name something; lists of words are labels such as `smartTags`. */
function othersOf(root: JsonNode): DeployedAsset[] {
  return [...jsonMembers(root)].flatMap(([kind, list]) => {
    if (MODELLED.has(kind) || list.kind !== 'array') return []
    const items = list.items.filter((item) => item.kind === 'object')
    return items.flatMap((item) => idList(item).map((id) => ({ kind, id })))
  })
}
