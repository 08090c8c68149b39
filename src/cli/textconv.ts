import type { Command } from 'commander'
import { IarkitError } from '../base/errors.js'
import { printable } from '../report/terminal.js'
import type { Context } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { writeResult } from './write-result.js'

/** Not the archive's fault. */
const ABSENT: ReadonlySet<string> = new Set(['not-found', 'unreadable', 'no-match', 'usage'])

/** `iarkit textconv FILE`: a stable text form of an archive, for git. */
export function addTextconv(program: Command, context: Context): void {
  program
    .command('textconv')
    .description('print a stable text form of an archive, for git diff (see docs/git.md)')
    .argument('<file>', 'an archive')
    .addOption(limitOption())
    .action(async (file: string, { limit = {} }: LimitOptions) => {
      const [{ readPath }, { archiveForm }, { textconv }] = await Promise.all([
        import('../node/read-paths.js'),
        import('../diff/index.js'),
        import('../report/textconv.js'),
      ])
      const texts: string[] = []
      try {
        for (const archive of await readPath(file, { limits: limit })) texts.push(textconv(await archiveForm(archive)))
      } catch (error) {
        // One bad archive in a history would stop `git log -p`: what is wrong with it is its text.
        if (!(error instanceof IarkitError) || ABSENT.has(error.code)) throw error
        // git gives a file of its own making, whose name is another one each time.
        const message = error.message.replaceAll(file, 'the archive')
        texts.push(`iarkit cannot read this: ${printable(message)} (${error.code})\n`)
      }
      await writeResult(context, texts.join('\n'), undefined)
    })
}
