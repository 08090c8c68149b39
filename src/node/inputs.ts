import { lstat, open, readdir, stat } from 'node:fs/promises'
import { join, normalize, posix, relative, sep } from 'node:path'
import { assignRoots, type FoundRoot, findRoots, SNIFFED, sniffLookup } from '../archive/index.js'
import { IarkitError } from '../base/errors.js'
import { compareText } from '../base/version.js'
import { noPlainFile, unreadable } from './unreadable.js'

/** A file on disk, or the folder of an exploded archive, with the files that belong to it. */
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
 * What a path, folder or glob stands for: the archives themselves, exploded ones first, then files sorted by path. A folder
 * is searched for both at any depth; a glob stands for the files and folders that it matches.
 *
 * @throws IarkitError `not-found`, `unreadable`, `no-match`; `usage` where the path is no text
 */
export async function expandInput(given: string): Promise<Input[]> {
  if (typeof given !== 'string')
    throw new IarkitError('usage', 'A path is given as text: of a URL, what fileURLToPath makes of it.')
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
  const pattern = given.replaceAll('\\', '/')
  const start = await foldersIn(pattern)
  const found = await glob(pattern.slice(start.length), {
    cwd: start === '' ? '.' : start,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    expandDirectories: false,
  })
  const matches = found.map((match) => posix.normalize(start + match))
  if (matches.length === 0) throw new IarkitError('no-match', `No file or folder matches ${given}.`, { file: given })
  const inputs = await expandMatches(
    matches.sort(compareText),
    [...SKIPPED].filter((name) => !given.split(/[\\/]/).includes(name)),
  )
  if (inputs.length > 0) return inputs
  throw new IarkitError('no-match', `${NO_ARCHIVE} in what ${given} matches.`, { file: given })
}

/** What a glob begins with of folders that are there: `exports (1)/` is one, though parentheses mean something in a glob. */
export async function foldersIn(pattern: string): Promise<string> {
  let end = 0
  for (let slash = pattern.indexOf('/'); slash !== -1; slash = pattern.indexOf('/', slash + 1)) {
    const stats = await stat(pattern.slice(0, slash + 1)).catch(() => null)
    if (stats?.isDirectory() !== true) break
    end = slash + 1
  }
  return pattern.slice(0, end)
}

const NO_ARCHIVE = 'There is no archive (.iar, .par, .car), exploded archive or lookup'

/**
 * A glob matches folders beside archives that hold none: these are passed over. What a matched folder was searched for is
 * not read a second time.
 * @param matches sorted; folders end in `/`
 * @param skipped names of folders that are not searched
 */
async function expandMatches(matches: readonly string[], skipped: readonly string[]): Promise<Input[]> {
  const inputs: Input[] = []
  const searched = new Set<string>()
  let above = ''
  for (const match of matches) {
    if (!match.endsWith('/') || (above !== '' && match.startsWith(above))) continue
    above = match
    if (match.split('/').some((name) => skipped.includes(name))) continue
    for (const input of await archivesIn(match.slice(0, -1) || match)) {
      inputs.push(input)
      for (const { path } of input.kind === 'tree' ? input.files : [input]) searched.add(path)
    }
  }
  for (const path of matches)
    if (!path.endsWith('/') && !searched.has(normalize(path))) inputs.push({ kind: 'file', path })
  return inSequence(inputs)
}

/** Exploded archives in the order in which they were found, then files by path. */
function inSequence(inputs: readonly Input[]): Input[] {
  const files = inputs.filter(({ kind }) => kind === 'file')
  return [...inputs.filter(({ kind }) => kind === 'tree'), ...files.sort((a, b) => compareText(a.path, b.path))]
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
  const links: string[] = []
  const inputs = await archivesIn(folder, links)
  if (inputs.length === 0)
    throw new IarkitError('no-match', `${NO_ARCHIVE} in ${folder}${notFollowed(links)}.`, { file: folder })
  return inputs
}

/** Who sees archives there, and is told that there are none, sees links. */
function notFollowed([first, ...more]: readonly string[]): string {
  if (first === undefined) return ''
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return `: ${first}${others} is a symbolic link, which is followed where it is named itself`
}

