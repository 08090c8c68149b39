import { type JsonNode, type JsonObject, jsonMember, jsonMembers, parseJson } from './json.js'
import { memberText, scalarText } from './json-text.js'
import { Source } from './source.js'
import type { FlowMessage, Read } from './types.js'

/** Reads `project_messages.json`: OIC's own warnings and errors, for each element of the flow. */
export function readProjectMessages(path: string, text: string): Read<readonly FlowMessage[]> {
  if (NO_MESSAGES.test(text)) return { value: [], problems: [] }
  const source = new Source(path, text)
  const parsed = parseJson(source)
  if (parsed === null) return { value: null, problems: source.problems }
  const root = unwrapped(parsed)
  const messages = unwrapped(jsonMember(root, 'messages') ?? root)
  const value: FlowMessage[] = []
  if (messages.kind === 'object') {
    for (const [step, list] of jsonMembers(messages)) {
      if (step !== JAVA_CLASS) for (const message of inList(source, step, list)) value.push(message)
    }
  } else if (messages.kind !== 'null') {
    source.problem(messages.offset, 'The messages are not an object.', 'malformed-content', 'warning')
  }
  return { value, problems: source.problems }
}

/** The file of nearly every integration. */
const NO_MESSAGES =
  /^\{"messages":\{(?:"@class":"[\w.$]{1,200}",?)?(?:"[\w.-]{0,200}":\["java\.util\.ArrayList",\[\]\],?)*\}\}\s*$/

/** Jackson's mark of an object's Java class. */
const JAVA_CLASS = '@class'

const CLASS_NAME = /^(?:[a-z][\w]{0,60}\.){1,12}[A-Z][\w$]{0,120}$/

/** Takes Java's wrapping off: `["java.util.ArrayList", […]]` is the list inside. The JSON reader bounds the depth. */
function unwrapped(node: JsonNode): JsonNode {
  let inner = node
  while (inner.kind === 'array' && inner.items.length === 2) {
    const [name, content] = inner.items
    if (name?.kind !== 'string' || content === undefined || !CLASS_NAME.test(name.value)) break
    inner = content
  }
  return inner
}

function* inList(source: Source, step: string, wrapped: JsonNode): Generator<FlowMessage> {
  const node = unwrapped(wrapped)
  if (node.kind === 'array') {
    for (const item of node.items) yield* inList(source, step, item)
  } else if (node.kind === 'object') {
    if (node.members.size > 0) yield { step, ...fromObject(node), ...source.at(node.offset) }
  } else {
    const text = scalarText(node).trim()
    if (text !== '') yield { step, code: text, severity: '', text, ...source.at(node.offset) }
  }
}

const CODE_KEYS = ['messageCode', 'code', 'errorCode', 'messageKey', 'key', 'messageId']
const TEXT_KEYS = ['message', 'text', 'messageText', 'localizedMessage', 'description', 'detail', 'details']
const SEVERITY_KEYS = ['severity', 'level', 'messageType', 'type']

/** OIC's codes: `EMPTY_WARNING_ROUTE`. */
const OIC_CODE = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/
const SEVERITY = /^(?:error|warning|warn|info|information|fatal|critical)$/i

/** Names of the members differ by release: known names first, then any value that looks like what is asked for. */
function fromObject(node: JsonObject): Pick<FlowMessage, 'code' | 'severity' | 'text'> {
  const members = new Map<string, JsonNode>()
  for (const [key, member] of jsonMembers(node)) if (key !== JAVA_CLASS) members.set(key, unwrapped(member))
  const plain: JsonObject = { kind: 'object', offset: node.offset, members }
  const values = [...members.values()].map((member) => scalarText(member).trim())
  const text = memberText(plain, ...TEXT_KEYS)
  const code =
    memberText(plain, ...CODE_KEYS) ||
    (values.find((value) => OIC_CODE.test(value)) ?? [...members.keys()].find((key) => OIC_CODE.test(key)) ?? '')
  const severities = [...SEVERITY_KEYS.map((key) => memberText(plain, key)), ...values]
  const severity = severities.find((value) => SEVERITY.test(value)) ?? memberText(plain, 'severity', 'level')
  const whole = text || values.filter((value) => value !== '' && value !== severity).join(' ')
  return { code: code || whole, severity, text: whole }
}
