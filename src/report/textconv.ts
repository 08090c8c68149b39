import { checkGiven } from '../base/given.js'
import type { ArchiveForm } from '../diff/archive-form.js'
import { printable } from './terminal.js'

/**
 * A stable text form of an archive, for `git diff`: each artifact with its fingerprint, then line by line what it says.
 * Ends in a line break; empty for an archive that holds nothing.
 */
export function textconv(form: ArchiveForm): string {
  checkGiven(form, 'form')
  const blocks = form.artifacts.map(({ id, copy, fingerprint, lines }) => {
    const body = lines.flatMap(({ depth, text }) => indented(text, depth + 1))
    const head = printable(copy === '' ? id : `${id} in ${copy}`)
    return [head, ...body, `  fingerprint ${fingerprint}`, ''].join('\n')
  })
  return blocks.join('\n')
}

/** Further lines of one text stand deeper than its first. */
function indented(text: string, depth: number): string[] {
  return text.split('\n').map((line, at) => `${'  '.repeat(at === 0 ? depth : depth + 1)}${printable(line)}`.trimEnd())
}