/** @param links is given the links that were not followed */
async function archivesIn(folder: string, links: string[] = []): Promise<Input[]> {
  const { files, closed } = await walk(folder)
  for (const { path, special } of files) if (special === 'a symbolic link') links.push(path)
  // Who reads it says why it cannot be read, and the others are read all the same.
  const inputs = closed.map((path): Input => ({ kind: 'file', path }))
  const rest: TreePath[] = []
  for (const file of files) {
    if (!ARCHIVE.test(file.name) || OF_PACKAGE.test(file.name)) rest.push(file)
    else if (file.special === null) inputs.push({ kind: 'file', path: file.path })
  }
  // By names alone: a checkout has folders called `project`, scripts and tables that are nothing of an archive.
  const roots = rootsIn(rest)
  const placeOf = assignRoots(roots)
  const exploded = new Map<FoundRoot, TreePath[]>(roots.map((root) => [root, []]))
  for (const file of rest) {
    const root = placeOf(file.name)?.root
    if (root !== undefined && (root.kind === 'package' || !isArchive(file))) exploded.get(root)?.push(file)
    else if (isArchive(file) || (isTable(file) && (await startsLikeLookup(file.path))))
      inputs.push({ kind: 'file', path: file.path })
  }
  return inSequence([...treesOf(folder, exploded), ...inputs])
}

const rootsIn = (files: readonly TreePath[]): readonly FoundRoot[] =>
  findRoots(
    files.map(({ name }) => name),
    false,
  )

/** Each exploded archive by itself; all of them as one where the files of one alone do not tell what it is. */
function treesOf(folder: string, exploded: ReadonlyMap<FoundRoot, readonly TreePath[]>): Input[] {
  const trees: Input[] = []
  for (const [root, files] of exploded) {
    if (files.length === 0) continue
    const own = files.map((file) => ({ ...file, name: file.name.slice(root.prefix.length) }))
    const [found, ...others] = rootsIn(own)
    if (found?.kind !== root.kind || found.lost !== root.lost || found.prefix !== '' || others.length > 0) {
      const all = [...exploded.values()].flat().sort((a, b) => compareText(a.name, b.name))
      return [{ kind: 'tree', path: folder, files: all }]
    }
    trees.push({ kind: 'tree', path: pathOf(folder, root), files: own })
  }
  return trees
}

/** The folder of an exploded archive, as `Archive.file` names it. */
function pathOf(folder: string, { prefix }: FoundRoot): string {
  return prefix === '' ? folder : `${folder.replace(/\/$/, '')}/${prefix.slice(0, -1)}`
}

const isArchive = ({ name, special }: TreePath): boolean => special === null && ARCHIVE.test(name)

const isTable = ({ name, special }: TreePath): boolean => special === null && TABLE.test(name)

async function startsLikeLookup(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null)
  // Who reads it says why it cannot be read.
  if (file === null) return true
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(SNIFFED), 0, SNIFFED, 0)
    return sniffLookup(buffer.subarray(0, bytesRead)) !== null
  } finally {
    await file.close()
  }
}

/** Every file below a folder, sorted; links and devices are named, not followed, and so are folders that cannot be read. */
async function walk(folder: string): Promise<{ files: readonly TreePath[]; closed: readonly string[] }> {
  const files: TreePath[] = []
  const closed: string[] = []
  const pending = [folder]
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const items = await readdir(directory, { withFileTypes: true }).catch(() => null)
    if (items === null) closed.push(directory)
    for (const item of items ?? []) {
      const path = join(directory, item.name)
      if (item.isDirectory()) {
        if (!SKIPPED.has(item.name)) pending.push(path)
        continue
      }
      const special = item.isSymbolicLink() ? 'a symbolic link' : item.isFile() ? null : 'no plain file'
      const size = special === null ? await sizeOf(path) : 0
      files.push({ name: relative(folder, path).split(sep).join('/'), path, size, special })
    }
  }
  return { files: files.sort((a, b) => compareText(a.name, b.name)), closed }
}

/** 0 for a file that is gone by now, or of which nothing may be known: who reads it says so. */
async function sizeOf(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => null)
  return stats?.size ?? 0
}
