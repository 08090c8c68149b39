import { decodeText } from '../../base/decode.js'
import { pathBeside } from '../../base/path.js'
import { attribute, children, parseXml, type XmlElement } from '../../formats/xml.js'
import type { Entry } from '../../model/types.js'
import { nativeFormat } from './native-format.js'

export const XSD = 'http://www.w3.org/2001/XMLSchema'

/** A global declaration with the schema that it stands in. */
export interface Declared {
  readonly element: XmlElement
  readonly schema: Schema
}

export interface Schema {
  readonly targetNamespace: string
  /** True where local elements belong to the target namespace. */
  readonly qualified: boolean
  /** How the files are written that it describes (nXSD), as far as it says so for the whole of them; empty for most. */
  readonly format: string
}

/** Global declarations that can be referred to. */
const GLOBALS: ReadonlySet<string> = new Set([
  'element',
  'attribute',
  'complexType',
  'simpleType',
  'group',
  'attributeGroup',
])

/** Most files that one structure may be spread over. */
const MAX_FILES = 400

/** The schemas of one endpoint: main files and what they import, as far as the archive holds it. */
export class SchemaSet {
  /** `definitions` of the WSDLs, in the order in which they were read. */
  readonly definitions: XmlElement[] = []
  /** Elements of the main schemas themselves, not of imported ones. */
  readonly mainElements: Declared[] = []
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #documents = new Map<string, XmlElement | null>()
  readonly #taken = new Set<string>()
  readonly #declared = new Map<string, Declared>()
  /** By local name only: for references whose prefix is bound to nothing. */
  readonly #byLocal = new Map<string, Declared>()

  constructor(entries: ReadonlyMap<string, Entry>) {
    this.#entries = entries
  }

  async addMain(path: string): Promise<void> {
    const root = await this.#document(path)
    if (root !== null) await this.#take(root, path, '', true)
  }

  /** Every declaration, in the order in which they were read. */
  get declared(): Iterable<Declared> {
    return this.#declared.values()
  }

  /** A declaration by its qualified name; null where no file declares it. */
  find(kind: string, namespace: string, local: string): Declared | null {
    return this.#declared.get(`${kind} {${namespace}}${local}`) ?? this.#byLocal.get(`${kind} ${local}`) ?? null
  }

  async #take(root: XmlElement, path: string, chameleon: string, main: boolean): Promise<void> {
    if (root.local === 'schema') return this.#schema(root, path, chameleon, main)
    if (root.local !== 'definitions') return
    this.definitions.push(root)
    for (const next of children(root, 'import')) await this.#follow(attribute(next, 'location'), path, '', main)
    for (const types of children(root, 'types')) {
      for (const schema of children(types, 'schema')) await this.#schema(schema, path, '', false)
    }
  }

  async #schema(root: XmlElement, path: string, chameleon: string, main: boolean): Promise<void> {
    // A schema without a namespace takes that of the one which includes it.
    const targetNamespace = attribute(root, 'targetNamespace') ?? chameleon
    const schema: Schema = {
      targetNamespace,
      qualified: attribute(root, 'elementFormDefault') === 'qualified',
      format: nativeFormat(root),
    }
    for (const element of children(root)) {
      const name = attribute(element, 'name')
      if (name !== null && GLOBALS.has(element.local)) this.#declare(name, { element, schema }, main)
    }
    for (const element of children(root)) {
      if (!['import', 'include', 'redefine', 'override'].includes(element.local)) continue
      const inherited = element.local === 'import' ? '' : targetNamespace
      await this.#follow(attribute(element, 'schemaLocation'), path, inherited, main && inherited !== '')
      // What a redefinition says comes in place of the file's own.
      for (const redefined of children(element)) {
        const name = attribute(redefined, 'name')
        if (name !== null && GLOBALS.has(redefined.local)) this.#declare(name, { element: redefined, schema }, false)
      }
    }
  }

  #declare(name: string, declared: Declared, main: boolean): void {
    const { local } = declared.element
    const key = `${local} {${declared.schema.targetNamespace}}${name}`
    if (!this.#declared.has(key)) this.#declared.set(key, declared)
    if (!this.#byLocal.has(`${local} ${name}`)) this.#byLocal.set(`${local} ${name}`, declared)
    if (main && local === 'element') this.mainElements.push(declared)
  }

  async #follow(location: string | null, from: string, chameleon: string, main: boolean): Promise<void> {
    if (location === null || location === '') return
    const path = pathBeside(from, location)
    const once = `${path} ${chameleon}`
    if (path === null || this.#taken.has(once) || this.#taken.size >= MAX_FILES) return
    this.#taken.add(once)
    const root = await this.#document(path)
    if (root !== null) await this.#take(root, path, chameleon, main)
  }

  async #document(path: string): Promise<XmlElement | null> {
    const known = this.#documents.get(path)
    if (known !== undefined) return known
    const entry = this.#entries.get(path)
    const bytes = entry === undefined ? null : await entry.bytes()
    const root = bytes === null ? null : parseXml(decodeText(bytes, 'xml').text).root
    this.#documents.set(path, root)
    return root
  }
}
