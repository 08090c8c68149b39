import { endOf, NAME_LENGTH, startOf } from '../base/location.js'
import { xmlOffsets } from './decoded.js'
import {
  isMade,
  isNamedInPath,
  isTemplateName,
  nameOf,
  settingWithoutPrefixes,
  stepOf,
  templateName,
} from './mapper-names.js'
import type { Source } from './source.js'
import type { Mapping, MappingSetting, XPathText } from './types.js'
import { readValueTemplate, withoutExpressions } from './value-template.js'
import { attribute, children, type XmlAttribute, type XmlElement, type XmlText } from './xml.js'
import { readXPath } from './xpath.js'

export const XSLT = 'http://www.w3.org/1999/XSL/Transform'
const MAPPER_HEAD = 'http://www.oracle.com/xsl/mapper/schemas'

/** Attributes of XSLT elements that are XPath as a whole. */
const EXPRESSIONS: ReadonlySet<string> = new Set([
  'select',
  'test',
  'match',
  'use',
  'group-by',
  'group-adjacent',
  'group-starting-with',
  'group-ending-with',
  'value',
  'count',
  'from',
  'use-when',
  'initial-value',
])

/** Attributes of XSLT elements in which XPath stands in braces. */
const VALUE_TEMPLATES: ReadonlySet<string> = new Set([
  'separator',
  'regex',
  'flags',
  'lang',
  'order',
  'collation',
  'stable',
  'case-order',
  'data-type',
  'format',
  'href',
  'terminate',
])

/** Conditions and loops that {@link Mapping.within} names, with the attribute that holds their XPath. */
const ENCLOSING: ReadonlyMap<string, string> = new Map([
  ['if', 'test'],
  ['when', 'test'],
  ['otherwise', ''],
  ['for-each', 'select'],
  ['for-each-group', 'select'],
])

/** Attributes that say nothing of what is mapped: what the processor is, and how namespaces are written. */
const NO_SETTINGS: ReadonlySet<string> = new Set([
  'version',
  'id',
  'exclude-result-prefixes',
  'extension-element-prefixes',
  'xpath-default-namespace',
])

/** Elements of the top level that are told by their settings alone. */
const DECLARATIONS: ReadonlySet<string> = new Set([
  'output',
  'strip-space',
  'preserve-space',
  'decimal-format',
  'namespace-alias',
  'output-character',
])

/** Elements of the top level that hold no mappings: others take them in, or know types of schemas. */
const NO_MAPPINGS: ReadonlySet<string> = new Set(['import', 'include', 'import-schema'])

const NOTHING_MORE: readonly never[] = []

/** Where an instruction stands. */
interface Place {
  readonly target: string
  readonly within: readonly string[]
}

/**
 * Walks the templates, functions, variables and keys of a style sheet.
 *
 * The template that matches `/` fills the target from its root; what other templates fill starts with
 * `template(name)` (its pattern where it has no name), a function's with `function(name)`. A variable or parameter
 * stands in the path as `$name`, a called template as `template(name)`.
 */
export function readMappings(source: Source, root: XmlElement): Mapping[] {
  const walk = new MappingsWalk(source)
  const top: Place = { target: '', within: [] }
  if (root.namespace !== XSLT) {
    walk.element(root, top)
    return walk.mappings
  }
  for (const element of children(root)) {
    if (element.namespace !== XSLT || NO_MAPPINGS.has(element.local)) continue
    if (DECLARATIONS.has(element.local)) walk.declaration(element, top)
    else if (element.local === 'character-map') for (const each of children(element)) walk.declaration(each, top)
    else if (element.local === 'template') walk.template(element)
    else if (element.local === 'function') walk.content(element, { ...top, target: `function(${nameOf(element)})` })
    else if (element.local === 'key') walk.instruction(element, { ...top, target: `key(${nameOf(element)})` })
    // A parameter without a default is only declared.
    else if (element.local !== 'param' || isFilled(element)) walk.instruction(element, top)
  }
  return walk.mappings
}

