import { IarkitError } from '../base/errors.js'
import { checkType } from '../base/given.js'
import { checkEntryCount, checkEntrySize, checkTotalSize, DEFAULT_LIMITS, entryTooLarge } from './limits.js'
import { duplicateEntry, nameKey, safeName } from './names.js'
import { ownBytes } from './own-bytes.js'
import type { EntryInfo, EntrySource, Limits } from './types.js'
import { noSuchEntry } from './zip-source.js'

/** Files by path; text stands for its UTF-8 bytes. Paths may have `/` or `\` between folders. */
export type FileTree = ReadonlyMap<string, Uint8Array | string> | Readonly<Record<string, Uint8Array | string>>

/** A file that is read when asked for. */
export interface TreeFile {
  /** Path from the tree's root. */
  readonly name: string
  /** Bytes; null where that is not known before reading. */
  readonly size: number | null
  read(): Promise<Uint8Array>
}

/**
 * A source over files held in memory.
 * @throws IarkitError `path-traversal`, `duplicate-entry`, `limit-entries`, `limit-entry-size`, `limit-total-size`; `usage` where
 * there are no files by path, or one is neither bytes nor text
 */
export function openTree(files: FileTree, limits: Limits = DEFAULT_LIMITS): EntrySource {
  if (!isFileTree(files)) throw new IarkitError('usage', 'Files are given by path, as a map or a plain object.')
  const pairs = isMap(files) ? [...files] : Object.entries(files)
  return treeSource(
    pairs.map(([name, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : ownBytes(content)
      if (bytes === null) throw new IarkitError('usage', 'A file is given as bytes or text.', { entry: name })
      return { name, size: bytes.length, read: async () => bytes }
    }),
    limits,
  )
}

/**
 * A source over files that are read on demand. What `read` throws comes through unchanged.
 * @throws IarkitError as {@link openTree}
 */
export function treeSource(files: readonly TreeFile[], limits: Limits = DEFAULT_LIMITS): EntrySource {
  checkType(files, 'list', 'files')
  checkType(limits, 'object', 'limits')
  checkEntryCount(files.length, limits)
  const byName = new Map<string, TreeFile>()
  const entries: EntryInfo[] = []
  const directories: string[] = []
  let total = 0
  for (const file of files) {
    // A path of a file system may well hold `./` and `//`; they mean nothing.
    const name = nameKey(safeName(file.name))
    if (name.endsWith('/')) {
      directories.push(name)
      continue
    }
    if (byName.has(name)) throw duplicateEntry(name)
    byName.set(name, file)
    checkEntrySize(name, file.size ?? 0, limits)
    total += file.size ?? 0
    entries.push({ name, size: file.size, compressedSize: null, zip: null })
  }
  checkTotalSize(total, limits)
  return {
    entries,
    directories,
    zip: null,
    async bytes(name, limit) {
      const file = byName.get(name)
      if (file === undefined) throw noSuchEntry(name)
      if (file.size !== null && file.size > limit) throw entryTooLarge(name, file.size, limit)
      const bytes = await file.read()
      // A file on disk may have grown since it was listed.
      if (bytes.length > limit) throw entryTooLarge(name, bytes.length, limit)
      return bytes
    },
  }
}

/** Whether a value is a map or a plain object: a promise, a stream or a response has no files, and is no empty tree. */
export function isFileTree(value: unknown): value is FileTree {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // The prototype of plain objects, of whichever realm, is the one that has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null || isMap(value as FileTree)
}

function isMap(files: FileTree): files is ReadonlyMap<string, Uint8Array | string> {
  return typeof files.get === 'function' && Symbol.iterator in files
}
