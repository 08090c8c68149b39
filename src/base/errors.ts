/**
 * Why iarkit refused an input altogether. Stable: scripts branch on these.
 *
 * - `not-an-archive`: the bytes are no zip, no lookup CSV, no tree with an OIC root
 * - `several-archives`: the input holds more than one archive root; use `readArchives`
 * - `truncated`: a zip whose end or directory is cut off or contradicts itself
 * - `path-traversal`: an entry name that leads out of the archive
 * - `duplicate-entry`: two entries of one name: which one OIC would read is undefined
 * - `encrypted`: an encrypted entry
 * - `unsupported-compression`: a compression method other than stored and deflated
 * - `limit-entries`, `limit-entry-size`, `limit-total-size`, `limit-archive-size`, `limit-nesting`: a limit of {@link Limits} was met
 * - `entry-size-mismatch`: an entry that inflates to another size than it declares
 * - `corrupt-entry`: an entry whose compressed data or checksum is broken
 * - `no-such-entry`: bytes were asked for under a name the archive does not have
 * - `not-found`: a path that does not exist (`iarkit/node`)
 * - `unreadable`: the operating system refused to read a path (`iarkit/node`)
 * - `unwritable`: the operating system refused to write a file (the command)
 * - `no-match`: a glob or folder in which there is no archive (`iarkit/node`)
 * - `invalid-inventory`: JSON that is no inventory of a target; the message names the path of what is wrong
 * - `usage`: an argument that makes no sense
 * - `invalid-configuration`: a configuration, baseline or rule's option that is not as it should be
 */
export type IarkitErrorCode =
  | 'not-an-archive'
  | 'several-archives'
  | 'truncated'
  | 'path-traversal'
  | 'duplicate-entry'
  | 'encrypted'
  | 'unsupported-compression'
  | 'limit-entries'
  | 'limit-entry-size'
  | 'limit-total-size'
  | 'limit-archive-size'
  | 'limit-nesting'
  | 'entry-size-mismatch'
  | 'corrupt-entry'
  | 'no-such-entry'
  | 'not-found'
  | 'unreadable'
  | 'unwritable'
  | 'no-match'
  | 'invalid-inventory'
  | 'usage'
  | 'invalid-configuration'

/** Where an {@link IarkitError} arose, as far as it is known. */
export interface IarkitErrorDetails {
  /** The archive, as the caller named it. */
  readonly file?: string
  /** The entry inside it; nested ones as `outer.iar!/path`. */
  readonly entry?: string
  /** What failed underneath. */
  readonly cause?: unknown
}

/**
 * Why an input could not be read: the code of the {@link IarkitError}, or `internal` where iarkit itself failed at it: by a
 * defect, or for lack of memory in a worker thread.
 */
export type FailureCode = IarkitErrorCode | 'internal'

/** An input that could not be read. One bad archive does not stop the others. */
export interface Failed {
  /** As the caller named it. */
  readonly file: string
  readonly code: FailureCode
  readonly message: string
}

/** The only thing that iarkit throws on purpose. What is merely wrong inside an archive is a {@link Diagnostic}. */
export class IarkitError extends Error {
  override readonly name = 'IarkitError'
  readonly code: IarkitErrorCode
  readonly file: string | null
  readonly entry: string | null

  constructor(code: IarkitErrorCode, message: string, details: IarkitErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.file = details.file ?? null
    this.entry = details.entry ?? null
  }
}

/** Does some work on one file; says in its error which file it is about. */
export function inFile<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof IarkitError)) throw cause
    throw new IarkitError(cause.code, `${file}: ${cause.message}`, { file, cause })
  }
}
