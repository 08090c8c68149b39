import { printable } from '../report/terminal.js'
import { ExitCode } from './context.js'
import { tuneEngine } from './engine.js'
import { interrupted } from './interrupt.js'
import { run } from './run.js'

tuneEngine()

// What cannot be written to is told or passed over where it is written (`writeResult`); nobody may end the run for it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.once('SIGINT', () => {
  process.stderr.write(`${interrupted()}\n`)
  process.exit(ExitCode.interrupted)
})

process.once('uncaughtException', unexpected)

run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, env: process.env }).then((code) => {
  process.exitCode = code
}, unexpected)

/** A defect of ours: no stack, and nothing that a terminal would obey. */
function unexpected(error: unknown): void {
  const message = printable(error instanceof Error ? error.message : String(error))
  process.stderr.write(
    `iarkit: unexpected error: ${message}. Please report it with the archive's kind and the command line.\n`,
  )
  process.exitCode = ExitCode.failed
}
