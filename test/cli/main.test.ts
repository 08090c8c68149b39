/** The command as a process of its own: what becomes of its exit status where nobody takes what it writes. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BashRun, bash, hasCommand } from '../support/bash.js'
import { changedFixture } from '../support/fixture.js'

const IARKIT = 'node --import "$TSX" "$MAIN"'
const env = {
  TSX: import.meta.resolve('tsx'),
  MAIN: fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)),
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-main-'))
  await writeFile(
    join(folder, 'intake.iar'),
    changedFixture('retail-dev/ORDER_INTAKE_01.00.0000', { 'icspackage/.DS_Store': 'x' }),
  )
  await writeFile(join(folder, 'broken.iar'), 'no archive')
})
afterAll(() => rm(folder, { recursive: true }))

const run = (script: string): Promise<BashRun> => bash(`set -o pipefail; ${script}`, { env, cwd: folder })

describe.skipIf(!hasCommand('bash'))('a pipe that its reader closes early', () => {
  it.each([
    ['lint intake.iar --rule junk-entry=error', 1],
    ['lint intake.iar broken.iar', 2],
    ['lint intake.iar', 0],
    ['diff intake.iar intake.iar --exit-code', 0],
    ['lint --help', 0],
  ])('leaves its own exit status to `%s`: %i', async (args, code) => {
    expect(await run(`${IARKIT} ${args} | true`)).toEqual({ code, stdout: '', stderr: '' })
  })

  it('leaves it also where the messages go into that pipe', async () => {
    expect(await run(`${IARKIT} flow intake.iar broken.iar 2>&1 | true`)).toMatchObject({ code: 2 })
    expect(await run(`${IARKIT} lint nowhere.iar 2>&1 | true`)).toMatchObject({ code: 2 })
    expect(await run(`${IARKIT} lint intake.iar --rule junk-entry=error 2>&1 | true`)).toMatchObject({ code: 1 })
  })
})

describe.skipIf(!existsSync('/dev/full'))('a standard output that takes nothing more', () => {
  it.each(['lint intake.iar', 'lint --help', '--version'])(
    'is told on stderr, with exit status 2: `%s`',
    async (args) => {
      expect(await run(`${IARKIT} ${args} > /dev/full`)).toEqual({
        code: 2,
        stdout: '',
        stderr: 'iarkit: standard output cannot be written: there is no space left (ENOSPC).\n',
      })
    },
  )
})
