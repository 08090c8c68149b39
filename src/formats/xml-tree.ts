/** The tree of one XML file, and what its texts say. */
import type { FormatProblem } from '../base/location.js'

/** One XML file as it was read. */
export interface XmlDocument {
  /** The text that all offsets refer to: the input with line ends as `\n`. */
  readonly text: string
  /** Null where nothing could be read. Read as far as possible where `problems` has errors. */
  readonly root: XmlElement | null
  readonly problems: readonly FormatProblem[]
}

/** A run of text or CDATA between tags. */
export interface XmlText {
  readonly kind: 'text'
  /** Decoded. */
  readonly text: string
  /** As it stands in the file. */
  readonly raw: string
  /** Offset of `raw` in {@link XmlDocument.text}. */
  readonly offset: number
  readonly cdata: boolean
}

export interface XmlAttribute {
  /** As written, with prefix. */
  readonly name: string
  readonly prefix: string
  readonly local: string
  /** Namespace URI; empty where the attribute has no prefix. */
  readonly namespace: string
  /** Decoded. */
  readonly value: string
  readonly raw: string
  /** Offset of the value's first character (after the quote) in {@link XmlDocument.text}. */
  readonly offset: number
}

export interface XmlElement {
  readonly kind: 'element'
  readonly name: string
  readonly prefix: string
  readonly local: string
  /** Namespace URI; empty where there is none, or where the prefix is not bound (a problem says so). */
  readonly namespace: string
  /** Without the `xmlns` declarations. */
  readonly attributes: readonly XmlAttribute[]
  /** Without the white space before, between and behind elements. */
  readonly children: readonly XmlNode[]
  /** Offset of `<` in {@link XmlDocument.text}. */
  readonly offset: number
  /** Prefix to URI, all that are in scope here; the default namespace under the empty string. */
  readonly namespaces: ReadonlyMap<string, string>
}

export type XmlNode = XmlElement | XmlText

/** What is bound where nothing is declared. */
export const NO_NAMESPACES: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/** Deepest nesting of tags that is read; real files stay below 60. */
export const MAX_DEPTH = 500

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

const ENTITY = /&(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z_][\w.-]{0,63});/g

/** One character for a reference's inside (`lt`, `#39`, `#x41`), or null where it names none. */
function referenced(name: string): string | null {
  if (!name.startsWith('#')) return PREDEFINED.get(name) ?? null
  const hex = name[1] === 'x' || name[1] === 'X'
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)
  return isCharacter && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null
}

/**
 * Replaces character references and XML's five entities; others stay as written. Entities that a DOCTYPE declares
 * are never expanded: no OIC export uses them, and expanding them is how small files become large.
 */
export function decodeEntities(raw: string): string {
  return raw.includes('&') ? raw.replace(ENTITY, (whole, name: string) => referenced(name) ?? whole) : raw
}
