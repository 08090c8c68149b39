import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { IarkitError } from '../base/errors.js'
import type { Input } from '../node/inputs.js'

/** What a run reads, and what it is to write. */
export interface Paths {
  /** Archives, folders, globs. */
  readonly archives?: readonly string[]
  /** Other files that it reads. */
  readonly files?: readonly (string | undefined)[]
  readonly outputs: readonly (string | undefined)[]
}

/**
 * Looks, before anything is read, whether a result would take the place of another one or of what the run reads. Devices
 * and pipes (`/dev/null`) may be named as often as one likes.
 * @throws IarkitError `usage`
 */
export async function checkOutputs({ archives = [], files = [], outputs }: Paths): Promise<void> {
  const taken = new Set<string>()
  for (const output of outputs) {
    if (output === undefined) continue
    if (await isFolder(output)) {
      for (const given of archives) if (await isWithin(output, given)) throw refused(output, IN_ARCHIVE, 'folder')
    }
    const place = await placeOf(output)
    if (place === null) continue
    if (taken.has(place)) throw refused(output, 'another result of the same run is written to it')
    taken.add(place)
    for (const file of files) {
      if (file !== undefined && (await placeOf(file)) === place) throw refused(output, 'it is read by the same run')
    }
    for (const given of archives) {
      if (await isRead(place, given)) throw refused(output, 'it is one of the archives that are read')
    }
  }
}

const IN_ARCHIVE = 'it lies in an unzipped archive that is read'

function refused(output: string, why: string, what = 'file'): IarkitError {
  return new IarkitError('usage', `${output} is not written: ${why}. Name another ${what}.`, {
    file: output,
  })
}

/** Whether a path names a folder, be it there or not: by its end, or as it is one. */
export async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) return true
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** Whether a folder is that of an exploded archive that is read, or lies in it. */
async function isWithin(folder: string, given: string): Promise<boolean> {
  const place = join(await realpath(folder).catch(() => resolve(folder)), '/')
  for (const input of await inputsOf(given)) {
    if (input.kind === 'tree' && place.startsWith(join(await realpath(input.path), '/'))) return true
  }
  return false
}

async function inputsOf(given: string): Promise<Input[]> {
  const { expandInput } = await import('../node/inputs.js')
  return expandInput(given).catch((): Input[] => [])
}

/** One name for a file however it is reached, through links too; null for what is no plain file. */
async function placeOf(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isFile() ? await realpath(path) : null
  } catch {
    // Not there yet: where its folder is.
    return join(await realpath(dirname(path)).catch(() => resolve(dirname(path))), basename(path))
  }
}

async function isRead(place: string, given: string): Promise<boolean> {
  const there = await stat(given).catch(() => null)
  if (there?.isFile() === true) return (await placeOf(given)) === place
  // A folder is searched only where the file lies in it; a glob is looked up.
  if (there !== null && !place.startsWith(join(await realpath(given), '/'))) return false
  const paths = (await inputsOf(given)).flatMap((input) =>
    input.kind === 'file' ? [input.path] : input.files.map(({ path }) => path),
  )
  const named = paths.filter((path) => basename(path) === basename(place))
  for (const path of named) if ((await placeOf(path)) === place) return true
  return false
}
