import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { openArchive, openLibraryJar, openSource } from '../../src/archive/open.js'
import { openTree, treeSource } from '../../src/archive/tree-source.js'
import type { ArchiveRoot, RoledEntry } from '../../src/archive/types.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { zip } from '../support/zip.js'

type Files = Record<string, string | Uint8Array>

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const integration = (code: string, above = ''): Files => ({
  [`${above}icspackage/project/${code}_01.00.0000/ics_project_attributes.properties`]: `project_code=${code}`,
  [`${above}icspackage/project/${code}_01.00.0000/PROJECT-INF/project.xml`]: '<icsproject/>',
  [`${above}icspackage/appinstances/SHOP_REST.xml`]: '<ApplicationInstance/>',
})

const project = (above = ''): Files => ({
  [`${above}project/project.yaml`]: 'code: SHOP',
  [`${above}project/integrations/ORDERS_01.00.0000/info.json`]: '{}',
  [`${above}project/integrations/ORDERS_01.00.0000/PROJECT-INF/project.xml`]: '<icsproject/>',
  [`${above}project/connections/SHOP_REST.xml`]: '<ApplicationInstance/>',
})

const csv = '\ufeffDVM,Regions,Sales regions\nCODE,NAME\nN,North\n'
const dvm = '<?xml version="1.0"?>\n<dvm name="Regions" xmlns="http://xmlns.oracle.com/dvm"/>'

/** As code in a frame, or in jsdom, has them; a view into more. */
const foreign = (bytes: Uint8Array): Uint8Array =>
  runInNewContext('const all = new Uint8Array(list.length + 2); all.set(list, 1); all.subarray(1, list.length + 1)', {
    list: [...bytes],
  })

const summary = (roots: readonly ArchiveRoot[]): unknown =>
  roots.map((root) => [root.kind, root.prefix, root.entries.length])

const entryNamed = (roots: readonly ArchiveRoot[], end: string): RoledEntry => {
  const entry = roots.flatMap((root) => root.entries).find(({ name }) => name.endsWith(end))
  if (entry === undefined) throw new Error(`No entry ends in ${end}`)
  return entry
}

const ANSWER =
  'The file is no zip archive: it begins as HTML, XML or JSON does, as what a server answers where a download fails.'

