import { DEFAULT_LIMITS, readCentralDirectory } from '../../archive/index.js'
import type { Diagnostic } from '../../base/diagnostic.js'
import { IarkitError } from '../../base/errors.js'
import { entryBytes } from '../../literals/places/entry-text.js'
import type { Archive, Entry } from '../../model/index.js'

/** The robots and processes of a project: zips that are no part of the model. */
const ZIPS: ReadonlySet<Entry['role']> = new Set<Entry['role']>(['rpa', 'process-automation'])

/** What damage is, and no limit. */
const DAMAGED: ReadonlySet<string> = new Set(['not-an-archive', 'truncated'])

/** Zips of robots and processes that are damaged: by their directories, nothing is inflated. */
export async function* brokenZips({ entries }: Archive): AsyncGenerator<Diagnostic> {
  for (const entry of entries) {
    if (!ZIPS.has(entry.role) || !/\.zip$/i.test(entry.path)) continue
    const bytes = await entryBytes(entry)
    const why = bytes === null ? null : damageOf(bytes)
    if (why === null) continue
    const message = `The zip cannot be read: ${why}`
    yield { code: 'malformed-content', severity: 'error', message, entry: entry.path, line: null, column: null }
  }
}

function damageOf(bytes: Uint8Array): string | null {
  try {
    readCentralDirectory(bytes, DEFAULT_LIMITS)
    return null
  } catch (error) {
    if (!(error instanceof IarkitError)) throw error
    return DAMAGED.has(error.code) ? error.message : null
  }
}
