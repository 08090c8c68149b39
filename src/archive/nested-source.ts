import type { EntrySource } from './types.js'

/** Most bytes of nested archives that are kept inflated: real packages stay below. */
const MOST_HELD = 24 * 1024 * 1024

/** Sources of archives that are nested in one, of which only so many bytes are held at one time. */
export interface NestedSources {
  /**
   * @param source over the nested archive's bytes
   * @param size how many these are
   * @param again opens the nested archive once more, from the archive around it
   * @returns the source itself, or one that lets go of the bytes and opens the archive again when it is asked for an entry
   */
  hold(source: EntrySource, size: number, again: () => Promise<EntrySource>): EntrySource
}

export function nestedSources(): NestedSources {
  let held = 0
  /** Entries are read archive by archive: the last one that was opened again is mostly the next one wanted. */
  let latest: { readonly key: object; readonly source: Promise<EntrySource> } | null = null
  return {
    hold(source, size, again) {
      held += size
      if (held <= MOST_HELD) return source
      const { entries, directories, zip } = source
      const key = {}
      return {
        entries,
        directories,
        zip,
        async bytes(name, limit) {
          if (latest?.key !== key) latest = { key, source: again() }
          return (await latest.source).bytes(name, limit)
        },
      }
    },
  }
}
