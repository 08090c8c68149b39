import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../support/fixture.js'
import { LARGE } from '../support/large-archives.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-interrupt-'))
  await mkdir(join(folder, 'estate'))
  const bytes = fixture('retail-dev/ORDER_INTAKE_01.00.0000')
  const names = Array.from({ length: 4000 }, (_, at) => join(folder, 'estate', `ORDER_${at}.iar`))
  await Promise.all(names.map((name) => writeFile(name, bytes)))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in a process of its own, and interrupts it after some milliseconds. */
async function interruptedRun(args: readonly string[], milliseconds: number): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], { cwd: root })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
  const timer = setTimeout(() => child.kill('SIGINT'), milliseconds)
  return ended.finally(() => clearTimeout(timer))
}

/** Interrupts in the middle, however fast the machine is: too early and too late are tried again. */
async function interruptedInTheMiddle(args: readonly string[], inTheMiddle: (ended: Ended) => boolean): Promise<Ended> {
  let [early, late] = [0, Number.POSITIVE_INFINITY]
  let wait = 2000
  let ended: Ended = { code: null, stdout: '', stderr: '' }
  for (let attempt = 0; attempt < 12; attempt += 1) {
    ended = await interruptedRun(args, wait)
    if (inTheMiddle(ended)) return ended
    if (ended.code === null || /before anything was read|^iarkit: interrupted: 0 of 4000/.test(ended.stderr))
      early = wait
    else late = wait
    // On a busy machine one run is much slower than another: then what was too early or too late says nothing.
    if (late - early < 200) [early, late] = [early / 2, late * 2]
    wait = late === Number.POSITIVE_INFINITY ? wait * 2 : (early + late) / 2
  }
  return ended
}

describe('a run that is interrupted', () => {
  it('says how many inputs were read and that nothing was written, and leaves no file behind', {
    timeout: 120_000,
  }, async () => {
    const output = join(folder, 'out.json')
    const args = ['inspect', join(folder, 'estate'), '--format', 'json', '--output', output]
    const words = /^iarkit: interrupted: [1-9]\d* of 4000 inputs were read; no result was written\.\n$/
    const { code, stdout, stderr } = await interruptedInTheMiddle(args, ({ stderr }) => words.test(stderr))
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(words)
    expect(await readdir(folder)).toEqual(['estate'])
  })

  it('says so in the midst of one large archive', { timeout: 240_000 }, async () => {
    const archive = join(folder, 'LARGE.car')
    await writeFile(archive, LARGE['integrations of a project']?.(5000) ?? '')
    const limits = ['maxTotalTextSize=1GiB', 'maxTotalSize=2GiB'].flatMap((limit) => ['--limit', limit])
    const words = /^iarkit: interrupted: 0 of 1 inputs were read; no result was written\.\n$/
    const ended = await interruptedInTheMiddle(['inspect', archive, ...limits], ({ stderr }) => words.test(stderr))
    await rm(archive)
    expect([ended.code, ended.stdout]).toEqual([130, ''])
    expect(ended.stderr).toMatch(words)
  })

  it('ends whatever it is doing', { timeout: 120_000 }, async () => {
    const { code, stdout, stderr } = await interruptedRun(['lint', join(folder, 'estate')], 3000)
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(/^iarkit: interrupted: .*; no result was written\.\n$/)
  })
})