/** Longest path of a target that is kept: each mapping has its own, so that deep and wide ones would become gigabytes. */
const PATH_LENGTH = NAME_LENGTH

/** Characters of all paths of a mapper beyond which they are kept short; those of people have a tenth. */
const MOST_PATHS = 5_000_000
const SHORT_PATH = 200

class MappingsWalk {
  readonly mappings: Mapping[] = []
  readonly #source: Source
  #hasCut = false
  /** Characters of all paths so far. */
  #paths = 0

  constructor(source: Source) {
    this.#source = source
  }

  template(element: XmlElement): void {
    const match = attribute(element, 'match')
    const name = attribute(element, 'name')
    const isRoot = match?.trim() === '/'
    const place: Place = { target: isRoot ? '' : `template(${templateName(name, match)})`, within: [] }
    const expressions = isRoot ? [] : this.#expressions(element)
    if (expressions.length > 0) this.#add(element.offset, 'template', place, expressions, '', this.#settings(element))
    this.content(element, place)
  }

  declaration(element: XmlElement, place: Place): void {
    const settings = this.#settings(element)
    if (settings.length > 0) this.#add(element.offset, element.local, place, [], '', settings)
  }

  /** The content of an element, each node in turn. The reader of XML bounds the depth. */
  content(parent: XmlElement, place: Place): void {
    let texts: XmlText[] = []
    for (const node of parent.children) {
      if (node.kind === 'text') {
        texts.push(node)
        continue
      }
      this.#text(texts, place)
      texts = []
      if (node.namespace === XSLT) this.instruction(node, place)
      else if (node.namespace !== MAPPER_HEAD) this.element(node, place)
    }
    this.#text(texts, place)
  }

  /** A literal result element: its name is a part of the target's path. */
  element(element: XmlElement, place: Place): void {
    const filled = this.#inside(place, element.local, element.offset)
    const before = this.mappings.length
    for (const candidate of element.attributes) {
      // `xml:id` is the mapper's numbering, XSLT's own attributes steer the processor.
      if (candidate.namespace === XSLT || candidate.name === 'xml:id') continue
      const { text, expressions, before: places } = this.#valueTemplate(candidate, element)
      const at = this.#inside(filled, `@${candidate.local}`, candidate.offset)
      // Most stand behind the text, or have none.
      const isBehind = places.every((before) => before === text.length)
      const settings = isBehind ? NOTHING_MORE : [['', places.join(' ')] as const]
      this.#add(candidate.offset, 'attribute', at, expressions, text, settings)
    }
    this.content(element, filled)
    if (this.mappings.length === before) this.#add(element.offset, 'element', filled, [])
  }

  instruction(element: XmlElement, place: Place): void {
    const { local } = element
    if (local === 'text') {
      this.#text(
        element.children.filter((node) => node.kind === 'text'),
        place,
        element,
      )
      return
    }
    const step = stepOf(element)
    const filled = step === null ? place : this.#inside(place, step, element.offset)
    const [expressions, settings] = [this.#expressions(element), this.#settings(element)]
    const before = this.mappings.length
    // What it makes is told by its content, as that of a literal element.
    const isPlain = isMade(element) && expressions.length + settings.length === 0
    if (!isPlain) this.#add(element.offset, local, filled, expressions, '', settings)
    const guard = ENCLOSING.get(local)
    const within = guard === undefined ? filled.within : [...filled.within, label(element, guard)]
    this.content(element, { target: filled.target, within })
    if (this.mappings.length === before) this.#add(element.offset, local, filled, expressions)
  }

