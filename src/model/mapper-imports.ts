import { pathBeside } from '../base/path.js'
import { readMapper } from '../formats/mapper.js'
import type { Mapping } from '../formats/types.js'
import type { Files } from './files.js'
import type { Mapper } from './types.js'

/** Most style sheets that one takes in, and most instructions of them that the mappers of a flow are given together. */
const MOST_SHEETS = 100
const MOST_MAPPINGS = 100_000

/** Gives each mapper what stands in the style sheets that it takes in, directly and by way of others. */
export async function withImports(mappers: ReadonlyMap<string, Mapper>, files: Files): Promise<Map<string, Mapper>> {
  const sheets = new Sheets(mappers, files)
  const whole = new Map<string, Mapper>()
  for (const [path, mapper] of mappers) {
    const taken = mapper.imports.length === 0 ? [] : await sheets.takenInBy(mapper)
    whole.set(path, taken.length === 0 ? mapper : { ...mapper, mappings: [...mapper.mappings, ...taken] })
  }
  return whole
}

/** The style sheets of a flow, each read once. */
class Sheets {
  readonly #files: Files
  readonly #read: Map<string, Mapper | null>
  /** What each takes in itself. */
  readonly #imports = new Map<string, readonly string[]>()
  #left = MOST_MAPPINGS

  constructor(mappers: ReadonlyMap<string, Mapper>, files: Files) {
    this.#files = files
    this.#read = new Map(mappers)
  }

  async takenInBy(mapper: Mapper): Promise<Mapping[]> {
    const mappings: Mapping[] = []
    const seen = new Set([mapper.path])
    // Grows while it is walked.
    const sheets = [mapper]
    for (const sheet of sheets) {
      for (const path of this.#importsOf(sheet)) {
        if (seen.has(path) || seen.size > MOST_SHEETS) continue
        seen.add(path)
        const taken = await this.#sheet(path)
        if (taken === null || !this.#affords(taken)) continue
        sheets.push(taken)
        for (const mapping of taken.mappings) mappings.push(mapping)
      }
    }
    return mappings
  }

  /** Paths in the archive; what is not there is reported, once for a style sheet. */
  #importsOf({ path: from, imports }: Mapper): readonly string[] {
    const known = this.#imports.get(from)
    if (known !== undefined) return known
    const paths = imports.map(({ href }) => (href === '' ? null : pathBeside(from, href)))
    const [first, ...more] = imports.filter((_, at) => this.#files.get(paths[at] ?? '') === null)
    if (first !== undefined) {
      const file = first.href === '' ? 'another one' : first.href.slice(0, 200)
      const others = more.length > 0 ? ` and ${more.length} more` : ''
      const message = `The style sheet takes in ${file}${others}, which is not in the archive: check by hand what it looks up and calls.`
      this.#files.report('unrecognised-entry', 'info', message, first)
    }
    const there = [...new Set(paths)].filter((path) => path !== null).filter((path) => this.#files.get(path) !== null)
    this.#imports.set(from, there)
    return there
  }

  async #sheet(path: string): Promise<Mapper | null> {
    const known = this.#read.get(path)
    if (known !== undefined) return known
    const entry = this.#files.get(path)
    const text = entry === null ? null : await this.#files.text(entry)
    const sheet = text === null ? null : this.#files.take(readMapper(path, text))
    this.#read.set(path, sheet)
    return sheet
  }

  /** False where the mappers of the flow have been given too much, which is reported once. */
  #affords({ path, mappings }: Mapper): boolean {
    if (mappings.length <= this.#left) {
      this.#left -= mappings.length
      return true
    }
    if (this.#left >= 0) {
      const message = `The mappers of the integration take in more than ${MOST_MAPPINGS} instructions of other style sheets: what is beyond was left out.`
      this.#files.report('malformed-content', 'warning', message, { entry: path, line: null, column: null })
    }
    this.#left = -1
    return false
  }
}
