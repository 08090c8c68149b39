import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { type FormatProblem, normaliseNewlines } from '../base/location.js'
import { scanXml } from './xml-scan.js'
import { decodeEntities, type XmlAttribute, type XmlElement, type XmlNode, type XmlText } from './xml-tree.js'

export type { XmlAttribute, XmlElement, XmlNode, XmlText } from './xml-tree.js'
export { decodeEntities } from './xml-tree.js'

export interface XmlDocument {
  /** The text that all offsets refer to: the input with line ends as `\n`. */
  readonly text: string
  /** Null where nothing could be read. Read as far as possible where `problems` has errors. */
  readonly root: XmlElement | null
  readonly problems: readonly FormatProblem[]
}

/** Deepest nesting of tags that is read; real files stay below 60. */
const MAX_DEPTH = 500
const TOO_DEEP = `Tags are nested more than ${MAX_DEPTH} deep.`

/** Characters above which nesting is looked at first: the validator remembers every tag that is open. */
const LARGE = 1_000_000

type RawNode = Record<string, unknown>

const TEXT = '#text'
const CDATA = '#cdata'
const COMMENT = '#comment'
const MARK = '<'
const META = XMLParser.getMetaDataSymbol() as unknown as string

/**
 * Reads one XML file into a tree that knows where everything stands. Never throws: what is wrong is in `problems`,
 * and the tree holds what could be read.
 */
export function parseXml(input: string): XmlDocument {
  const text = normaliseNewlines(input.charCodeAt(0) === 0xfeff ? input.slice(1) : input)
  const scanned = scanXml(text, MAX_DEPTH)
  return scanned === null ? parseWhole(text) : { text, root: scanned, problems: [] }
}

/**
 * By the validator and the parser, which know what is wrong with a file and what can be read of it all the same.
 * @param text as {@link scanXml} takes it
 */
