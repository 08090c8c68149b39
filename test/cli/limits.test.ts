/** `--limit`: what archives may cost, for each command that reads them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/index.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { iarkit } from './run.js'

const inventory = fileURLToPath(new URL('../../fixtures/retail-test-inventory.json', import.meta.url))
let folder = ''
let archive = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-limits-'))
  archive = join(folder, 'ORDER_INTAKE_01.00.0000.iar')
  await writeFile(archive, fixture('retail-dev/ORDER_INTAKE_01.00.0000'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const COMMANDS: readonly (readonly [string, (path: string) => readonly string[]])[] = [
  ['inspect', (path) => ['inspect', path]],
  ['graph', (path) => ['graph', path]],
  ['flow', (path) => ['flow', path]],
  ['lint', (path) => ['lint', path, '--no-config', '--fail-on', 'never']],
  ['lint --since', (path) => ['lint', path, '--no-config', '--fail-on', 'never', '--since', path]],
  ['plan', (path) => ['plan', path, '--inventory', inventory]],
  ['diff', (path) => ['diff', path, path]],
  ['textconv', (path) => ['textconv', path]],
  ['inventory from-archives', (path) => ['inventory', 'from-archives', path]],
]

describe.each(COMMANDS)('iarkit %s', (_, args) => {
  it('refuses what is above a limit, and names it', async () => {
    const before = await iarkit(args(archive))
    const { code, stdout, stderr } = await iarkit([...args(archive), '--limit', 'maxEntries=3'])
    // A lint takes what is above a limit for a finding, a text for git what cannot be read for its text.
    expect(stdout + stderr).toMatch(/maxEntries|limit-entries/)
    expect(stdout).not.toBe(before.stdout)
    expect([0, 1, 2]).toContain(code)
  })

  it('reads to a limit that is raised', async () => {
    const enough = ['--limit', 'maxEntries=1000', '--limit', 'maxTotalSize=64MiB', '--limit', 'maxTextSize=4096KiB']
    expect(await iarkit([...args(archive), ...enough])).toEqual(await iarkit(args(archive)))
  })
})

describe('--limit', () => {
  it('raises what a diagnostic names', async () => {
    const large = join(folder, 'LARGE.iar')
    const script = `/*${'x'.repeat(DEFAULT_LIMITS.maxTextSize)}*/`
    const xml = `<ApplicationInstance xmlns="http://xmlns.oracle.com/adapters/cloud"><instanceCode>LARGE</instanceCode><description>${script}</description></ApplicationInstance>`
    const files = { 'icspackage/appinstances/LARGE.xml': xml }
    await writeFile(large, changedFixture('retail-dev/ORDER_INTAKE_01.00.0000', files))
    const unread = await iarkit(['inspect', large, '--format', 'json'])
    expect(unread.stdout).toContain('Raise maxTextSize to read it.')
    const read = await iarkit(['inspect', large, '--format', 'json', '--limit', 'maxTextSize=4MiB'])
    expect(read.stdout).not.toContain('Raise maxTextSize')
    expect(JSON.parse(read.stdout).archives[0].connections.map(({ code }: { code: string }) => code)).toContain('LARGE')
  })

  it.each(['maxEntries', 'maxEntries=', 'maxEntries=-1', 'maxEntries=1.5', 'maxEntries=many', 'maxEntries=5MB', '=5'])(
    'is refused as %s',
    async (limit) => {
      const { code, stdout, stderr } = await iarkit(['inspect', archive, '--limit', limit])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/Expected a whole number|Limits are maxArchiveSize/)
    },
  )

  it('knows every limit there is, and no other', async () => {
    for (const name of Object.keys(DEFAULT_LIMITS)) {
      const { code } = await iarkit(['inspect', archive, '--limit', `${name}=1GiB`])
      expect([name, code]).toEqual([name, 0])
    }
    const { code, stderr } = await iarkit(['inspect', archive, '--limit', '__proto__=1'])
    expect(code).toBe(2)
    expect(stderr).toContain(Object.keys(DEFAULT_LIMITS).join(', '))
  })
})
