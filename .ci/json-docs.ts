/** The tables of docs/json.md, from the schemas: one row for each field. */
import type { Json } from './schemas/schema.js'

/** The fields of one output: those of its top level and of all below, then those of each part that the schema names. */
export function fieldTables(schema: Json): string {
  const parts = Object.entries((schema['$defs'] ?? {}) as Readonly<Record<string, Json>>)
  // What cannot be read is the same in every output and stands at the top of the page.
  const own = parts.filter(([name]) => name !== 'failed')
  return [
    table(rows(schema, '')),
    ...own.map(([name, part]) => `**${name}**: ${lowerFirst(textOf(part))}.\n\n${table(rows(part, ''))}`),
  ].join('\n\n')
}

/** Field, type, meaning. */
type Row = readonly [name: string, type: string, meaning: string]

function table(all: readonly Row[]): string {
  const lines = all.map(([name, type, meaning]) => `| \`${name}\` | ${type} | ${meaning} |`)
  return ['| name | is | meaning |', '| --- | --- | --- |', ...lines].join('\n')
}

function rows(schema: Json, above: string): Row[] {
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Json>>)
  const required = (schema['required'] ?? []) as readonly string[]
  return fields.flatMap(([name, field]) => {
    const path = `${above}${name}`
    const may = required.includes(name) ? '' : ', may be absent'
    return [[path, `${typeOf(field)}${may}`, meaningOf(field)] satisfies Row, ...below(field, path)]
  })
}

/** The fields of an object, of the items of a list, of each of several forms that have no name of their own. */
function below(field: Json, path: string): Row[] {
  const { items, anyOf } = field
  if (items !== undefined) return below(items as Json, `${path}[]`)
  if (Array.isArray(anyOf)) {
    const seen = new Set<string>()
    return anyOf
      .flatMap((form: Json) => below(form, path))
      .filter(([name]) => !seen.has(name) && seen.add(name) !== undefined && !name.endsWith('.kind'))
  }
  return rows(field, `${path}.`)
}

function typeOf({ type, $ref, anyOf, items, additionalProperties, const: value }: Json): string {
  if (typeof $ref === 'string') return `\`${$ref.replace('#/$defs/', '')}\``
  if (value !== undefined) return `\`${JSON.stringify(value)}\``
  if (Array.isArray(anyOf))
    return anyOf
      .map(formOf)
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' or ')
  const [first, ...others] = (Array.isArray(type) ? type : [type]) as readonly string[]
  const or = others.map((other) => ` or ${other}`).join('')
  if (first === 'array') return `list of ${plural(typeOf(items as Json))}${or}`
  if (first === 'object' && typeof additionalProperties === 'object')
    return `object, name to ${typeOf(additionalProperties as Json)}${or}`
  return `${NAMES[first ?? ''] ?? first}${or}`
}

/** One of several forms: by its kind where it has one. */
function formOf(form: Json): string {
  const { kind } = (form['properties'] ?? {}) as Readonly<Record<string, Json>>
  return kind === undefined ? typeOf(form) : `\`{ "kind": ${JSON.stringify(kind['const'])} … }\``
}

const NAMES: Readonly<Record<string, string>> = { string: 'text', integer: 'number', boolean: 'true or false' }

function plural(type: string): string {
  return /^(?:text|number|object)$/.test(type) ? `${type}s` : type.replace(/^list of/, 'lists of')
}

/** The description, with the words that may stand there unless it explains them. */
function meaningOf(field: Json): string {
  const inside = field['type'] === 'array' ? (field['items'] as Json) : field
  const words = Array.isArray(inside['enum']) ? (inside['enum'] as readonly unknown[]) : []
  const text = textOf(field)
  if (words.length === 0 || words.some((word) => text.includes(`${word}: `))) return escaped(text)
  const shown = words.filter((word) => word !== null).map((word) => `\`${word}\``)
  return `${escaped(text)}: ${shown.join(', ')}`
}

function textOf(field: Json): string {
  return String(field['description'] ?? '')
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text
}
