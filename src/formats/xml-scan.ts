import {
  decodeEntities,
  NO_NAMESPACES,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
  type XmlText,
} from './xml-tree.js'

/**
 * One pass over an ordinary, well-formed document: the tree that the parser would give, at a fraction of its cost. It
 * decides nothing: whatever is wrong, rare or beyond XML's plainest grammar (a DOCTYPE, a name outside ASCII, an unbound
 * prefix, an unknown entity) gives null, and the validator and the parser say what to make of the file.
 *
 * @param text with line ends as `\n`, without a byte-order mark
 * @param maxDepth deepest nesting of tags
 */
export function scanXml(text: string, maxDepth: number): XmlElement | null {
  return new Scanner(text, maxDepth).document()
}

const NONE: readonly never[] = []
const NOTHING_DECLARED: readonly string[] = []

/** An ampersand that starts neither a character reference nor one of XML's five entities. */
const STRAY = /&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/

/** The parser reads quotes in an instruction as an attribute's: an odd one hides the end. */
const INSTRUCTION = /<\?[A-Za-z][^"'?]*(?:"[^"?]*"[^"'?]*|'[^'?]*'[^"'?]*)*\?>/y

/** Most attributes of one tag: each is compared with those before it. */
const MAX_ATTRIBUTES = 200

const QUOTE = 0x22
const APOSTROPHE = 0x27
const SLASH = 0x2f
const COLON = 0x3a
const LESS = 0x3c
const EQUALS = 0x3d
const GREATER = 0x3e
const EXCLAMATION = 0x21
const QUESTION = 0x3f

/** What an ASCII character may be in a name: 1 its start, 2 only its rest. */
const NAME = new Uint8Array(128)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') NAME[character.charCodeAt(0)] = 1
for (const character of '0123456789.-') NAME[character.charCodeAt(0)] = 2

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] }
type Attribute = Changeable<XmlAttribute>

/** A name as written, and its parts. */
interface Name {
  readonly name: string
  readonly prefix: string
  readonly local: string
}

/**
 * Names that were read before, by a hash of their characters: files have few, many times over, and a name that is there
 * need not be cut from the text again. Another with the same hash takes its place.
 */
const knownNames = new Array<Name | undefined>(512)

/** Longest name that is remembered. */
const SHORT = 64

/** An element whose end has not come yet. */
interface Open {
  readonly element: Changeable<XmlElement>
  /** Where its children begin in the scanner's list of nodes. */
  readonly from: number
  /** Whether one of them is an element. */
  holdsElement: boolean
}

class Scanner {
  readonly #text: string
  readonly #maxDepth: number
  #at = 0
  readonly #open: Open[] = []
  /** Children of the elements that are open, one after the other; those of a closed one become its own list, of their number. */
  readonly #nodes: XmlNode[] = []
  #count = 0
  #root: XmlElement | null = null

  constructor(text: string, maxDepth: number) {
    this.#text = text
    this.#maxDepth = maxDepth
  }

  document(): XmlElement | null {
    const text = this.#text
    if (text.startsWith('<?xml') && !this.#pastInstruction()) return null
    for (;;) {
      const next = text.indexOf('<', this.#at)
      if (next === -1) break
      if (next > this.#at && !this.#characters(next)) return null
      this.#at = next
      if (!this.#markup()) return null
    }
    const complete = this.#root !== null && this.#open.length === 0 && text.slice(this.#at).trim() === ''
    return complete ? this.#root : null
  }

  /** What starts with `<`. */
  #markup(): boolean {
    const next = this.#text.charCodeAt(this.#at + 1)
    if (next === SLASH) return this.#endTag()
    if (next === EXCLAMATION) return this.#text.startsWith('<!--', this.#at) ? this.#pastComment() : this.#cdata()
    if (next === QUESTION) return !this.#text.startsWith('<?xml', this.#at) && this.#pastInstruction()
    return this.#startTag()
  }

  #pastInstruction(): boolean {
    INSTRUCTION.lastIndex = this.#at
    const found = INSTRUCTION.exec(this.#text)
    this.#at += found?.[0].length ?? 0
    return found !== null
  }

  #pastComment(): boolean {
    const end = this.#text.indexOf('--', this.#at + 4)
    this.#at = end + 3
    return end !== -1 && this.#text.charCodeAt(end + 2) === GREATER
  }

  #cdata(): boolean {
    const text = this.#text
    const parent = this.#open.at(-1)
    if (parent === undefined || !text.startsWith('<![CDATA[', this.#at)) return false
    const offset = this.#at + 9
    const end = text.indexOf(']]>', offset)
    if (end <= offset) return false
    const raw = text.slice(offset, end)
    this.#nodes[this.#count++] = { kind: 'text', text: raw, raw, offset, cdata: true }
    this.#at = end + 3
    return true
  }

  #characters(end: number): boolean {
    const offset = this.#at
    const parent = this.#open.at(-1)
    if (this.#isBlank(offset, end)) {
      if (parent === undefined || parent.holdsElement || startsElement(this.#text, end)) return true
    } else if (parent === undefined) {
      return false
    }
    const raw = this.#text.slice(offset, end)
    const text = decoded(raw)
    if (text === null || raw.includes(']]>')) return false
    const node: XmlText = { kind: 'text', text, raw, offset, cdata: false }
    this.#nodes[this.#count++] = node
    return true
  }

  #isBlank(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!isSpace(this.#text.charCodeAt(at))) return false
    return true
  }

  #endTag(): boolean {
    const open = this.#open.pop()
    if (open === undefined) return false
    const { element, from } = open
    if (!this.#text.startsWith(element.name, this.#at + 2)) return false
    if (this.#count > from) element.children = this.#nodes.slice(from, this.#count)
    this.#count = from
    this.#at += 2 + element.name.length
    this.#pastSpace()
    return this.#text.charCodeAt(this.#at++) === GREATER
  }

  #startTag(): boolean {
    const text = this.#text
    const offset = this.#at
    const parent = this.#open.at(-1)
    if (parent === undefined ? this.#root !== null : this.#open.length >= this.#maxDepth) return false
    this.#at = offset + 1
    const name = this.#name()
    if (name === null) return false
    const inherited = parent?.element.namespaces ?? NO_NAMESPACES
    let namespaces = inherited
    let attributes: Attribute[] | null = null
    let count = 0
    let prefixed = false
    let declared = NOTHING_DECLARED
    for (;;) {
      const spaced = this.#pastSpace()
      const character = text.charCodeAt(this.#at)
      if (character === GREATER || character === SLASH) break
      const attribute = spaced ? this.#name() : null
      if (attribute === null || ++count > MAX_ATTRIBUTES) return false
      const raw = this.#value()
      const value = raw === null ? null : decoded(raw)
      if (raw === null || value === null) return false
      if (attribute.name === 'xmlns' || attribute.prefix === 'xmlns') {
        if (namespaces === inherited) namespaces = new Map(inherited)
        const bound = attribute.prefix === '' ? '' : attribute.local
        if (declared.includes(bound)) return false
        declared = [...declared, bound]
        ;(namespaces as Map<string, string>).set(bound, value)
        continue
      }
      prefixed ||= attribute.prefix !== ''
      const read: Attribute = {
        name: attribute.name,
        prefix: attribute.prefix,
        local: attribute.local,
        namespace: '',
        value,
        raw,
        offset: this.#at - raw.length - 1,
      }
      if (attributes === null) {
        // Most have one: a list that is pushed to has room for seventeen.
        attributes = [read]
        continue
      }
      for (const other of attributes) if (other.name === read.name) return false
      attributes.push(read)
    }
    // A tag's own declarations count for its attributes, wherever they stand in it.
    if (prefixed && !resolve(attributes ?? [], namespaces)) return false
    const namespace = namespaces.get(name.prefix)
    if (namespace === undefined && name.prefix !== '') return false
    const closed = text.charCodeAt(this.#at) === SLASH
    if (closed) this.#at++
    if (text.charCodeAt(this.#at++) !== GREATER) return false
    const element: Changeable<XmlElement> = {
      kind: 'element',
      name: name.name,
      prefix: name.prefix,
      local: name.local,
      namespace: namespace ?? '',
      attributes: attributes ?? NONE,
      children: NONE,
      offset,
      namespaces,
    }
    if (parent === undefined) {
      this.#root = element
    } else {
      parent.holdsElement = true
      this.#nodes[this.#count++] = element
    }
    if (!closed) this.#open.push({ element, from: this.#count, holdsElement: false })
    return true
  }

  /** A name at the cursor, with at most one colon within it; null where there is none. */
  #name(): Name | null {
    const text = this.#text
    const start = this.#at
    let at = start
    let colon = -1
    let hash = text.charCodeAt(at)
    if (NAME[hash] !== 1) return null
    for (;;) {
      const character = text.charCodeAt(++at)
      if (character === COLON) {
        if (colon !== -1 || NAME[text.charCodeAt(at + 1)] !== 1) return null
        colon = at
      } else if (!NAME[character]) {
        break
      }
      hash = (Math.imul(hash, 31) + character) | 0
    }
    this.#at = at
    const slot = (hash ^ (hash >>> 9)) & (knownNames.length - 1)
    const known = knownNames[slot]
    if (known !== undefined && known.name.length === at - start && text.startsWith(known.name, start)) return known
    const short = at - start <= SHORT
    const name = short ? copied(text, start, at) : text.slice(start, at)
    const read =
      colon === -1
        ? { name, prefix: '', local: name }
        : { name, prefix: name.slice(0, colon - start), local: name.slice(colon - start + 1) }
    if (short) knownNames[slot] = read
    return read
  }

  /** The rest of an attribute behind its name: `="value"`; null where it is not so. */
  #value(): string | null {
    const text = this.#text
    this.#pastSpace()
    if (text.charCodeAt(this.#at) !== EQUALS) return null
    this.#at++
    this.#pastSpace()
    const quote = text.charCodeAt(this.#at)
    if (quote !== QUOTE && quote !== APOSTROPHE) return null
    const start = this.#at + 1
    for (let at = start; at < text.length; at++) {
      const character = text.charCodeAt(at)
      if (character === LESS) return null
      if (character === quote) {
        this.#at = at + 1
        return text.slice(start, at)
      }
    }
    return null
  }

  /** Whether there was any. */
  #pastSpace(): boolean {
    const start = this.#at
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++
    return this.#at > start
  }
}

function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x09
}

/** Whether the `<` at an offset starts an element. */
function startsElement(text: string, at: number): boolean {
  return NAME[text.charCodeAt(at + 1)] === 1
}

/** A part of a text that does not hold on to the whole of it, as a slice does. */
function copied(text: string, from: number, to: number): string {
  const characters: number[] = []
  for (let at = from; at < to; at++) characters.push(text.charCodeAt(at))
  return String.fromCharCode(...characters)
}

/** Null for what holds an ampersand that the parser should judge. */
function decoded(raw: string): string | null {
  if (!raw.includes('&')) return raw
  return STRAY.test(raw) ? null : decodeEntities(raw)
}

/** Gives prefixed attributes their namespaces; false where a prefix is not bound. */
function resolve(attributes: readonly Attribute[], namespaces: ReadonlyMap<string, string>): boolean {
  for (const attribute of attributes) {
    if (attribute.prefix === '') continue
    const namespace = namespaces.get(attribute.prefix)
    if (namespace === undefined) return false
    attribute.namespace = namespace
  }
  return true
}
