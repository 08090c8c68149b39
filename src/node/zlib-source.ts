import { crc32, inflateRawSync } from 'node:zlib'
import type { EntrySource, Limits } from '../archive/types.js'
import { type Inflated, zipSource } from '../archive/zip-source.js'
import { checkType } from '../base/given.js'

/** Most bytes that zlib allocates at once: an entry in one piece is not copied together afterwards. */
const MAX_CHUNK = 64 * 1024 * 1024

/**
 * Opens a zip with Node's own zlib: the same as JSZip, which opens them elsewhere, several times faster.
 * @throws IarkitError where the zip is not safe to read: `truncated`, `path-traversal`, `duplicate-entry`, `encrypted`, `limit-…` and others
 */
export async function openWithZlib(bytes: Uint8Array, limits: Limits): Promise<EntrySource> {
  checkType(bytes, 'bytes', 'archive')
  checkType(limits, 'object', 'limits')
  return zipSource(bytes, limits, inflateWithZlib, crc32)
}

/**
 * Bytes that JSZip inflates before it hands them out. Damaged data often goes on beyond its size: where that shows within
 * them, both say that the entry is damaged, and not that it lies.
 */
const BLOCK = 16 * 1024

function inflateWithZlib(data: Uint8Array, size: number): Inflated {
  try {
    const chunkSize = Math.min(Math.max(size + 1, 64), MAX_CHUNK)
    const maxOutputLength = (Math.floor(size / BLOCK) + 1) * BLOCK - 1
    const bytes = inflateRawSync(data, { maxOutputLength, chunkSize })
    if (bytes.length > size) return { outcome: 'too-long' }
    return { outcome: 'done', bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      return { outcome: 'too-long' }
    return { outcome: 'broken', cause }
  }
}
