import { shortHash } from '../../base/short-hash.js'
import { fact, type Part, part } from '../part.js'
import { field, MAX_FIELDS } from './xsd.js'

const OPTIONAL = { min: 0, max: 1 }
const REQUIRED = { min: 1, max: 1 }
const MANY = { min: 0, max: Number.POSITIVE_INFINITY }
const MAX_DEPTH = 40

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** The fields of a JSON sample or JSON schema; null where the text is neither. */
export function jsonFields(text: string): Part[] | null {
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    // Samples are written by hand: the caller compares the text instead.
    return null
  }
  if (typeof json !== 'object' || json === null) return null
  const budget: Budget = { left: MAX_FIELDS, unread: [] }
  const whole = isSchema(json)
    ? schemaField('(root)', REQUIRED, json, json, [], budget)
    : sampleField('(root)', REQUIRED, json, 0, budget)
  if (budget.unread.length === 0) return [whole]
  // What a schema refers to may stand anywhere in it.
  const hash = shortHash(isSchema(json) ? JSON.stringify(json) : JSON.stringify(budget.unread))
  const shown = `${hash.slice(0, 12)}… (too large to be compared field by field)`
  return [part({ ...whole, facts: [...whole.facts, ...fact('content', '', hash, shown)] })]
}

function isSchema(json: Json): json is { readonly [name: string]: Json } {
  if (!isObject(json)) return false
  return '$schema' in json || (isObject(json['properties'] ?? null) && json['type'] === 'object')
}

function isObject(json: Json): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

type Occurs = Parameters<typeof field>[1]
interface Budget {
  left: number
  /** Objects that lie beyond what is taken apart. */
  readonly unread: Json[]
}

function sampleField(name: string, occurs: Occurs, json: Json, depth: number, budget: Budget): Part {
  if (Array.isArray(json)) {
    // One element stands for all: the members of every element together.
    const objects = json.filter(isObject)
    const item = objects.length > 0 ? merged(objects) : (json[0] ?? null)
    return sampleField(name, MANY, Array.isArray(item) ? 'array' : (item as Json), depth + 1, budget)
  }
  if (!isObject(json) || depth > MAX_DEPTH || budget.left <= 0) {
    if (isObject(json)) budget.unread.push(json)
    const type = json === null ? 'any' : isObject(json) ? '(not read further)' : typeof json
    return field(name, occurs, { type, facts: [], fields: [] }, false)
  }
  const fields = Object.entries(json).map(([key, value]) => {
    budget.left--
    return sampleField(key, OPTIONAL, value, depth + 1, budget)
  })
  return field(name, occurs, { type: 'structure', facts: [], fields }, false)
}

function merged(objects: readonly { readonly [name: string]: Json }[]): Json {
  const all = new Map<string, Json>()
  for (const one of objects) for (const [key, value] of Object.entries(one)) if (!all.has(key)) all.set(key, value)
  return Object.fromEntries(all)
}

function schemaField(
  name: string,
  occurs: Occurs,
  schema: Json,
  root: Json,
  stack: readonly Json[],
  budget: Budget,
): Part {
  if (!isObject(schema) || stack.includes(schema) || stack.length > MAX_DEPTH || budget.left <= 0) {
    if (isObject(schema) && !stack.includes(schema)) budget.unread.push(schema)
    const type = isObject(schema) ? (stack.includes(schema) ? 'recursive' : '(not read further)') : 'any'
    return field(name, occurs, { type, facts: [], fields: [] }, false)
  }
  const inner = [...stack, schema]
  const reference = schema['$ref']
  if (typeof reference === 'string') return schemaField(name, occurs, at(root, reference), root, inner, budget)
  const items = schema['items']
  if (items !== undefined) return schemaField(name, { ...MANY, min: occurs.min }, items, root, inner, budget)
  const properties = schema['properties']
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const fields = Object.entries(isObject(properties ?? null) ? (properties as { [name: string]: Json }) : {}).map(
    ([key, value]) => {
      budget.left--
      return schemaField(key, required.includes(key) ? REQUIRED : OPTIONAL, value, root, inner, budget)
    },
  )
  const written = schema['type']
  const type =
    fields.length > 0 ? 'structure' : Array.isArray(written) ? written.join(' or ') : String(written ?? 'any')
  const values = Array.isArray(schema['enum']) ? schema['enum'].map(String).sort().join(' | ') : ''
  const facts = values === '' ? [] : [{ what: 'values', name: '', value: values, shown: values }]
  return field(name, occurs, { type, facts, fields }, false)
}

/** What a local reference, `#/definitions/order`, points at. */
function at(root: Json, reference: string): Json {
  if (!reference.startsWith('#')) return null
  let here: Json = root
  for (const step of reference.split('/').slice(1)) {
    if (!isObject(here)) return null
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    here = Object.hasOwn(here, name) ? (here[name] ?? null) : null
  }
  return here
}
