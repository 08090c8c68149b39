import { constants, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openWithJszip } from '../../src/archive/jszip-source.js'
import { DEFAULT_LIMITS } from '../../src/archive/limits.js'
import { openTree, treeSource } from '../../src/archive/tree-source.js'
import type { EntrySource, Limits } from '../../src/archive/types.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { crc32, type Packer, zip } from '../support/zip.js'

type Files = Readonly<Record<string, string | Uint8Array>>

const MIB = 1024 * 1024
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** So many bytes of text. */
const lines = (length: number): Uint8Array =>
  new TextEncoder().encode(Array.from({ length }, (_, at) => `<line number="${at}"/>`).join('\n')).subarray(0, length)

const zipSources = {
  jszip: openWithJszip,
  'node:zlib': openWithZlib,
} as const

const sources: Readonly<Record<string, (files: Files, limits: Limits) => Promise<EntrySource>>> = {
  jszip: async (files, limits) => openWithJszip(zip(files), limits),
  'node:zlib': async (files, limits) => openWithZlib(zip(files), limits),
  tree: async (files, limits) => openTree(files, limits),
}

const hostileNames = [
  '../out.xml',
  'a/../../out.xml',
  'a/..',
  '/etc/out.xml',
  '\\\\server\\share\\out.xml',
  'C:\\out.xml',
  'c:out.xml',
  'a\\..\\..\\out.xml',
  'a/.. /out.xml',
  'a\0.xml',
]

for (const [name, open] of Object.entries(sources)) {
  describe(`entries read by ${name}`, () => {
    it('come in the order of the archive, with their declared sizes', async () => {
      const source = await open({ 'b/second.xml': 'hello', 'a/first.xml': '' }, DEFAULT_LIMITS)
      expect(source.entries.map((entry) => [entry.name, entry.size])).toEqual([
        ['b/second.xml', 5],
        ['a/first.xml', 0],
      ])
    })

    it('give the bytes that went in, empty and large ones too', async () => {
      const large = Uint8Array.from({ length: 300_000 }, (_, index) => (index * index) % 251)
      const source = await open(
        { 'large.bin': large, 'empty.txt': '', 'zeros.bin': new Uint8Array(MIB) },
        DEFAULT_LIMITS,
      )
      expect(Buffer.compare(await source.bytes('large.bin', MIB), large)).toBe(0)
      expect((await source.bytes('empty.txt', 0)).length).toBe(0)
      expect((await source.bytes('zeros.bin', MIB)).every((byte) => byte === 0)).toBe(true)
    })

    it('keep names that JavaScript has other plans for', async () => {
      const files: Files = Object.assign(Object.create(null), {
        ['__proto__']: 'p',
        constructor: 'c',
        'a/toString': 't',
      })
      const source = await open(files, DEFAULT_LIMITS)
      expect(source.entries.map((entry) => entry.name)).toEqual(['__proto__', 'constructor', 'a/toString'])
      expect(text(await source.bytes('__proto__', 10))).toBe('p')
      expect(text(await source.bytes('constructor', 10))).toBe('c')
    })

    it('keep names outside ASCII', async () => {
      const source = await open({ 'lookups/Größe 日本.dvm': 'x' }, DEFAULT_LIMITS)
      expect(source.entries[0]?.name).toBe('lookups/Größe 日本.dvm')
      expect(text(await source.bytes('lookups/Größe 日本.dvm', 10))).toBe('x')
    })

    it('are not found under a name that the archive does not have', async () => {
      const source = await open({ 'a.xml': 'x' }, DEFAULT_LIMITS)
      await expect(source.bytes('A.xml', 10)).rejects.toMatchObject({ code: 'no-such-entry', entry: 'A.xml' })
      await expect(source.bytes('hasOwnProperty', 10)).rejects.toMatchObject({ code: 'no-such-entry' })
    })

    it('are refused above the limit that the caller asks for', async () => {
      const source = await open({ 'a.xml': 'twelve bytes' }, DEFAULT_LIMITS)
      await expect(source.bytes('a.xml', 11)).rejects.toMatchObject({ code: 'limit-entry-size', entry: 'a.xml' })
      expect(text(await source.bytes('a.xml', 12))).toBe('twelve bytes')
    })

    it('have `/` between folders, whatever the archive writes', async () => {
      const source = await open({ 'icspackage\\appinstances\\SHOP.xml': 'x' }, DEFAULT_LIMITS)
      expect(source.entries[0]?.name).toBe('icspackage/appinstances/SHOP.xml')
      expect(text(await source.bytes('icspackage/appinstances/SHOP.xml', 10))).toBe('x')
    })

    it('are refused together where two have one name', async () => {
      const opened = open({ 'a\\b.xml': '1', 'a/b.xml': '2' }, DEFAULT_LIMITS)
      await expect(opened).rejects.toMatchObject({ code: 'duplicate-entry' })
    })

    it.each(hostileNames)('are refused with the name %j', async (hostile) => {
      await expect(open({ 'good.xml': '', [hostile]: 'x' }, DEFAULT_LIMITS)).rejects.toMatchObject({
        code: 'path-traversal',
        entry: hostile,
      })
    })

    it.each(['..a/b.xml', 'a/b..xml', 'a/...', 'a/.hidden', 'a b/c d.jar'])(
      'may have the name %j',
      async (harmless) => {
        const source = await open({ [harmless]: 'x' }, DEFAULT_LIMITS)
        expect(text(await source.bytes(harmless, 10))).toBe('x')
      },
    )

    it('are refused above each limit, with a message that says how to raise it', async () => {
      const files = { 'a.xml': 'aaaa', 'b.xml': 'bbbb' }
      const cases = [
        [{ maxEntries: 1 }, 'limit-entries', 'maxEntries'],
        [{ maxEntrySize: 3 }, 'limit-entry-size', 'maxEntrySize'],
        [{ maxTotalSize: 7 }, 'limit-total-size', 'maxTotalSize'],
      ] as const
      for (const [limit, code, option] of cases) {
        const opened = open(files, { ...DEFAULT_LIMITS, ...limit })
        await expect(opened).rejects.toMatchObject({ code, message: expect.stringContaining(`raise ${option}`) })
      }
      const enough = { ...DEFAULT_LIMITS, maxEntries: 2, maxEntrySize: 4, maxTotalSize: 8 }
      expect((await open(files, enough)).entries.length).toBe(2)
    })
  })
}

