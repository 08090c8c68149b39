import { checkType } from '../base/given.js'
import type { Location } from '../base/location.js'
import type { Archive } from '../model/index.js'
import type { Place } from './types.js'

/** Where a finding stands: a location of the model, in its archive. */
export function place(archive: Pick<Archive, 'file'>, location: Location): Place {
  checkType(archive, 'object', 'archive')
  checkType(location, 'object', 'location')
  const { entry, line, column } = location
  return { archive: archive.file, entry, line, column }
}

/** The archive as a whole. */
export function wholeArchive(archive: Pick<Archive, 'file'>): Place {
  checkType(archive, 'object', 'archive')
  return { archive: archive.file, entry: '', line: null, column: null }
}
