import { prettyJson } from '../base/pretty-json.js'
import { type JsonNode, jsonMember, jsonValue, parseJson } from './json.js'
import { isTrue, memberText, scalarText } from './json-text.js'
import { Source } from './source.js'
import type { EventTypeFile, Read } from './types.js'

/** Reads an event type: `eventtypes/CODE_REVISION.json`. */
export function readEventType(path: string, text: string): Read<EventTypeFile> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  if (root.kind !== 'object') {
    source.problem(root.offset, 'The event type is not an object.')
    return { value: null, problems: source.problems }
  }
  const [idCode = '', idRevision = ''] = memberText(root, 'id').split('|')
  const code = memberText(root, 'code') || idCode
  const revision = memberText(root, 'revision') || idRevision
  if (code === '') source.problem(root.offset, 'The event type has no code.')
  if (revision === '') source.problem(root.offset, 'The event type has no revision.')
  const value = {
    code,
    revision,
    name: memberText(root, 'name'),
    description: memberText(root, 'description'),
    schema: schemaText(jsonMember(root, 'schema')),
    hasPublisher: isTrue(jsonMember(root, 'hasPublisher')),
    hasSubscriber: isTrue(jsonMember(root, 'hasSubscriber')),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

/** OIC writes the sample as a string that holds JSON; some stand there as JSON itself. */
function schemaText(node: JsonNode | null): string {
  if (node?.kind === 'object' || node?.kind === 'array') return prettyJson(jsonValue(node))
  return scalarText(node)
}