  /** One step further; of a path that is too long the middle is left out, and a problem says so once. */
  #inside({ target, within }: Place, step: string, offset: number): Place {
    const path = `${target}/${step}`
    const most = this.#paths > MOST_PATHS ? SHORT_PATH : PATH_LENGTH
    this.#paths += Math.min(path.length, most)
    if (path.length <= most) return { target: path, within }
    if (!this.#hasCut) {
      this.#hasCut = true
      const message = `The path of a target element is longer than the ${most} characters that are kept: what stands in the middle of such paths was left out.`
      this.#source.problem(offset, message, 'malformed-content', 'warning')
    }
    return { target: `${startOf(path, most / 2)}…${endOf(path, most / 2 - 1)}`, within }
  }

  /**
   * One text in the parts that comments and CDATA sections leave of it.
   * @param instruction `xsl:text`, in which blanks count
   */
  #text(parts: readonly XmlText[], place: Place, instruction: XmlElement | null = null): void {
    const filled = parts.find(({ raw }) => /\S/.test(raw))
    const first = filled ?? (instruction !== null ? parts.find(({ text }) => text !== '') : undefined)
    if (first === undefined) return
    const start = Math.max(first.raw.search(/\S/), 0)
    const settings = instruction === null ? NOTHING_MORE : this.#settings(instruction)
    this.#add(first.offset + start, 'text', place, [], parts.map(({ text }) => text).join(''), settings)
  }

  /** The attributes that are no expressions, but what stands in the target's path already. */
  #settings(element: XmlElement): readonly MappingSetting[] {
    let settings: MappingSetting[] | null = null
    for (const candidate of element.attributes) {
      const { name } = candidate
      if (candidate.namespace !== '' || EXPRESSIONS.has(name) || NO_SETTINGS.has(name)) continue
      if (name === 'name' && isNamedInPath(element)) continue
      settings ??= []
      const value = VALUE_TEMPLATES.has(name) ? withoutExpressions(candidate.value) : candidate.value
      settings.push([name, settingWithoutPrefixes(name, value)])
    }
    return settings?.sort(([a], [b]) => (a < b ? -1 : 1)) ?? NOTHING_MORE
  }

  #expressions(element: XmlElement): XPathText[] {
    const found: XPathText[] = []
    for (const candidate of element.attributes) {
      if (candidate.namespace !== '') continue
      if (EXPRESSIONS.has(candidate.name)) found.push(this.#xpath(candidate, element))
      else if (VALUE_TEMPLATES.has(candidate.name) || isTemplateName(element, candidate))
        found.push(...this.#valueTemplate(candidate, element).expressions)
    }
    return found
  }

  #xpath(found: XmlAttribute, element: XmlElement): XPathText {
    const offsets = xmlOffsets(found)
    return readXPath(found.value, (index) => this.#source.at(offsets(index)), element.namespaces)
  }

  #valueTemplate(
    found: XmlAttribute,
    element: XmlElement,
  ): { text: string; expressions: XPathText[]; before: readonly number[] } {
    const { value } = found
    if (!value.includes('{') && !value.includes('}')) return { text: value, expressions: [], before: [] }
    const { text, expressions, unbalanced } = readValueTemplate(found.value)
    const offsets = xmlOffsets(found)
    if (unbalanced !== null) {
      const message = `The braces of the attribute ${found.name} are not balanced.`
      this.#source.problem(offsets(unbalanced), message, 'malformed-content', 'warning')
    }
    const read = expressions.map(({ source, index }) =>
      readXPath(source, (inner) => this.#source.at(offsets(index + inner)), element.namespaces),
    )
    return { text, expressions: read, before: expressions.map(({ before }) => before) }
  }

  #add(
    offset: number,
    instruction: string,
    { target, within }: Place,
    expressions: readonly XPathText[],
    text = '',
    settings: readonly MappingSetting[] = NOTHING_MORE,
  ): void {
    this.mappings.push({ target, instruction, expressions, text, settings, within, ...this.#source.at(offset) })
  }
}

function label(element: XmlElement, expression: string): string {
  return expression === '' ? element.local : `${element.local}(${attribute(element, expression) ?? ''})`
}

function isFilled(element: XmlElement): boolean {
  return element.children.length > 0 || attribute(element, 'select') !== null
}
