import { rename, rm, writeFile } from 'node:fs/promises'
import { unwritable } from '../node/unreadable.js'
import type { Streams } from './context.js'

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
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw unwritable(file, error)
  }
}
