import type { EntryRole, RoledEntry } from '../archive/types.js'
import { decodeText, type TextHint } from '../base/decode.js'
import type { Diagnostic, DiagnosticCode, Severity } from '../base/diagnostic.js'
import { IarkitError } from '../base/errors.js'
import { keptName, LineIndex, type Location, NAME_LENGTH, normaliseNewlines } from '../base/location.js'
import type { Problem, Read } from '../formats/types.js'
import { inBatches } from './in-batches.js'
import type { TextBudget } from './text-budget.js'

/** The place that a whole file is. */
export function wholeFile(path: string): Location {
  return { entry: path, line: null, column: null }
}

/** Where a wrong encoding shows first. */
function firstBeyondAscii(path: string, text: string): Location {
  const lines = normaliseNewlines(text)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is ASCII that is passed over
  const at = lines.search(/[^\u0000-\u007f]/)
  return at === -1 ? wholeFile(path) : { entry: path, ...new LineIndex(lines).position(at) }
}

/** How the text of each role's files is to be decoded; what is not here is text. */
const HINTS: Partial<Record<EntryRole, TextHint>> = {
  'integration-attributes': 'properties',
  'integration-info': 'json',
  'project-xml': 'xml',
  analysis: 'json',
  'project-messages': 'json',
  mapper: 'xml',
  stitch: 'json',
  'adapter-configuration': 'xml',
  certificate: 'json',
  connection: 'xml',
  lookup: 'xml',
  'lookup-keywords': 'properties',
  'library-metadata': 'xml',
  'library-properties': 'properties',
  schedule: 'xml',
  'event-type': 'json',
  'b2b-artifact': 'xml',
  'project-properties': 'properties',
  deployment: 'json',
  'ai-attributes': 'properties',
  'package-attributes': 'properties',
}

/** Folders of AI tools and the like hold properties and JSON under one role. */
function hintFor({ role, path }: RoledEntry): TextHint {
  return HINTS[role] ?? (/\.properties$/i.test(path) ? 'properties' : /\.json$/i.test(path) ? 'json' : 'text')
}

/** The files of one root, read as text on demand; gathers what is wrong with them. */
export class Files {
  readonly entries: readonly RoledEntry[]
  readonly diagnostics: Diagnostic[] = []
  /** Shared by the files of one archive. */
  readonly budget: TextBudget
  readonly #byPath: ReadonlyMap<string, RoledEntry>

  constructor(entries: readonly RoledEntry[], budget: TextBudget) {
    this.entries = entries
    this.budget = budget
    this.#byPath = new Map(entries.map((entry) => [entry.path, entry]))
  }

  get(path: string): RoledEntry | null {
    return this.#byPath.get(path) ?? null
  }

  withRole(...roles: readonly EntryRole[]): RoledEntry[] {
    return this.entries.filter((entry) => roles.includes(entry.role))
  }

  report(code: DiagnosticCode, severity: Severity, message: string, location: Location): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      entry: location.entry,
      line: location.line,
      column: location.column,
    })
  }

  /** Takes over what a format reader found wrong, and hands on its value. */
  take<T>(read: Read<T>): T | null {
    this.problems(read.problems)
    return read.value
  }

  /** A name that is made from a path or read as one; a diagnostic says where it is longer than is kept. */
  name(text: string, location: Location): string {
    const { name, cut } = keptName(text)
    if (cut !== null) this.report('malformed-content', 'warning', cut, location)
    return name
  }

  problems(problems: readonly Problem[]): void {
    for (const problem of problems) this.report(problem.code, problem.severity, problem.message, problem)
  }

  /**
   * The decoded text, or null where the entry is corrupt (a diagnostic says so).
   * @throws IarkitError where the entry breaks a limit or lies about its size
   */
  async text(entry: RoledEntry): Promise<string | null> {
    const bytes = await this.bytes(entry)
    if (bytes === null) return null
    const { text, fallback } = decodeText(bytes, hintFor(entry))
    if (fallback !== null) this.report('wrong-encoding', 'warning', fallback, firstBeyondAscii(entry.path, text))
    return this.#accepted(entry, this.budget.charge(text)) ? text : null
  }

  /**
   * The bytes, or null where the entry is corrupt, or too large to be parsed (a diagnostic says so).
   * @throws IarkitError as {@link text}
   */
  async bytes(entry: RoledEntry): Promise<Uint8Array | null> {
    if (entry.size !== null && !this.affords(entry, entry.size)) return null
    try {
      const bytes = await entry.bytes()
      return entry.size !== null || this.affords(entry, bytes.length) ? bytes : null
    } catch (error) {
      if (!(error instanceof IarkitError) || !SURVIVABLE.has(error.code)) throw error
      this.report('malformed-content', 'error', error.message, wholeFile(entry.path))
      return null
    }
  }

  /** False where a file is too large to be parsed (a diagnostic says so). */
  affords(entry: RoledEntry, size: number): boolean {
    return this.#accepted(entry, this.budget.refuses(entry, size))
  }

  #accepted(entry: RoledEntry, refusal: string | null): boolean {
    if (refusal !== null) this.report('malformed-content', 'error', refusal, wholeFile(entry.path))
    return refusal === null
  }

  /** Reads one file with a format reader; null where there is nothing to read. */
  async read<T>(entry: RoledEntry, reader: (path: string, text: string) => Read<T>): Promise<T | null> {
    const text = await this.text(entry)
    return text === null ? null : this.#named(this.take(reader(entry.path, text)), wholeFile(entry.path))
  }

  /** With what an artifact is known by as long as names are kept. */
  #named<T>(value: T, location: Location): T {
    if (typeof value !== 'object' || value === null) return value
    const named: Partial<Record<string, unknown>> = value
    const long = NAMES.filter((field) => String(named[field] ?? '').length > NAME_LENGTH)
    if (long.length === 0) return value
    const cut = long.map((field) => [field, this.name(String(named[field]), location)])
    return { ...value, ...Object.fromEntries(cut) }
  }

  /** Reads each file of some roles, in the archive's order; those that give nothing are left out. */
  async readAll<T>(roles: readonly EntryRole[], reader: (path: string, text: string) => Read<T>): Promise<T[]> {
    const values = await inBatches(this.withRole(...roles), (entry) => this.read(entry, reader))
    return values.filter((value): value is Awaited<T> & T => value !== null)
  }
}

/** What artifacts are known by, in what the readers give of a file. */
const NAMES = ['code', 'version', 'name', 'revision'] as const

/** One broken entry does not make the archive unreadable; limits and lies do. */
const SURVIVABLE: ReadonlySet<string> = new Set(['corrupt-entry', 'not-an-archive', 'truncated', 'unreadable'])
