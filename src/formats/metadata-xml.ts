import { Source } from './source.js'
import { child, descendants, parseXml, text, textOffset, type XmlElement } from './xml.js'

/** A metadata file that parses and has the root it should have. */
export interface MetadataXml {
  readonly source: Source
  /** Null where there is none, or another one than asked for; `source.problems` says which. */
  readonly root: XmlElement | null
}

/** Parses one of OIC's small XML files. Roots are told by local name in any case: prefixes and namespaces differ by age. */
export function openMetadataXml(
  path: string,
  text: string,
  isRoot: (local: string) => boolean,
  kind: string,
): MetadataXml {
  const source = new Source(path, text)
  const document = parseXml(source.text)
  source.take(document)
  const root = document.root
  if (root === null || isRoot(root.local.toLowerCase())) return { source, root }
  source.problem(root.offset, `The root element is ${root.name.slice(0, 80)}, which is not that of ${kind}.`)
  return { source, root: null }
}

/** The text of the first child of a local name that has one; empty where there is none. */
export function fieldText(element: XmlElement | null, ...locals: readonly string[]): string {
  if (element === null) return ''
  for (const local of locals) {
    const found = child(element, local)
    const value = found === null ? '' : text(found)
    if (value !== '') return value
  }
  return ''
}

/** Where the text of an element's child stands, else the element itself. */
export function fieldOffset(element: XmlElement, local: string): number {
  const found = child(element, local)
  return found === null ? element.offset : textOffset(found)
}

/** Every element of a local name below one, in document order. */
export function everyBelow(element: XmlElement, local: string): XmlElement[] {
  return descendants(element).filter((each) => each.local === local && each !== element)
}

/** True for an element without child elements. */
export function isLeaf(element: XmlElement): boolean {
  return element.children.every((node) => node.kind === 'text')
}
