import { IarkitError, type IarkitErrorCode } from './errors.js'

/**
 * What callers give that no compiler checked. Looked at by its outermost shape, which costs nothing: what was expected, with a
 * code, says more than a TypeError from somewhere inside.
 */

type Type = 'text' | 'list' | 'object' | 'function' | 'bytes'

const IS: Readonly<Record<Type, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  function: (value) => typeof value === 'function',
  // Those of another realm, too.
  bytes: (value) => ArrayBuffer.isView(value),
}

const WORDS: Readonly<Record<Type, string>> = {
  text: 'a text',
  list: 'a list',
  object: 'an object',
  function: 'a function',
  bytes: 'bytes',
}

interface Shape {
  /** What it is, and who gives it. */
  readonly wanted: string
  readonly fields: Readonly<Record<string, Type>>
  /** Where it is not `usage`. */
  readonly code?: IarkitErrorCode
}

/** What functions take that others gave. */
const SHAPES = {
  archive: {
    wanted: 'an archive, as readArchive gives it when it is awaited',
    fields: { file: 'text', entries: 'list', integrations: 'list' },
  },
  source: { wanted: 'a source of entries, as treeSource gives it', fields: { entries: 'list', bytes: 'function' } },
  graph: {
    wanted: 'a graph, as buildGraph gives it',
    fields: { nodes: 'list', edges: 'list', node: 'function', activation: 'function' },
  },
  flow: { wanted: 'an integration or AI agent of an archive', fields: { steps: 'list', references: 'list' } },
  diagram: { wanted: 'a diagram, as flowchart or sequenceDiagram gives it', fields: { kind: 'text', flow: 'object' } },
  form: { wanted: 'a form, as archiveForm gives it when it is awaited', fields: { artifacts: 'list' } },
  diff: { wanted: 'a diff, as diffArchives gives it when it is awaited', fields: { artifacts: 'list' } },
  plan: { wanted: 'a plan, as planImport gives it', fields: { archives: 'list', actions: 'list', steps: 'list' } },
  result: {
    wanted: 'a result, as lint gives it when it is awaited',
    fields: { findings: 'list', suppressed: 'list', notRun: 'list', failed: 'list' },
  },
  findings: {
    wanted: 'the findings of a result, as lint gives it when it is awaited',
    fields: { findings: 'list', suppressed: 'list' },
  },
  inspection: { wanted: 'what readPaths gives when it is awaited', fields: { archives: 'list', failed: 'list' } },
  inventory: {
    wanted: 'an inventory, as readInventory gives it',
    fields: { environment: 'text', takenAt: 'text' },
    code: 'invalid-inventory',
  },
  connection: { wanted: 'a connection of an archive', fields: { properties: 'list', certificates: 'list' } },
} as const satisfies Readonly<Record<string, Shape>>

/** @throws IarkitError `usage`, or the code of its shape, where a value cannot be what it should be */
export function checkGiven(given: unknown, what: keyof typeof SHAPES): void {
  const { wanted, fields, code = 'usage' }: Shape = SHAPES[what]
  const fits =
    IS.object(given) && Object.entries(fields).every(([name, type]) => IS[type](Reflect.get(Object(given), name)))
  if (!fits) throw new IarkitError(code, `Expected ${wanted}.`)
}

/** @throws IarkitError `usage` where a value is of another type. @param role what it is to the function */
export function checkType(given: unknown, type: Type, role: string): void {
  if (!IS[type](given)) throw new IarkitError('usage', `Expected ${WORDS[type]} as ${role}, found ${foundText(given)}.`)
}

/**
 * Options as they were given.
 * @param types of those that may be there
 * @throws IarkitError `usage` where they are no object, or one of them is of another type
 */
export function optionsOf<Options extends object>(
  options: Options,
  types: { readonly [Name in keyof Options]?: Type } = {},
): Options {
  checkType(options, 'object', 'options')
  for (const [name, type] of Object.entries<Type | undefined>(types)) {
    const value: unknown = Reflect.get(options, name)
    if (value !== undefined && type !== undefined) checkType(value, type, name)
  }
  return options
}

/** No value: it may be a secret. */
function foundText(given: unknown): string {
  if (given === null || given === undefined) return String(given)
  return Array.isArray(given) ? 'a list' : `one of type ${typeof given}`
}
