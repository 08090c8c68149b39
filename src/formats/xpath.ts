import type { Location } from '../base/location.js'
import type { XPathArgument, XPathCall, XPathLiteral, XPathText } from './types.js'
import { splitName, tokens, unquote, type XPathToken } from './xpath-tokens.js'

export { splitName, tokens, unquote, type XPathToken, type XPathTokenKind } from './xpath-tokens.js'

/** Names that stand before a parenthesis without being functions: node tests and reserved words. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set([
  'text',
  'node',
  'comment',
  'processing-instruction',
  'element',
  'attribute',
  'schema-element',
  'schema-attribute',
  'document-node',
  'namespace-node',
  'item',
  'empty-sequence',
  'if',
  'for',
  'let',
  'some',
  'every',
  'typeswitch',
  'switch',
])

/** Operators that are words. They are names where no operand stands before them: `/order/and`. */
const OPERATORS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'div',
  'mod',
  'idiv',
  'union',
  'intersect',
  'except',
  'to',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'is',
  'instance',
  'of',
  'treat',
  'castable',
  'cast',
  'as',
  'in',
  'return',
  'satisfies',
  'then',
  'else',
])

/** A call whose arguments are still being read. */
interface OpenCall extends XPathCall {
  readonly arguments: XPathArgument[]
}

/** An open `(` or `[`, or the expression itself. */
interface Frame {
  readonly closer: ')' | ']' | ''
  /** The call that the parenthesis belongs to; null for a group, a predicate, a node test. */
  readonly call: OpenCall | null
  /** Where the first and last token of the argument so far stand; null where there is none yet. */
  start: number | null
  end: number
  /** Operands and operators of the argument so far, a group counting as one. */
  parts: number
  /** Value of the last part, where it is a string literal. */
  literal: string | null
}

/**
 * Reads one XPath expression: its calls, string literals and variables. Never throws; what cannot be understood is
 * passed over, and an unclosed call has the arguments up to the end.
 *
 * @param source the expression as XPath sees it: entities and escapes of the file around it decoded
 * @param at where the character of an index in `source` stands
 * @param namespaces prefix to URI; null where nothing is known
 */
export function readXPath(
  source: string,
  at: (index: number) => Location,
  namespaces: ReadonlyMap<string, string> | null,
): XPathText {
  const reader = new XPathReader(source, at, namespaces)
  return reader.read()
}

class XPathReader {
  readonly #source: string
  readonly #at: (index: number) => Location
  readonly #namespaces: ReadonlyMap<string, string> | null
  readonly #calls: OpenCall[] = []
  readonly #literals: XPathLiteral[] = []
  readonly #variables = new Set<string>()
  readonly #bound = new Set<string>()
  readonly #frames: Frame[] = [frame('', null)]
  readonly #open = { ')': 0, ']': 0 }

  constructor(source: string, at: (index: number) => Location, namespaces: ReadonlyMap<string, string> | null) {
    this.#source = source
    this.#at = at
    this.#namespaces = namespaces
  }

