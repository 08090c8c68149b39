import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { IarkitError } from '../base/errors.js'
import { printable } from '../report/terminal.js'
import { type Context, ExitCode, type Streams } from './context.js'
import { addDiff } from './diff.js'
import { addFlow } from './flow.js'
import { addGraph } from './graph.js'
import { addInspect } from './inspect.js'
import { addInventory } from './inventory.js'
import { addLint } from './lint.js'
import { addPlan } from './plan.js'
import { addRules } from './rules.js'
import { addTextconv } from './textconv.js'
import { writeResult } from './write-result.js'

/**
 * Runs the command. Results go to stdout, everything else to stderr.
 * @param args what stands behind the program's name
 * @returns the exit status: 0 done and clean, 1 findings, 2 could not do it
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const context: Context = { ...streams, exitCode: ExitCode.clean }
  try {
    return await runCommand(args, context)
  } catch (error) {
    if (!(error instanceof IarkitError)) throw error
    // Lists of choices have lines; a path in a message may have anything.
    streams.stderr.write(`iarkit: ${error.message.split('\n').map(printable).join('\n')}\n`)
    return ExitCode.failed
  }
}

/** @throws IarkitError where the command cannot be carried out */
async function runCommand(args: readonly string[], context: Context): Promise<number> {
  let help = ''
  const program = new Command('iarkit')
    .description(
      'Reads Oracle Integration (OIC) archives: .iar, .par, .car, exploded trees, lookup CSVs, library jars.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        help += text
      },
      writeErr: (text) => context.stderr.write(text),
    })
  addInspect(program, context)
  addGraph(program, context)
  addFlow(program, context)
  addLint(program, context)
  addRules(program, context)
  addInventory(program, context)
  addPlan(program, context)
  addDiff(program, context)
  addTextconv(program, context)
  try {
    await program.parseAsync(args, { from: 'user' })
    return context.exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    await writeResult(context, help, undefined)
    return error.exitCode === 0 ? ExitCode.clean : ExitCode.failed
  }
}
