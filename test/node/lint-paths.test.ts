import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLimits } from '../../src/archive/index.js'
import { defineRule, lint, noOptions, readInventory } from '../../src/index.js'
import { lintPaths, readPaths } from '../../src/node/index.js'
import { openCache } from '../../src/node/worker/cache.js'
import { changedFixture, ESTATE, fixture } from '../support/fixture.js'
import { NASTY_ARCHIVES } from '../support/nasty-archives.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const CONNECTION = 'icspackage/appinstances/WAREHOUSE_DB.xml'

let folder = ''
let worker = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-lint-paths-'))
  worker = join(folder, 'worker.cjs')
  await build({
    entryPoints: ['src/node/worker/main.ts'],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A folder with archives in it. */
async function exportsOf(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const exported = await mkdtemp(join(folder, 'exports-'))
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(exported, name), bytes)
  return exported
}

const estate = () =>
  exportsOf({
    ...Object.fromEntries(Object.entries(ESTATE).map(([file, name]) => [file, fixture(name)])),
    // The same integration again with another flow, and with another copy of a lookup and a connection.
    'again.iar': changedFixture(INTAKE, edited(INTAKE, /(processorName>)[^<]+/, '$1Renamed')),
    'other-copy.iar': changedFixture(
      FULFIL,
      edited(FULFIL, /<displayName>[^<]*/, '<displayName>Another name', CONNECTION),
    ),
    'bad.iar': fixture(INTAKE).subarray(0, 900),
  })

function edited(name: string, from: RegExp, to: string, only = 'project.xml'): Record<string, string> {
  const changes: Record<string, string> = {}
  for (const [path, content] of Object.entries(tree(name))) {
    if (path.endsWith(only)) changes[path] = Buffer.from(content).toString('utf8').replace(from, to)
  }
  expect(Object.keys(changes)).toHaveLength(1)
  return changes
}

async function inventory() {
  return readInventory(JSON.parse(await readFile('fixtures/retail-test-inventory.json', 'utf8')))
}

describe('lint over paths', () => {
  it('finds the same in threads as in one, also in archives at the limits', { timeout: 300_000 }, async () => {
    const nasty = Object.values(NASTY_ARCHIVES).filter(({ large = false }) => !large)
    const files = nasty.map(({ file = 'a.iar', bytes }, at) => [`${String(at).padStart(2, '0')}-${file}`, bytes()])
    const exported = await exportsOf(Object.fromEntries(files))
    const alone = await lintPaths([exported], { threads: 0 })
    expect(await lintPaths([exported], { threads: 2, worker })).toEqual(alone)
    expect(alone.failed.filter(({ code }) => code === 'internal')).toEqual([])
    expect(new Set(alone.findings.map(({ archive }) => archive)).size).toBeGreaterThan(nasty.length / 2)
  })

  it('finds what lint finds over the archives read at once', async () => {
    const exported = await estate()
    const options = { inventory: await inventory(), config: { preset: 'strict' as const } }
    const { archives, failed } = await readPaths([exported])
    const whole = await lint(archives, { ...options, failed })
    const rules = new Set(whole.findings.map(({ rule }) => rule))
    // Those that compare what only whole archives hold are among them.
    expect(rules).toContain('version-reused')
    expect(rules).toContain('bundled-copies-differ')
    expect(await lintPaths([exported], { ...options, threads: 0 })).toEqual(whole)
  })

  it.each([Number.NaN, -1])('refuses %s threads, for which it would wait without end', async (threads) => {
    await expect(lintPaths(['fixtures/retail-dev'], { threads })).rejects.toMatchObject({ code: 'usage' })
  })

  it('finds the same in worker threads', async () => {
    const exported = await estate()
    const alone = await lintPaths([exported], { threads: 0 })
    expect(alone.findings.length).toBeGreaterThan(10)
    expect(await lintPaths([exported], { threads: 2, worker })).toEqual(alone)
  })

  it('gives a rule of one’s own whole archives', async () => {
    const seen: number[] = []
    const counting = defineRule({
      id: 'acme/counting',
      severity: 'info',
      category: 'quality',
      summary: 'Counts what only whole archives have',
      options: noOptions,
      needs: [],
      async *check({ archives }) {
        for (const archive of archives) {
          const [flow] = archive.integrations
          seen.push(flow?.steps.length ?? 0, archive.entries.length)
        }
        yield* []
      },
    })
    await lintPaths([await exportsOf({ 'a.iar': fixture(INTAKE) })], { rules: [counting], threads: 2, worker })
    expect(seen).toHaveLength(2)
    expect(Math.min(...seen)).toBeGreaterThan(0)
  })
})

describe('the cache', () => {
  it('gives the same findings as reading anew, and is used', async () => {
    const exported = await estate()
    const cache = join(await mkdtemp(join(folder, 'cache-')), 'deep', 'er')
    const anew = await lintPaths([exported], { threads: 0 })
    expect(await lintPaths([exported], { cache, threads: 0 })).toEqual(anew)
    const kept = await readdir(cache)
    // One for each archive that could be read.
    expect(kept).toHaveLength(7)
    expect(await lintPaths([exported], { cache, threads: 0 })).toEqual(anew)
    expect((await readdir(cache)).sort()).toEqual(kept.sort())
    expect(await lintPaths([exported], { cache, threads: 2, worker })).toEqual(anew)
  })

  it('reads an archive anew that has changed, and one whose rules have', async () => {
    const exported = await exportsOf({ 'ORDER_INTAKE_01.00.0000.iar': fixture(INTAKE) })
    const cache = await mkdtemp(join(folder, 'cache-'))
    const path = join(exported, 'ORDER_INTAKE_01.00.0000.iar')
    const before = await lintPaths([path], { cache })
    await writeFile(path, changedFixture(INTAKE, edited(INTAKE, /<percentComplete>\d+/, '<percentComplete>40')))
    const after = await lintPaths([path], { cache })
    expect(before.findings.some(({ rule }) => rule === 'incomplete-integration')).toBe(false)
    expect(after.findings.some(({ rule }) => rule === 'incomplete-integration')).toBe(true)
    const off = await lintPaths([path], { cache, config: { rules: { 'incomplete-integration': 'off' } } })
    expect(off.findings.some(({ rule }) => rule === 'incomplete-integration')).toBe(false)
    expect(await readdir(cache)).toHaveLength(3)
  })

  it('has no key for a file that is larger than an archive may be, and does not read it', async () => {
    const path = join(await exportsOf({ 'a.iar': fixture(INTAKE) }), 'a.iar')
    const cache = await mkdtemp(join(folder, 'cache-'))
    const keyWithin = (maxArchiveSize: number) =>
      openCache(cache, '1.0.0', {}, withLimits({ maxArchiveSize })).keyOf({ kind: 'file', path })
    expect(keyWithin(1_000_000)).toMatch(/^[0-9a-f]{64}$/)
    expect(keyWithin(100)).toBeNull()
  })

  it('says so where its folder cannot be written', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const exported = await exportsOf({ 'a.iar': fixture(INTAKE) })
    await expect(lintPaths([exported], { cache: join(file, 'cache') })).rejects.toMatchObject({ code: 'unwritable' })
  })
})
