import { ExitCode } from './context.js'
import { run } from './run.js'

// A reader that closes the pipe early (`iarkit … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? ExitCode.clean : ExitCode.failed)
})

run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, env: process.env }).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `iarkit: unexpected error: ${message}. Please report it with the archive's kind and the command line.\n`,
    )
    process.exitCode = ExitCode.failed
  },
)
