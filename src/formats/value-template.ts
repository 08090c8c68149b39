/** Attribute value templates of XSLT: text with XPath in braces, `{{` and `}}` standing for one brace. */

export interface ValueTemplate {
  /** The text without its expressions, doubled braces undone. */
  readonly text: string
  /** Each expression with the index in the value at which it starts, and how many characters of the text stand before it. */
  readonly expressions: readonly { readonly source: string; readonly index: number; readonly before: number }[]
  /** Index of a brace that has no partner; null where the template is well formed. */
  readonly unbalanced: number | null
}

/** Splits a template. A brace inside a string literal of an expression is no brace. Linear in the length. */
export function readValueTemplate(value: string): ValueTemplate {
  const expressions: { source: string; index: number; before: number }[] = []
  let text = ''
  let unbalanced: number | null = null
  let at = 0
  while (at < value.length) {
    const brace = nextBrace(value, at)
    text += value.slice(at, brace)
    if (brace === value.length) break
    const mark = value[brace]
    if (value[brace + 1] === mark) {
      text += mark
      at = brace + 2
    } else if (mark === '}') {
      unbalanced ??= brace
      text += mark
      at = brace + 1
    } else {
      const end = expressionEnd(value, brace + 1)
      if (end === value.length) unbalanced ??= brace
      expressions.push({ source: value.slice(brace + 1, end), index: brace + 1, before: text.length })
      at = end + 1
    }
  }
  return { text, expressions, unbalanced }
}

/** A template with `{}` in place of each expression. */
export function withoutExpressions(value: string): string {
  if (!value.includes('{')) return value
  let rest = ''
  let at = 0
  for (const { source, index } of readValueTemplate(value).expressions) {
    rest += value.slice(at, index)
    at = index + source.length
  }
  return rest + value.slice(at)
}

function nextBrace(value: string, from: number): number {
  for (let at = from; at < value.length; at++) if (value[at] === '{' || value[at] === '}') return at
  return value.length
}

/** Index of the brace that ends an expression, or of the value's end. */
function expressionEnd(value: string, from: number): number {
  let quoted = ''
  for (let at = from; at < value.length; at++) {
    const character = value[at] ?? ''
    if (quoted !== '') {
      if (character === quoted) quoted = ''
    } else if (character === '"' || character === "'") {
      quoted = character
    } else if (character === '}') {
      return at
    }
  }
  return value.length
}
