/** Zips that lie or are odd, through both ways to read one: each is an archive with its model, or an error with a code. */
import { describe, expect, it } from 'vitest'
import { type Archive, IarkitError, readArchives } from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { everyReport, UNPRINTABLE } from '../support/every-report.js'
import { tree, type ZipOptions, type ZipPart, zip } from '../support/zip.js'

const NAME = 'ORDER_INTAKE_01.00.0000'
const PROJECT_XML = `icspackage/project/${NAME}/PROJECT-INF/project.xml`

const parts = (): ZipPart[] => Object.entries(tree(`retail-dev/${NAME}`)).map(([name, content]) => ({ name, content }))

/** The export with one part changed, or one put beside the others. */
function exportWith(changes: Partial<ZipPart> & { readonly name: string }, options: ZipOptions = {}): Uint8Array {
  const others = parts()
  const at = others.findIndex(({ name }) => name === changes.name)
  const part = { content: 'x', ...others[at], ...changes }
  return zip(at === -1 ? [...others, part] : others.with(at, part), options)
}

/** The end record of a zip without a comment, with a value of it replaced. */
function withEnd(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = bytes.slice()
  new DataView(changed.buffer).setUint32(changed.length - 22 + offset, value, true)
  return changed
}

/** An end record of an empty zip, as a comment. */
const EMPTY_END = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Uint8Array(18)])

const long = (length: number) => `icspackage/${'n'.repeat(length - 'icspackage/'.length)}`

const ZIPS: Readonly<Record<string, readonly [outcome: string, bytes: () => Uint8Array]>> = {
  encrypted: ['encrypted', () => exportWith({ name: PROJECT_XML, flags: 0x809 })],
  'compressed in a way that nobody uses': [
    'unsupported-compression',
    () => exportWith({ name: PROJECT_XML, method: 93 }),
  ],
  'two entries of one name': ['duplicate-entry', () => zip([...parts(), ...parts().slice(0, 1)])],
  'a name that leads out': ['path-traversal', () => exportWith({ name: 'icspackage/../../x.xml' })],
  'an absolute name': ['path-traversal', () => exportWith({ name: '/x.xml' })],
  'a name with a drive': ['path-traversal', () => exportWith({ name: 'C:\\x.xml' })],
  'a name with backslashes that leads out': ['path-traversal', () => exportWith({ name: '..\\..\\x.xml' })],
  'zip64 throughout': ['read', () => zip(parts(), { zip64: true })],
  'zip64 sizes beyond what can be counted': [
    'limit-entry-size',
    () => {
      const extra = Uint8Array.from([1, 0, 24, 0, ...new Uint8Array(24).fill(0xff)])
      return exportWith({
        name: PROJECT_XML,
        extra,
        declaredSize: 0xffffffff,
        declaredCompressedSize: 0xffffffff,
        localOffset: 0xffffffff,
      })
    },
  ],
  'a zip64 field that is too short': [
    'truncated',
    () => exportWith({ name: PROJECT_XML, extra: Uint8Array.from([1, 0, 4, 0, 1, 2, 3, 4]), declaredSize: 0xffffffff }),
  ],
  'a directory that starts in its own middle': [
    'truncated',
    () => {
      const bytes = zip(parts())
      const view = new DataView(bytes.buffer)
      return withEnd(bytes, 16, view.getUint32(bytes.length - 6, true) + 60)
    },
  ],
  'a directory whose entries point into it': [
    'truncated',
    () => {
      const bytes = zip(parts())
      return exportWith({
        name: PROJECT_XML,
        localOffset: new DataView(bytes.buffer).getUint32(bytes.length - 6, true),
      })
    },
  ],
  'a directory that holds its own end record': [
    'truncated',
    () => {
      const bytes = zip(parts())
      return withEnd(bytes, 12, new DataView(bytes.buffer).getUint32(bytes.length - 10, true) + 22)
    },
  ],
  'a comment that is an end record': ['truncated', () => zip(parts(), { comment: EMPTY_END })],
  'a comment that begins as an end record': ['read', () => zip(parts(), { comment: 'PK\u0005\u0006, and so it ends' })],
  'a comment of escape sequences': ['read', () => zip(parts(), { comment: '\u001b[31m\u202e\u2028' })],
  'a data descriptor without sizes': [
    'entry-size-mismatch',
    () => exportWith({ name: PROJECT_XML, flags: 0x808, declaredSize: 0 }),
  ],
  'a data descriptor, and no size at all in the directory': [
    'malformed-content',
    () => exportWith({ name: PROJECT_XML, flags: 0x808, declaredSize: 0, declaredCompressedSize: 0 }),
  ],
  'a wrong checksum': ['malformed-content', () => exportWith({ name: PROJECT_XML, crc32: 1 })],
  'names in code page 437': [
    'read',
    () => exportWith({ name: 'x', nameBytes: Uint8Array.from([0x78, 0x84, 0x94, 0x81, 0xe1, 0xb0]), flags: 0 }),
  ],
  'names that turn text around': ['read', () => exportWith({ name: 'icspackage/\u202egnp.exe\u2066.xml' })],
  'names with separators of lines': ['read', () => exportWith({ name: 'icspackage/a\u2028b\u2029c\u0085d.xml' })],
  'names that are no Unicode': [
    'read',
    () => exportWith({ name: 'x', nameBytes: Uint8Array.from([0xed, 0xa0, 0x80]) }),
  ],
  'a name of 65,535 characters': ['read', () => exportWith({ name: long(65_535) })],
  'a name of 65,535 characters, each a folder': ['read', () => exportWith({ name: `${'a/'.repeat(32_767)}b` })],
}

