import type { Location } from '../base/location.js'
import type { Archive } from '../model/index.js'
import type { Place } from './types.js'

/** Where a finding stands: a location of the model, in its archive. */
export function place(archive: Pick<Archive, 'file'>, { entry, line, column }: Location): Place {
  return { archive: archive.file, entry, line, column }
}

/** The archive as a whole. */
export function wholeArchive(archive: Pick<Archive, 'file'>): Place {
  return { archive: archive.file, entry: '', line: null, column: null }
}
