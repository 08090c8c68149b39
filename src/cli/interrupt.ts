import { rmSync } from 'node:fs'
import { printable } from '../report/terminal.js'

/** What this run of the command has done so far, for the case that it is interrupted. A process is one run. */
const soFar = {
  read: 0,
  total: 0,
  written: [] as string[],
  /** Files that are being written under another name. */
  temporary: new Set<string>(),
}

/** Inputs that were read, of those that there are. */
export function noteRead(read: number, total: number): void {
  soFar.read = read
  soFar.total = total
}

/** A file is being written under a name that must not stay behind. */
export function noteTemporary(file: string): void {
  soFar.temporary.add(file)
}

/** The file under that name is gone; as `written` where it became a result. */
export function noteDone(temporary: string, written?: string): void {
  soFar.temporary.delete(temporary)
  if (written !== undefined) soFar.written.push(written)
}

/** Removes what is half written, and says in one line what the run did and did not do. */
export function interrupted(): string {
  for (const file of soFar.temporary) rmSync(file, { force: true })
  const { read, total, written } = soFar
  const inputs = total === 0 ? 'before anything was read' : `${read} of ${total} inputs were read`
  const files = written.length === 0 ? 'no result was written' : `written whole: ${written.map(printable).join(', ')}`
  return `iarkit: interrupted: ${inputs}; ${files}.`
}
