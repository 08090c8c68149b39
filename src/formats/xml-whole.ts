import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { FormatProblem } from '../base/location.js'
import { UNFINISHED_MERGE, unfinishedMerge } from './merge-marks.js'
import { after, CDATA, endOfTag, MARK, type RawNode, TreeBuilder } from './xml-builder.js'
import { MAX_DEPTH, type XmlDocument } from './xml-tree.js'

const TOO_DEEP = `Tags are nested more than ${MAX_DEPTH} deep.`

/** Characters above which nesting is looked at first: the validator remembers every tag that is open. */
const LARGE = 1_000_000

/**
 * By the validator and the parser, which know what is wrong with a file and what can be read of it all the same.
 * @param text as {@link scanXml} takes it
 */
export function parseWhole(text: string): XmlDocument {
  const unread = unreadable(text)
  if (unread !== null) return { text, root: null, problems: [unread] }
  const problems: FormatProblem[] = []
  const readable = withCleanStart(text, problems)
  const fault = faultIn(readable, text)
  if (fault !== null) problems.push(fault)
  try {
    const nodes = parser().parse(readable) as RawNode[]
    const root = new TreeBuilder(text, problems).document(nodes)
    if (root === null && fault === null) problems.push({ message: 'There is no root element.', offset: 0 })
    return { text, root, problems }
  } catch (error) {
    // The parser gives up on what its validator has mostly named already: one problem is enough.
    if (!problems.some(({ severity }) => severity !== 'warning')) {
      const said = error instanceof Error ? error.message : String(error)
      problems.push({ message: /nested tags/i.test(said) ? TOO_DEEP : sentence(said), offset: 0 })
    }
    return { text, root: null, problems }
  }
}

/**
 * What is wrong with a file first; null where it is well-formed. Takes no memory for what is in it.
 * @param text as {@link scanXml} takes it
 */
export function firstFault(text: string): FormatProblem | null {
  return unreadable(text) ?? faultIn(withCleanStart(text, []), text)
}

function unreadable(text: string): FormatProblem | null {
  if (text.trim() === '') return { message: 'The file is empty.', offset: 0 }
  return text.length > LARGE && isTooDeep(text) ? { message: TOO_DEEP, offset: 0 } : null
}

function faultIn(readable: string, text: string): FormatProblem | null {
  const verdict = XMLValidator.validate(readable, { allowBooleanAttributes: false })
  return verdict === true ? null : problemOf(verdict.err, text)
}

/** What is wrong by the validator, in words of what happened to the file where it shows. */
function problemOf({ msg, line, col }: { msg: string; line: number; col: number }, text: string): FormatProblem {
  const merge = unfinishedMerge(text)
  if (merge !== null) return { message: `${UNFINISHED_MERGE}.`, offset: merge }
  const open = stillOpen(msg)
  if (open !== null) {
    const message = `The file breaks off inside '${open.at(-1)}': ${open.length} tags are not closed.`
    return { message, offset: text.length }
  }
  const offset = offsetOf(text, line, col)
  const last = text.lastIndexOf('<')
  if (offset >= last && /<[/A-Za-z_][^>]*$/.test(text.slice(last))) {
    return { message: 'The file breaks off inside a tag.', offset: text.length }
  }
  return { message: sentence(msg), offset }
}

/** Whether more tags are open at one place than are read. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = text.indexOf('<'); at !== -1 && depth <= MAX_DEPTH; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1] ?? ''
    if (next === '/') depth--
    else if (/[A-Za-z_]/.test(next) && text[endOfTag(text, at) - 2] !== '/') depth++
  }
  return depth > MAX_DEPTH
}

/**
 * Blanks what teams put before the start of a committed file (a licence text, a comment above the XML declaration),
 * so that the rest is read; offsets stay.
 */
function withCleanStart(text: string, problems: FormatProblem[]): string {
  const first = text.indexOf('<')
  if (first === -1) return text
  let clean = text
  if (text.slice(0, first).trim() !== '' && /[?!A-Za-z_]/.test(text[first + 1] ?? '')) {
    problems.push({
      message: 'There is text before the first tag; it was passed over.',
      offset: 0,
      severity: 'warning',
    })
    clean = blanked(clean, 0, first)
  }
  const declaration = clean.indexOf('<?xml ')
  const root = clean.search(/<[A-Za-z_]/)
  if (declaration > 0 && (root === -1 || declaration < root)) {
    const message = 'The XML declaration does not stand at the start of the file.'
    problems.push({ message, offset: declaration, severity: 'warning' })
    clean = blanked(clean, declaration, after(clean, '?>', declaration))
  }
  return clean
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to)
}

function parser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    // Read from the start tag itself, where their offsets are.
    ignoreAttributes: true,
    // A mark in front keeps names such as `constructor` from being refused as property names.
    transformTagName: (name) => MARK + name,
    parseTagValue: false,
    trimValues: false,
    // Raw text keeps its length, so that offsets can be counted along; entities are decoded afterwards.
    processEntities: false,
    cdataPropName: CDATA,
    commentPropName: '#comment',
    captureMetaData: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH - 1,
  })
}

/**
 * What the validator says of an attribute, without what it quotes: behind a stray quote that is the rest of a value,
 * which may be a password.
 */
const OF_ATTRIBUTES: readonly (readonly [RegExp, string])[] = [
  [/^Attribute '.*' has no space in starting/s, 'There is no space before an attribute, or a quote within a value'],
  [/^(?:Attribute '.*' is without value|boolean attribute '.*' is not allowed)/s, 'An attribute is without value'],
  [/^Attribute '.*' is an invalid name/s, 'The name of an attribute is not valid'],
]

/** The tags that were open when a file ended, outermost first, where that is what the validator says; it lists them as JSON. */
function stillOpen(message: string): readonly string[] | null {
  const listed = /^Invalid '(\[.*\])' found\.$/s.exec(message)?.[1]
  return listed === undefined ? null : (JSON.parse(listed) as string[])
}

function sentence(message: string): string {
  const [, said = message] = OF_ATTRIBUTES.find(([form]) => form.test(message)) ?? []
  const trimmed = said.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let at = 1; at < line; at++) {
    const next = text.indexOf('\n', start)
    if (next === -1) break
    start = next + 1
  }
  // The validator names no column where there is no tag at all.
  return Math.min(start + (column > 0 ? column - 1 : 0), text.length)
}
