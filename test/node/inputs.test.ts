import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findConfig } from '../../src/node/config.js'
import { expandInput } from '../../src/node/inputs.js'
import { readInventoryFiles } from '../../src/node/read-inventory.js'
import { readPath, readPaths } from '../../src/node/read-paths.js'
import { lintPaths } from '../../src/node/worker/lint-paths.js'
import { iarkit } from '../cli/run.js'
import { fixture, packed } from '../support/fixture.js'
import { type Content, tree } from '../support/zip.js'

type Files = Readonly<Record<string, Content>>

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const INTAKE = fixture('retail-dev/ORDER_INTAKE_01.00.0000')

let base = ''
let made = 0

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'iarkit-inputs-'))
})

afterAll(() => rm(base, { recursive: true, force: true }))

/** A folder of its own on disk, with these files. */
async function folderOf(files: Files): Promise<string> {
  const folder = join(base, `${made++}`)
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  return folder
}

/** The files of a fixture, below another folder. */
const treeBelow = (name: string, from: string, to: string): Files =>
  Object.fromEntries(
    Object.entries(tree(name)).map(([path, content]) => [path.replace(new RegExp(`^${from}`), to), content]),
  )

const below = (folder: string, path: string): string => relative(folder, path).split(sep).join('/')

/** What a folder stands for: files by their path, trees by how many files belong to their archives. */
async function inputsOf(files: Files): Promise<unknown> {
  const folder = await folderOf(files)
  return (await expandInput(folder)).map((input) =>
    input.kind === 'file' ? below(folder, input.path) : input.files.length,
  )
}

/** The archives read from a folder: kind, folder of the root, integrations. */
async function archivesOf(files: Files): Promise<unknown> {
  const folder = await folderOf(files)
  return (await readPath(folder)).map(({ kind, file, integrations }) => [
    kind,
    below(folder, file),
    integrations.map(({ code }) => code),
  ])
}

describe('a folder that is searched for archives', () => {
  it.each([
    ['of a build', { 'project/build.properties': 'sbt.version=1.0', 'project/plugins.sbt': '' }],
    ['of a program', { 'src/com/acme/project/A.java': 'class A {}', 'src/com/acme/project/pom.xml': '<project/>' }],
    ['of scripts', { 'src/project/app.js': 'function app() {}' }],
    ['called icspackage', { 'src/icspackage/index.js': 'function index() {}', 'icspackage/README.md': '#' }],
  ])('takes no folder %s for an archive', async (_, others: Files) => {
    expect(await inputsOf({ 'exports/INTAKE.iar': INTAKE, ...others })).toEqual(['exports/INTAKE.iar'])
    const alone = await folderOf({ 'exports/INTAKE.iar': INTAKE })
    const beside = await folderOf({ 'exports/INTAKE.iar': INTAKE, ...others })
    const { code, stdout } = await iarkit(['lint', beside, '--fail-on', 'error'])
    const expected = await iarkit(['lint', alone, '--fail-on', 'error'])
    expect(code).toBe(expected.code)
    expect(stdout).toBe(expected.stdout.replaceAll(alone, beside))
    await expect(expandInput(await folderOf(others))).rejects.toMatchObject({ code: 'no-match' })
  })

  it('takes of an exploded archive what belongs to it, and finds lookups in whatever folder beside it', async () => {
    const exploded = tree('retail-dev/ORDER_INTAKE_01.00.0000')
    const files = {
      ...treeBelow('retail-dev/ORDER_INTAKE_01.00.0000', '', 'oic/'),
      'README.md': '#',
      'src/project/app.js': '',
      'src/project/Carriers.csv': 'DVM,Carriers,\na\n1\n',
      'src/project/orders.csv': 'ID,DVM,\n1,2,3\n',
      'oic/icspackage/dvms/Carriers.csv': 'DVM,Carriers,\na\n1\n',
    }
    expect(await inputsOf(files)).toEqual([Object.keys(exploded).length + 1, 'src/project/Carriers.csv'])
  })

  it('finds every lookup that is read when it is named', async () => {
    const files = {
      'blank.csv': '\n\nDVM,Regions,\nCODE\nN\n',
      'lower.csv': 'dvm,Regions,\nCODE\nN\n',
      'project/lookups/Regions.dvm':
        '<dvm name="Regions" xmlns="http://xmlns.oracle.com/dvm"><columns><column name="CODE"/></columns><rows><row><cell>N</cell></row></rows></dvm>',
      'quoted.csv': '"DVM","Regions"\nCODE\nN\n',
      'semicolons.csv': 'DVM;Regions;\nCODE\nN\n',
      'wide.csv': Buffer.from('\ufeffDVM,Regions,\nCODE\nN\n', 'utf16le'),
    }
    const folder = await folderOf({ ...files, 'orders.csv': 'ORDER;DVM\n1;2\n', 'empty.csv': '' })
    const archives = await readPath(folder)
    expect(
      archives.map(({ file, lookups }) => [below(folder, file), lookups[0]?.name, lookups[0]?.rows.length]),
    ).toEqual(Object.keys(files).map((name) => [name, 'Regions', 1]))
  })

  it('says so where a file that is named is no archive', async () => {
    const folder = await folderOf({ 'project/app.iar': 'no zip', 'project/app.js': '' })
    await expect(readPath(join(folder, 'project/app.iar'))).rejects.toMatchObject({ code: 'not-an-archive' })
    await expect(readPath(join(folder, 'project/app.js'))).rejects.toMatchObject({ code: 'not-an-archive' })
  })
})

