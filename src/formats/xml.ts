import { normaliseNewlines } from '../base/location.js'
import { scanXml } from './xml-scan.js'
import { MAX_DEPTH, type XmlAttribute, type XmlDocument, type XmlElement } from './xml-tree.js'
import { parseWhole } from './xml-whole.js'

export type { XmlAttribute, XmlDocument, XmlElement, XmlNode, XmlText } from './xml-tree.js'
export { decodeEntities } from './xml-tree.js'

/**
 * Reads one XML file into a tree that knows where everything stands. Never throws: what is wrong is in `problems`,
 * and the tree holds what could be read.
 */
export function parseXml(input: string): XmlDocument {
  const text = normaliseNewlines(input.charCodeAt(0) === 0xfeff ? input.slice(1) : input)
  const scanned = scanXml(text, MAX_DEPTH)
  return scanned === null ? parseWhole(text) : { text, root: scanned, problems: [] }
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
