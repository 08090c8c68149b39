import { printable } from './terminal.js'

/**
 * A text safe on one line of Markdown, in a table cell or elsewhere: what would be markup, a mention of a person or a link to an
 * issue becomes a character reference.
 */
export function markdown(text: string): string {
  return printable(text).replace(/[&<>|`*_{}[\]()#+!~@\\$^=]|:(?=\/\/)|www(?=\.)/g, (found) =>
    [...found].map((character) => `&#${character.codePointAt(0)};`).join(''),
  )
}