describe('a folder of which a part may not be read', () => {
  const parts = ['closed', 'closed.csv', 'closed.iar']

  // Windows knows no such permissions.
  it.skipIf(process.platform === 'win32')('is read but for that part, which is told', async () => {
    const folder = join(base, 'partly')
    await mkdir(join(folder, 'closed'), { recursive: true })
    await writeFile(join(folder, 'open.iar'), fixture('retail-dev/ORDER_FULFIL_01.00.0000'))
    await writeFile(join(folder, 'closed', 'inner.iar'), 'x')
    await writeFile(join(folder, 'closed.csv'), 'DVM,STORES')
    await writeFile(join(folder, 'closed.iar'), 'x')
    for (const part of parts) await chmod(join(folder, part), 0)
    const { archives, failed } = await asNobody(() => readPaths([folder]))
    for (const part of parts) await chmod(join(folder, part), 0o755)
    expect(archives.map(({ file }) => file)).toEqual([join(folder, 'open.iar')])
    expect(failed).toEqual(
      parts.map((part) => ({
        file: join(folder, part),
        code: 'unreadable',
        message: expect.stringContaining('not permitted'),
      })),
    )
  })

  /** Whoever runs tests as root may read everything. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    const isRoot = process.geteuid?.() === 0
    if (isRoot) await chmod(base, 0o755)
    if (isRoot) process.seteuid?.(65534)
    try {
      return await work()
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  }
})

describe('a folder with several exploded archives', () => {
  const names = ['ORDER_INTAKE_01.00.0000', 'ORDER_FULFIL_01.00.0000'] as const
  const files = Object.assign({}, ...names.map((name) => treeBelow(`retail-dev/${name}`, '', `oic/${name}/`))) as Files
  const countOf = (name: string) => Object.keys(tree(`retail-dev/${name}`)).length

  it('is an input for each of them, named by its folder', async () => {
    const folder = await folderOf({ ...files, 'INTAKE.iar': INTAKE })
    const inputs = await expandInput(`${folder}/`)
    expect(inputs.map((input) => [input.path, input.kind === 'tree' ? input.files.length : null])).toEqual([
      [`${folder}/oic/ORDER_FULFIL_01.00.0000`, countOf('ORDER_FULFIL_01.00.0000')],
      [`${folder}/oic/ORDER_INTAKE_01.00.0000`, countOf('ORDER_INTAKE_01.00.0000')],
      [join(folder, 'INTAKE.iar'), null],
    ])
  })

  it('is held against the limits archive by archive', async () => {
    const folder = await folderOf(files)
    const counts = names.map(countOf)
    const read = (maxEntries: number) => readPaths([folder], { limits: { maxEntries } })
    // What a library's jar holds counts, too.
    expect((await read(Math.max(...counts) + 2)).archives).toHaveLength(2)
    const { archives, failed } = await read(Math.max(...counts) - 1)
    expect([...archives, ...failed].map(({ file }) => below(folder, file)).sort()).toEqual(
      names.map((name) => `oic/${name}`).sort(),
    )
    expect(failed).toMatchObject([{ code: 'limit-entries' }])
  })
})

describe('a glob', () => {
  const INTAKE_TREE = 'retail-dev/ORDER_INTAKE_01.00.0000'

  it('stands for the folders that it matches as for the files, and reads nothing twice', async () => {
    const folder = await folderOf({
      ...treeBelow(INTAKE_TREE, '', 'oic/INTAKE/'),
      'oic/INTAKE.iar': INTAKE,
      'oic/docs/notes.txt': 'no archive',
      'oic/older/2025/INTAKE.iar': INTAKE,
      'oic/node_modules/x/INTAKE.iar': INTAKE,
    })
    const found = ['oic/INTAKE', 'oic/INTAKE.iar', 'oic/older/2025/INTAKE.iar']
    for (const glob of [
      `${folder}/oic/*`,
      `${folder}/*/*`,
      `${folder}/oic/{INTAKE,INTAKE/icspackage,INTAKE.iar,older}`,
    ])
      expect((await expandInput(glob)).map(({ path }) => below(folder, path))).toEqual(found)
    const { archives, failed } = await readPaths([`${folder}/oic/[IO]*`])
    expect([archives.map(({ file }) => below(folder, file)), failed]).toEqual([found.slice(0, 2), []])
    expect(await expandInput(`${folder}/oic/node_modules/*`)).toHaveLength(1)
  })

  it('begins with folders whose names have parentheses, brackets and blanks', async () => {
    const folder = await folderOf({ 'exports (1)/[PROD] x/A.iar': INTAKE, 'exports (1)/[PROD] x/B.iar': INTAKE })
    for (const glob of ['exports (1)/[PROD] x/*', 'exports (1)/*/*.iar', 'exports (1)\\[PROD] x\\?.iar'])
      expect((await expandInput(`${folder}/${glob}`)).map(({ path }) => below(folder, path))).toEqual([
        'exports (1)/[PROD] x/A.iar',
        'exports (1)/[PROD] x/B.iar',
      ])
  })

  it('that matches no archive says so', async () => {
    const folder = await folderOf({ 'docs/notes.txt': 'no archive' })
    const matched = `${folder}/do*`
    expect((await readPaths([matched, `${folder}/x*`])).failed.map(({ message }) => message)).toEqual([
      `There is no archive (.iar, .par, .car), exploded archive or lookup in what ${matched} matches.`,
      `No file or folder matches ${folder}/x*.`,
    ])
  })
})

