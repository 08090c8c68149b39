/** What `--output` must not take the place of. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'
import { iarkit } from './run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const home = process.cwd()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-outputs-'))
  await mkdir(join(folder, 'exports/sub'), { recursive: true })
  await writeFile(join(folder, 'exports/sub/a.iar'), fixture(INTAKE))
  await writeFile(join(folder, 'inventory.json'), '{"formatVersion":1,"environment":"TEST"}')
  await writeFile(join(folder, 'baseline.json'), '{"formatVersion":1,"findings":[]}')
  await symlink('exports/sub/a.iar', join(folder, 'link.iar'))
  for (const [path, content] of Object.entries(tree(INTAKE))) {
    await mkdir(dirname(join(folder, 'tree', path)), { recursive: true })
    await writeFile(join(folder, 'tree', path), content as Uint8Array)
  }
  process.chdir(folder)
})

afterAll(async () => {
  process.chdir(home)
  await rm(folder, { recursive: true })
})

const A = 'exports/sub/a.iar'
const PROJECT = 'tree/icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml'

describe('a result', () => {
  it.each([
    [`inspect ${A} -o ${A}`, A],
    [`inspect ${A} -o ./exports/../exports/sub/a.iar`, A],
    [`inspect link.iar -o ${A}`, A],
    [`inspect ${A} -o link.iar`, A],
    [`inspect exports -o ${A}`, A],
    [`inspect exports/**/*.iar -o ${A}`, A],
    [`inspect tree -o ${PROJECT}`, PROJECT],
    [`graph ${A} -o ${A}`, A],
    [`flow ${A} -o ${A}`, A],
    [`lint ${A} -o ${A}`, A],
    [`lint ${A} -o json=${A}`, A],
    [`lint ${A} --update-baseline -b ${A}`, A],
    [`lint ${A} -i inventory.json -o inventory.json`, 'inventory.json'],
    [`lint ${A} -b baseline.json -o baseline.json`, 'baseline.json'],
    [`lint tree --since exports -o ${A}`, A],
    [`diff ${A} tree -o ${A}`, A],
    [`diff tree ${A} -o ${A}`, A],
    [`plan ${A} -i inventory.json -o ${A}`, A],
    [`plan ${A} -i inventory.json -o inventory.json`, 'inventory.json'],
    [`inventory from-archives ${A} -o ${A}`, A],
    [`inventory show inventory.json -o inventory.json`, 'inventory.json'],
  ])('does not take the place of what is read: %s', async (command, kept) => {
    const before = await readFile(kept)
    const { code, stderr, stdout } = await iarkit(command.split(' '))
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('is not written: it is '),
    })
    expect((await readFile(kept)).equals(before)).toBe(true)
  })

  it.each([
    'flow tree -o tree',
    'flow tree -o tree/',
    'flow . -o tree/icspackage/flows/',
    'flow tree* -o exports/../tree/icspackage',
  ])('is not put into an unzipped archive that is read: %s', async (command) => {
    const { code, stderr } = await iarkit(command.split(' '))
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('it lies in an unzipped archive that is read. Name another folder.'),
    })
    expect((await readdir(join(folder, 'tree'), { recursive: true })).filter((name) => /flows|mmd/.test(name))).toEqual(
      [],
    )
  })

  it.each([
    '--output json=new.out --output sarif=new.out',
    '--output json=new.out --output ./new.out',
    '--output json=new.out --update-baseline --baseline new.out',
  ])('does not take the place of another: lint %s', async (args) => {
    const { code, stderr } = await iarkit(['lint', A, ...args.split(' ')])
    expect(code).toBe(2)
    expect(stderr).toContain('is not written: another result of the same run is written to it')
  })

  it.each([
    `lint ${A} --output json=/dev/null --output sarif=/dev/null --output text=/dev/null`,
    `lint exports --output json=exports/report.json`,
    `lint exports --output json=exports/report.json`,
    `lint ${A} --baseline baseline.json --update-baseline`,
    `inspect exports --output inspected.txt`,
    `inspect exports --output inspected.txt`,
    `flow exports --output exports/`,
    `flow exports tree --output tree-flows/`,
  ])('goes where nothing is lost, twice too: %s', async (command) => {
    expect((await iarkit(command.split(' '))).code).toBeLessThan(2)
  })
})
