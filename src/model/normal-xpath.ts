import { splitName, tokens, unquote, type XPathToken } from '../formats/xpath.js'
import type { XPathText } from './types.js'

/** An expression in two forms. */
export interface NormalXPath {
  /** To compare: names as `{uri}local`, one space between tokens; the prefix only where its URI is unknown. */
  readonly value: string
  /** To read: names of elements without prefixes, as OIC's canvas shows them. */
  readonly shown: string
}

/** Namespaces of functions, and the prefix that OIC gives them by habit. Others are shown without one. */
const FUNCTIONS: readonly (readonly [RegExp, string])[] = [
  [/oracle\.tip\.dvm\.LookupValue$/, 'dvm'],
  [/JsExecutor_/, 'js'],
  [/functions\.Xpath20$/, 'xp20'],
  [/functions\.ExtFunc$/, 'oraext'],
  [/oracle\.tip\.xref/, 'xref'],
  [/^http:\/\/schemas\.oracle\.com\/xpath\/extension$/, 'ora'],
  [/2005\/xpath-functions$/, 'fn'],
]

/** The long forms of a lookup's name, which differ by the release that saved the expression. */
const LOOKUP_NAME = /^(?:tenant\/resources\/dvms\/|oramds:\/apps\/ICS\/DVM\/)([^/]+?)(?:\.dvm)?$/

/** Brings an expression into its normal form. White space, kinds of quotes and names of prefixes do not count. */
export function normalXPath({ source, namespaces }: Pick<XPathText, 'source' | 'namespaces'>): NormalXPath {
  const values: string[] = []
  let shown = ''
  let before: XPathToken | null = null
  const all = tokens(source)
  for (const [index, token] of all.entries()) {
    const isCall = token.kind === 'name' && all[index + 1]?.text === '('
    const [value, text] = read(token, isCall, namespaces)
    values.push(value)
    shown += before !== null && spaced(before, token, all[index - 2] ?? null) ? ` ${text}` : text
    before = token
  }
  return { value: values.join(' '), shown }
}

function read(token: XPathToken, isCall: boolean, namespaces: XPathText['namespaces']): [string, string] {
  if (token.kind === 'string') {
    const literal = unquote(token.text).replace(LOOKUP_NAME, '$1')
    const shown =
      literal.includes('"') && !literal.includes("'") ? `'${literal}'` : `"${literal.replaceAll('"', '""')}"`
    return [JSON.stringify(literal), shown]
  }
  if (token.kind !== 'name' && token.kind !== 'variable') return [token.text, token.text]
  const [prefix, local] = splitName(token.text)
  const mark = token.kind === 'variable' ? '$' : ''
  const uri = prefix === '' || prefix === '*' ? null : (namespaces?.get(prefix) ?? null)
  if (uri === null) return [mark + (prefix === '' ? local : `${prefix}:${local}`), mark + plainName(prefix, local)]
  const habit = isCall ? (FUNCTIONS.find(([pattern]) => pattern.test(uri))?.[1] ?? '') : ''
  return [`${mark}{${uri}}${local}`, mark + (habit === '' ? local : `${habit}:${local}`)]
}

function plainName(prefix: string, local: string): string {
  return prefix === '*' ? `*:${local}` : local
}

const OPENERS: ReadonlySet<string> = new Set(['/', '//', '::', '@', '(', '[', '$'])
const CLOSERS: ReadonlySet<string> = new Set(['/', '//', '::', ')', ']', ',', '['])

function spaced(before: XPathToken, token: XPathToken, beforeThat: XPathToken | null): boolean {
  if (before.kind === 'symbol' && OPENERS.has(before.text)) {
    // A leading slash ends a path where an operator follows: `/ and`, which nobody writes.
    return false
  }
  if (token.kind === 'symbol' && CLOSERS.has(token.text)) {
    // `or /order`, `= /order`: a path of its own.
    const starts = token.text.startsWith('/') && (before.text === ',' || isOperator(before, beforeThat))
    return starts
  }
  if (token.text === '(') return before.kind === 'symbol' && before.text !== ')' && before.text !== ']'
  return true
}

const WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'div',
  'mod',
  'then',
  'else',
  'return',
  'in',
  'to',
  'eq',
  'ne',
])
const SYMBOLS: ReadonlySet<string> = new Set(['=', '!=', '<', '>', '<=', '>=', '+', '-', '|', '||', '*', ':='])

function isOperator({ kind, text }: XPathToken, before: XPathToken | null): boolean {
  if (kind === 'name') return WORDS.has(text) && before !== null
  return kind === 'symbol' && SYMBOLS.has(text) && !(text === '*' && (before === null || OPENERS.has(before.text)))
}