describe('an exploded project', () => {
  const RETURNS = 'retail-dev/RETURNS_PROJECT'
  const codes = ['RETURN_DIGEST', 'RETURN_REQUEST', 'RETURN_WATCHER']

  it.each([
    ['named itself', '', ''],
    ['in a folder of another name', 'repo/RETURNS/', 'repo/RETURNS'],
    ['in its own folder', 'repo/project/', 'repo'],
  ])('is read %s', async (_, to, root) => {
    expect(await archivesOf(treeBelow(RETURNS, 'project/', to))).toEqual([['project', root, codes]])
  })

  it('in a folder of another name is read beside an archive', async () => {
    const files = { ...treeBelow(RETURNS, 'project/', 'RETURNS/'), 'exports/INTAKE.iar': INTAKE }
    expect(await archivesOf(files)).toEqual([
      ['project', 'RETURNS', codes],
      ['integration', 'exports/INTAKE.iar', ['ORDER_INTAKE']],
    ])
  })

  it('without integrations is known by its properties', async () => {
    const files = { 'SHOP/project.yaml': 'code: SHOP', 'SHOP/oic_project.properties': '', 'SHOP/src/x.js': '' }
    expect(await inputsOf(files)).toEqual([2])
  })

  it('of other programs is none: a project.yaml alone says little', async () => {
    expect(await inputsOf({ 'INTAKE.iar': INTAKE, 'app/project.yaml': 'name: app', 'app/x.js': '' })).toEqual([
      'INTAKE.iar',
    ])
  })
})

