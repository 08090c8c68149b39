import type { XPathText } from '../../formats/types.js'
import { splitName, tokens, unquote, type XPathToken } from '../../formats/xpath-tokens.js'

/** A string literal of an expression with what stands around it. */
export interface XPathLiteralContext {
  readonly value: string
  /** Index into {@link XPathText.literals}. */
  readonly index: number
  /** Local names of the functions around it, innermost first. */
  readonly functions: readonly string[]
  /** Which argument of the innermost function it is, from 1; 0 outside one. */
  readonly argument: number
  /** Local name of what it is compared with; empty where it is compared with nothing. */
  readonly compared: string
  /** The literal before it in the same call, with a blank for blanks behind that; empty where there is none. */
  readonly before: string
}

/** Deepest calls whose functions are named: what is further out says nothing about a literal. */
const MAX_FUNCTIONS = 4

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', 'eq', 'ne'])

interface Frame {
  readonly functions: readonly string[]
  argument: number
  before: string
}

/** The string literals of an expression, in order, with their surroundings. Takes time linear in the length. */
export function xpathLiterals(xpath: XPathText): XPathLiteralContext[] {
  if (xpath.literals.length === 0) return []
  const found: XPathLiteralContext[] = []
  const all = tokens(xpath.source)
  const outermost: Frame = { functions: [], argument: 0, before: '' }
  const frames: Frame[] = [outermost]
  all.forEach((token, at) => {
    const frame = frames.at(-1) ?? outermost
    if (token.text === '(') {
      const call = all[at - 1]?.kind === 'name' ? (all[at - 1] ?? null) : null
      // A group in brackets is still the argument that it stands in.
      if (call === null) frames.push({ ...frame, before: '' })
      else frames.push({ functions: opened(frame.functions, call), argument: 1, before: '' })
    } else if (token.text === ')') {
      if (frames.length > 1) frames.pop()
    } else if (token.text === ',') {
      if (frame.argument > 0) frame.argument++
    } else if (token.kind === 'string') {
      const value = unquote(token.text)
      const { functions, argument, before } = frame
      const compared = comparedWith(all, at)
      found.push({ value, index: found.length, functions, argument, compared, before })
      frame.before = behind(before, value)
    }
  })
  return found
}

/**
 * What stands before the next literal: `concat('Basic', ' ', 'dXNl…')` has a blank between two, which says nothing of its
 * own. Of many blanks one is kept: what stands before them may be long.
 */
export function behind(before: string, value: string): string {
  if (value.trim() !== '') return value
  return value === '' || before.endsWith(' ') ? before : `${before} `
}

function opened(outer: readonly string[], name: XPathToken): readonly string[] {
  return [splitName(name.text)[1], ...outer].slice(0, MAX_FUNCTIONS)
}

/** `$order/ns0:Password = 'x'` and `'x' = namespace-uri(…)`: the last name before the operator, the first after it. */
function comparedWith(all: readonly XPathToken[], at: number): string {
  if (COMPARISONS.has(all[at - 1]?.text ?? '')) {
    for (let back = at - 2; back >= Math.max(0, at - 6); back--) {
      const token = all[back]
      if (token?.kind === 'name' || token?.kind === 'variable') return splitName(token.text)[1]
    }
  }
  if (COMPARISONS.has(all[at + 1]?.text ?? '')) {
    let last = ''
    for (let ahead = at + 2; ahead < Math.min(all.length, at + 12); ahead++) {
      const token = all[ahead]
      if (token?.kind === 'name' || token?.kind === 'variable') last = splitName(token.text)[1]
      else if (token?.text !== '/' && token?.text !== '@' && token?.text !== '.') break
    }
    return last
  }
  return ''
}
