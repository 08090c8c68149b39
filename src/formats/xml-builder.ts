import { XMLParser } from 'fast-xml-parser'
import type { FormatProblem } from '../base/location.js'
import {
  decodeEntities,
  NO_NAMESPACES,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
  type XmlText,
} from './xml-tree.js'

/** A node as the parser gives it. */
export type RawNode = Record<string, unknown>

const TEXT = '#text'
export const CDATA = '#cdata'
/** In front of tags' names. */
export const MARK = '<'
const META = XMLParser.getMetaDataSymbol() as unknown as string

/** Sticky: a search would run past the tag, through the whole file, once for every tag without attributes. */
const ATTRIBUTE = /[\s/]*([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y

/** Builds the tree of what the parser read, whose nodes do not say where texts and attributes stand. */
export class TreeBuilder {
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

/** The offset behind the next mark; the end where there is none. */
export function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at === -1 ? text.length : at + mark.length
}

/** Offset behind the `>` that ends the tag at `from`; a `>` inside quotes does not. */
export function endOfTag(text: string, from: number): number {
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
