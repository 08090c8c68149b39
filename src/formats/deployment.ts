import { jsonMember, parseJson } from './json.js'
import { idList, memberText } from './json-text.js'
import { Source } from './source.js'
import type { DeploymentFile, Read } from './types.js'

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
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}
