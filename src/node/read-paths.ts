import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type EntrySource, type Limits, type Memory, treeSource, withLimits } from '../archive/index.js'
import { breather } from '../base/breathe.js'
import { IarkitError } from '../base/errors.js'
import { optionsOf } from '../base/given.js'
import { lastFew } from '../base/last-few.js'
import { type Archive, type ListedArchive, listArchives, listSource, readArchives, readSource } from '../model/index.js'
import type { Failed } from '../report/types.js'
import { checkPaths, expandInput, type Input } from './inputs.js'
import { unreadable } from './unreadable.js'
import { openWithZlib } from './zlib-source.js'

export interface ReadPathsOptions {
  readonly limits?: Partial<Limits>
  /** Called before each input is read: for a progress line. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly file: string }) => void
}

export interface ReadPathsResult {
  readonly archives: readonly Archive[]
  /** What could not be read; the others are read all the same. */
  readonly failed: readonly Failed[]
}

/**
 * Reads archives from paths: files, folders (exploded archives, or searched for archives) and globs, in the order given.
 * Throws nothing for what cannot be read: it is in `failed`.
 * @throws IarkitError `usage` where there is no list of paths, or limits make no sense
 */
export async function readPaths(paths: readonly string[], options: ReadPathsOptions = {}): Promise<ReadPathsResult> {
  const archives: Archive[] = []
  const failed: Failed[] = []
  for await (const read of readInTurn(paths, options, failed)) archives.push(...read.archives)
  return { archives, failed }
}

/** What tells the archives of one input apart: two kinds of export in one folder have one name. */
export type KnownArchive = Pick<Archive, 'file' | 'kind'>

/** An input of several, and its archives: they are in memory for as long as they are held. */
export interface ReadInput {
  readonly input: Input
  readonly archives: readonly Archive[]
  /** Whether there is no other. */
  readonly isOnly: boolean
  /**
   * Reads one of its archives again, or gives what was read again a moment ago.
   * @throws IarkitError as `readArchive`; `unreadable` where it is not there any more
   */
  again(known: KnownArchive): Promise<Archive>
}

/** Artifacts of two archives are compared one after the other: so many of them are not read again for each. */
const HELD = 2

/**
 * Reads as {@link readPaths} does, one input after the other.
 * @param failed takes what could not be read
 * @throws IarkitError as {@link readPaths}
 */
export async function* readInTurn(
  paths: readonly string[],
  options: ReadPathsOptions,
  failed: Failed[],
): AsyncGenerator<ReadInput> {
  const limits = withLimits(optionsOf(options, { onProgress: 'function' }).limits)
  const expanded = await expandAll(paths)
  failed.push(...expanded.failed)
  const total = expanded.inputs.length
  const held = lastFew<Input, Promise<readonly Archive[]>>(HELD)
  const breathe = breather()
  for (const [done, input] of expanded.inputs.entries()) {
    await breathe()
    options.onProgress?.({ done, total, file: input.path })
    const again = async (known: KnownArchive) => stillIn(await held(input, () => readInput(input, limits)), known)
    // Handed on as it comes: in a variable beside `again`, the archives would live for as long as that does.
    yield { input, archives: await readOrFail(input, limits, failed), isOnly: total === 1, again }
  }
}

async function readOrFail(input: Input, limits: Limits, failed: Failed[]): Promise<readonly Archive[]> {
  let archives: readonly Archive[] = []
  await guarded(input.path, failed, async () => {
    archives = await readInput(input, limits)
  })
  return archives
}

/**
 * What paths stand for, each input once, as it was named first; those that stand for nothing have failed.
 * @throws IarkitError `usage` where there is no list of them
 */
