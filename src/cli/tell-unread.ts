import type { Archive } from '../model/types.js'
import { unreadFiles } from '../model/unread.js'
import { printable } from '../report/terminal.js'
import type { Context } from './context.js'

/** Most files that are named. */
const NAMED = 20

/** Says on stderr which files could not be read, where the result has no place for it: what they say is not in it. */
export function tellUnread({ stderr }: Context, archives: readonly Archive[]): void {
  const lines = archives.flatMap((archive) =>
    [...unreadFiles(archive)].map(
      ([path, why]) => `${archive.file}: ${path} could not be read, so that what it says is left out: ${why}`,
    ),
  )
  for (const line of lines.slice(0, NAMED)) stderr.write(`iarkit: ${printable(line)}\n`)
  if (lines.length > NAMED) stderr.write(`iarkit: ${lines.length - NAMED} more files could not be read.\n`)
}
