import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/index.js'
import { readPaths } from '../../src/node/read-paths.js'
import { fixture } from '../support/fixture.js'
import { iarkit } from './run.js'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const OLD = join(fixtures, 'retail-dev/ORDER_INTAKE_01.00.0000')
const NEW = join(fixtures, 'retail-dev-v2/ORDER_INTAKE_01.01.0000')

describe('iarkit diff', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'iarkit-diff-'))
    writeFileSync(join(folder, 'old.iar'), fixture('retail-dev/ORDER_INTAKE_01.00.0000'))
    writeFileSync(join(folder, 'broken.iar'), 'no zip')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('finds nothing between an archive and its tree', async () => {
    expect(await iarkit(['diff', join(folder, 'old.iar'), OLD, '--exit-code'])).toEqual({
      code: 0,
      stdout: 'No differences\n',
      stderr: '',
    })
  })

  it('exits with 0 on differences, with 1 when asked as in git', async () => {
    expect((await iarkit(['diff', OLD, NEW])).code).toBe(0)
    expect((await iarkit(['diff', OLD, NEW, '--exit-code'])).code).toBe(1)
  })

  it.each(['text', 'markdown', 'html', 'json'])('writes %s, the same each time', async (format) => {
    const once = await iarkit(['diff', OLD, NEW, '--format', format])
    expect(once.stdout).toContain('West')
    expect(await iarkit(['diff', OLD, NEW, '--format', format])).toEqual(once)
  })

  it('compares folders as sets', async () => {
    const { stdout } = await iarkit([
      'diff',
      join(fixtures, 'retail-dev'),
      join(fixtures, 'retail-dev-v2'),
      '-f',
      'json',
    ])
    const { artifacts } = JSON.parse(stdout) as { artifacts: { id: string; change: string }[] }
    expect(
      artifacts.filter(({ id }) => id.startsWith('integration:ORDER')).map(({ id, change }) => `${change} ${id}`),
    ).toEqual(['removed integration:ORDER_FULFIL|01.00.0000', 'changed integration:ORDER_INTAKE|01.01.0000'])
  })

  it('tells two kinds of export in one folder apart', async () => {
    const two = join(fixtures, 'fuzz-finds/38a47cc5122d')
    const { stdout } = await iarkit(['diff', join(fixtures, 'flow'), two, '-f', 'json'])
    const { archives } = await readPaths([two])
    const { artifacts } = await diffArchives((await readPaths([join(fixtures, 'flow')])).archives, archives)
    expect(new Set(archives.map(({ file }) => file)).size).toBeLessThan(archives.length)
    expect((JSON.parse(stdout) as { artifacts: unknown }).artifacts).toEqual(artifacts)
  })

  it('does not take a side that cannot be read for an empty one', async () => {
    const { code, stdout } = await iarkit(['diff', OLD, join(folder, 'broken.iar'), '-f', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ identical: false, artifacts: [], failed: [{ code: 'not-an-archive' }] })
    expect((await iarkit(['diff', OLD, join(folder, 'broken.iar')])).stdout).toContain('Not compared')
  })
})

describe('iarkit textconv', () => {
  it('gives the same text for an archive however it is packed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iarkit-textconv-'))
    try {
      writeFileSync(join(folder, 'a.iar'), fixture('retail-dev/ORDER_INTAKE_01.00.0000', '7-zip'))
      const zipped = await iarkit(['textconv', join(folder, 'a.iar')])
      const exploded = await iarkit(['textconv', OLD])
      expect(zipped.stdout).toBe(exploded.stdout)
      expect(zipped.stdout).toMatch(/^integration:ORDER_INTAKE\|01\.00\.0000\n/)
      expect(zipped.stdout).not.toMatch(/processor_\d|application_\d|[ \t]$/m)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('fails where there is no file', async () => {
    expect((await iarkit(['textconv', '/nowhere/a.iar'])).code).toBe(2)
  })
})
