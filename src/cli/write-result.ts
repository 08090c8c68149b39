import { chmod, lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { unwritable } from '../node/unreadable.js'
import type { Streams } from './context.js'
import { noteDone, noteTemporary } from './interrupt.js'

/**
 * Writes a result to standard output, or whole to a file: under another name first, so that no half file is ever there.
 * @throws IarkitError `unwritable` where it cannot be written
 */
export async function writeResult({ stdout }: Streams, text: string, file: string | undefined): Promise<void> {
  if (file !== undefined) return writeWhole(text, file)
  try {
    // Piece by piece: encoded at once, a large report is in memory twice.
    for (const piece of piecesOf(text))
      await new Promise<void>((resolve, reject) => {
        stdout.write(piece, (error) => (error ? reject(error) : resolve()))
      })
  } catch (error) {
    // A reader that has enough (`iarkit … | head`) is no failure: nothing more is written, and the run keeps its status.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw unwritable('standard output', error)
  }
}

/**
 * A file under another name first, which then takes the place of the file that is there, with its permissions; behind a
 * link, the place of the file that the link names. What is no plain file (a pipe, `/dev/null`) is written to as it is.
 * @throws IarkitError `unwritable`
 */
export async function writeWhole(text: string, file: string): Promise<void> {
  const place = await placeOf(file).catch((error: unknown) => {
    throw unwritable(file, error)
  })
  if (!place.replaceable) return writeInto(text, file)
  const temporary = `${place.path}.${process.pid}.tmp`
  noteTemporary(temporary)
  try {
    await writeFile(temporary, piecesOf(text), place.mode === null ? {} : { mode: place.mode })
    // What a new file may be is narrowed by the umask; what the old file was is meant.
    if (place.mode !== null) await chmod(temporary, place.mode)
    await rename(temporary, place.path)
    noteDone(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    noteDone(temporary)
    throw unwritable(file, error)
  }
}

async function writeInto(text: string, file: string): Promise<void> {
  try {
    await writeFile(file, piecesOf(text))
    noteDone(file, file)
  } catch (error) {
    throw unwritable(file, error)
  }
}

/** Where a result is to stand. */
interface Place {
  /** The file itself, where a link was named. */
  readonly path: string
  /** Permissions of the file that is there; null where there is none. */
  readonly mode: number | null
  /** False for what another file must not take the place of. */
  readonly replaceable: boolean
}

async function placeOf(file: string): Promise<Place> {
  const there = await unlessMissing(stat(file))
  if (there === null) {
    // A link to a file that is not there yet: writing makes that file, a rename would remove the link.
    const link = await unlessMissing(lstat(file))
    return { path: file, mode: null, replaceable: link === null }
  }
  if (!there.isFile()) return { path: file, mode: null, replaceable: false }
  return { path: await realpath(file), mode: there.mode & PERMISSIONS, replaceable: true }
}

/** Of a file's mode, the part that can be set. */
const PERMISSIONS = 0o777

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

const PIECE = 1024 * 1024

/** A text in pieces, none of which ends within a character. */
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE
    const next = /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end + 1 : end
    yield text.slice(at, next)
    at = next
  }
}
