import { spawn, spawnSync } from 'node:child_process'

export interface BashRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script with bash, for at most 30 seconds, with nothing of this machine's environment but its PATH. */
export function bash(
  script: string,
  {
    args = [],
    env = {},
    cwd,
    stdin = '',
  }: { args?: readonly string[]; env?: Record<string, string>; cwd: string; stdin?: string },
): Promise<BashRun> {
  return new Promise((resolve, reject) => {
    // With a socket as its input, bash takes itself for a remote shell and reads the user's .bashrc.
    const child = spawn('bash', ['--norc', '-c', script, 'bash', ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      timeout: 30_000,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    // A script that ends before it has read all of its input is no failure.
    child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error)
    })
    child.stdin.end(stdin)
  })
}

/** What `bash -n` says of a script: empty where it parses. */
export function syntaxErrors(script: string): string {
  return spawnSync('bash', ['-n'], { input: script, encoding: 'utf8', timeout: 30_000 }).stderr
}

/** Whether a command is on this machine. */
export function hasCommand(name: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${name}`], { timeout: 30_000 }).status === 0
}
