import { execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''
let exploded = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-disk-'))
  exploded = join(folder, 'exploded')
  for (const [path, content] of Object.entries(tree('retail-dev/ORDER_INTAKE_01.00.0000'))) {
    await mkdir(dirname(join(exploded, path)), { recursive: true })
    await writeFile(join(exploded, path), content)
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** In a process of its own: one that waits for a pipe without end could not be ended from inside. */
function run(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
      cwd: root,
      timeout: 25_000,
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const pipe = (path: string) => execFileSync('mkfifo', [path])

describe.skipIf(process.platform === 'win32')('a file that is none', () => {
  it.each(['inspect', 'lint'])('in an exploded archive is named and not waited for by %s', async (command) => {
    const path = join(exploded, 'icspackage/appinstances/PIPE.xml')
    pipe(path)
    const { code, stdout } = await run(command, exploded)
    expect(code).not.toBeNull()
    expect(stdout).toMatch(/PIPE\.xml is no plain file; it is not followed/)
    await rm(path)
  })

  it('in place of an archive in a folder is left out', async () => {
    await mkdir(join(folder, 'some'))
    pipe(join(folder, 'some/PIPE.iar'))
    await writeFile(join(folder, 'some/ORDER.iar'), fixture('retail-dev/ORDER_INTAKE_01.00.0000'))
    const { code, stdout } = await run('inspect', join(folder, 'some'), join(folder, 'some/*.iar'))
    expect(code).toBe(0)
    expect(stdout).not.toContain('PIPE')
  })

  it.each(['PIPE', 'LINK', '/dev/zero', '/dev/full'])('named on the command line is refused: %s', async (name) => {
    const path = name.startsWith('/') ? name : join(folder, name)
    if (name === 'PIPE') pipe(path)
    if (name === 'LINK') await symlink('/dev/zero', path)
    const { code, stdout } = await run('inspect', path)
    expect(code).toBe(2)
    expect(stdout).toContain('is a pipe, a device or the like')
  })

  it.each(['PIPE2', '/dev/zero'])('is no inventory: %s', async (name) => {
    const path = name.startsWith('/') ? name : join(folder, name)
    if (name === 'PIPE2') pipe(path)
    const { code, stderr } = await run('plan', exploded, '--inventory', path)
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a pipe, a device or the like')])
  })

  it.each(['PIPE3', '/dev/zero'])('is no configuration: %s', async (name) => {
    const path = name.startsWith('/') ? name : join(folder, name)
    if (name === 'PIPE3') pipe(path)
    const { code } = await run('lint', exploded, '--config', path)
    expect(code).toBe(2)
  })
})

describe('links', () => {
  it('that go round in circles, or nowhere, are named and not followed', async () => {
    const base = join(exploded, 'icspackage/dvms')
    await symlink('..', join(base, 'UP'))
    await symlink('nowhere', join(base, 'LOST.dvm'))
    await symlink('/', join(base, 'ROOT'))
    const { code, stdout } = await run('inspect', '--verbose', exploded)
    expect(code).toBe(0)
    expect(stdout).toContain('LOST.dvm is a symbolic link; it is not followed')
    for (const name of ['UP', 'LOST.dvm', 'ROOT']) await rm(join(base, name))
  })
})

describe('the command', () => {
  it('says in words what it cannot do, and never shows a stack', async () => {
    await writeFile(join(folder, 'no.json'), '{')
    const runs = [
      ['inspect', folder, '--output', join(folder, 'no/such/folder/x')],
      ['inspect', join(folder, '\u001b[31mx\n::error::y')],
      ['plan', exploded, '--inventory', join(folder, 'no.json')],
      ['lint', exploded, '--config', join(folder, 'no.json')],
      ['lint', exploded, '--baseline', exploded],
      ['flow', exploded, '--integration', '\u001b[31m'],
      ['inventory', 'show', exploded],
    ]
    for (const args of runs) {
      const { code, stdout, stderr } = await run(...args)
      expect(code, args.join(' ')).toBe(2)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+|[\u0000-\u0009\u000b-\u001f]|unexpected error/m)
    }
  })
})
