/**
 * JSON with positions: what `JSON.parse` does not give. Objects are Maps, so that a key such as `__proto__` is a key
 * like any other; of two members of one name the last counts, as in `JSON.parse`.
 *
 * The accessors take null for a missing node and pass it on, so that a path reads in one line:
 * `jsonString(jsonMember(jsonMember(root, 'icsProject'), 'name'))`.
 */
import { type AnyNode, parse } from '@humanwhocodes/momoa'
import { offsetTable } from './decoded.js'
import type { Source } from './source.js'

interface JsonBase {
  /** Offset in the source's text: the `{`, `[`, opening quote, or first character. */
  readonly offset: number
}

export interface JsonObject extends JsonBase {
  readonly kind: 'object'
  /** In the order of the file. */
  readonly members: ReadonlyMap<string, JsonNode>
}

export interface JsonArray extends JsonBase {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonString extends JsonBase {
  readonly kind: 'string'
  /** Decoded. */
  readonly value: string
  /** Between the quotes, escapes as written. */
  readonly raw: string
}

/** A number, `true`, `false` or `null`. */
export interface JsonScalar extends JsonBase {
  readonly kind: 'number' | 'boolean' | 'null'
  readonly value: number | boolean | null
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonScalar

/** Deepest nesting of arrays and objects that is read; real files stay below 30. */
export const MAX_JSON_DEPTH = 200

/**
 * Reads a source as one JSON value. Null where it does not parse; what is wrong is then a problem of the source.
 * Never throws, and never quotes the file's words in a message.
 */
export function parseJson(source: Source): JsonNode | null {
  const text = withoutHead(source)
  if (text.trim() === '') {
    source.problem(0, 'The file is empty.')
    return null
  }
  const tooDeep = offsetBeyondDepth(text)
  if (tooDeep !== null) {
    source.problem(tooDeep, `The JSON is nested deeper than ${MAX_JSON_DEPTH} levels; it was not read.`)
    return null
  }
  try {
    return convert(text, parse(text, { mode: 'json', ranges: true }).body)
  } catch (error) {
    const message = 'The JSON is malformed at this place; nothing of the file was read.'
    source.malformed([{ message, offset: errorOffset(error, text) }])
    return null
  }
}

/** Comments before the first value: a licence text that a team puts on top of every file that it commits. */
const HEAD = /^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/[^\n]*(?:\n\s*|$))+/

/** The text with such comments blanked, so that offsets stay. */
function withoutHead(source: Source): string {
  const { text } = source
  const head = /^\s*\//.test(text) ? (HEAD.exec(text)?.[0] ?? '') : ''
  if (head === '') return text
  source.problem(0, 'There is a comment before the JSON; it was passed over.', 'malformed-content', 'warning')
  return head.replace(/[^\n]/g, ' ') + text.slice(head.length)
}

/** A member of an object; null where there is none or the node is no object. */
export function jsonMember(node: JsonNode | null, key: string): JsonNode | null {
  return node?.kind === 'object' ? (node.members.get(key) ?? null) : null
}

/** Members of an object in their order; none for anything else. */
export function jsonMembers(node: JsonNode | null): Iterable<readonly [string, JsonNode]> {
  return node?.kind === 'object' ? node.members : []
}

/** Items of an array; none for anything else. */
export function jsonItems(node: JsonNode | null): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : []
}

/** A string's value; null for anything else. */
export function jsonString(node: JsonNode | null): string | null {
  return node?.kind === 'string' ? node.value : null
}

/** The node as plain data; objects have no prototype, so that every key survives. */
export function jsonValue(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(jsonValue)
  if (node.kind !== 'object') return node.value
  const plain: Record<string, unknown> = Object.create(null)
  for (const [key, value] of node.members) plain[key] = jsonValue(value)
  return plain
}

/** For characters of a string's decoded value: the offset in the source's text at which each stands. */
export function jsonStringOffsets(node: JsonString): (index: number) => number {
  const start = node.offset + 1
  if (!node.raw.includes('\\')) return (index) => start + index
  const escapes: { at: number; length: number; decoded: number }[] = []
  for (let at = node.raw.indexOf('\\'); at !== -1; ) {
    const length = node.raw[at + 1] === 'u' ? 6 : 2
    escapes.push({ at, length, decoded: 1 })
    at = node.raw.indexOf('\\', at + length)
  }
  const within = offsetTable(escapes)
  return (index) => start + within(index)
}

function convert(text: string, node: AnyNode): JsonNode {
  const offset = node.loc.start.offset
  switch (node.type) {
    case 'Object': {
      const members = new Map<string, JsonNode>()
      for (const { name, value } of node.members)
        members.set(name.type === 'String' ? name.value : name.name, convert(text, value))
      return { kind: 'object', offset, members }
    }
    case 'Array':
      return { kind: 'array', offset, items: node.elements.map((element) => convert(text, element.value)) }
    case 'String':
      return { kind: 'string', offset, value: node.value, raw: text.slice(offset + 1, node.loc.end.offset - 1) }
    case 'Number':
      return { kind: 'number', offset, value: node.value }
    case 'Boolean':
      return { kind: 'boolean', offset, value: node.value }
    default:
      return { kind: 'null', offset, value: null }
  }
}

/** Where brackets outside strings first nest too deep; the parser recurses, so this is asked before. */
function offsetBeyondDepth(text: string): number | null {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
    } else if (character === '{' || character === '[') {
      if (++depth > MAX_JSON_DEPTH) return at
    } else if (character === '}' || character === ']') {
      depth--
    }
  }
  return null
}

function errorOffset(error: unknown, text: string): number {
  const offset = typeof error === 'object' && error !== null && 'offset' in error ? error.offset : null
  return typeof offset === 'number' ? Math.min(offset, text.length) : 0
}