describe('an unzipped package', () => {
  /** As `unzip` leaves it: the integrations are still packed. */
  const unzipped = (folder = ''): Files =>
    Object.fromEntries(
      Object.entries(packed(tree('retail-dev/retail-package'), 'oic')).map(([name, content]) => [
        folder + name,
        content,
      ]),
    )
  const codes = ['STORE_CLEANUP', 'STORE_SYNC']

  it('is one archive with the integrations that lie packed beside its attributes', async () => {
    expect(await archivesOf(unzipped())).toEqual([['package', '', codes]])
    expect(await archivesOf(unzipped('exports/stores/'))).toEqual([['package', 'exports/stores', codes]])
    const folder = await folderOf(unzipped())
    const inventory = join(fixtures, 'retail-test-inventory.json')
    const { stdout } = await iarkit(['plan', folder, '--inventory', inventory, '--format', 'json'])
    const { archives } = JSON.parse(stdout) as { archives: unknown }
    expect(archives).toMatchObject([{ file: folder, kind: 'package', zipped: false }])
  })

  it('takes in no other archive of its folder, nor one without attributes', async () => {
    const { 'ics_package_attributes.properties': attributes = '', ...integrations } = unzipped()
    expect(await archivesOf({ ...unzipped(), 'INTAKE.iar': INTAKE })).toEqual([
      ['package', '', codes],
      ['integration', 'INTAKE.iar', ['ORDER_INTAKE']],
    ])
    expect(await inputsOf(integrations)).toEqual(Object.keys(integrations))
    const inFolders = { ...unzipped('a/'), 'b/ics_package_attributes.properties': attributes, ...integrations }
    expect(await inputsOf(inFolders)).toEqual([3, ...Object.keys(integrations)])
  })

  it('without integrations, or with unpacked ones, is no archive of its own', async () => {
    const { 'ics_package_attributes.properties': attributes = '', ...integrations } = unzipped()
    const left = { 'stores/ics_package_attributes.properties': attributes }
    expect(await inputsOf({ ...left, 'INTAKE.iar': INTAKE })).toEqual(['INTAKE.iar'])
    await expect(expandInput(await folderOf(left))).rejects.toMatchObject({ code: 'no-match' })
    const name = Object.keys(integrations)[0] ?? ''
    expect(await archivesOf({ ...treeBelow('retail-dev/retail-package', '', 'x/'), [name]: INTAKE })).toEqual([
      ['integration', expect.stringMatching(/^x\//), ['STORE_CLEANUP']],
      ['integration', expect.stringMatching(/^x\//), ['STORE_SYNC']],
      ['integration', name, ['ORDER_INTAKE']],
    ])
  })
})

it('an archive that lies in the folder of an exploded one is one of its own', async () => {
  const files = { ...tree('retail-dev/RETURNS_PROJECT'), 'project/exports/INTAKE.iar': INTAKE }
  expect(await archivesOf(files)).toEqual([
    ['project', '', expect.any(Array)],
    ['integration', 'project/exports/INTAKE.iar', ['ORDER_INTAKE']],
  ])
})

it('says in words that a link leads nowhere', async () => {
  const folder = await folderOf({ 'notes.txt': '' })
  const [lost, ring] = [join(folder, 'LOST.iar'), join(folder, 'RING.iar')]
  await symlink('nowhere', lost)
  await symlink('RING.iar', ring)
  const { failed } = await readPaths([lost, ring])
  expect(failed.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `unreadable: ${lost} cannot be read: it is not there any more, or a link to what is not there (ENOENT).`,
    `unreadable: ${ring} cannot be read: it is a link that leads back to itself (ELOOP).`,
  ])
})

it('says of a folder in which there are only links that they are followed where they are named', async () => {
  const folder = await folderOf({ 'notes.txt': '', 'elsewhere/INTAKE.iar': INTAKE })
  const exports = join(folder, 'exports')
  await mkdir(exports)
  const link = join(exports, 'latest.iar')
  await symlink('../elsewhere/INTAKE.iar', link)
  await expect(expandInput(exports)).rejects.toMatchObject({
    code: 'no-match',
    message: `There is no archive (.iar, .par, .car), exploded archive or lookup in ${exports}: ${link} is a symbolic link, which is followed where it is named itself.`,
  })
  expect((await readPaths([link])).archives).toHaveLength(1)
  await symlink('../elsewhere/INTAKE.iar', join(exports, 'other.iar'))
  await expect(expandInput(exports)).rejects.toThrow(`${link} (and 1 more) is a symbolic link`)
  expect(await expandInput(folder)).toHaveLength(1)
})

describe('a list of paths', () => {
  it('has each archive read once, however often and in whatever way it is named', async () => {
    const project = treeBelow('retail-dev/RETURNS_PROJECT', '', 'both/')
    const other = treeBelow('retail-dev/ORDER_INTAKE_01.00.0000', '', 'both/')
    const folder = await folderOf({ ...project, ...other, 'exports/INTAKE.iar': INTAKE })
    const file = join(folder, 'exports/INTAKE.iar')
    const paths = [file, `${folder}/both`, folder, `${folder}/both/`, `${folder}/exports/../exports/*`]
    const { archives, failed } = await readPaths(paths)
    expect([archives.map(({ kind, file }) => [kind, file]), failed]).toEqual([
      [
        ['integration', file],
        ['integration', `${folder}/both`],
        ['project', `${folder}/both`],
      ],
      [],
    ])
  })

  it.each([
    ['one path', 'fixtures'],
    ['nothing', undefined],
    ['numbers', [5]],
  ])('is not %s', async (_, wrong) => {
    const paths = wrong as unknown as string[]
    for (const read of [readPaths, lintPaths, readInventoryFiles, findConfig])
      await expect(read(paths)).rejects.toMatchObject({ name: 'IarkitError', code: 'usage' })
  })
})

it.each([[new URL('file:///a.iar')], [Buffer.from('a.iar')], [undefined]])('a path is not %s', async (wrong) => {
  const usage = { name: 'IarkitError', code: 'usage' }
  await expect(readPath(wrong as unknown as string)).rejects.toMatchObject(usage)
  await expect(expandInput(wrong as unknown as string)).rejects.toMatchObject(usage)
})
