import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { IarkitError } from '../base/errors.js'
import { type Context, ExitCode, type Streams } from './context.js'
import { addInspect } from './inspect.js'

/**
 * Runs the command. Results go to stdout, everything else to stderr.
 * @param args what stands behind the program's name
 * @returns the exit status: 0 done and clean, 1 findings, 2 could not do it
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const context: Context = { ...streams, exitCode: ExitCode.clean }
  const program = new Command('iarkit')
    .description(
      'Reads Oracle Integration (OIC) archives: .iar, .par, .car, exploded trees, lookup CSVs, library jars.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: (text) => streams.stderr.write(text) })
  addInspect(program, context)
  try {
    await program.parseAsync(args, { from: 'user' })
    return context.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.clean : ExitCode.failed
    if (!(error instanceof IarkitError)) throw error
    streams.stderr.write(`iarkit: ${error.message}\n`)
    return ExitCode.failed
  }
}
