import { baseName } from '../base/path.js'
import { UNFINISHED_MERGE, unfinishedMerge } from './merge-marks.js'
import { Source } from './source.js'
import type { ExpressionFile, Read } from './types.js'
import { readXPath } from './xpath.js'

/** Keys that OIC writes, and whether their value may run over several lines. */
const KEYS: ReadonlyMap<string, { readonly multiline: boolean }> = new Map([
  ['TextExpression', { multiline: true }],
  ['XpathExpression', { multiline: true }],
  ['NamespaceList', { multiline: false }],
  ['NumberOfWarnings', { multiline: false }],
  ['NumberOfErrors', { multiline: false }],
  ['ExpressionName', { multiline: true }],
  ['VariableName', { multiline: false }],
  ['VariableDescription', { multiline: true }],
  ['VariableType', { multiline: false }],
  ['VariableTypeNamespace', { multiline: false }],
])

interface Entry {
  /** Where the value starts. */
  readonly offset: number
  /** Its lines, without white space at the end. */
  readonly value: string
}

const NO_ENTRY: Entry = { offset: 0, value: '' }

/**
 * Reads an `*expr.properties` file: lines `Key : value`. They look like Java properties and are not: nothing is
 * escaped, a value may hold ` : `, and an expression with line breaks runs over several lines.
 */
export function readExpression(path: string, text: string): Read<ExpressionFile> {
  const source = new Source(path, text)
  const entries = readEntries(source)
  if (source.text.trim() === '') {
    source.problem(0, 'The expression file is empty; the archive may have been cut.', 'malformed-content', 'warning')
  } else if (!entries.has('XpathExpression')) {
    source.problem(0, 'The expression file has no line XpathExpression.')
  }
  const merge = unfinishedMerge(source.text)
  if (merge !== null) source.problem(merge, `${UNFINISHED_MERGE}; only the first of them was read.`)
  const value = (key: string) => (entries.get(key) ?? NO_ENTRY).value
  const name = (key: string) => source.name(value(key), (entries.get(key) ?? NO_ENTRY).offset)
  const xpath = entries.get('XpathExpression') ?? NO_ENTRY
  return {
    value: {
      path,
      role: roleOf(path),
      name: name('ExpressionName'),
      nameLocation: source.at((entries.get('ExpressionName') ?? NO_ENTRY).offset),
      text: value('TextExpression'),
      xpath: readXPath(xpath.value, (index) => source.at(xpath.offset + index), namespacesOf(value('NamespaceList'))),
      variable: name('VariableName'),
      variableType: value('VariableType'),
      description: value('VariableDescription'),
    },
    problems: source.problems,
  }
}

/** `CODEexpr.properties` gives `CODE`; the extension may be cut short. */
function roleOf(path: string): string {
  const name = baseName(path)
  const end = name.lastIndexOf('expr')
  return end === -1 ? '' : name.slice(0, end)
}

function namespacesOf(list: string): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>()
  for (const binding of list.split(/\s+/)) {
    const equals = binding.indexOf('=')
    if (equals > 0) namespaces.set(binding.slice(0, equals), binding.slice(equals + 1))
  }
  return namespaces
}

const LINE = /^([A-Za-z][A-Za-z0-9_]*)[ \t]+:(?=[ \t]|$)/

function readEntries(source: Source): ReadonlyMap<string, Entry> {
  const { text } = source
  const entries = new Map<string, Entry>()
  /** The key whose value is being read; empty before the first. */
  let key = ''
  let start = 0
  const finish = (end: number) => {
    // The first line of a key counts.
    if (key !== '' && !entries.has(key)) entries.set(key, trimmed(text, start, end))
  }
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const found = LINE.exec(text.slice(at, end))
    const name = found?.[1] ?? ''
    // Inside an expression a word before a colon is the expression's own, unless it is a key of OIC's.
    if (found !== null && (KEYS.has(name) || !(KEYS.get(key)?.multiline ?? false))) {
      finish(at)
      key = name
      start = at + found[0].length
    }
    at = end + 1
  }
  finish(text.length)
  return entries
}

function trimmed(text: string, start: number, end: number): Entry {
  const value = text.slice(start, end)
  const offset = start + (value.length - value.trimStart().length)
  return { offset, value: value.trim() }
}
