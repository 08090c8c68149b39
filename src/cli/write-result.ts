import { rename, rm, writeFile } from 'node:fs/promises'
import { unwritable } from '../node/unreadable.js'
import type { Streams } from './context.js'
import { noteDone, noteTemporary } from './interrupt.js'

/**
 * Writes a result to standard output, or whole to a file: under another name first, so that no half file is ever there.
 * @throws IarkitError `unwritable` where the file cannot be written
 */
export async function writeResult({ stdout }: Streams, text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    // Piece by piece: encoded at once, a large report is in memory twice.
    for (const piece of piecesOf(text))
      await new Promise<void>((resolve, reject) => {
        stdout.write(piece, (error) => (error ? reject(error) : resolve()))
      })
    return
  }
  await writeWhole(text, file)
}

/** A file under another name first. @throws IarkitError `unwritable` */
export async function writeWhole(text: string, file: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  noteTemporary(temporary)
  try {
    await writeFile(temporary, piecesOf(text))
    await rename(temporary, file)
    noteDone(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    noteDone(temporary)
    throw unwritable(file, error)
  }
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
