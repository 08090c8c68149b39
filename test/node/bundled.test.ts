import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Format } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as unbundled from '../../src/node/index.js'
import { workerFile } from '../../src/node/worker/pool.js'
import { ESTATE, fixture } from '../support/fixture.js'

type Bundle = typeof unbundled

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-bundled-'))
  for (const [file, name] of Object.entries(ESTATE)) await writeFile(join(folder, file), fixture(name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function bundled(format: Format, file: string, banner = ''): Promise<string> {
  const outfile = join(folder, file)
  const entryPoints = ['src/node/index.ts']
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format,
    banner: { js: banner },
    logLevel: 'error',
  })
  return outfile
}

describe('in a bundle', () => {
  it('of CommonJS, lintPaths runs without workers', async () => {
    const file = await bundled('cjs', 'bundle.cjs')
    const { lintPaths } = createRequire(import.meta.url)(file) as Bundle
    const { findings, failed } = await lintPaths([folder], { threads: 2 })
    expect(failed).toEqual([])
    expect(findings).toEqual((await unbundled.lintPaths([folder], { threads: 0 })).findings)
  })

  it('of ES modules with the banner of the README, archives of each kind are read', async () => {
    const [, banner = ''] = /--banner:js="([^"]+)"/.exec(await readFile('README.md', 'utf8')) ?? []
    const file = await bundled('esm', 'bundle.mjs', banner)
    const { lintPaths, readArchive } = (await import(pathToFileURL(file).href)) as Bundle
    const { findings, failed } = await lintPaths([folder], { threads: 0 })
    expect(failed).toEqual([])
    expect(findings).toEqual((await unbundled.lintPaths([folder], { threads: 0 })).findings)
    for (const name of Object.keys(ESTATE)) await readArchive(await readFile(join(folder, name)), { name })
  })

  it('the worker’s file is not looked for where the bundle does not know its place', () => {
    expect(workerFile('')).toBeNull()
    expect(workerFile('https://example.com/app.js')).toBeNull()
  })
})