  read(): XPathText {
    const all = tokens(this.#source)
    let before: XPathToken | null = null
    /** Whether an operand ends at `before`, so that a word such as `and` is an operator. */
    let operand = false
    let pending: OpenCall | null = null
    let index = 0
    for (const token of all) {
      const next = all[++index] ?? null
      const isOperator: boolean = token.kind === 'name' && operand && OPERATORS.has(token.text)
      if (token.kind === 'symbol' && this.#bracket(token, pending)) {
        operand = token.text === ')' || token.text === ']'
      } else {
        this.#part(token)
        operand = token.kind === 'symbol' ? endsOperand(token, operand) : !isOperator
      }
      pending = null
      if (token.kind === 'string') {
        const { entry, line, column } = this.#at(token.offset)
        this.#literals.push({ value: unquote(token.text), entry, line, column })
      } else if (token.kind === 'variable') {
        this.#variable(token, next)
      } else if (token.kind === 'name' && !isOperator && next?.text === '(' && !isAxisOrAttribute(before)) {
        pending = this.#call(token)
      }
      before = token
    }
    while (this.#frames.length > 0) this.#close()
    return {
      source: this.#source,
      location: this.#at(0),
      calls: this.#calls,
      literals: this.#literals,
      variables: [...this.#variables].filter((name) => !this.#bound.has(name)),
      namespaces: this.#namespaces,
    }
  }

  /** Brackets and commas shape the arguments; true where the token is one of them. */
  #bracket(token: XPathToken, pending: OpenCall | null): boolean {
    const { text } = token
    if (text === '(' || text === '[') {
      const closer = text === '(' ? ')' : ']'
      this.#part(token)
      this.#frames.push(frame(closer, pending))
      this.#open[closer]++
      return true
    }
    if (text === ')' || text === ']') {
      // A closer without an opener is passed over; one that skips openers closes them too.
      if (this.#open[text] > 0) this.#closeUpTo(text, token)
      return true
    }
    if (text !== ',') return false
    const top = this.#top()
    if (top.call === null) {
      this.#part(token)
    } else {
      top.call.arguments.push(this.#argument(top))
      top.start = null
      top.parts = 0
      top.literal = null
    }
    return true
  }

  #closeUpTo(closer: ')' | ']', token: XPathToken): void {
    let closed = this.#close()
    while (closed.closer !== closer) closed = this.#close()
    const top = this.#top()
    top.end = token.offset + token.text.length
    // `("A")` is the literal "A"; `f("A")`, `x["A"]` and `("A", "B")` are not.
    const isGroup = closer === ')' && closed.call === null && closed.parts === 1 && top.parts === 1
    top.literal = isGroup ? closed.literal : null
  }

  #close(): Frame {
    const closed = this.#frames.pop() ?? frame('', null)
    if (closed.closer !== '') this.#open[closed.closer]--
    if (closed.call !== null && (closed.start !== null || closed.call.arguments.length > 0))
      closed.call.arguments.push(this.#argument(closed))
    const outer = this.#frames.at(-1)
    if (outer !== undefined) outer.end = Math.max(outer.end, closed.end)
    return closed
  }

  #part(token: XPathToken): void {
    const top = this.#top()
    top.start ??= token.offset
    top.end = token.offset + token.text.length
    top.parts++
    top.literal = token.kind === 'string' && top.parts === 1 ? unquote(token.text) : null
  }

  #argument({ start, end, parts, literal }: Frame): XPathArgument {
    if (start === null) return { source: '', literal: null }
    return { source: this.#source.slice(start, end), literal: parts === 1 ? literal : null }
  }

  #top(): Frame {
    return this.#frames.at(-1) ?? frame('', null)
  }

  #variable(token: XPathToken, next: XPathToken | null): void {
    const [prefix, local] = splitName(token.text)
    const name = prefix === '' ? local : `${prefix}:${local}`
    // `for $x in …`, `let $x := …`: a variable of the expression itself, which reads nothing of the flow.
    if (next?.text === 'in' || next?.text === ':=') this.#bound.add(name)
    else this.#variables.add(name)
  }

  #call(token: XPathToken): OpenCall | null {
    const [prefix, name] = splitName(token.text)
    if (prefix === '' ? NO_FUNCTIONS.has(name) : name === '*' || prefix === '*') return null
    const namespace = prefix === '' ? null : (this.#namespaces?.get(prefix) ?? null)
    const { entry, line, column } = this.#at(token.offset)
    const call: OpenCall = { prefix, name, namespace, arguments: [], entry, line, column }
    this.#calls.push(call)
    return call
  }
}

function frame(closer: Frame['closer'], call: OpenCall | null): Frame {
  return { closer, call, start: null, end: 0, parts: 0, literal: null }
}

/** `attribute::f(`, `@f(`: node tests and mistakes, no calls. */
function isAxisOrAttribute(before: XPathToken | null): boolean {
  return before?.text === '::' || before?.text === '@'
}

/** `.` and `..` are operands; `*` is one where it is no multiplication. */
function endsOperand({ text }: XPathToken, operandBefore: boolean): boolean {
  return text === '.' || text === '..' || (text === '*' && !operandBefore)
}