describe('an archive', () => {
  it.each([
    ['bytes', (bytes: Uint8Array) => bytes],
    ['an ArrayBuffer', (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer],
    ['a Blob', (bytes: Uint8Array) => new Blob([bytes as BlobPart])],
    ['a Node Buffer', (bytes: Uint8Array) => Buffer.from(bytes)],
    ['bytes of another realm', foreign],
  ])('is opened from %s', async (_, wrap) => {
    const roots = await openArchive(wrap(zip(integration('ORDERS'))))
    expect(summary(roots)).toEqual([['integration', '', 3]])
    expect(text(await entryNamed(roots, '.properties').bytes())).toBe('project_code=ORDERS')
  })

  it('is opened from files whose bytes are of another realm', async () => {
    const bytes = foreign(new TextEncoder().encode('project_code=ORDERS'))
    expect(bytes).not.toBeInstanceOf(Uint8Array)
    const files = { ...integration('ORDERS') }
    const [name = ''] = Object.keys(files)
    expect(text(await entryNamed(await openArchive({ ...files, [name]: bytes }), '.properties').bytes())).toBe(
      'project_code=ORDERS',
    )
    await expect(openArchive({ ...files, [name]: 5 as unknown as string })).rejects.toMatchObject({ code: 'usage' })
  })

  it('is opened by another zip reader where one is given', async () => {
    let opened = 0
    const roots = await openArchive(zip(integration('ORDERS')), {
      open: (bytes, limits) => {
        opened++
        return openWithZlib(bytes, limits)
      },
    })
    expect(opened).toBe(1)
    expect(text(await entryNamed(roots, 'SHOP_REST.xml').bytes())).toBe('<ApplicationInstance/>')
  })

  it('is opened from a map or a record of files, text standing for UTF-8', async () => {
    for (const files of [integration('ORDERS'), new Map(Object.entries(integration('ORDERS')))]) {
      const roots = await openArchive(files)
      expect(roots[0]).toMatchObject({ kind: 'integration', zipped: false, zip: null })
      expect(text(await entryNamed(roots, 'SHOP_REST.xml').bytes())).toBe('<ApplicationInstance/>')
    }
  })

  it('is opened from files that are read on demand', async () => {
    const files = Object.keys(project()).map((name) => ({
      name,
      size: null,
      read: async (): Promise<Uint8Array> => new TextEncoder().encode(name),
    }))
    const roots = await openSource(treeSource(files))
    expect(text(await entryNamed(roots, 'project.yaml').bytes())).toBe('project/project.yaml')
  })

  it.each([42, null, 'PK', new Uint16Array(3)])('is not %s', async (input) => {
    await expect(openArchive(input as unknown as Uint8Array)).rejects.toMatchObject({ code: 'usage' })
  })

  it.each([
    Promise.resolve(new Uint8Array(3)),
    new ReadableStream(),
    new Response(new Uint8Array(3)),
    new SharedArrayBuffer(3),
    new Set(['icspackage/project/A']),
    ['icspackage/project/A'],
  ])('is no empty archive: %o', async (input) => {
    await expect(openArchive(input as unknown as Uint8Array)).rejects.toMatchObject({ code: 'usage' })
    expect(() => openTree(input as unknown as Map<string, string>)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it('is opened from files in an object of another realm, or without a prototype', async () => {
    const files = integration('ORDERS')
    const others = [runInNewContext('Object.assign({}, files)', { files }), Object.assign(Object.create(null), files)]
    for (const other of others) expect(summary(await openArchive(other))).toEqual([['integration', '', 3]])
  })

  it.each([
    ['nothing', {}],
    ['a readme', { 'README.md': '#' }],
    ['some folder called project', { 'project/src/main.java': '', 'project/pom.xml': '' }],
    ['a web page', { 'index.html': '', 'app.js': '' }],
    ['a Java library', { 'META-INF/MANIFEST.MF': '', 'com/example/Shop.class': '' }],
    ['a table that is no lookup', { 'orders.csv': 'ID,DVM,\n1,2,3' }],
  ])('of Oracle Integration is not what holds %s', async (_, files: Files) => {
    await expect(openArchive(zip(files))).rejects.toMatchObject({ code: 'not-an-archive' })
    await expect(openArchive(files, { name: 'shop' })).rejects.toMatchObject({ code: 'not-an-archive', file: 'shop' })
  })

  it('names the file in every error, also in later ones', async () => {
    const bytes = zip([
      { name: 'icspackage/appinstances/SHOP.xml', content: 'x', crc32: 5 },
      { name: 'icspackage/dvms/A.dvm', content: 'x' },
    ])
    const roots = await openArchive(bytes, { name: 'shop.iar' })
    await expect(entryNamed(roots, 'SHOP.xml').bytes()).rejects.toMatchObject({
      code: 'corrupt-entry',
      file: 'shop.iar',
      entry: 'icspackage/appinstances/SHOP.xml',
    })
    await expect(openArchive(zip({ '../x': '' }), { name: 'shop.iar' })).rejects.toMatchObject({ file: 'shop.iar' })
  })
})

describe('roots', () => {
  it('are found at any depth', async () => {
    expect(summary(await openArchive(zip(integration('ORDERS', 'backup/2024/'))))).toEqual([
      ['integration', 'backup/2024/', 3],
    ])
    expect(summary(await openArchive(project('oic/dev/')))).toEqual([['project', 'oic/dev/', 4]])
  })

  it('are several where a tree holds several, and what lies beside them is no part of any', async () => {
    const tree = {
      'README.md': '#',
      ...integration('ORDERS', 'oic/ORDERS/'),
      'oic/ORDERS/notes.txt': '',
      ...integration('STOCK', 'oic/STOCK/'),
      ...project('oic/SHOP/'),
    }
    expect(summary(await openArchive(tree))).toEqual([
      ['integration', 'oic/ORDERS/', 3],
      ['integration', 'oic/STOCK/', 3],
      ['project', 'oic/SHOP/', 4],
    ])
  })

  it('of a zip keep what lies beside them, each in the nearest root', async () => {
    const files = {
      ...integration('ORDERS', 'a/'),
      'a/.DS_Store': '',
      ...integration('STOCK', 'b/'),
      'b/x.txt': '',
      top: '',
    }
    const roots = await openArchive(zip(files))
    const beside = roots.map((root) =>
      root.entries.filter((entry) => !entry.name.includes('icspackage')).map((entry) => [entry.name, entry.role]),
    )
    expect(beside).toEqual([
      [
        ['a/.DS_Store', 'junk'],
        ['top', 'unrecognised'],
      ],
      [['b/x.txt', 'unrecognised']],
    ])
  })

  it('are not seen in the shadows that macOS leaves', async () => {
    const files = { ...integration('ORDERS'), '__MACOSX/icspackage/project/ORDERS_01.00.0000/._PROJECT-INF': '' }
    expect(summary(await openArchive(zip(files)))).toEqual([['integration', '', 4]])
  })

  it('of projects are not mistaken for the folder `project` of an integration, nor for any other', async () => {
    const tree = { ...integration('project'), 'web/project/pom.xml': '', 'web/project/integrations/readme.md': '' }
    expect(summary(await openArchive(tree))).toEqual([['integration', '', 3]])
  })

  it('of projects are known without project.yaml', async () => {
    const { 'project/project.yaml': _, ...rest } = project()
    expect(summary(await openArchive(rest))).toEqual([['project', '', 3]])
    expect(summary(await openArchive({ 'project/oic_project.properties': 'mod=x' }))).toEqual([['project', '', 1]])
  })

  it('are known where `icspackage` or `project` lost its name', async () => {
    const renamed = Object.fromEntries(
      Object.entries({ ...integration('ORDERS', 'a/'), ...project('b/') }).map(([name, content]) => [
        name.replace('icspackage/', 'renamed/').replace('b/project/', 'SHOP/'),
        content,
      ]),
    )
    const roots = await openArchive({ ...renamed, 'SHOP/README.md': '' })
    expect(summary(roots)).toEqual([
      ['integration', 'a/renamed/', 3],
      ['project', 'SHOP/', 4],
    ])
    expect(roots.flatMap((root) => root.entries).filter((entry) => entry.role === 'unrecognised')).toEqual([])
    expect(entryNamed(roots, 'info.json')).toMatchObject({ role: 'integration-info', owner: 'ORDERS_01.00.0000' })
  })

  it('are told which folders were entries of their own', async () => {
    const roots = await openArchive(zip(integration('ORDERS'), { like: 'info-zip' }))
    expect(roots[0]?.directories).toContain('icspackage/project/')
    expect(roots[0]?.entries.length).toBe(3)
  })
})

describe('a lone lookup', () => {
  it.each([
    ['CSV', csv, 'lookup-csv', 'lookup.csv'],
    ['CSV without a byte-order mark', csv.slice(1), 'lookup-csv', 'lookup.csv'],
    ['DVM', dvm, 'lookup', 'lookup.dvm'],
  ])('is opened as %s from its bytes alone', async (_, content, role, name) => {
    const roots = await openArchive(new TextEncoder().encode(content))
    expect(roots).toMatchObject([{ kind: 'lookup', entries: [{ role, name, path: name }], zipped: false }])
    const named = await openArchive(new TextEncoder().encode(content), { name: 'C:\\exports\\Regions.txt' })
    expect(named[0]?.entries[0]?.name).toBe('Regions.txt')
  })

  it('is a root of its own for each file, where files are nothing else', async () => {
    const roots = await openArchive({ 'data/Regions.csv': csv, 'data/Shops.dvm': dvm, 'data/orders.csv': 'A,B\n' })
    expect(
      roots.map((root) => [root.kind, root.prefix, root.entries.map((entry) => [entry.name, entry.role])]),
    ).toEqual([
      ['lookup', 'data/', [['data/Regions.csv', 'lookup-csv']]],
      ['lookup', 'data/', [['data/Shops.dvm', 'lookup']]],
    ])
  })
})

describe('a lone lookup is known as it is read', () => {
  const utf16 = (text: string, swapped = false): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return swapped ? bytes.swap16() : bytes
  }

  it.each<[string, string | Uint8Array, string]>([
    ['with semicolons', csv.replaceAll(',', ';'), 'lookup-csv'],
    ['with tabs', csv.replaceAll(',', '\t'), 'lookup-csv'],
    ['with a quoted head', '"DVM","Regions","Sales regions"\nCODE,NAME\n', 'lookup-csv'],
    ['in lower case', csv.replace('DVM', 'dvm'), 'lookup-csv'],
    ['after a blank line', '\r\n  \r\nDVM,Regions,\nCODE,NAME\n', 'lookup-csv'],
    ['in UTF-16', utf16('DVM,Regions,\nCODE,NAME\n'), 'lookup-csv'],
    ['in UTF-16 the other way round', utf16('DVM,Regions,\nCODE,NAME\n', true), 'lookup-csv'],
    ['cut within a character', `DVM,Regions,\nCODE,NAME\nN,${'ä'.repeat(3000)}\n`, 'lookup-csv'],
    ['as XML in UTF-16', utf16(dvm), 'lookup'],
    ['as XML in UTF-16 without a mark', Buffer.from(dvm, 'utf16le'), 'lookup'],
  ])('%s', async (_, content, role) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
    expect(await openArchive(bytes)).toMatchObject([{ kind: 'lookup', entries: [{ role }] }])
  })

  it.each(['DVMS,Regions,\n', 'MYDVM,Regions,\n', 'DVM\n', 'Regions,DVM,\n', `${'\n'.repeat(1000)}DVM,Regions,\n`])(
    'and not where it is none: %j',
    async (content) => {
      await expect(openArchive(new TextEncoder().encode(content))).rejects.toMatchObject({ code: 'not-an-archive' })
    },
  )
})

describe('a file that is no archive', () => {
  it.each([
    ['', 'x.iar', 'The file is empty.'],
    ['', 'x.csv', 'The file is empty.'],
    ['A,B\n1,2\n', 'x.csv', 'The file is no lookup: its first line does not begin with "DVM,".'],
    ['GIF89a', 'x.iar', 'The file is no zip archive.'],
    ['\ufeff <!DOCTYPE html>', 'x.iar', ANSWER],
    ['{"status":"401"}', 'x.car', ANSWER],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n',
      'x.iar',
      'The file is a pointer of Git LFS, not the archive itself: `git lfs pull` fetches that.',
    ],
  ])('says what it is, as far as its beginning tells: %j', async (content, name, message) => {
    const bytes = new TextEncoder().encode(content)
    await expect(openArchive(bytes, { name })).rejects.toMatchObject({ code: 'not-an-archive', message })
  })
})

describe('a lone library', () => {
  it('is opened from a jar of scripts, with or without metadata', async () => {
    const jar = zip({ 'prices.js': 'function price() {}' }, { like: 'jar' })
    expect(await openArchive(jar)).toMatchObject([{ kind: 'library', entries: [{ role: 'library-script' }] }])
    const both = {
      'Prices.jar': jar,
      'Prices.xml': '<ns2:api-library xmlns:ns2="urn:x"/>',
      '__MACOSX/._Prices.jar': '',
    }
    const roles = (await openArchive(zip(both)))[0]?.entries.map((entry) => entry.role)
    expect(roles).toEqual(['library-jar', 'library-metadata', 'junk'])
  })
})

describe('a package', () => {
  const attributes = { 'ics_package_attributes.properties': 'package_name=shop.orders' }

  it('holds its integrations, with paths from the outermost archive', async () => {
    const par = zip({
      ...attributes,
      'icspackage_Orders_01.iar': zip(integration('ORDERS')),
      'b.iar': zip(integration('STOCK')),
    })
    const [root] = await openArchive(par)
    expect(root).toMatchObject({ kind: 'package', zipped: true })
    expect(root?.entries.map((entry) => entry.role)).toEqual(['package-attributes', 'nested-archive', 'nested-archive'])
    expect(root?.nested.map((nested) => [nested.name, nested.root.kind])).toEqual([
      ['icspackage_Orders_01.iar', 'integration'],
      ['b.iar', 'integration'],
    ])
    const entry = root?.nested[1]?.root.entries[2]
    expect(entry).toMatchObject({
      name: 'icspackage/appinstances/SHOP_REST.xml',
      path: 'b.iar!/icspackage/appinstances/SHOP_REST.xml',
      role: 'connection',
    })
    expect(text((await entry?.bytes()) ?? new Uint8Array())).toBe('<ApplicationInstance/>')
  })

  it('is known without its attributes in a zip, and in a folder of the zip', async () => {
    expect(await openArchive(zip({ 'a.iar': zip(integration('ORDERS')) }))).toMatchObject([
      { kind: 'package', nested: [{}] },
    ])
    const inFolder = { 'shop/ics_package_attributes.properties': '', 'shop/a.iar': zip(integration('ORDERS')) }
    expect(await openArchive(zip(inFolder))).toMatchObject([{ kind: 'package', prefix: 'shop/', nested: [{}] }])
  })

  it('is known in a tree by its attributes; integrations unpacked beside them are roots of their own', async () => {
    const tree = { ...attributes, 'a.iar': zip(integration('ORDERS')) }
    expect(await openArchive(tree)).toMatchObject([
      { kind: 'package', zipped: false, nested: [{ root: { zipped: true } }] },
    ])
    expect(summary(await openArchive({ ...attributes, ...integration('ORDERS', 'orders/') }))).toEqual([
      ['integration', 'orders/', 3],
    ])
    await expect(openArchive(attributes)).rejects.toMatchObject({ code: 'not-an-archive' })
    expect(summary(await openArchive(zip(attributes)))).toEqual([['package', '', 1]])
  })

  it('in a tree may lie in the folder of another', async () => {
    const files = (folder: string): Files => ({
      [`${folder}ics_package_attributes.properties`]: '',
      [`${folder}a.iar`]: zip(integration('ORDERS')),
    })
    expect(summary(await openArchive({ ...files('a/b/'), ...files('a/') }))).toEqual([
      ['package', 'a/b/', 2],
      ['package', 'a/', 2],
    ])
  })

  it('is refused where a nested archive is unsafe', async () => {
    const par = zip({ ...attributes, 'bad.iar': zip({ '../x': '' }) })
    await expect(openArchive(par, { name: 'shop.par' })).rejects.toMatchObject({
      code: 'path-traversal',
      entry: 'bad.iar!/../x',
      file: 'shop.par',
    })
  })

  it.each([
    ['cut off', zip(integration('ORDERS')).slice(0, 200)],
    ['no zip', new TextEncoder().encode('oops')],
    ['empty', zip({})],
  ])('says which nested archive is %s, and opens the others', async (_, bad) => {
    const [root] = await openArchive(zip({ ...attributes, 'bad.iar': bad, 'good.iar': zip(integration('ORDERS')) }))
    expect(root?.broken.map(({ path }) => path)).toEqual(['bad.iar'])
    expect(root?.broken[0]?.message).not.toBe('')
    expect(root?.nested.map(({ name }) => name)).toEqual(['good.iar'])
  })

  it('shares its limits with what is nested in it', async () => {
    const par = zip({ 'a.iar': zip(integration('ORDERS')), 'b.iar': zip(integration('STOCK')) })
    await expect(openArchive(par, { limits: { maxEntries: 7 } })).rejects.toMatchObject({ code: 'limit-entries' })
    expect((await openArchive(par, { limits: { maxEntries: 8 } })).length).toBe(1)
    const bomb = zip({ 'a.iar': zip({ ...integration('A'), 'icspackage/dvms/x.dvm': new Uint8Array(3_000_000) }) })
    await expect(openArchive(bomb, { limits: { maxTotalSize: 3_000_000 } })).rejects.toMatchObject({
      code: 'limit-total-size',
      entry: 'a.iar',
    })
  })

  it('may hold packages, up to the limit', async () => {
    let bytes = zip(integration('ORDERS'))
    for (let depth = 0; depth < 4; depth++) bytes = zip({ 'inner.iar': bytes })
    const [root] = await openArchive(bytes)
    const deepest = root?.nested[0]?.root.nested[0]?.root.nested[0]?.root.nested[0]?.root
    expect(deepest?.entries[2]?.path).toBe(
      'inner.iar!/inner.iar!/inner.iar!/inner.iar!/icspackage/appinstances/SHOP_REST.xml',
    )
    await expect(openArchive(zip({ 'inner.iar': bytes }))).rejects.toMatchObject({
      code: 'limit-nesting',
      message: expect.stringContaining('maxNesting'),
    })
  })
})

describe("a library's jar", () => {
  const jarPath = 'icspackage/apilibrary/PRICES01.00.0000/Prices.jar'
  const withJar = (jar: Uint8Array): Uint8Array => zip({ ...integration('ORDERS'), [jarPath]: jar })
  const scripts = zip({ 'prices.js': 'function price() {}', 'META-INF/MANIFEST.MF': '' }, { like: 'jar' })

  it('lists its scripts below its own path', async () => {
    const jar = entryNamed(await openArchive(withJar(scripts)), '.jar')
    const entries = await openLibraryJar(jar)
    expect(entries.map((entry) => [entry.path, entry.role])).toEqual([
      [`${jarPath}!/prices.js`, 'library-script'],
      [`${jarPath}!/META-INF/MANIFEST.MF`, 'resource'],
    ])
    expect(text((await entries[0]?.bytes()) ?? new Uint8Array())).toBe('function price() {}')
  })

  it('has paths from the outermost archive in a package', async () => {
    const [root] = await openArchive(zip({ 'a.iar': withJar(scripts) }))
    const jar = entryNamed([root?.nested[0]?.root as ArchiveRoot], '.jar')
    expect((await openLibraryJar(jar))[0]?.path).toBe(`a.iar!/${jarPath}!/prices.js`)
  })

  it('does not keep the archive from being read where it is no zip', async () => {
    const roots = await openArchive(withJar(new TextEncoder().encode('oops')), { name: 'shop.iar' })
    await expect(openLibraryJar(entryNamed(roots, '.jar'))).rejects.toMatchObject({
      code: 'not-an-archive',
      file: 'shop.iar',
      entry: jarPath,
    })
  })

  it('goes on the account of its archive, once', async () => {
    const bytes = withJar(scripts)
    const jar = entryNamed(await openArchive(bytes, { limits: { maxEntries: 6 } }), '.jar')
    expect((await openLibraryJar(jar)).length).toBe(2)
    expect((await openLibraryJar(jar)).length).toBe(2)
    const tight = entryNamed(await openArchive(bytes, { limits: { maxEntries: 5 } }), '.jar')
    await expect(openLibraryJar(tight)).rejects.toMatchObject({ code: 'limit-entries', entry: jarPath })
    const flat = entryNamed(await openArchive(bytes, { limits: { maxNesting: 0 } }), '.jar')
    await expect(openLibraryJar(flat)).rejects.toMatchObject({ code: 'limit-nesting' })
  })
})
