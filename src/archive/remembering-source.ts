import type { EntrySource } from './types.js'

/** Inflated files that several readers want one after the other, up to so many bytes. */
export interface Memory {
  /** Makes a source hand out what it inflated before. */
  remember(source: EntrySource): EntrySource
  /** Lets go of everything. */
  forget(): void
}

/**
 * For the time in which one archive is worked on: its model, then its rules, read the same files, and inflating them is
 * much of the work. What is handed out twice must not be changed.
 * @param most bytes that are kept; what comes after is inflated anew each time
 */
export function createMemory(most: number): Memory {
  let sources: Map<string, Uint8Array>[] = []
  let held = 0
  return {
    remember(source) {
      const known = new Map<string, Uint8Array>()
      sources.push(known)
      return {
        entries: source.entries,
        directories: source.directories,
        zip: source.zip,
        async bytes(name, limit) {
          const before = known.get(name)
          if (before !== undefined && before.length <= limit) return before
          const bytes = await source.bytes(name, limit)
          if (held + bytes.length <= most) {
            held += bytes.length
            known.set(name, bytes)
          }
          return bytes
        },
      }
    },
    forget() {
      for (const known of sources) known.clear()
      sources = []
      held = 0
    },
  }
}
