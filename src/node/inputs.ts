import { lstat, open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { assignRoots, findRoots, SNIFFED, sniffLookup } from '../archive/index.js'
import { IarkitError } from '../base/errors.js'
import { compareText } from '../base/version.js'
import { noPlainFile, unreadable } from './unreadable.js'

/** A file on disk, or a folder that is an exploded archive or holds some: then with the files that belong to these. */
export type Input =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'tree'; readonly path: string; readonly files: readonly TreePath[] }

/** A file below a folder. */
export interface TreePath {
  /** Path from the folder, with `/`. */
  readonly name: string
  readonly path: string
  readonly size: number
  /** What it is where it is no plain file: it is then not read. */
  readonly special: 'a symbolic link' | 'no plain file' | null
}

const ARCHIVE = /\.(?:iar|par|car)$/i
/** What OIC calls the integrations in a package: they stay part of it where the package was unzipped and they were not. */
const OF_PACKAGE = /(?:^|\/)icspackage_[^/]*\.iar$/i
/** Lookups travel alone as CSV, and lie in checkouts as OIC stores them. */
const TABLE = /\.(?:csv|dvm)$/i

/** Folders that hold nothing of an archive and a great deal else. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules'])

/**
 * Callers without types may give one path: its letters would be taken for paths, and `/` be searched.
 * @throws IarkitError `usage` where there is no list of paths
 */
export function checkPaths(paths: readonly string[]): void {
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return
  throw new IarkitError('usage', 'Paths are given as a list of texts, also where there is one.')
}

/**
 * What a path, folder or glob stands for: the archives themselves, sorted by path. A folder is searched for archives at
 * any depth, and is itself an input where it holds files of an exploded one.
 *
 * @throws IarkitError `not-found`, `unreadable`, `no-match`
 */
export async function expandInput(given: string): Promise<Input[]> {
  const stats = await lstat(given).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw unreadable(given, error)
  })
  if (stats !== null) {
    // A link that the user names is followed; links inside a tree are not.
    const directory = stats.isDirectory() || (stats.isSymbolicLink() && (await isDirectory(given)))
    if (directory) return expandFolder(given)
    // A pipe that no one writes to would be waited for without end, and a device has no end at all.
    if (!stats.isFile() && !(stats.isSymbolicLink() && (await isPlainFile(given)))) throw noPlainFile(given)
    return [{ kind: 'file', path: given }]
  }
  const { glob, isDynamicPattern } = await import('tinyglobby')
  if (!isDynamicPattern(given)) {
    throw new IarkitError('not-found', `There is no file or folder ${given}.`, { file: given })
  }
  const paths = await glob(given.replaceAll('\\', '/'), {
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  })
  if (paths.length === 0) throw new IarkitError('no-match', `No file matches ${given}.`, { file: given })
  return paths.sort(compareText).map((path) => ({ kind: 'file', path }))
}

async function isPlainFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  return stats.isFile()
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    await readdir(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw unreadable(path, error)
  }
}

async function expandFolder(folder: string): Promise<Input[]> {
  const files = await walk(folder)
  const inputs: Input[] = []
  const rest: TreePath[] = []
  for (const file of files) {
    if (!ARCHIVE.test(file.name) || OF_PACKAGE.test(file.name)) rest.push(file)
    else if (file.special === null) inputs.push({ kind: 'file', path: file.path })
  }
  // By names alone: a checkout has folders called `project`, scripts and tables that are nothing of an archive.
  const placeOf = assignRoots(
    findRoots(
      rest.map(({ name }) => name),
      false,
    ),
  )
  const exploded: TreePath[] = []
  for (const file of rest) {
    const place = placeOf(file.name)
    if (place !== null && (place.root.kind === 'package' || !isArchive(file))) exploded.push(file)
    else if (isArchive(file) || (isTable(file) && (await startsLikeLookup(file.path))))
      inputs.push({ kind: 'file', path: file.path })
  }
  if (exploded.length > 0) inputs.push({ kind: 'tree', path: folder, files: exploded })
  if (inputs.length === 0) {
    throw new IarkitError(
      'no-match',
      `There is no archive (.iar, .par, .car), exploded archive or lookup in ${folder}.`,
      { file: folder },
    )
  }
  return inputs.sort((a, b) => compareText(a.path, b.path))
}

const isArchive = ({ name, special }: TreePath): boolean => special === null && ARCHIVE.test(name)

const isTable = ({ name, special }: TreePath): boolean => special === null && TABLE.test(name)

async function startsLikeLookup(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error)
  })
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(SNIFFED), 0, SNIFFED, 0)
    return sniffLookup(buffer.subarray(0, bytesRead)) !== null
  } finally {
    await file.close()
  }
}

/** Every file below a folder, sorted; links and devices are named, not followed. */
async function walk(folder: string): Promise<TreePath[]> {
  const found: TreePath[] = []
  const pending = [folder]
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const items = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(directory ?? folder, error)
    })
    for (const item of items) {
      const path = join(directory, item.name)
      if (item.isDirectory()) {
        if (!SKIPPED.has(item.name)) pending.push(path)
        continue
      }
      const special = item.isSymbolicLink() ? 'a symbolic link' : item.isFile() ? null : 'no plain file'
      const size = special === null ? (await lstat(path)).size : 0
      found.push({ name: relative(folder, path).split(sep).join('/'), path, size, special })
    }
  }
  return found.sort((a, b) => compareText(a.name, b.name))
}
