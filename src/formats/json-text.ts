import { type JsonNode, jsonItems, jsonMember, jsonValue } from './json.js'

/** A string, number or boolean as text; empty for `null`, a missing node, an object or an array. */
export function scalarText(node: JsonNode | null): string {
  if (node === null || node.kind === 'null' || node.kind === 'object' || node.kind === 'array') return ''
  return String(node.value)
}

/** The text of the first of an object's members that has one; empty where none has. */
export function memberText(node: JsonNode | null, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = scalarText(jsonMember(node, key)).trim()
    if (value !== '') return value
  }
  return ''
}

/** Any node as text: scalars as they are, lists of scalars with commas, everything else as JSON. */
export function anyText(node: JsonNode): string {
  if (node.kind === 'object') return JSON.stringify(jsonValue(node))
  if (node.kind !== 'array') return scalarText(node)
  return node.items.every((item) => item.kind !== 'object' && item.kind !== 'array')
    ? node.items.map(scalarText).join(',')
    : JSON.stringify(jsonValue(node))
}

/** True for `true` and the string `"true"`. */
export function isTrue(node: JsonNode | null): boolean {
  return scalarText(node).toLowerCase() === 'true'
}

/**
 * Ids of a list whose entries are strings (`CODE|VERSION`) or objects: `code` or `identifier` with `version` or `revision`, else `id`,
 * else `name`. Entries that name nothing are left out.
 */
export function idList(list: JsonNode | null): string[] {
  const entries = list?.kind === 'string' || list?.kind === 'object' ? [list] : jsonItems(list)
  return entries.map(idOf).filter((id) => id !== '')
}

function idOf(entry: JsonNode): string {
  if (entry.kind !== 'object') return scalarText(entry).trim()
  const code = memberText(entry, 'code', 'identifier')
  const version = memberText(entry, 'version', 'revision')
  if (code === '') return memberText(entry, 'id', 'name')
  return version === '' || code.includes('|') ? code : `${code}|${version}`
}
