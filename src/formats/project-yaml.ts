import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml'
import { limitProblems } from './problem-limit.js'
import { Source } from './source.js'
import type { ProjectAsset, ProjectYaml, Read } from './types.js'

/** Deepest nesting that is handed to the YAML parser, which recurses; real files have four levels. */
const MAX_YAML_DEPTH = 200

/** Reads `project.yaml`: an OIC 3 project and the list of its parts. */
export function readProjectYaml(path: string, text: string): Read<ProjectYaml> {
  const source = new Source(path, text)
  const root = parseRoot(source)
  if (root === null) return { value: null, problems: limitProblems(source.problems) }
  const fields = fieldsOf(source, root)
  const field = (...names: readonly string[]) => firstText(fields, names)
  const code = field('code', 'id')
  if (code === '') source.problem(offsetOf(root), 'The project has no code.')
  const revision = field('projectRevision')
  const value = {
    code,
    name: field('name'),
    description: field('description'),
    type: field('type'),
    status: field('status'),
    revision: /^\d{1,15}$/.test(revision) ? Number(revision) : null,
    assets: assetsOf(source, fields.get('assets') ?? null),
    location: source.at(0),
  }
  return { value, problems: limitProblems(source.problems) }
}

function parseRoot(source: Source): YAMLMap | null {
  if (source.text.trim() === '') {
    source.problem(0, 'The file is empty.')
    return null
  }
  const tooDeep = offsetBeyondDepth(source.text)
  if (tooDeep !== null) {
    source.problem(tooDeep, `The YAML is nested deeper than ${MAX_YAML_DEPTH} levels; it was not read.`)
    return null
  }
  // Its own check for repeated keys compares each with each; fieldsOf does it in one pass.
  const document = parseDocument(source.text, {
    uniqueKeys: false,
    prettyErrors: false,
  })
  source.malformed(
    document.errors.map(({ message, pos }) => ({
      message: `The YAML is malformed: ${sentence(message)}`,
      offset: pos[0],
    })),
  )
  for (const { message, pos } of document.warnings)
    source.problem(pos[0], `The YAML is unusual: ${sentence(message)}`, 'malformed-content', 'warning')
  if (isMap(document.contents)) return document.contents
  source.problem(0, 'The file does not hold the fields of a project.')
  return null
}

function sentence(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().slice(0, 150)
  return line.endsWith('.') ? line : `${line}.`
}

type Fields = ReadonlyMap<string, Node>

/** The members of a map by key. Aliases are not followed: OIC writes none, and following them makes small files large. */
function fieldsOf(source: Source, map: YAMLMap): Fields {
  const fields = new Map<string, Node>()
  for (const { key, value } of map.items) {
    const name = textOf(key)
    if (name === '') continue
    if (fields.has(name))
      source.problem(
        offsetOf(key),
        `The key ${name.slice(0, 60)} stands here again; the last one counts.`,
        'malformed-content',
        'warning',
      )
    if (isAlias(value)) reportAlias(source, value)
    else if (isNode(value)) fields.set(name, value)
  }
  return fields
}

function reportAlias(source: Source, node: unknown): void {
  source.problem(offsetOf(node), 'The YAML repeats a value by an alias, which OIC never writes; it was left out.')
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value)
}

function offsetOf(node: unknown): number {
  return isNode(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0
}

/** A scalar's text as written, so that `01.00` stays so; empty for null and for what is no scalar. */
function textOf(node: unknown): string {
  if (!isScalar(node) || node.value === null || node.value === undefined) return ''
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}

function firstText(fields: Fields, names: readonly string[]): string {
  for (const name of names) {
    const value = textOf(fields.get(name)).trim()
    if (value !== '') return value
  }
  return ''
}

function assetsOf(source: Source, node: Node | null): ProjectAsset[] {
  if (node === null || (isScalar(node) && textOf(node) === '')) return []
  if (!isMap(node)) {
    source.problem(offsetOf(node), 'The assets are not lists under names; they were left out.')
    return []
  }
  const assets: ProjectAsset[] = []
  // Grows while it is walked: lists may stand below a name of their own, `ai_agents: { tools: […] }`.
  const pending = [...fieldsOf(source, node)]
  for (const [kind, part] of pending) {
    if (isMap(part)) {
      for (const [name, inner] of fieldsOf(source, part)) pending.push([`${kind}/${name}`, inner])
    } else {
      for (const item of isSeq(part) ? part.items : [part]) assets.push(...assetOf(source, kind, item))
    }
  }
  return assets
}

/** An item of a list: `{ id, name }`, `{ code, version }`, or a string. A list that is null or empty text has none. */
function assetOf(source: Source, kind: string, item: unknown): ProjectAsset[] {
  if (isAlias(item)) {
    reportAlias(source, item)
    return []
  }
  const fields = isMap(item) ? fieldsOf(source, item) : NO_FIELDS
  const code = firstText(fields, ['code', 'identifier'])
  const version = firstText(fields, ['version'])
  const name = firstText(fields, ['name'])
  const joined = code !== '' && version !== '' ? `${code}|${version}` : code
  const id = textOf(item).trim() || firstText(fields, ['id']) || joined || name
  if (id !== '') return [{ kind, id, name, location: source.at(offsetOf(item)) }]
  if (isMap(item) || isSeq(item))
    source.problem(offsetOf(item), 'An asset of the project has no id.', 'malformed-content', 'warning')
  return []
}

const NO_FIELDS: Fields = new Map()

/**
 * Where the text first nests too deep. Counts more than the parser would: brackets in quoted text too, and every
 * character of a line's indentation.
 */
function offsetBeyondDepth(text: string): number | null {
  let brackets = 0
  let indentation = 0
  let indenting = true
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '\n') {
      indentation = 0
      indenting = true
      continue
    }
    if (indenting && (character === ' ' || character === '-' || character === '?' || character === ':')) indentation++
    else indenting = false
    if (character === '[' || character === '{') brackets++
    else if ((character === ']' || character === '}') && brackets > 0) brackets--
    if (brackets + indentation > MAX_YAML_DEPTH) return at
  }
  return null
}
