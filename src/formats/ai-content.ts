import { jsonValue, parseJson } from './json.js'
import { Source } from './source.js'
import type { AiContent, Read } from './types.js'

/** Strings within strings that are unpacked; real files have one, at times two. */
const MAX_WRAPPING = 5

/** Reads `content.json` of a tool, pattern or prompt template: as a rule a JSON string that holds JSON. */
export function readAiContent(path: string, text: string): Read<AiContent> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  const content = unpack(jsonValue(root))
  if (typeof content === 'string' && looksLikeJson(content))
    source.problem(
      root.offset,
      'The JSON inside the string does not parse; it was kept as text.',
      'malformed-content',
      'warning',
    )
  return { value: { content, location: source.at(root.offset) }, problems: source.problems }
}

function looksLikeJson(text: string): boolean {
  return /^\s*["{[]/.test(text)
}

/** The value inside a string that holds JSON; the value itself where it is none. */
function unpack(value: unknown): unknown {
  let inner = value
  for (let level = 0; level < MAX_WRAPPING && typeof inner === 'string' && looksLikeJson(inner); level++) {
    const parsed = parseJson(new Source('', inner))
    if (parsed === null) return inner
    inner = jsonValue(parsed)
  }
  return inner
}

/** What a tool runs. Texts are empty where its content does not say. */
export interface ToolFacts {
  /** `INTEGRATION` … */
  readonly type: string
  /** `CODE|VERSION` of the integration that a tool of type INTEGRATION calls; null where there is none. */
  readonly integration: string | null
  /** Absolute address of that integration in the instance the tool was made in. */
  readonly endpointUrl: string
}

/** Words that `type` has in a JSON schema, which describes a tool's parameters. */
const SCHEMA_TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])

/** Most objects and lists that are searched. */
const MAX_VISITED = 100_000

/** Finds what a tool's content says it runs: the outermost value of each name wins, at whatever depth it stands. */
export function toolFacts(content: unknown): ToolFacts {
  const found = new Map<string, string>()
  const queue: unknown[] = [content]
  for (let at = 0; at < queue.length && at < MAX_VISITED; at++) {
    const node = unpack(queue[at])
    if (Array.isArray(node)) for (const item of node) queue.push(item)
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        const name = key.toLowerCase()
        const isType = name === 'type' && typeof value === 'string' && SCHEMA_TYPES.has(value.toLowerCase())
        if (typeof value === 'string' && value !== '' && !isType && !found.has(name)) found.set(name, value)
        if (typeof value === 'object' || (typeof value === 'string' && looksLikeJson(value))) queue.push(value)
      }
    }
  }
  return {
    type: found.get('tooltype') ?? found.get('type') ?? '',
    integration: found.get('integrationid') ?? null,
    endpointUrl: found.get('endpointurl') ?? '',
  }
}