async function outcomeOf(bytes: Uint8Array, source: string): Promise<{ outcome: string; archives: Archive[] }> {
  try {
    const archives = await readArchives(bytes, { name: 'a.iar', ...(source === 'zlib' && { open: openWithZlib }) })
    const isDamaged = archives.some(({ diagnostics }) =>
      diagnostics.some(({ code, entry }) => code === 'malformed-content' && entry === PROJECT_XML),
    )
    return { outcome: isDamaged ? 'malformed-content' : 'read', archives }
  } catch (error) {
    if (!(error instanceof IarkitError)) throw error
    expect(error.message).not.toMatch(UNPRINTABLE)
    expect(error.message.length).toBeLessThan(500)
    return { outcome: error.code, archives: [] }
  }
}

describe.each(['zlib', 'jszip'])('a zip read through %s', (source) => {
  it.each(Object.entries(ZIPS))('%s', async (_, [expected, bytes]) => {
    const { outcome, archives } = await outcomeOf(bytes(), source)
    expect(outcome).toBe(expected)
    if (archives.length === 0) return
    expect(archives[0]?.connections.length).toBeGreaterThan(0)
    // What a name holds reaches no report.
    for (const { name, text } of await everyReport(archives)) expect(UNPRINTABLE.exec(text)?.[0], name).toBeUndefined()
  })
})

it('both ways to read a zip give the same model, and so does the tree', async () => {
  const bytes = zip(parts())
  const [zlib, jszip] = [await outcomeOf(bytes, 'zlib'), await outcomeOf(bytes, 'jszip')]
  const plain = (archive: Archive | undefined) => JSON.parse(JSON.stringify(archive)) as Archive
  expect(plain(jszip.archives[0])).toEqual(plain(zlib.archives[0]))
  const [exploded] = await readArchives(tree(`retail-dev/${NAME}`), { name: 'a.iar' })
  const model = ({ integrations, connections, lookups, libraries }: Archive) => ({
    integrations,
    connections,
    lookups,
    libraries,
  })
  expect(model(plain(exploded))).toEqual(model(plain(zlib.archives[0])))
})
