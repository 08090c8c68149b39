/** One file inside an archive, before anything of it is inflated. */
export interface EntryInfo {
  /** As written in the archive, with `/` between folders. */
  readonly name: string
  /** Bytes when inflated, as the archive declares; null where nothing declares it. */
  readonly size: number | null
  /** Bytes as stored; null for a tree of files. */
  readonly compressedSize: number | null
  /** What the zip's central directory says; null for a tree of files. */
  readonly zip: ZipEntryFacts | null
}

/** What a zip says of one entry. Signs of unzip-and-zip-again stand here. */
export interface ZipEntryFacts {
  /** 0 stored, 8 deflated. */
  readonly method: number
  /** General-purpose flag bits; an export by OIC has 0x808. */
  readonly flags: number
  /** Version made by: lower byte version, upper byte system; an export by OIC has 20. */
  readonly madeBy: number
  /** DOS date and time as one number, date in the upper 16 bits; two seconds a unit. */
  readonly modified: number
  readonly crc32: number
}

/**
 * The one way in which iarkit reads archives: names and declared sizes first, bytes on demand.
 * Implemented over jszip (everywhere), over node:zlib (`iarkit/node`) and over a tree of files.
 */
export interface EntrySource {
  /** Files only, in the order of the archive; no two have the same name. */
  readonly entries: readonly EntryInfo[]
  /** Folders that are entries of their own (an export by OIC has none). */
  readonly directories: readonly string[]
  /** Null for a tree of files. */
  readonly zip: ZipFacts | null
  /**
   * Inflates one entry.
   * @param limit most bytes that may come out
   * @throws IarkitError `no-such-entry`; `limit-entry-size` as soon as more than `limit` bytes come out;
   * `entry-size-mismatch`, `corrupt-entry` where the entry is not what it declares
   */
  bytes(name: string, limit: number): Promise<Uint8Array>
}

/** What a zip says of itself. */
export interface ZipFacts {
  readonly comment: string
  /** Bytes before the first local header (a prefixed stub), 0 as a rule. */
  readonly prefixLength: number
}

/** How much an archive may cost. What concerns its bytes is checked from the directory first, then again while inflating. */
export interface Limits {
  /** Bytes of the archive itself. */
  readonly maxArchiveSize: number
  /** Entries of the archive, those of nested archives included. */
  readonly maxEntries: number
  /** Inflated bytes of one entry. */
  readonly maxEntrySize: number
  /** Declared inflated bytes of all entries together, nested archives included. */
  readonly maxTotalSize: number
  /** Archives within archives: 1 is a library jar in an `.iar`, 2 the same in a `.par`. */
  readonly maxNesting: number
  /** Bytes of one file that is parsed; a larger one is left unread, and a diagnostic says so. */
  readonly maxTextSize: number
  /** The same for JSON and expressions, of which nearly every word becomes an object. */
  readonly maxDenseTextSize: number
  /** Weight of all files of one archive that are parsed, nested archives included: their bytes, or what their tags and strings cost. */
  readonly maxTotalTextSize: number
}

/** What a file is for, decided by its path alone. One table, `roles.ts`, is the only place that knows. */
export type EntryRole =
  // the integration itself
  | 'integration-attributes'
  | 'integration-info'
  | 'project-xml'
  | 'analysis'
  | 'project-messages'
  | 'layout'
  // files under resources/
  | 'mapper'
  | 'expression'
  | 'stitch'
  | 'notification'
  | 'adapter-configuration'
  | 'schema'
  | 'state-info'
  | 'resource'
  // what travels with it
  | 'connection'
  | 'lookup'
  | 'lookup-csv'
  | 'lookup-keywords'
  | 'library-metadata'
  | 'library-properties'
  | 'library-jar'
  | 'library-script'
  | 'schedule'
  | 'event-type'
  | 'b2b-artifact'
  | 'recording'
  | 'certificate'
  // projects
  | 'project-yaml'
  | 'project-properties'
  | 'deployment'
  | 'agent-attributes'
  | 'ai-tool'
  | 'ai-pattern'
  | 'ai-prompt-template'
  | 'ai-attributes'
  | 'project-template'
  | 'process-automation'
  | 'rpa'
  // packages
  | 'package-attributes'
  | 'nested-archive'
  // neither
  | 'junk'
  | 'unrecognised'

/** Which of the layouts a root has. */
export type RootKind = 'integration' | 'project' | 'package' | 'lookup' | 'library'

/** A file, its role, and what owns it. */
export interface RoledEntry {
  /** Path from the archive's root of this zip or tree, as {@link EntryInfo.name}. */
  readonly name: string
  /** Path from the outermost archive: `outer.iar!/icspackage/…`; for an exploded one from its root's folder. */
  readonly path: string
  readonly role: EntryRole
  /**
   * The artifact's folder that the file lies in: `ORDER_SYNC_01.00.0000` for an integration's or agent's files,
   * the library's, tool's or recording's folder; empty for files that stand alone.
   */
  readonly owner: string
  readonly size: number | null
  readonly compressedSize: number | null
  readonly zip: ZipEntryFacts | null
  /** Inflates the file; each call inflates again. @throws IarkitError as {@link EntrySource.bytes} */
  bytes(): Promise<Uint8Array>
}

/** One OIC root: an `icspackage/`, a `project/`, a package, a lone lookup or library. */
export interface ArchiveRoot {
  readonly kind: RootKind
  /**
   * Folder above the root, empty or ending in `/`: `backup/2024/` for `backup/2024/icspackage/…`.
   * Where `icspackage` or `project` has lost its name, the folder that stands in its place.
   */
  readonly prefix: string
  readonly entries: readonly RoledEntry[]
  /** Archives inside: the `.iar`s of a package; library jars and `rpa.zip` are roots of their own kind only on demand. */
  readonly nested: readonly NestedRoot[]
  /** Nested archives that cannot be read though nothing in them is unsafe: cut off, damaged, or no archive at all. */
  readonly broken: readonly BrokenNested[]
  readonly zip: ZipFacts | null
  readonly directories: readonly string[]
  /** True where the root came out of a zip, false for an exploded tree. */
  readonly zipped: boolean
}

/** A nested archive that cannot be read. */
export interface BrokenNested {
  /** Path of the nested archive's own entry. */
  readonly path: string
  readonly message: string
}

/** An archive within an archive. */
export interface NestedRoot {
  /** Entry name of the nested archive in the outer one. */
  readonly name: string
  readonly root: ArchiveRoot
}
