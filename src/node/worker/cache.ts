import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from '../../archive/index.js'
import type { Input } from '../inputs.js'
import { readWhole } from '../read-paths.js'
import { unwritable } from '../unreadable.js'
import type { Inspected } from './inspect-inputs.js'
import { unpacked } from './packing.js'

/** Raised whenever what is packed changes its form or its meaning without a new version of iarkit. */
const CACHE_FORMAT = 4

/** What came of inspecting archives that have not changed since. */
export interface InspectionCache {
  /** Null where the input is not known, or is none that can be. */
  keyOf(input: Input): string | null
  get(key: string): Inspected | null
  put(key: string, bytes: Uint8Array): void
}

/**
 * A folder with a file for each archive, named by a hash of all that its result depends on: the archive's bytes and path,
 * the settings of the run, the version of iarkit, of Node's serialiser and of the cache itself. A file that is damaged
 * counts as absent.
 * @param settings what of the run the result depends on, beside the limits
 * @throws IarkitError `unwritable` where the folder cannot be made
 */
export function openCache(folder: string, version: string, settings: unknown, limits: Limits): InspectionCache {
  try {
    // What travels in archives (lookups, addresses) stands in the cache as well.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unwritable(folder, error)
  }
  const base = JSON.stringify([CACHE_FORMAT, version, process.versions.v8, settings, limits])
  return {
    keyOf(input) {
      if (input.kind === 'tree') return null
      try {
        return createHash('sha256')
          .update(base)
          .update('\0')
          .update(input.path)
          .update('\0')
          .update(readWhole(input.path, limits))
          .digest('hex')
      } catch {
        // Who reads it says why it cannot be read.
        return null
      }
    },
    get(key) {
      try {
        const file = readFileSync(join(folder, key))
        const bytes = file.subarray(DIGEST)
        return digestOf(bytes).equals(file.subarray(0, DIGEST)) ? unpacked(bytes) : null
      } catch {
        // Not there, cut off, or from another time: the archive is read anew.
        return null
      }
    },
    put(key, bytes) {
      const temporary = join(folder, `${key}.${randomUUID()}.tmp`)
      try {
        writeFileSync(temporary, Buffer.concat([digestOf(bytes), bytes]), { mode: 0o600 })
        renameSync(temporary, join(folder, key))
      } catch (error) {
        rmSync(temporary, { force: true })
        throw unwritable(folder, error)
      }
    },
  }
}

const DIGEST = 32

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
