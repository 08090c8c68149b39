/** The words of XPath 1.0 and 2.0, as OIC writes them. */

/**
 * - `string`: a literal in single or double quotes; a doubled quote inside stands for one
 * - `number`: `1`, `.5`, `1.5e3`
 * - `name`: `a`, `p:a`, `p:*`, `*:a`; keywords and axes among them
 * - `variable`: `$a`, `$p:a`
 * - `symbol`: operators, brackets, `::`, `.`, `*` …
 * - `invalid`: a stray character, or a string that does not end and so takes all the rest
 */
export type XPathTokenKind = 'string' | 'number' | 'name' | 'variable' | 'symbol' | 'invalid'

export interface XPathToken {
  readonly kind: XPathTokenKind
  /** As written. */
  readonly text: string
  /** UTF-16 index in the expression. */
  readonly offset: number
}

const NCNAME = '[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{M}\\p{Nd}_.\\-\\u00b7]*'

/** What a token may be at one place, the longest first. Character classes only, so that no input makes it slow. */
const PATTERNS: readonly (readonly [XPathTokenKind, RegExp])[] = [
  ['number', /(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y],
  ['name', new RegExp(`\\*:${NCNAME}|${NCNAME}(?::(?:${NCNAME}|\\*))?`, 'uy')],
  ['variable', new RegExp(`\\$[ \\t\\n\\r]*${NCNAME}(?::${NCNAME})?`, 'uy')],
  ['symbol', /::|:=|\.\.|\/\/|<<|>>|<=|>=|!=|\|\||=>|[()[\]{},/|.@*+\-=<>!?:$#]/y],
]

/**
 * White space of XPath, the no-break space and byte-order mark that copying from a document leaves, and the `\n` that
 * OIC writes for a line break outside string literals.
 */
const BLANK = /[ \t\n\r\u00a0\ufeff]+|\\[nrt]/y

/**
 * Splits an expression into tokens. What lies between them is white space and comments, nothing else. Never throws:
 * what is no XPath becomes `invalid` tokens. Takes time linear in the length.
 */
export function tokens(source: string): XPathToken[] {
  const found: XPathToken[] = []
  let everyCommentEnds = true
  let at = 0
  while (at < source.length) {
    if (everyCommentEnds && source.startsWith('(:', at)) {
      const end = commentEnd(source, at)
      // Asked once: what follows an unclosed comment is read as if it were none, so that its calls are not lost.
      if (end === null) everyCommentEnds = false
      else at = end
      if (end !== null) continue
    }
    const blanks = matchAt(BLANK, source, at)
    if (blanks !== null) {
      at += blanks.length
      continue
    }
    const token = tokenAt(source, at)
    found.push(token)
    at += token.text.length
  }
  return found
}

/** The value of a `string` token: without its quotes, doubled ones undone. */
export function unquote(literal: string): string {
  const mark = literal[0] ?? ''
  return literal.slice(1, -1).replaceAll(mark + mark, mark)
}

/** A name or variable's prefix (empty where there is none) and local part, without `$`. */
export function splitName(name: string): readonly [prefix: string, local: string] {
  const plain = name.startsWith('$') ? name.slice(1).trimStart() : name
  const colon = plain.indexOf(':')
  return colon === -1 ? ['', plain] : [plain.slice(0, colon), plain.slice(colon + 1)]
}

function tokenAt(source: string, offset: number): XPathToken {
  const first = source[offset]
  if (first === '"' || first === "'") {
    const end = stringEnd(source, offset, first)
    if (end === null) return { kind: 'invalid', text: source.slice(offset), offset }
    return { kind: 'string', text: source.slice(offset, end), offset }
  }
  for (const [kind, pattern] of PATTERNS) {
    const text = matchAt(pattern, source, offset)
    if (text !== null) return { kind, text, offset }
  }
  return { kind: 'invalid', text: String.fromCodePoint(source.codePointAt(offset) ?? 0), offset }
}

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.test(source) ? source.slice(at, pattern.lastIndex) : null
}

function stringEnd(source: string, start: number, mark: string): number | null {
  for (let at = source.indexOf(mark, start + 1); at !== -1; at = source.indexOf(mark, at + 2)) {
    if (source[at + 1] !== mark) return at + 1
  }
  return null
}

/** Comments nest. */
function commentEnd(source: string, start: number): number | null {
  let depth = 0
  for (let at = start; at < source.length; ) {
    if (source.startsWith('(:', at)) {
      depth++
      at += 2
    } else if (source.startsWith(':)', at)) {
      depth--
      at += 2
      if (depth === 0) return at
    } else {
      at++
    }
  }
  return null
}
