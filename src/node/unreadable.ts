import { IarkitError } from '../base/errors.js'

/** What the operating system said of a path, as an error with the path in it. */
export function unreadable(path: string, cause: unknown): IarkitError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
  const why = WHY_UNREADABLE.get(code) ?? code
  return new IarkitError('unreadable', `${path} cannot be read: ${why}.`, { file: path, cause })
}

const NOT_PERMITTED = 'that is not permitted (EACCES)'

const WHY_UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it is not there any more, or a link to what is not there (ENOENT)'],
  ['EACCES', NOT_PERMITTED],
  ['EISDIR', 'it is a folder (EISDIR)'],
  ['ELOOP', 'it is a link that leads back to itself (ELOOP)'],
])

/** The same for a path that was to be written. */
export function unwritable(path: string, cause: unknown): IarkitError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
  const why = WHY_UNWRITABLE.get(code) ?? code
  return new IarkitError('unwritable', `${path} cannot be written: ${why}.`, { file: path, cause })
}

/** What is mistyped most often, in words; the rest keeps the name that a search finds. */
const WHY_UNWRITABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'the folder that it is to stand in does not exist'],
  ['ENOTDIR', 'what it is to stand in is no folder'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'it is to be a folder, and is a file'],
  ['EACCES', NOT_PERMITTED],
  ['ENOSPC', 'there is no space left (ENOSPC)'],
])

/** A pipe that no one writes to would be waited for without end, and a device has no end at all. */
export function noPlainFile(path: string): IarkitError {
  return new IarkitError('unreadable', `${path} is a pipe, a device or the like: give a file or a folder.`, {
    file: path,
  })
}
