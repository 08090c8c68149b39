import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineRule, lint, noOptions, readArchive, runRule } from '../../src/index.js'
import { readPaths } from '../../src/node/index.js'
import { iarkit } from '../cli/run.js'
import { fixture } from '../support/fixture.js'
import { type ZipPart, zip } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const one: ZipPart = { name: 'icspackage/x.xml', content: 'x' }
const BAD: Readonly<Record<string, Uint8Array>> = {
  'empty.iar': new Uint8Array(),
  'cut-off.iar': fixture(INTAKE).subarray(0, 2000),
  'encrypted.iar': zip([{ ...one, flags: 0x809 }]),
  'twice.iar': zip([one, one]),
  'up.iar': zip([{ ...one, name: '../x.xml' }]),
  'drive.iar': zip([{ ...one, name: 'C:\\x.xml' }]),
  'absolute.iar': zip([{ ...one, name: '/x.xml' }]),
  'backslash.iar': zip([{ ...one, name: '..\\..\\x.xml' }]),
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-many-'))
  for (const [name, bytes] of Object.entries(BAD)) await writeFile(join(folder, name), bytes)
  await writeFile(join(folder, 'a-good.iar'), fixture(INTAKE))
  await writeFile(join(folder, 'z-good.car'), fixture('retail-dev/RETURNS_PROJECT'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const failing = defineRule({
  id: 'acme/failing',
  severity: 'error',
  category: 'quality',
  summary: 'A rule that throws after its first finding',
  options: noOptions,
  needs: [],
  async *check({ archives }) {
    for (const { file } of archives) {
      yield { archive: file, entry: '', line: null, column: null, message: 'Found.', artifact: '', step: '', key: 'x' }
      throw new RangeError('out of\u001b[31m cheese\n::error::x')
    }
  },
})

describe('one of many', () => {
  it('bad archive costs its own result only', async () => {
    const { archives, failed } = await readPaths([folder])
    expect(archives.map(({ file }) => file)).toEqual([join(folder, 'a-good.iar'), join(folder, 'z-good.car')])
    expect(failed.map(({ file }) => file).sort()).toEqual(
      Object.keys(BAD)
        .sort()
        .map((name) => join(folder, name)),
    )
    expect(Object.fromEntries(failed.map(({ file, code }) => [file.slice(folder.length + 1), code]))).toEqual({
      'empty.iar': 'not-an-archive',
      'cut-off.iar': 'truncated',
      'encrypted.iar': 'encrypted',
      'twice.iar': 'duplicate-entry',
      'up.iar': 'path-traversal',
      'drive.iar': 'path-traversal',
      'absolute.iar': 'path-traversal',
      'backslash.iar': 'path-traversal',
    })
  })

  it.each(['inspect', 'lint', 'flow', 'graph'])('bad archive does not keep %s from the others', async (command) => {
    const { code, stdout } = await iarkit([command, folder])
    expect(code).toBe(2)
    expect(stdout).toContain('ORDER_INTAKE')
    expect(stdout).toContain('RETURN_REQUEST')
  })

  it('path that does not exist costs the others nothing', async () => {
    const { archives, failed } = await readPaths(['no-such.iar', join(folder, 'a-good.iar'), 'no-such-*.iar'])
    expect([archives.length, failed.map(({ code }) => code).sort()]).toEqual([1, ['no-match', 'not-found']])
  })

  it('rule that throws is a finding; what it found stays, and the others run', async () => {
    const archive = await readArchive(fixture(INTAKE), { name: 'a.iar' })
    const without = await lint([archive])
    const { findings } = await lint([archive], { rules: [failing], config: { rules: { 'acme/failing': 'error' } } })
    const own = findings.filter(({ rule }) => rule === 'acme/failing')
    expect(own.map(({ message }) => message.split('.')[0]).sort()).toEqual([
      'Found',
      expect.stringContaining('The rule failed'),
    ])
    expect(findings.length).toBe(without.findings.length + own.length)
    expect((await runRule(failing, [archive])).findings).toHaveLength(2)
  })
})
