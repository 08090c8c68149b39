/** The Git hook of docs/hooks.md, run as it stands there in a repository with files staged; `npx` only tells its arguments. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { iarkit } from '../cli/run.js'
import { bash, hasCommand } from '../support/bash.js'
import { ESTATE, fixture } from '../support/fixture.js'

const page = await readFile(fileURLToPath(new URL('../../docs/hooks.md', import.meta.url)), 'utf8')
const hook = /```sh\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(page)?.[1] ?? ''

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-hook-'))
})
afterEach(() => rm(folder, { recursive: true }))

it.skipIf(!hasCommand('git') || !hasCommand('xargs'))(
  'gives staged archives as files, whatever they are called',
  async () => {
    const [bin, repository] = [join(folder, 'bin'), join(folder, 'repository')]
    await mkdir(bin)
    await mkdir(repository)
    await writeFile(join(bin, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@"\n')
    await chmod(join(bin, 'npx'), 0o755)
    for (const name of ['--verbose.iar', 'two words.par', 'notes.txt']) await writeFile(join(repository, name), '')
    const run = await bash(`git init -q . && git add . && ${hook.replace('#!/bin/sh\n', '')}`, {
      env: { PATH: `${bin}:${process.env['PATH']}` },
      cwd: repository,
    })
    expect(run).toMatchObject({ code: 0, stdout: 'iarkit\nlint\n--\n--verbose.iar\ntwo words.par\n' })
  },
)

it('are offered to pre-commit so that each sees all changed archives at once', async () => {
  const hooks: { id: string; require_serial?: boolean; pass_filenames?: boolean }[] = parse(
    await readFile(fileURLToPath(new URL('../../.pre-commit-hooks.yaml', import.meta.url)), 'utf8'),
  )
  expect(hooks.map(({ id }) => id)).toEqual(['iarkit', 'iarkit-tree'])
  // Of many files pre-commit runs slices side by side: rules over several archives would judge slices.
  for (const hook of hooks)
    expect([hook.id, hook.require_serial === true || hook.pass_filenames === false]).toEqual([hook.id, true])
})

it('are offered to pre-commit so that file names are no options, and options of a project come before them', async () => {
  type Hook = { id: string; entry: string; args?: string[]; pass_filenames?: boolean }
  const hooks: Hook[] = parse(
    await readFile(fileURLToPath(new URL('../../.pre-commit-hooks.yaml', import.meta.url)), 'utf8'),
  )
  // pre-commit runs the entry, then args, which those of a project replace, then the names of files.
  for (const { id, entry, args = [], pass_filenames = true } of hooks)
    expect([id, entry, pass_filenames ? args.at(-1) : '--']).toEqual([id, 'iarkit lint', '--'])

  const file = join(folder, '--verbose.iar')
  await writeFile(file, fixture('retail-dev/ORDER_INTAKE_01.00.0000'))
  const home = process.cwd()
  process.chdir(folder)
  const { code } = await iarkit(['lint', ...(hooks[0]?.args ?? []), '--verbose.iar']).finally(() => process.chdir(home))
  expect(code).toBe(0)

  // Options of one's own in the page end so, too.
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
  const used = blocks.flatMap((block): Hook[] => {
    const read = parse(block)
    return Array.isArray(read) ? read : read.repos.flatMap((repo: { hooks: Hook[] }) => repo.hooks)
  })
  expect(used.length).toBeGreaterThan(3)
  for (const { id, args, pass_filenames = id !== 'iarkit-tree' } of used)
    if (pass_filenames && args !== undefined) expect([id, args.at(-1)]).toEqual([id, '--'])
})

it('hold with a baseline over the same folder, or with an inventory that has the children', async () => {
  const exports = join(folder, 'exports')
  await mkdir(exports)
  for (const [file, name] of Object.entries(ESTATE)) await writeFile(join(exports, file), fixture(name))
  const baseline = ['--baseline', join(folder, 'baseline.json')]
  const inventory = [
    '--inventory',
    fileURLToPath(new URL('../../fixtures/retail-test-inventory.json', import.meta.url)),
  ]
  const rules = async (...args: readonly string[]): Promise<string[]> => {
    const { stdout } = await iarkit(['lint', '--no-config', '--format', 'json', ...args])
    return JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule)
  }
  const caller = join(exports, 'ORDER_INTAKE_01.00.0000.iar')

  expect(await rules(exports, ...baseline, '--update-baseline')).toEqual([])
  expect(await rules(exports, ...baseline, '--cache', join(folder, 'cache'))).toEqual([])
  expect(await rules(caller, ...baseline)).toContain('missing-integration')

  expect(await rules(exports, ...baseline, ...inventory, '--update-baseline')).toEqual([])
  expect(await rules(exports, ...baseline, ...inventory)).toEqual([])
  expect(await rules(caller, ...baseline, ...inventory)).not.toContain('missing-integration')
})
