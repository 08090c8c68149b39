import { type Evidence, keptName, LineIndex, type Location, normaliseNewlines, quote } from '../base/location.js'
import { UNFINISHED_MERGE, unfinishedMerge } from './merge-marks.js'
import type { Problem } from './types.js'
import type { XmlDocument } from './xml.js'

/** One file's text with its path: turns offsets into places, and gathers what is wrong on the way. */
export class Source {
  readonly path: string
  /** Line ends as `\n`, no byte-order mark. All offsets refer to it. */
  readonly text: string
  readonly problems: Problem[] = []
  readonly #lines: LineIndex

  constructor(path: string, text: string) {
    this.path = path
    this.text = normaliseNewlines(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
    this.#lines = new LineIndex(this.text)
  }

  at(offset: number): Location {
    const { line, column } = this.#lines.position(offset)
    return { entry: this.path, line, column }
  }

  evidence(offset: number, text: string): Evidence {
    const { line, column } = this.#lines.position(offset)
    return { entry: this.path, line, column, text: quote(text) }
  }

  problem(
    offset: number,
    message: string,
    code: Problem['code'] = 'malformed-content',
    severity: Problem['severity'] = 'error',
  ): void {
    this.problems.push({ code, severity, message, ...this.at(offset) })
  }

  /** A name, code or version; one that is longer than is kept is a problem. */
  name(text: string, offset: number): string {
    const { name, cut } = keptName(text)
    if (cut !== null) this.problem(offset, cut, 'malformed-content', 'warning')
    return name
  }

  /**
   * What a parser says of a file that does not parse. Where somebody left a merge unfinished that is what is wrong, and
   * what a parser makes of its marks helps nobody.
   */
  malformed(problems: readonly { readonly message: string; readonly offset: number }[]): void {
    const merge = problems.length === 0 ? null : unfinishedMerge(this.text)
    if (merge !== null) this.problem(merge, `${UNFINISHED_MERGE}.`)
    else for (const { message, offset } of problems) this.problem(offset, message)
  }

  /** Takes over what the XML reader found wrong. Its offsets are ours, since both normalise alike. */
  take(document: XmlDocument): void {
    this.malformed(document.problems.filter(({ severity }) => severity !== 'warning'))
    for (const { message, offset, severity } of document.problems)
      if (severity === 'warning') this.problem(offset, message, 'malformed-content', severity)
  }
}
