import { IarkitError } from '../base/errors.js'
import { type DirectoryEntry, readCentralDirectory } from './central-directory.js'
import { crc32 } from './crc32.js'
import { entryTooLarge } from './limits.js'
import { shown } from './names.js'
import type { EntrySource, Limits } from './types.js'

/** What became of inflating one entry. */
export type Inflated =
  | { readonly outcome: 'done'; readonly bytes: Uint8Array }
  /** More came out than the entry declares; inflating was stopped there. */
  | { readonly outcome: 'too-long' }
  /** The data is no deflate stream, or ends early. */
  | { readonly outcome: 'broken'; readonly cause: unknown }

/** Inflates raw deflate data, and stops as soon as more than `size` bytes come out. Never throws for bad data. */
export type Inflate = (data: Uint8Array, size: number) => Inflated | Promise<Inflated>

/** Bytes that a deflate stream can become at most, for each of its bytes. */
const MOST_PER_BYTE = 1032

/**
 * A zip as a source of entries, over any way to inflate. The directory and all checks are ours, so that every
 * implementation refuses the same archives for the same reasons.
 * @param checksum CRC-32, where the platform has a faster one than ours
 * @throws IarkitError as `readCentralDirectory`
 */
export function zipSource(
  bytes: Uint8Array,
  limits: Limits,
  inflate: Inflate,
  checksum: (bytes: Uint8Array) => number = crc32,
): EntrySource {
  const directory = readCentralDirectory(bytes, limits)
  const byName = new Map(directory.entries.map((entry) => [entry.name, entry]))
  return {
    entries: directory.entries.map(({ name, size, compressedSize, zip }) => ({ name, size, compressedSize, zip })),
    directories: directory.directories,
    zip: directory.zip,
    async bytes(name, limit) {
      const entry = byName.get(name)
      if (entry === undefined) throw noSuchEntry(name)
      if (entry.size > limit) throw entryTooLarge(name, entry.size, limit)
      const data = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize)
      return verified(entry, await inflated(entry, data, inflate), checksum)
    },
  }
}

export function noSuchEntry(name: string): IarkitError {
  return new IarkitError('no-such-entry', `The archive has no entry ${shown(name)}.`, { entry: name })
}

function inflated(entry: DirectoryEntry, data: Uint8Array, inflate: Inflate): Inflated | Promise<Inflated> {
  // A view of the archive: a copy of every stored file would be in memory beside it.
  if (entry.zip.method === 0) return { outcome: 'done', bytes: data }
  if (entry.size > data.length * MOST_PER_BYTE) throw sizeMismatch(entry, 'it cannot hold that much')
  return inflate(data, entry.size)
}

function verified(entry: DirectoryEntry, result: Inflated, checksum: (bytes: Uint8Array) => number): Uint8Array {
  if (result.outcome === 'too-long') throw sizeMismatch(entry, 'more came out')
  if (result.outcome === 'broken') throw corrupt(entry, 'its compressed data is damaged', result.cause)
  const intact = checksum(result.bytes) === entry.zip.crc32
  if (result.bytes.length > entry.size || (result.bytes.length < entry.size && intact))
    throw sizeMismatch(entry, `it has ${result.bytes.length}`)
  if (result.bytes.length < entry.size) throw corrupt(entry, 'its compressed data is damaged')
  if (!intact) throw corrupt(entry, 'its content does not match its checksum')
  return result.bytes
}

function sizeMismatch(entry: DirectoryEntry, why: string): IarkitError {
  const message = `The entry ${shown(entry.name)} declares ${entry.size} bytes, but ${why}; it was not read.`
  return new IarkitError('entry-size-mismatch', message, { entry: entry.name })
}

function corrupt(entry: DirectoryEntry, why: string, cause?: unknown): IarkitError {
  const message = `The entry ${shown(entry.name)} is corrupt: ${why}.`
  return new IarkitError('corrupt-entry', message, { entry: entry.name, cause })
}
