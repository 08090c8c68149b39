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
    await new Promise<void>((resolve, reject) => {
      stdout.write(text, (error) => (error ? reject(error) : resolve()))
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
    await writeFile(temporary, text)
    await rename(temporary, file)
    noteDone(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    noteDone(temporary)
    throw unwritable(file, error)
  }
}
