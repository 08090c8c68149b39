/** A place in an archive. */
export interface Location {
  /** Path of the entry from the archive's root; nested ones as `outer.iar!/icspackage/…`. Empty for the archive as a whole. */
  readonly entry: string
  /** 1-based; null where the place has no lines. */
  readonly line: number | null
  /** 1-based, in UTF-16 units; null where the place has no lines. */
  readonly column: number | null
}

/** A place together with the text that stands there. */
export interface Evidence extends Location {
  /** The words that say so, cut to 200 characters. */
  readonly text: string
}

/** Longest text that a piece of evidence quotes. */
const EVIDENCE_LENGTH = 200

/** Something wrong in one file's text, as a format reader reports it. */
export interface FormatProblem {
  readonly message: string
  /** UTF-16 offset in the text the reader was given (after {@link normaliseNewlines}). */
  readonly offset: number
  readonly severity?: 'error' | 'warning'
}

/** Line ends as XML and our line counts see them: `\r\n` and lone `\r` become `\n`. */
export function normaliseNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Turns offsets of one text into lines and columns; the index of line starts is built on first use. */
export class LineIndex {
  readonly #text: string
  #starts: number[] | null = null

  constructor(text: string) {
    this.#text = text
  }

  /** 1-based line and column (UTF-16 units) of an offset; offsets beyond the end count as the end. */
  position(offset: number): { line: number; column: number } {
    const starts = this.#lineStarts()
    const at = Math.max(0, Math.min(offset, this.#text.length))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 }
  }

  #lineStarts(): number[] {
    if (this.#starts === null) {
      const starts = [0]
      for (let at = this.#text.indexOf('\n'); at !== -1; at = this.#text.indexOf('\n', at + 1)) starts.push(at + 1)
      this.#starts = starts
    }
    return this.#starts
  }
}

/** Longest name, code or version that is kept; those that OIC takes are a tenth of it. */
export const NAME_LENGTH = 1000

/** The first characters of a text, but not half of one that has two units. */
export function startOf(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

/** The last characters of a text, but not half of one that has two units. */
export function endOf(text: string, length: number): string {
  return text.slice(-length).replace(/^[\uDC00-\uDFFF]/, '')
}

/**
 * A name as it is kept: it stands in every id, reference and finding, so that one of a megabyte would become gigabytes.
 * `cut` says so, in one sentence, where it was longer.
 */
export function keptName(name: string): { readonly name: string; readonly cut: string | null } {
  if (name.length <= NAME_LENGTH) return { name, cut: null }
  return {
    name: `${startOf(name, NAME_LENGTH - 1)}…`,
    cut: `A name has ${name.length} characters, which no export has: it was cut to ${NAME_LENGTH}.`,
  }
}

/** Cuts a text to what evidence may quote: one line, at most {@link EVIDENCE_LENGTH} characters. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > EVIDENCE_LENGTH ? `${line.slice(0, EVIDENCE_LENGTH - 1)}…` : line
}
