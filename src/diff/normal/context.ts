import type { Archive, Entry } from '../../model/types.js'
import type { NormalFormOptions } from '../types.js'

/** What a normal form is made with: the files around the artifact, and what counts. */
export interface NormalContext {
  readonly entries: ReadonlyMap<string, Entry>
  readonly options: NormalFormOptions
}

export function normalContext(archive: Archive, options: NormalFormOptions): NormalContext {
  return { entries: new Map(archive.entries.map((entry) => [entry.path, entry])), options }
}
