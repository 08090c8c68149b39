/**
 * A small language for the JSON Schemas of the outputs. Each schema carries the type that it describes, so that a field
 * more or less in the type, or a new member of a union, does not compile before the schema says what it means.
 */

export type Json = Readonly<Record<string, unknown>>

/** The schema of values of one type. */
export interface Schema<T> {
  readonly json: Json
  /** Never there: holds the type, neither wider nor narrower. */
  readonly of?: (value: T) => T
}

type AnySchema = Pick<Schema<never>, 'json'>

/** The schema of a field that may be absent. */
interface Optional<T> {
  readonly optional: Schema<T>
}

type Fields<T> = {
  readonly [Name in keyof T]-?: Record<never, never> extends Pick<T, Name>
    ? Optional<Exclude<T[Name], undefined>>
    : Schema<T[Name]>
}

/** Stands on a reference and gives what it refers to. A symbol, as JSON leaves these out. */
const REFERS_TO = Symbol('refers to')

export function text(description: string): Schema<string> {
  return { json: { type: 'string', description } }
}

/** A number as an archive has it, which may be any. */
export function number(description: string): Schema<number> {
  return { json: { type: 'number', description } }
}

/** A whole number, 0 or more. */
export function count(description: string): Schema<number> {
  return { json: { type: 'integer', minimum: 0, description } }
}

/** A whole number, 1 or more. */
export function place(description: string): Schema<number> {
  return { json: { type: 'integer', minimum: 1, description } }
}

export function flag(description: string): Schema<boolean> {
  return { json: { type: 'boolean', description } }
}

export function constant<const T extends string | number>(value: T, description: string): Schema<T> {
  return { json: { const: value, description } }
}

/** One of some words, each with what it means; empty where the word says it. */
export function oneOf<T extends string>(words: Readonly<Record<T, string>>, description: string): Schema<T> {
  const entries = Object.entries<string>(words)
  const meanings = entries.map(([word, meaning]) => (meaning === '' ? word : `${word}: ${meaning}`))
  return {
    json: {
      type: 'string',
      enum: Object.keys(words),
      description: entries.some(([, meaning]) => meaning !== '')
        ? `${description}. ${meanings.join('; ')}`
        : description,
    },
  }
}

export function orNull<T>({ json }: Schema<T>): Schema<T | null> {
  const { type, description, enum: words, ...rest } = json
  const about = description === undefined ? {} : { description }
  if (type === undefined) return { json: { anyOf: [rest, { type: 'null' }], ...about } }
  const values = Array.isArray(words) ? { enum: [...words, null] } : {}
  return { json: { type: [type, 'null'], ...values, ...rest, ...about } }
}

export function list<T>({ json }: Schema<T>, description: string): Schema<readonly T[]> {
  return { json: { type: 'array', description, items: json } }
}

export function texts(description: string): Schema<readonly string[]> {
  return { json: { type: 'array', description, items: { type: 'string' } } }
}

/** An object whose names are data. */
export function map<T>({ json }: Schema<T>, description: string): Schema<Readonly<Record<string, T>>> {
  return { json: { type: 'object', description, additionalProperties: json } }
}

/** An object with exactly the fields of a type. */
export function object<T extends object>(fields: Fields<T>, description: string): Schema<T> {
  const all = Object.entries(fields as Readonly<Record<string, AnySchema | { readonly optional: AnySchema }>>)
  return {
    json: {
      type: 'object',
      description,
      properties: Object.fromEntries(
        all.map(([name, field]) => [name, 'optional' in field ? field.optional.json : field.json]),
      ),
      required: all.flatMap(([name, field]) => ('optional' in field ? [] : [name])),
      additionalProperties: false,
    },
  }
}

export function optional<T>(schema: Schema<T>): Optional<T> {
  return { optional: schema }
}

/** A value that is one of several, told apart by their `kind`. */
export function byKind<T extends { readonly kind: string }>(
  parts: { readonly [Kind in T['kind']]: Schema<Extract<T, { readonly kind: Kind }>> },
  description: string,
): Schema<T> {
  return {
    json: { description, anyOf: Object.values(parts as Readonly<Record<string, AnySchema>>).map(({ json }) => json) },
  }
}

/** A schema that the file lists by name, once; it may hold itself. */
export function named<T>(name: string, schema: () => Schema<T>): Schema<T> {
  return { json: { $ref: `#/$defs/${name}`, [REFERS_TO]: schema } as Json }
}

/** The same with a description of its own, where it stands. */
export function described<T>({ json }: Schema<T>, description: string): Schema<T> {
  return { json: { ...json, description } }
}

/** The whole text of a schema file as a value. */
export function schemaFile(title: string, { json }: AnySchema): Json {
  const definitions = new Map<string, Json>()
  collect(json, definitions)
  const $defs = Object.fromEntries(definitions)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...json,
    ...(definitions.size === 0 ? {} : { $defs }),
  }
}

function collect(value: unknown, definitions: Map<string, Json>): void {
  if (typeof value !== 'object' || value === null) return
  const { $ref, [REFERS_TO]: schema } = value as { $ref?: string; [REFERS_TO]?: () => AnySchema }
  const name = $ref?.replace('#/$defs/', '')
  if (name !== undefined && schema !== undefined && !definitions.has(name)) {
    const { json } = schema()
    definitions.set(name, json)
    collect(json, definitions)
  }
  for (const part of Object.values(value)) collect(part, definitions)
}
