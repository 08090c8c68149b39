import {
  type ArchiveInput,
  type EntrySource,
  type OpenOptions,
  openArchive,
  openSource,
  withLimits,
} from '../archive/index.js'
import type { ArchiveRoot } from '../archive/types.js'
import { IarkitError } from '../base/errors.js'
import { buildArchive } from './build-archive.js'
import type { Archive, Entry } from './types.js'

/**
 * Reads one archive: an `.iar`, `.par`, `.car`, a lookup CSV, a library jar, or an exploded tree as a map of files.
 * What is wrong inside is in {@link Archive.diagnostics}; raw bytes stay lazy: the input is never written to and not copied,
 * so leave it as it is for as long as the archive is in use.
 *
 * @throws IarkitError `not-an-archive` where the input is none; `several-archives` where it holds more than one root;
 * `truncated`, `path-traversal`, `duplicate-entry`, `encrypted`, `unsupported-compression`, `corrupt-entry`,
 * `entry-size-mismatch`, `limit-…` where it is not safe to read; `usage` where the input is neither bytes nor files, or limits
 * make no sense
 */
export async function readArchive(input: ArchiveInput, options: OpenOptions = {}): Promise<Archive> {
  const archives = await readArchives(input, options)
  const [archive] = archives
  if (archive === undefined || archives.length > 1) {
    const roots = archives.map(({ file }) => file).join(', ')
    throw new IarkitError(
      'several-archives',
      `There are ${archives.length} archives here (${roots}): read them with readArchives.`,
      {
        file: options.name ?? '',
      },
    )
  }
  return archive
}

/**
 * Reads every archive root of an input: as a rule one, but a tree of files may hold many (a repository of exploded
 * integrations). @throws IarkitError as {@link readArchive}, but for `several-archives`
 */
export async function readArchives(input: ArchiveInput, options: OpenOptions = {}): Promise<Archive[]> {
  return buildAll(await openArchive(input, options), options)
}

/**
 * Reads every archive root of files that are read on demand: a folder on disk, a Git tree.
 * @throws IarkitError as {@link readArchives}
 */
export async function readSource(source: EntrySource, options: OpenOptions = {}): Promise<Archive[]> {
  return buildAll(await openSource(source, options), options)
}

/** An archive's name, kind and files, without its model. */
export interface ListedArchive extends Pick<Archive, 'file' | 'kind' | 'entries'> {}

/** Lists the files of every archive root of an input. @throws IarkitError as {@link readArchives} */
export async function listArchives(input: ArchiveInput, options: OpenOptions = {}): Promise<ListedArchive[]> {
  return listAll(await openArchive(input, options), options.name ?? '')
}

/** The same of files that are read on demand. @throws IarkitError as {@link readArchives} */
export async function listSource(source: EntrySource, options: OpenOptions = {}): Promise<ListedArchive[]> {
  return listAll(await openSource(source, options), options.name ?? '')
}

function listAll(roots: readonly ArchiveRoot[], name: string): ListedArchive[] {
  return roots.map((root) => ({
    file: fileOf(root, name, roots.length),
    kind: root.kind,
    entries: filesOf(root),
  }))
}

/** Every file of a root and of those nested in it. */
function filesOf({ entries, nested }: ArchiveRoot): Entry[] {
  return [...entries, ...nested.flatMap(({ root }) => filesOf(root))]
}

async function buildAll(roots: readonly ArchiveRoot[], { name = '', limits }: OpenOptions): Promise<Archive[]> {
  const all = withLimits(limits)
  const archives: Archive[] = []
  for (const root of roots) archives.push(await buildArchive(fileOf(root, name, roots.length), root, all))
  return archives
}

/** An exploded root is named by its own folder, so that many roots of one tree can be told apart. */
function fileOf(root: ArchiveRoot, name: string, roots: number): string {
  if (root.zipped && roots === 1) return name
  const prefix = root.prefix.replace(/\/$/, '')
  return prefix === '' ? name : name === '' ? prefix : `${name.replace(/\/$/, '')}/${prefix}`
}
