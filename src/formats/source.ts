import { type Evidence, keptName, LineIndex, type Location, normaliseNewlines, quote } from '../base/location.js'
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

  /** Takes over what the XML reader found wrong. Its offsets are ours, since both normalise alike. */
  take(document: XmlDocument): void {
    for (const { message, offset, severity } of document.problems)
      this.problem(offset, message, 'malformed-content', severity ?? 'error')
  }
}
