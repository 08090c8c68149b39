import { attribute, child, children, type XmlElement } from '../../formats/xml.js'
import { type Fact, fact, type Part, part } from '../part.js'
import { groupFormat, nativeFormat } from './native-format.js'
import { type Declared, type Schema, type SchemaSet, XSD } from './schema-set.js'

/** Most fields that the messages of an endpoint are taken apart into. */
export const MAX_FIELDS = 5000
const MAX_DEPTH = 40

/** How often a field may occur. */
interface Occurs {
  readonly min: number
  /** Infinity for `unbounded`. */
  readonly max: number
}

const ONCE: Occurs = { min: 1, max: 1 }

/** Takes elements apart into trees of fields, with types and cardinality. */
export class FieldReader {
  /** True where a message had more fields than are read. */
  cut = false
  readonly #schemas: SchemaSet
  readonly #ordered: boolean
  readonly #depth: number
  #left = MAX_FIELDS

  /**
   * @param ordered true where the order of fields is part of the contract, as in SOAP
   * @param depth how many levels of fields are read
   */
  constructor(schemas: SchemaSet, ordered: boolean, depth = Number.POSITIVE_INFINITY) {
    this.#schemas = schemas
    this.#ordered = ordered
    this.#depth = depth
  }

  /** True where there was no room for more fields: which of them were read depends on those before them. */
  get exhausted(): boolean {
    return this.cut && this.#left <= 0
  }

  /** A message's root, by the qualified name of its element. */
  element(declared: Declared): Part {
    return this.#element(declared.element, declared.schema, ONCE, [], null)
  }

  /** A message's root, by the name of its type. */
  typed(name: string, at: XmlElement, type: string): Part {
    const content = this.#typeByName(type, at, { targetNamespace: '', qualified: false, format: '' }, [])
    return field(name, ONCE, content, this.#ordered)
  }

  #element(
    element: XmlElement,
    schema: Schema,
    occurs: Occurs,
    stack: readonly XmlElement[],
    parent: string | null,
  ): Part {
    const reference = attribute(element, 'ref')
    if (reference !== null) {
      const [namespace, local] = this.#qualified(reference, element, schema)
      const declared = this.#schemas.find('element', namespace, local)
      if (declared === null) return field(local, occurs, simple('(not in the archive)'), this.#ordered)
      return this.#element(declared.element, declared.schema, occurs, stack, parent)
    }
    const name = attribute(element, 'name') ?? '(unnamed)'
    const content = this.#contentOf(element, schema, stack)
    const namespace = stack.length === 0 || schema.qualified ? schema.targetNamespace : ''
    // What a schema says of whole files stands at the root of a message.
    const formats = [stack.length === 0 ? schema.format : '', nativeFormat(element)]
    const extra = [
      ...fact('namespace', '', this.#ordered && namespace !== parent ? namespace : ''),
      ...fact('nillable', '', attribute(element, 'nillable') === 'true' ? 'true' : ''),
      ...fact('fixed', '', attribute(element, 'fixed') ?? ''),
      ...fact('format', '', formats.filter((each) => each !== '').join(', ')),
    ]
    return field(name, occurs, { ...content, facts: [...content.facts, ...extra] }, this.#ordered)
  }

  #contentOf(element: XmlElement, schema: Schema, stack: readonly XmlElement[]): Content {
    const type = attribute(element, 'type')
    if (type !== null) return this.#typeByName(type, element, schema, stack)
    const complex = child(element, 'complexType')
    if (complex !== null) return this.#complex(complex, schema, stack, '')
    const plain = child(element, 'simpleType')
    return plain === null ? simple('any') : this.#simple(plain, schema, 0)
  }

  #typeByName(type: string, at: XmlElement, schema: Schema, stack: readonly XmlElement[]): Content {
    const [namespace, local] = this.#qualified(type, at, schema)
    if (namespace === XSD) return simple(local)
    const complex = this.#schemas.find('complexType', namespace, local)
    if (complex !== null) return this.#complex(complex.element, complex.schema, stack, local)
    const plain = this.#schemas.find('simpleType', namespace, local)
    return plain === null ? simple(local) : this.#simple(plain.element, plain.schema, 0)
  }

  #simple(element: XmlElement, schema: Schema, depth: number): Content {
    const restriction = child(element, 'restriction')
    if (restriction === null || depth > MAX_DEPTH) {
      const list = child(element, 'list')
      return simple(
        list === null ? 'union' : `list of ${attribute(list, 'itemType')?.replace(/^.*:/s, '') ?? 'values'}`,
      )
    }
    const base = this.#baseOf(restriction, schema, depth)
    const values = children(restriction, 'enumeration').map((value) => attribute(value, 'value') ?? '')
    const facets = children(restriction)
      .filter(({ local }) => local !== 'enumeration' && local !== 'simpleType' && local !== 'annotation')
      .map((facet) => `${facet.local} ${attribute(facet, 'value') ?? ''}`)
    return {
      ...base,
      facts: [
        ...base.facts.filter(({ what }) => what !== 'values' || values.length === 0),
        ...fact('values', '', [...values].sort().join(' | ')),
        ...fact('restriction', String(depth || ''), facets.join(', ')),
      ],
    }
  }