export async function expandAll(paths: readonly string[]): Promise<{ inputs: Input[]; failed: Failed[] }> {
  checkPaths(paths)
  const inputs = new Map<string, Input>()
  const failed: Failed[] = []
  for (const path of paths) {
    await guarded(path, failed, async () => {
      for (const input of await expandInput(path)) {
        // A folder may hold exploded archives of two kinds, both named by it.
        const key = `${resolve(input.path)} ${input.kind === 'tree' ? (input.files[0]?.name ?? '') : ''}`
        if (!inputs.has(key)) inputs.set(key, input)
      }
    })
  }
  return { inputs: [...inputs.values()], failed }
}

/**
 * Reads every archive that one path stands for.
 * @throws IarkitError as `readArchive`; also `not-found`, `unreadable`, `no-match`; `usage` where the path is no text
 */
export async function readPath(path: string, options: Pick<ReadPathsOptions, 'limits'> = {}): Promise<Archive[]> {
  const limits = withLimits(optionsOf(options).limits)
  const archives: Archive[] = []
  for (const input of await expandInput(path)) archives.push(...(await readInput(input, limits)))
  return archives
}

export async function guarded(file: string, failed: Failed[], work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // A defect of ours costs this input, not the others.
    if (!(error instanceof IarkitError)) failed.push({ file, code: 'internal', message: defect(error) })
    else failed.push({ file: error.file || file, code: error.code, message: error.message })
  }
}

function defect(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `iarkit failed at it (${words.replace(/\s/g, ' ').slice(0, 200)}): please report it.`
}

/**
 * Reads the archives of one input.
 * @param memory keeps inflated files for who reads them next
 * @throws IarkitError as `readArchive`; also `unreadable`
 */
export async function readInput(input: Input, limits: Limits, memory?: Memory): Promise<Archive[]> {
  const { source, options } = opened(input, limits, memory)
  return source instanceof Uint8Array ? readArchives(source, options) : readSource(source, options)
}

/**
 * The archive of a file name among those of an input that were read or listed again.
 * @throws IarkitError `unreadable` where it is not there any more
 */
export function stillIn<T extends KnownArchive>(archives: readonly T[], { file, kind }: KnownArchive): T {
  const found = archives.find((archive) => archive.file === file && archive.kind === kind)
  if (found !== undefined) return found
  throw new IarkitError('unreadable', `${file} is no longer what it was when the run began: run again.`, { file })
}

/** Lists the files of the archives of one input, without reading what is in them. @throws IarkitError as {@link readInput} */
export async function listInput(input: Input, limits: Limits): Promise<ListedArchive[]> {
  const { source, options } = opened(input, limits)
  return source instanceof Uint8Array ? listArchives(source, options) : listSource(source, options)
}

/** What an input holds, and how it is to be read. */
function opened(input: Input, limits: Limits, memory?: Memory) {
  const kept = (source: EntrySource): EntrySource => memory?.remember(source) ?? source
  const open = async (bytes: Uint8Array, within: Limits) => kept(await openWithZlib(bytes, within))
  const options = { name: input.path, limits, open }
  if (input.kind === 'file') return { source: readWhole(input.path, limits), options }
  const files = input.files.map(({ name, path, size, special }) => ({
    name,
    size,
    read: async () => {
      if (special !== null)
        throw new IarkitError('unreadable', `${path} is ${special}; it is not followed.`, { file: path })
      return readFile(path).catch((error: unknown) => {
        throw unreadable(path, error)
      })
    },
  }))
  return { source: kept(treeSource(files, limits)), options }
}

/**
 * The size is looked at first, so that a huge file is refused and not read. Without promises: inflating and parsing hold
 * the thread anyway, and five trips to the thread pool for a small archive take longer than parsing some of its files.
 */
export function readWhole(path: string, limits: Limits): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > limits.maxArchiveSize) {
      const message = `${path} has ${size} bytes, more than the limit of ${limits.maxArchiveSize} (maxArchiveSize).`
      throw new IarkitError('limit-archive-size', message, { file: path })
    }
    return readFileSync(path)
  } catch (error) {
    throw error instanceof IarkitError ? error : unreadable(path, error)
  }
}