describe('files of a tree that are read on demand', () => {
  it('are read only when asked for, and held to the limit even where their size was unknown', async () => {
    let reads = 0
    const read = async (): Promise<Uint8Array> => {
      reads++
      return new Uint8Array(100)
    }
    const source = treeSource([{ name: './icspackage//a.xml', size: null, read }])
    expect(source.entries[0]).toEqual({ name: 'icspackage/a.xml', size: null, compressedSize: null, zip: null })
    expect(reads).toBe(0)
    expect((await source.bytes('icspackage/a.xml', 100)).length).toBe(100)
    await expect(source.bytes('icspackage/a.xml', 99)).rejects.toMatchObject({ code: 'limit-entry-size' })
  })
})

for (const [name, open] of Object.entries(zipSources)) {
  describe(`a zip read by ${name}`, () => {
    it.each(['oic', 'info-zip', '7-zip', 'jar'] satisfies Packer[])('packed like %s is read', async (like) => {
      const source = await open(zip({ 'a/b.xml': 'x'.repeat(500), 'a/c.xml': 'y' }, { like }), DEFAULT_LIMITS)
      expect(source.entries.map((entry) => entry.name)).toEqual(['a/b.xml', 'a/c.xml'])
      expect(text(await source.bytes('a/b.xml', 500))).toBe('x'.repeat(500))
      expect(source.directories).toEqual(like === 'info-zip' || like === '7-zip' ? ['a/'] : [])
    })

    it('tells the signs of an export straight from OIC', async () => {
      const source = await open(zip({ 'a.xml': 'x' }, { comment: 'für uns' }), DEFAULT_LIMITS)
      expect(source.zip).toEqual({ comment: 'für uns', prefixLength: 0 })
      expect(source.entries[0]?.zip).toEqual({
        method: 8,
        flags: 0x808,
        madeBy: 20,
        modified: 0x58616000,
        crc32: crc32(new TextEncoder().encode('x')),
      })
    })

    it('is read behind a stub, with offsets from either start', async () => {
      for (const absoluteOffsets of [false, true]) {
        const bytes = zip({ 'a.xml': 'x' }, { prefix: new Uint8Array(77).fill(35), absoluteOffsets })
        const source = await open(bytes, DEFAULT_LIMITS)
        expect(source.zip?.prefixLength).toBe(77)
        expect(text(await source.bytes('a.xml', 1))).toBe('x')
      }
    })

    it('is read as zip64, also behind a stub', async () => {
      for (const prefix of [new Uint8Array(), new Uint8Array(5).fill(35)]) {
        const source = await open(zip({ 'a.xml': 'x', 'b.xml': 'yy' }, { zip64: true, prefix }), DEFAULT_LIMITS)
        expect(source.entries.map((entry) => entry.size)).toEqual([1, 2])
        expect(text(await source.bytes('b.xml', 2))).toBe('yy')
      }
    })

    it('is read with names in code page 437', async () => {
      const part = { name: 'x', nameBytes: Uint8Array.of(0x47, 0x72, 0x94, 0xe1, 0x65), content: 'x', flags: 0 }
      const source = await open(zip([part]), DEFAULT_LIMITS)
      expect(source.entries[0]?.name).toBe('Größe')
      expect(text(await source.bytes('Größe', 1))).toBe('x')
    })

    it('is read with a file that is flagged as a folder', async () => {
      const source = await open(zip([{ name: 'a.xml', content: 'x', attributes: 0x10 }]), DEFAULT_LIMITS)
      expect(text(await source.bytes('a.xml', 1))).toBe('x')
    })

    it('stops at an entry that is larger than it declares', async () => {
      const bytes = zip([{ name: 'bomb.xml', content: new Uint8Array(40 * MIB), declaredSize: 10 }])
      const source = await open(bytes, DEFAULT_LIMITS)
      await expect(source.bytes('bomb.xml', MIB)).rejects.toMatchObject({
        code: 'entry-size-mismatch',
        entry: 'bomb.xml',
      })
    })

    it.each([
      ['declares to be empty', { content: 'not empty', declaredSize: 0 }],
      ['is smaller than it declares', { content: 'small', declaredSize: 50 }],
      ['declares more than its data could hold', { content: 'small', declaredSize: 60 * MIB }],
      ['is stored, and larger than it declares', { content: 'stored', method: 0, declaredSize: 3 }],
      ['is stored, and smaller than it declares', { content: 'stored', method: 0, declaredSize: 9, flags: 0x800 }],
    ])('refuses an entry that %s', async (_, lie) => {
      const source = await open(zip([{ name: 'a.xml', ...lie }]), DEFAULT_LIMITS)
      await expect(source.bytes('a.xml', 64 * MIB)).rejects.toMatchObject({ code: 'entry-size-mismatch' })
    })

    it.each([
      ['damaged, where it is so within a block beyond its size', 2_000, 'corrupt-entry'],
      ['larger than it declares, where it goes on for longer', 40_000, 'entry-size-mismatch'],
    ])('says of an entry whose damaged data goes on beyond its size that it is %s', async (_, length, code) => {
      const whole = deflateRawSync(lines(length), { finishFlush: constants.Z_SYNC_FLUSH })
      // There is no block of the third kind.
      const compressed = Uint8Array.of(...whole, 0x07)
      const source = await open(
        zip([{ name: 'a.xml', content: lines(length), compressed, declaredSize: 1_000 }]),
        DEFAULT_LIMITS,
      )
      await expect(source.bytes('a.xml', MIB)).rejects.toMatchObject({ code, entry: 'a.xml' })
    })

    const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 37 + 11) % 256)
    it.each([
      ['a wrong checksum', { content: 'hello', crc32: 1 }],
      ['a wrong checksum, stored', { content: 'hello', crc32: 1, method: 0 }],
      ['data that is no deflate stream', { content: noise, compressed: noise.map((byte) => byte | 6) }],
      ['data that ends early', { content: noise, compressed: Uint8Array.of(0x4b, 0x4c) }],
    ])('refuses an entry with %s', async (_, lie) => {
      const source = await open(
        zip([
          { name: 'a.xml', ...lie },
          { name: 'b.xml', content: 'fine' },
        ]),
        DEFAULT_LIMITS,
      )
      await expect(source.bytes('a.xml', MIB)).rejects.toMatchObject({ code: 'corrupt-entry', entry: 'a.xml' })
      expect(text(await source.bytes('b.xml', 4))).toBe('fine')
    })
  })
}
