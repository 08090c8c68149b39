/** Expressions as people say them. */

/** A literal, a run of path characters, a comparison, or one other character. Each alternative is linear. */
const TOKEN = /'[^']*'|"[^"]*"|[$@\p{L}\p{N}_.:/*-]+|[<>!]=|[\s\S]/gu

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['=', 'is'],
  ['!=', 'is not'],
  ['<', 'is less than'],
  ['>', 'is more than'],
  ['<=', 'is at most'],
  ['>=', 'is at least'],
])

/** An expression as the canvas shows it; `xpath` serves where the archive has no display form. */
export interface Wording {
  readonly text: string
  readonly xpath: { readonly source: string }
}

/** The expression without prefixes, `$` and the paths that lead to a value: `$call/ns1:reply/ns2:total` is `total`. */
export function plain({ text, xpath }: Wording): string {
  return plainText(text.trim() || xpath.source)
}

/** As {@link plain}, of a bare text. */
export function plainText(source: string): string {
  return oneLine(shortened(source).join(''))
}

/** A condition in words: `region is 'NORTH' and total is more than 5`. */
export function condition(source: string): string {
  const tokens = shortened(source)
  const words = tokens.map((token) => {
    const comparison = COMPARISONS.get(token)
    if (comparison !== undefined) return ` ${comparison} `
    if (isEmptyLiteral(token)) return 'empty'
    return /^(?:and|or)$/i.test(token) ? token.toLowerCase() : token
  })
  return oneLine(words.join(''))
}

function isEmptyLiteral(token: string): boolean {
  return token === "''" || token === '""'
}

/** String literals of an expression replaced, for values that must not be shown. */
export function withoutLiterals(expression: string): string {
  return expression.replace(/'[^']*'|"[^"]*"/g, "'…'")
}

/** Runs of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function shortened(source: string): string[] {
  const tokens: string[] = []
  for (const [token] of source.matchAll(TOKEN)) {
    const before = tokens.at(-1)?.at(-1) ?? ''
    tokens.push(isPath(token) ? lastSegment(token, before === ']' || before === ')') : token)
  }
  return tokens
}

function isPath(token: string): boolean {
  const first = token[0] ?? ''
  return first !== "'" && first !== '"' && /[\p{L}\p{N}_]/u.test(token)
}

function lastSegment(path: string, continues: boolean): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const local = name.slice(name.lastIndexOf(':') + 1).replace(/^[$@]+/, '')
  if (local === '') return path
  return continues && path.startsWith('/') ? `/${local}` : local
}