export function parseWhole(text: string): XmlDocument {
  const problems: FormatProblem[] = []
  if (text.trim() === '') return { text, root: null, problems: [{ message: 'The file is empty.', offset: 0 }] }
  if (text.length > LARGE && isTooDeep(text)) {
    return { text, root: null, problems: [{ message: TOO_DEEP, offset: 0 }] }
  }
  const readable = withCleanStart(text, problems)
  const verdict = XMLValidator.validate(readable, { allowBooleanAttributes: false })
  if (verdict !== true) {
    const open = stillOpen(verdict.err.msg)
    problems.push(
      open === null
        ? { message: sentence(verdict.err.msg), offset: offsetOf(text, verdict.err.line, verdict.err.col) }
        : {
            message: `The file breaks off inside '${open.at(-1)}': ${open.length} tags are not closed.`,
            offset: text.length,
          },
    )
  }
  try {
    const nodes = parser().parse(readable) as RawNode[]
    const root = new TreeBuilder(text, problems).document(nodes)
    if (root === null && verdict === true) problems.push({ message: 'There is no root element.', offset: 0 })
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
    commentPropName: COMMENT,
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

/** Sticky: a search would run past the tag, through the whole file, once for every tag without attributes. */
const ATTRIBUTE = /[\s/]*([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const NO_NAMESPACES: ReadonlyMap<string, string> = new Map([['xml', XML_NAMESPACE]])

class TreeBuilder {
  readonly #text: string
  readonly #problems: FormatProblem[]
  /** Each is named once. */
  readonly #unboundPrefixes = new Set<string>()
  #cursor = 0

  constructor(text: string, problems: FormatProblem[]) {
    this.#text = text
    this.#problems = problems
  }

  document(nodes: readonly RawNode[]): XmlElement | null {
    let root: XmlElement | null = null
    for (const node of nodes) {
      const name = tagOf(node)
      if (name === null) continue
      const element = this.#element(node, name, NO_NAMESPACES)
      if (root === null) root = element
      else
        this.#problems.push({
          message: `There is a second root element, ${element.name}; it was left out.`,
          offset: element.offset,
        })
    }
    if (root !== null && this.#problems.every(({ severity }) => severity === 'warning')) this.#afterRoot()
    return root
  }

  /** The validator and the parser pass over text at the end where they do not take it for a tag. */
  #afterRoot(): void {
    for (;;) {
      const at = this.#text.slice(this.#cursor).search(/\S/) + this.#cursor
      if (at < this.#cursor) return
      this.#cursor = at
      if (this.#skipMarkup(true) > at) continue
      const message = 'There is text behind the root element; it was passed over.'
      this.#problems.push({ message, offset: at, severity: 'warning' })
      return
    }
  }

  #element(node: RawNode, name: string, inherited: ReadonlyMap<string, string>): XmlElement {
    const meta = node[META] as { startIndex: number }
    const offset = meta.startIndex
    const tagEnd = endOfTag(this.#text, offset)
    const { attributes, namespaces } = this.#attributes(offset + 1 + name.length, tagEnd, inherited)
    this.#cursor = tagEnd
    const [prefix, local] = split(name)
    const namespace = namespaces.get(prefix)
    if (namespace === undefined && prefix !== '') this.#unbound(prefix, offset)
    const selfClosed = this.#text[tagEnd - 2] === '/'
    const children = selfClosed ? [] : this.#children(contentOf(node), namespaces)
    if (!selfClosed) this.#cursor = after(this.#text, '>', after(this.#text, '</', this.#skipMarkup(true)))
    return {
      kind: 'element',
      name,
      prefix,
      local,
      namespace: namespace ?? '',
      attributes,
      children,
      offset,
      namespaces,
    }
  }

  #children(nodes: readonly RawNode[], namespaces: ReadonlyMap<string, string>): XmlNode[] {
    const children: XmlNode[] = []
    let elements = false
    for (const [at, node] of nodes.entries()) {
      const name = tagOf(node)
      if (name !== null) {
        elements = true
        children.push(this.#element(node, name, namespaces))
      } else if (typeof node[TEXT] === 'string') {
        const next = nodes[at + 1]
        const between = elements || (next !== undefined && tagOf(next) !== null)
        const read = this.#textNode(node[TEXT], false)
        if (!between || /[^ \t\n]/.test(read.raw)) children.push(read)
      } else if (node[CDATA] !== undefined) {
        children.push(this.#textNode(textInside(node[CDATA]), true))
      }
    }
    return children
  }

  /** Text stands at the cursor, after comments and processing instructions that the parser has passed over. */
  #textNode(raw: string, cdata: boolean): XmlText {
    const opening = cdata ? '<![CDATA[' : ''
    const found = this.#text.indexOf(opening + raw, this.#skipMarkup(cdata))
    const offset = (found === -1 ? this.#cursor : found) + opening.length
    this.#cursor = offset + raw.length + (cdata ? 3 : 0)
    return { kind: 'text', text: cdata ? raw : decodeEntities(raw), raw, offset, cdata }
  }

  #skipMarkup(cdata: boolean): number {
    for (;;) {
      const at = this.#cursor
      if (this.#text.startsWith('<!--', at)) this.#cursor = after(this.#text, '-->', at)
      else if (this.#text.startsWith('<?', at)) this.#cursor = after(this.#text, '?>', at)
      else if (!cdata && this.#text.startsWith('<![CDATA[]]>', at)) this.#cursor = at + 12
      else return at
    }
  }

  #attributes(from: number, to: number, inherited: ReadonlyMap<string, string>) {
    const found: { name: string; raw: string; offset: number }[] = []
    let namespaces = inherited
    ATTRIBUTE.lastIndex = from
    for (
      let match = ATTRIBUTE.exec(this.#text);
      match !== null && match.index < to;
      match = ATTRIBUTE.exec(this.#text)
    ) {
      const name = match[1] ?? ''
      const raw = match[2] ?? match[3] ?? ''
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        if (namespaces === inherited) namespaces = new Map(inherited)
        ;(namespaces as Map<string, string>).set(name.slice(6), decodeEntities(raw))
      } else {
        found.push({ name, raw, offset: match.index + match[0].length - raw.length - 1 })
      }
    }
    const attributes = found.map(({ name, raw, offset }): XmlAttribute => {
      const [prefix, local] = split(name)
      const namespace = prefix === '' ? '' : namespaces.get(prefix)
      if (namespace === undefined) this.#unbound(prefix, offset)
      return { name, prefix, local, namespace: namespace ?? '', value: decodeEntities(raw), raw, offset }
    })
    return { attributes, namespaces }
  }

  #unbound(prefix: string, offset: number): void {
    if (prefix === 'xmlns' || this.#unboundPrefixes.has(prefix)) return
    this.#unboundPrefixes.add(prefix)
    this.#problems.push({
      message: `The prefix "${prefix}:" is not bound to a namespace.`,
      offset,
      severity: 'warning',
    })
  }
}

function tagOf(node: RawNode): string | null {
  // The parser marks a self-closing tag twice.
  for (const key in node) if (key.startsWith(MARK)) return key.slice(key.lastIndexOf(MARK) + 1)
  return null
}

function contentOf(node: RawNode): readonly RawNode[] {
  for (const key in node) if (key.startsWith(MARK)) return node[key] as readonly RawNode[]
  return []
}

function textInside(value: unknown): string {
  return (value as readonly RawNode[]).map((node) => String(node[TEXT] ?? '')).join('')
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at === -1 ? text.length : at + mark.length
}

/** Offset behind the `>` that ends the tag at `from`; a `>` inside quotes does not. */
function endOfTag(text: string, from: number): number {
  let quoted = ''
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (quoted !== '') {
      if (character === quoted) quoted = ''
    } else if (character === '"' || character === "'") {
      quoted = character
    } else if (character === '>') {
      return at + 1
    }
  }
  return text.length
}

/** The value of an attribute without a prefix, or null. */
export function attribute(element: XmlElement, local: string): string | null {
  return attributeNode(element, local)?.value ?? null
}

/** An attribute without a prefix, with its position, or null. */
export function attributeNode(element: XmlElement, local: string): XmlAttribute | null {
  return element.attributes.find((candidate) => candidate.name === local) ?? null
}

const NONE: readonly XmlElement[] = []

/** Child elements, all or those of one local name. */
export function children(element: XmlElement, local?: string): readonly XmlElement[] {
  let found: XmlElement[] | null = null
  for (const node of element.children) {
    if (node.kind !== 'element' || (local !== undefined && node.local !== local)) continue
    // Most have none or one: a list that is pushed to has room for seventeen.
    if (found === null) found = [node]
    else found.push(node)
  }
  return found ?? NONE
}

/** The first child element of a local name, or null. */
export function child(element: XmlElement, local: string): XmlElement | null {
  for (const node of element.children) if (node.kind === 'element' && node.local === local) return node
  return null
}

/** The text directly inside an element, trimmed. */
export function text(element: XmlElement): string {
  let joined = ''
  for (const node of element.children) if (node.kind === 'text') joined += node.text
  return joined.trim()
}

/** The trimmed text of the first child element of a local name; null where there is no such child. */
export function childText(element: XmlElement, local: string): string | null {
  const found = child(element, local)
  return found === null ? null : text(found)
}

/** Where an element's text starts (its first character that is not white space), else the element itself. */
export function textOffset(element: XmlElement): number {
  for (const node of element.children) {
    if (node.kind === 'text') {
      const blank = /^\s*/.exec(node.raw)?.[0].length ?? 0
      if (blank < node.raw.length) return node.offset + blank
    }
  }
  return element.offset
}

/** Every element below and including one, in document order. */
export function descendants(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  collect(element, found)
  return found
}

/** Depth is bounded by {@link MAX_DEPTH}. A generator within a generator would cost more than the parsing. */
function collect(element: XmlElement, found: XmlElement[]): void {
  found.push(element)
  for (const node of element.children) if (node.kind === 'element') collect(node, found)
}
