/** Names in style sheets, without their prefixes: each export may write others for the same namespaces. */
import { attribute, type XmlAttribute, type XmlElement } from './xml.js'
import { splitName, tokens } from './xpath-tokens.js'

/** Instructions whose `name` is a value template and names a part of the target. */
const NAMED_NODES: ReadonlyMap<string, (name: string) => string> = new Map([
  ['element', (name) => localName(name)],
  ['attribute', (name) => `@${localName(name)}`],
  ['processing-instruction', (name) => `processing-instruction(${name})`],
  ['namespace', (name) => `namespace(${name})`],
])

const MADE: ReadonlySet<string> = new Set(['element', 'attribute'])

/** What else does not fill the target element it stands in, and the name of what it fills instead. */
const OWN_TARGETS: ReadonlyMap<string, (element: XmlElement) => string> = new Map([
  ['variable', (element) => `$${nameOf(element)}`],
  ['param', (element) => `$${nameOf(element)}`],
  ['with-param', (element) => `$${nameOf(element)}`],
  ['call-template', (element) => `template(${nameOf(element)})`],
  ['comment', () => 'comment()'],
  ['message', () => 'message()'],
])

/** Attributes that hold qualified names, or types and patterns in which these stand. */
const OF_NAMES: ReadonlySet<string> = new Set([
  'name',
  'as',
  'mode',
  'elements',
  'use-attribute-sets',
  'cdata-section-elements',
])

/** What an instruction adds to the path of the target; null where it fills the element that it stands in. */
export function stepOf(element: XmlElement): string | null {
  return (
    NAMED_NODES.get(element.local)?.(attribute(element, 'name') ?? '') ??
    OWN_TARGETS.get(element.local)?.(element) ??
    null
  )
}

/** Whether an instruction makes an element or attribute, which is told by its content, as that of a literal one. */
export function isMade({ local }: XmlElement): boolean {
  return MADE.has(local)
}

/** Whether an attribute is a value template that names, or places, what its instruction makes. */
export function isTemplateName(element: XmlElement, { name }: XmlAttribute): boolean {
  return (name === 'name' || name === 'namespace') && NAMED_NODES.has(element.local)
}

/** Whether the name of an element stands in the path of the target already. */
export function isNamedInPath({ local }: XmlElement): boolean {
  return NAMED_NODES.has(local) || OWN_TARGETS.has(local) || local === 'template' || local === 'key'
}

/** The name of a variable, function, key or called template. */
export function nameOf(element: XmlElement): string {
  return localName(attribute(element, 'name')?.trim() ?? '')
}

/** What a template is called: its name, or the pattern that it matches. */
export function templateName(name: string | null, match: string | null): string {
  return name === null ? withoutPrefixes(match ?? '') : localName(name.trim())
}

/** The value of an attribute that is no expression. */
export function settingWithoutPrefixes(name: string, value: string): string {
  return OF_NAMES.has(name) && value.includes(':') ? withoutPrefixes(value) : value
}

/** A pattern, type or list of names with `Order` in place of `p:Order`; what stands in quotes stays. */
function withoutPrefixes(pattern: string): string {
  if (!pattern.includes(':')) return pattern
  let rest = ''
  let from = 0
  for (const { kind, text, offset } of tokens(pattern)) {
    if (kind !== 'name' && kind !== 'variable') continue
    const [prefix, local] = splitName(text)
    if (prefix === '' || prefix === '*') continue
    rest += `${pattern.slice(from, offset)}${kind === 'variable' ? '$' : ''}${local}`
    from = offset + text.length
  }
  return rest + pattern.slice(from)
}

/** `p:Order` gives `Order`; a computed name stays as written, in its braces. */
function localName(name: string): string {
  return name.includes('{') ? name : name.slice(name.indexOf(':') + 1)
}
