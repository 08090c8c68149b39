import { type Node, Pair, parseLines } from 'dot-properties'
import type { Location } from '../base/location.js'
import { UNFINISHED_MERGE, unfinishedMerge } from './merge-marks.js'
import { limitProblems } from './problem-limit.js'
import { Source } from './source.js'
import type { Problem } from './types.js'

/** A value with the place where it starts (where its key stands, if it is empty). */
export interface PropertyEntry extends Location {
  readonly value: string
}

/** A Java properties file. */
export interface Properties {
  /** In the order of the file; of a repeated key the last value counts, as in Java. */
  readonly entries: ReadonlyMap<string, PropertyEntry>
  readonly problems: readonly Problem[]
}

/** Reads Java properties: escapes, continued lines and comments as Java reads them. Never throws. */
export function readProperties(path: string, text: string): Properties {
  const source = new Source(path, text)
  const entries = new Map<string, PropertyEntry>()
  for (const node of parseLines(withoutBlockComment(source.text), true)) {
    if (!isPair(node)) continue
    const [keyStart, keyEnd, valueStart, valueEnd] = node.range
    reportEscapes(source, keyStart, keyEnd)
    reportEscapes(source, valueStart, valueEnd)
    if (node.key === '') source.problem(keyStart, 'A line has a value but no key.', 'malformed-content', 'warning')
    if (entries.has(node.key))
      source.problem(
        keyStart,
        `The property ${shown(node.key)} stands here again; the last value counts.`,
        'malformed-content',
        'warning',
      )
    entries.set(node.key, { value: node.value, ...source.at(node.value === '' ? keyStart : valueStart) })
  }
  const merge = unfinishedMerge(source.text)
  if (merge !== null)
    source.problem(merge, `${UNFINISHED_MERGE}; both were read, and of a key in both the last value counts.`)
  return { entries, problems: limitProblems(source.problems) }
}

function isPair(node: Node): node is Required<Pair> {
  return node instanceof Pair
}

/** A licence header added in another language's comment would read as properties named `/*` and `*`. */
function withoutBlockComment(text: string): string {
  const start = text.length - text.trimStart().length
  if (!text.startsWith('/*', start)) return text
  const end = text.indexOf('*/', start + 2)
  if (end === -1) return text
  return text.slice(0, end + 2).replace(/[^\n]/g, ' ') + text.slice(end + 2)
}

const UNICODE = /^[0-9a-fA-F]{4}$/

/** Java refuses the whole file for a `\u` without four hexadecimal digits; here the letters stay. */
function reportEscapes(source: Source, from: number, to: number): void {
  // Within the part alone: a search of the whole text would run to its end, once for every line.
  const part = source.text.slice(from, to)
  for (let at = part.indexOf('\\'); at !== -1; at = part.indexOf('\\', at + 2)) {
    if (part[at + 1] === 'u' && !UNICODE.test(source.text.slice(from + at + 2, from + at + 6)))
      source.problem(from + at, 'A \\u escape is not followed by four hexadecimal digits.')
  }
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 59)}…` : key
}

/** The value of a key; empty where it is not there. */
export function propertyValue(properties: Properties, key: string): string {
  return properties.entries.get(key)?.value ?? ''
}

/** The parts of a comma list, trimmed, without empty ones; packages write it in brackets: `[a, b]`. */
export function commaList(value: string): string[] {
  const inside = value.trim()
  const bare = inside.startsWith('[') && inside.endsWith(']') ? inside.slice(1, -1) : inside
  return bare
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
