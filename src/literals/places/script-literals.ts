import { behind } from './xpath-literals.js'

/** A string literal of a script. */
export interface ScriptLiteral {
  /** Without quotes; escapes as written, but for those of quotes and slashes. */
  readonly value: string
  /** Offset of the opening quote. */
  readonly offset: number
  /** What it is assigned to, the key that it is the value of, or what it is compared with; empty where nothing says. */
  readonly name: string
  /** The literal before it in the same list of arguments, with a blank for blanks behind that; empty where there is none. */
  readonly before: string
  /** The function that it, or the literal that it is joined to, is the first argument of: `Base64.encode`; empty where it is none. */
  readonly callee: string
}

/** How far back a name is looked for. */
const LOOK_BACK = 120

/** `token = `, `"token": `, `['token'] = `, `token == `; anchored at the end, of bounded length. */
const NAMED = /([A-Za-z_$][\w$.-]{0,60})\s{0,4}["'`]?\s{0,4}\]?\s{0,4}(?:={1,3}|!={1,2}|:|\+=)\s{0,4}$/

/** `btoa(`, `Base64.encode( `; anchored at the end, of bounded length. */
const CALLED = /([A-Za-z_$][\w$.]{0,60})\s{0,4}\(\s{0,4}$/

/** After these a `/` starts a regular expression, not a division. */
const BEFORE_PATTERN: ReadonlySet<string> = new Set([...'(,=:[!&|?{};+-*%<>~^'])

/**
 * The string literals of JavaScript (also of jq, whose strings and comments are alike enough). Comments and regular
 * expressions are passed over. Takes time linear in the length, whatever the text.
 */
export function scriptLiterals(text: string, comment: '//' | '#' = '//'): ScriptLiteral[] {
  const found: ScriptLiteral[] = []
  let significant = ''
  let noPatternBefore = 0
  let last: { value: string; end: number; callee: string } | null = null
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? ''
    if (text.startsWith(comment, at)) {
      at = endOf(text, '\n', at)
    } else if (comment === '//' && text.startsWith('/*', at)) {
      at = endOf(text, '*/', at + 2)
    } else if (character === '"' || character === "'" || character === '`') {
      const end = closing(text, at + 1, character)
      const value = unescaped(text.slice(at + 1, end))
      const between = last === null ? '' : text.slice(last.end, Math.min(at, last.end + 8))
      const before: string = last !== null && /^\s{0,6}[,+]\s{0,6}$/.test(between) ? last.value : ''
      const callee: string = last !== null && /^\s{0,6}\+\s{0,6}$/.test(between) ? last.callee : calleeOf(text, at)
      found.push({ value, offset: at, name: nameBefore(text, at), before, callee })
      at = Math.min(end + 1, text.length)
      last = { value: behind(before, value), end: at, callee }
      significant = character
    } else if (comment === '//' && character === '/' && (significant === '' || BEFORE_PATTERN.has(significant))) {
      const end = at < noPatternBefore ? -1 : patternEnd(text, at + 1)
      // A line in which one did not end is not searched again for the next.
      if (end === -1 && at >= noPatternBefore) noPatternBefore = endOf(text, '\n', at)
      at = end === -1 ? at + 1 : end
      significant = '/'
    } else {
      if (character.trim() !== '') significant = character
      at++
    }
  }
  return found
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end === -1 ? text.length : end + mark.length
}

/** Index of the closing quote; a line break ends what is no template. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === quote || (character === '\n' && quote !== '`')) return at
  }
  return text.length
}

/** A regular expression ends at its slash; -1 for one that does not end in its line, which was a division. */
function patternEnd(text: string, from: number): number {
  let inClass = false
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (character === '/' && !inClass) return at + 1
  }
  return -1
}

function nameBefore(text: string, at: number): string {
  const match = NAMED.exec(text.slice(Math.max(0, at - LOOK_BACK), at))
  return match?.[1]?.slice((match[1].lastIndexOf('.') ?? -1) + 1) ?? ''
}

function calleeOf(text: string, at: number): string {
  return CALLED.exec(text.slice(Math.max(0, at - LOOK_BACK), at))?.[1] ?? ''
}

function unescaped(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\(["'`/\\])/g, '$1') : raw
}