  #baseOf(restriction: XmlElement, schema: Schema, depth: number): Content {
    const type = attribute(restriction, 'base')
    if (type === null) {
      const inner = child(restriction, 'simpleType')
      return inner === null ? simple('any') : this.#simple(inner, schema, depth + 1)
    }
    const [namespace, local] = this.#qualified(type, restriction, schema)
    const declared = namespace === XSD ? null : this.#schemas.find('simpleType', namespace, local)
    return declared === null ? simple(local) : this.#simple(declared.element, declared.schema, depth + 1)
  }

  #complex(element: XmlElement, schema: Schema, stack: readonly XmlElement[], name: string): Content {
    if (stack.includes(element)) return simple(`recursive ${name}`.trim())
    if (stack.length > MAX_DEPTH || this.#left <= 0) {
      this.cut = true
      return simple('(not read further)')
    }
    if (stack.length >= this.#depth) return simple('structure')
    const inner = [...stack, element]
    const content = child(element, 'simpleContent') ?? child(element, 'complexContent')
    if (content === null) return { ...written(element), fields: this.#particles(element, schema, ONCE, inner, false) }
    const derived = child(content, 'extension') ?? child(content, 'restriction')
    if (derived === null) return simple('structure')
    const own = this.#particles(derived, schema, ONCE, inner, false)
    const isRestriction = derived.local === 'restriction' && content.local === 'complexContent'
    const base = attribute(derived, 'base')
    const { type, facts } = written(derived)
    if (base === null || isRestriction) return { type, facts, fields: own }
    const inherited = this.#typeByName(base, derived, schema, inner)
    return { ...inherited, facts: [...inherited.facts, ...facts], fields: [...inherited.fields, ...own] }
  }

  /** What stands in a sequence, choice, all, group or complex type. */
  #particles(
    parent: XmlElement,
    schema: Schema,
    around: Occurs,
    stack: readonly XmlElement[],
    choice: boolean,
  ): Part[] {
    const fields: Part[] = []
    for (const element of children(parent)) {
      const occurs = times(around, occursOf(element), choice)
      switch (element.local) {
        case 'element':
          if (--this.#left < 0) this.cut = true
          else fields.push(this.#element(element, schema, occurs, stack, schema.targetNamespace))
          break
        case 'sequence':
        case 'all':
          fields.push(...this.#particles(element, schema, occurs, stack, false))
          break
        case 'choice':
          fields.push(...this.#particles(element, schema, occurs, stack, true))
          break
        case 'group':
          fields.push(...this.#referred('group', element, schema, occurs, stack))
          break
        case 'any':
          fields.push(field('*', occurs, simple('any'), this.#ordered))
          break
        case 'attribute':
          fields.push(this.#attribute(element, schema))
          break
        case 'attributeGroup':
          fields.push(...this.#referred('attributeGroup', element, schema, ONCE, stack))
          break
      }
    }
    return fields
  }

  #referred(kind: string, element: XmlElement, schema: Schema, occurs: Occurs, stack: readonly XmlElement[]): Part[] {
    const reference = attribute(element, 'ref')
    if (reference === null) return []
    const [namespace, local] = this.#qualified(reference, element, schema)
    const declared = this.#schemas.find(kind, namespace, local)
    if (declared === null || stack.includes(declared.element) || stack.length > MAX_DEPTH) return []
    return this.#particles(declared.element, declared.schema, occurs, [...stack, declared.element], false)
  }

  #attribute(element: XmlElement, schema: Schema): Part {
    const reference = attribute(element, 'ref')
    const occurs = { min: attribute(element, 'use') === 'required' ? 1 : 0, max: 1 }
    if (reference !== null) {
      const [namespace, local] = this.#qualified(reference, element, schema)
      const declared = this.#schemas.find('attribute', namespace, local)
      const content = declared === null ? simple('string') : this.#contentOf(declared.element, declared.schema, [])
      return field(`@${local}`, occurs, content, this.#ordered)
    }
    return field(`@${attribute(element, 'name') ?? ''}`, occurs, this.#contentOf(element, schema, []), this.#ordered)
  }

  #qualified(name: string, at: XmlElement, schema: Schema): readonly [namespace: string, local: string] {
    const colon = name.indexOf(':')
    if (colon === -1) return [at.namespaces.get('') ?? schema.targetNamespace, name]
    return [at.namespaces.get(name.slice(0, colon)) ?? '', name.slice(colon + 1)]
  }
}

/** What a type says. */
interface Content {
  readonly type: string
  readonly facts: readonly Fact[]
  readonly fields: readonly Part[]
}

/** A structure, and how what stands in it is written. */
function written(type: XmlElement): Omit<Content, 'fields'> {
  return { type: 'structure', facts: fact('format', 'content', groupFormat(type)) }
}

function simple(type: string): Content {
  return { type, facts: [], fields: [] }
}

export function field(name: string, { min, max }: Occurs, { type, facts, fields }: Content, ordered: boolean): Part {
  const cardinality = `${min}..${max === Number.POSITIVE_INFINITY ? '*' : max}`
  return part({
    what: 'field',
    key: name,
    ordered,
    facts: [...fact('type', '', type), ...fact('cardinality', '', cardinality), ...facts],
    parts: fields,
  })
}

function occursOf(element: XmlElement): Occurs {
  const number = (name: string): number => {
    const written = attribute(element, name)
    if (written === 'unbounded') return Number.POSITIVE_INFINITY
    return written !== null && /^\d{1,9}$/.test(written) ? Number(written) : 1
  }
  return { min: number('minOccurs'), max: number('maxOccurs') }
}

function times(around: Occurs, own: Occurs, choice: boolean): Occurs {
  // Zero times unbounded is zero.
  const max = around.max === 0 || own.max === 0 ? 0 : around.max * own.max
  return { min: choice ? 0 : around.min * own.min, max }
}
