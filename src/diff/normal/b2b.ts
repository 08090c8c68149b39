import { decodeText } from '../../base/decode.js'
import { isLeaf } from '../../formats/metadata-xml.js'
import { children, parseXml, text as textOf } from '../../formats/xml.js'
import type { B2bArtifact, Entry } from '../../model/types.js'
import { type Fact, fact, type Part, part } from '../part.js'
import type { NormalContext } from './context.js'
import { bytesOf, fileFact } from './resources.js'

/** Elements of a B2B artifact that are facts of their own, or what it is known by. */
const TOLD: ReadonlySet<string> = new Set(['identifier', 'code', 'name', 'standard', 'version', 'description'])

export async function normalB2b(artifact: B2bArtifact, { entries }: NormalContext): Promise<Part> {
  const entry = entries.get(artifact.location.entry)
  return part({
    what: artifact.kind,
    key: `${artifact.type} ${artifact.code}`,
    facts: [
      ...fact('version', '', artifact.version),
      ...fact('name', '', artifact.name),
      ...fact('standard', '', artifact.standard),
      ...(entry === undefined ? [] : await contentFacts(entry)),
    ],
  })
}

/** What the file says by its elements; as a file where it holds more than texts. */
async function contentFacts(entry: Entry): Promise<Fact[]> {
  const bytes = await bytesOf(entry)
  const { root } = parseXml(bytes === null ? '' : decodeText(bytes, 'xml').text)
  if (root === null || children(root).some((element) => !isLeaf(element) || element.attributes.length > 0))
    return [await fileFact('', entry)]
  return children(root).flatMap((element) => {
    if (element.local === 'description') return fact('description', '', textOf(element))
    return TOLD.has(element.local) ? [] : definitionFacts(element.local, textOf(element))
  })
}

/** A text as it stands; JSON by the segments, elements and code lists that it defines, each by its lines. */
function definitionFacts(name: string, text: string): Fact[] {
  const json = objectIn(text)
  if (json === null) return fact('definition', name, text)
  return Object.entries(json).flatMap(([list, value]) => {
    if (!Array.isArray(value)) return fact('definition', list, jsonLines(value))
    return value.flatMap((item, at) => fact('definition', `${list} ${nameOf(item) ?? at + 1}`, jsonLines(item)))
  })
}

function objectIn(text: string): object | null {
  if (!text.startsWith('{')) return null
  try {
    return JSON.parse(text) as object
  } catch {
    // What is no JSON is compared as a text.
    return null
  }
}

/** `{"segment": "BEG", …}`: the first member says what an item is. */
function nameOf(item: unknown): string | null {
  const [first] = typeof item === 'object' && item !== null ? Object.values(item) : []
  return typeof first === 'string' || typeof first === 'number' ? String(first) : null
}

/** Deepest level that has lines of its own. */
const DEEPEST = 40

/** A line for each object or list that holds no other. */
function jsonLines(value: unknown, depth = 0): string {
  const indent = '  '.repeat(depth)
  if (depth >= DEEPEST || isFlat(value)) return indent + JSON.stringify(value)
  return Object.entries(value as object)
    .map(([key, inner]) => {
      const head = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `
      if (isFlat(inner)) return indent + head + JSON.stringify(inner)
      return `${indent}${head === '' ? '-' : head.trimEnd()}\n${jsonLines(inner, depth + 1)}`
    })
    .join('\n')
}

function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((inner) => typeof inner !== 'object' || inner === null)
}
