/** Inspecting in worker threads and with a cache: the result is the same bytes, whatever dies or is damaged on the way. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LintResult, lintJson } from '../../src/index.js'
import { type InspectPathsOptions, inspectPaths } from '../../src/node/worker/inspect-paths.js'
import { LintRun } from '../../src/rules/lint-run.js'
import { ESTATE, fixture } from '../support/fixture.js'

let folder = ''
let estate = ''
let worker = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-inspect-'))
  estate = join(folder, 'estate')
  worker = join(folder, 'worker.cjs')
  await mkdir(estate)
  for (const [file, name] of Object.entries(ESTATE)) await writeFile(join(estate, file), fixture(name))
  await writeFile(join(estate, 'BROKEN.iar'), 'no zip')
  const entryPoints = ['src/node/worker/main.ts']
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const NOW = new Date('2026-01-01T00:00:00Z')

async function linted(options: InspectPathsOptions): Promise<LintResult> {
  const run = new LintRun({ config: { preset: 'strict' }, now: NOW })
  return run.finish(await inspectPaths([estate], run, { worker, threads: 0, ...options }))
}

const bytesOf = async (options: InspectPathsOptions) => lintJson(await linted(options))

/** A worker that ends at certain inputs, and else does what a worker does. */
async function dyingWorker(name: string, dies: string): Promise<string> {
  const file = join(folder, name)
  const lines = [
    `const { parentPort } = require('node:worker_threads')`,
    `parentPort.on('message', (inputs) => { if (inputs.some(({ path }) => path.endsWith(${JSON.stringify('ORDER_FULFIL_01.00.0000.iar')}))) { ${dies} } })`,
    `require('./worker.cjs')`,
  ]
  await writeFile(file, lines.join('\n'))
  return file
}

describe('the result is the same bytes', () => {
  it('without threads, with two, with a cold cache and a warm one', async () => {
    const expected = await bytesOf({})
    expect(JSON.parse(expected).findings.length).toBeGreaterThan(10)
    expect(await bytesOf({ threads: 2 })).toBe(expected)
    for (const [name, threads] of [
      ['alone', 0],
      ['threads', 2],
    ] as const) {
      const cache = join(folder, `cache-${name}`)
      expect(await bytesOf({ threads, cache })).toBe(expected)
      expect((await readdir(cache)).length).toBe(Object.keys(ESTATE).length)
      expect(await bytesOf({ threads, cache })).toBe(expected)
    }
  })
})

describe('a file of the cache', () => {
  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['empty', () => new Uint8Array()],
    ['shorter than its checksum', (bytes) => bytes.subarray(0, 20)],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['damaged', (bytes) => bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte))],
    ['from elsewhere', () => new TextEncoder().encode('<html>not a cache at all, but as long as a checksum</html>')],
    ['of another form', () => serialize({ archives: 'none' })],
  ])('that is %s is a miss, and is written anew', async (name, harm) => {
    const cache = join(folder, `cache-${name}`)
    const expected = await bytesOf({ cache })
    const files = (await readdir(cache)).map((file) => join(cache, file))
    const whole = await Promise.all(files.map((file) => readFile(file)))
    for (const [at, file] of files.entries()) await writeFile(file, harm(whole[at] ?? Buffer.alloc(0)))
    expect(await bytesOf({ cache })).toBe(expected)
    expect((await readdir(cache)).length).toBe(files.length)
    expect(await Promise.all(files.map((file) => readFile(file)))).toEqual(whole)
  })

  it('of an archive that changed since is not asked for', async () => {
    const cache = join(folder, 'cache-changed')
    const path = join(estate, 'ORDER_INTAKE_01.00.0000.iar')
    const before = await readFile(path)
    const good = await bytesOf({ cache })
    await writeFile(path, before.subarray(0, 500))
    const { failed } = await linted({ cache })
    expect(failed.map(({ file }) => file)).toContain(path)
    await writeFile(path, before)
    expect(await bytesOf({ cache })).toBe(good)
  })
})

describe('a worker', () => {
  it.each([
    ['ends', 'process.exit(3)'],
    ['throws', "throw new RangeError('out of cheese')"],
  ])('that %s costs the input that it died of, and no other', async (name, dies) => {
    const expected = await linted({})
    const { failed, findings } = await linted({ threads: 2, worker: await dyingWorker(`${name}.cjs`, dies) })
    const lost = join(estate, 'ORDER_FULFIL_01.00.0000.iar')
    const codes = Object.fromEntries(failed.map(({ file, code }) => [file, code]))
    expect(codes).toEqual({ [lost]: 'internal', [join(estate, 'BROKEN.iar')]: 'not-an-archive' })
    // Rules that look at all archives see one less; those that look at one see each of the others.
    const own = (result: LintResult) => result.findings.filter(({ rule }) => rule === 'missing-description')
    expect(own({ ...expected, findings })).toEqual(own(expected).filter(({ archive }) => archive !== lost))
  })

  it('that cannot be started costs no hang', async () => {
    const broken = join(folder, 'broken.cjs')
    await writeFile(broken, 'this is no script')
    const { failed } = await linted({ threads: 2, worker: broken })
    expect(failed.length).toBe(Object.keys(ESTATE).length + 1)
  })
})
