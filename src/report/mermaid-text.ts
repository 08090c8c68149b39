import { printable } from './terminal.js'

/**
 * Lines of a Mermaid label, safe in its quotes: entity codes for all that could mean something to Mermaid, to Markdown in
 * its labels (backticks, lists, links), or to HTML. Never empty: empty quotes do not parse.
 */
export function mermaidLabel(lines: readonly string[]): string {
  return lines.map(mermaidText).join('<br/>') || ' '
}

/**
 * Entity codes for all that could mean something to Mermaid, to Markdown in its labels, or to HTML. A dot or bracket
 * behind a number would begin a list, `//` and `www.` a link.
 */
export function mermaidText(text: string): string {
  return printable(text)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[^\p{L}\p{N} .,:/()_'?!+…·-]/gu, mermaidCode)
    .replace(/:(?! |$)|\/(?=\/)|(?<=\/)\//gu, mermaidCode)
    .replace(/^(?:[-+]|\d+[.)](?= |$))/u, (start) => [...start].map(mermaidCode).join(''))
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, mermaidCode)
    .replace(/\bwww\./giu, (word) => mermaidCode(word[0] ?? '') + word.slice(1))
}

/** A character as Mermaid's entity code. */
export function mermaidCode(character: string): string {
  return `#${character.codePointAt(0) ?? 63};`
}
