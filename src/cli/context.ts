import pc from 'picocolors'
import { type Paint, PLAIN } from '../report/types.js'

/** Exit statuses of the command. */
export const ExitCode = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const

/** Where a run reads its surroundings and writes its output. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A run: its streams, and the exit status so far. */
export interface Context extends Streams {
  exitCode: number
}

/** Colour as the terminal, `NO_COLOR` and `FORCE_COLOR` say; none into a file. */
export function paintFor({ stdout, env }: Streams, toFile: boolean): Paint {
  const forced = env['FORCE_COLOR']
  const wanted = forced === undefined ? stdout.isTTY === true && env['TERM'] !== 'dumb' : forced !== '0'
  if (toFile || (env['NO_COLOR'] ?? '') !== '' || !wanted) return PLAIN
  return pc.createColors(true)
}
