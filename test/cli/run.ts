import { Writable } from 'node:stream'
import { run } from '../../src/cli/run.js'

/** What a run of the command wrote, and its exit status. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in this process, with streams that are no terminal unless told. */
export async function iarkit(
  args: readonly string[],
  options: { tty?: boolean; env?: Record<string, string> } = {},
): Promise<Run> {
  const stdout = new Collector(options.tty === true)
  const stderr = new Collector(options.tty === true)
  const code = await run(args, { stdout, stderr, env: options.env ?? {} })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

class Collector extends Writable {
  text = ''
  readonly isTTY: boolean

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer | string, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}
