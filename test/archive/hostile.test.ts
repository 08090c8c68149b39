import { describe, expect, it } from 'vitest'
import { readCentralDirectory } from '../../src/archive/central-directory.js'
import { DEFAULT_LIMITS, withLimits } from '../../src/archive/limits.js'
import { IarkitError, type IarkitErrorCode } from '../../src/base/errors.js'
import { withoutFirst, withoutLast, type ZipOptions, type ZipPart, zip } from '../support/zip.js'

const good: ZipPart = { name: 'icspackage/project/ORDERS_01.00.0000/info.json', content: 'x'.repeat(200) }

function refusal(bytes: Uint8Array, limits = DEFAULT_LIMITS): IarkitError | null {
  try {
    readCentralDirectory(bytes, limits)
    return null
  } catch (error) {
    if (error instanceof IarkitError) return error
    throw error
  }
}

const part = (changes: Partial<ZipPart>): ZipPart => ({ ...good, name: 'b.xml', ...changes })

describe('a hostile zip is refused before anything is inflated', () => {
  const cases: readonly [string, IarkitErrorCode, readonly ZipPart[], ZipOptions?][] = [
    ['two entries of one name', 'duplicate-entry', [good, good]],
    ['names equal but for their slashes', 'duplicate-entry', [part({ name: 'a/b' }), part({ name: 'a\\b' })]],
    ['names equal but for empty folders', 'duplicate-entry', [part({ name: 'a/b' }), part({ name: './a//b' })]],
    ['a folder that leads out', 'path-traversal', [part({ name: '../up/', content: '' })]],
    ['a name that leads out in its own header only', 'path-traversal', [part({ localName: '../b.xml' })]],
    ['another name in its own header', 'truncated', [part({ localName: 'c.xml' })]],
    ['an encrypted entry', 'encrypted', [part({ flags: 0x809 })]],
    ['an AES-encrypted entry', 'encrypted', [part({ flags: 0x801, method: 99, compressed: new Uint8Array(9) })]],
    ['a bzip2 entry', 'unsupported-compression', [part({ method: 12, compressed: new Uint8Array(9) })]],
    ['a Deflate64 entry', 'unsupported-compression', [part({ method: 9, compressed: new Uint8Array(9) })]],
    ['a declared size above the limit', 'limit-entry-size', [part({ declaredSize: 0xfffffffe })]],
    ['overlapping entries', 'truncated', [part({ localOffset: 0 }), part({ name: 'c.xml', localOffset: 0 })]],
    ['an entry outside the file', 'truncated', [part({ localOffset: 0x7fffffff })]],
    ['an entry that begins nowhere', 'truncated', [part({ localOffset: 3 })]],
    ['an entry that runs into the directory', 'truncated', [part({ declaredCompressedSize: 100_000 })]],
    ['an entry without a name', 'truncated', [part({ nameBytes: new Uint8Array() })]],
    ['fewer entries than counted', 'truncated', [good], { declaredCount: 2 }],
    ['more entries than counted', 'truncated', [good, part({})], { declaredCount: 1 }],
    ['a directory outside the file', 'truncated', [good], { declaredDirectoryOffset: 1_000_000 }],
    ['a directory larger than the file', 'truncated', [good], { declaredDirectorySize: 1_000_000 }],
    ['one part of several', 'truncated', [good], { disk: 3 }],
    ['a zip64 entry without its sizes', 'truncated', [part({ declaredCompressedSize: 0xffffffff })]],
  ]
  it.each(cases)('%s: %s', (_, code, parts, options) => {
    expect(refusal(zip(parts, options))?.code).toBe(code)
  })

  it('with an encrypted entry that only its own header admits', () => {
    const bytes = zip([good])
    bytes[6] = (bytes[6] ?? 0) | 1
    expect(refusal(bytes)?.code).toBe('encrypted')
  })

  it('with sizes that only together are above the limit', () => {
    const parts = Array.from({ length: 9 }, (_, index) =>
      part({ name: `${index}.bin`, declaredSize: 60 * 1024 * 1024 }),
    )
    expect(refusal(zip(parts))).toMatchObject({
      code: 'limit-total-size',
      message: expect.stringContaining('maxTotalSize'),
    })
  })

  it('where it is larger than the limit', () => {
    expect(refusal(zip([good]), withLimits({ maxArchiveSize: 50 }))?.code).toBe('limit-archive-size')
  })

  it('with 200,000 entries, also where the count is a lie', () => {
    const parts = Array.from({ length: 200_000 }, (_, index) => ({
      name: `${index}`,
      content: '',
      method: 0,
      flags: 0,
    }))
    for (const options of [{ zip64: true }, { declaredCount: 200_000 % 65_536 }, { declaredCount: 65_535 }]) {
      const bytes = zip(parts, options)
      expect(refusal(bytes)).toMatchObject({ code: 'limit-entries', message: expect.stringContaining('maxEntries') })
    }
  })

  it('wherever it is cut off', () => {
    const bytes = zip([good, part({}), part({ name: 'c.xml' })])
    for (let cut = 1; cut < bytes.length; cut++) {
      const code = refusal(withoutLast(bytes, cut))?.code
      expect(code === 'truncated' || (code === 'not-an-archive' && bytes.length - cut < 4)).toBe(true)
      expect(['truncated', 'not-an-archive']).toContain(refusal(withoutFirst(bytes, cut))?.code)
    }
  })

  it('where it is cut off behind a library that is stored in it', () => {
    const jar = zip({ 'prices.js': 'x' }, { like: 'jar' })
    const bytes = zip([good, part({ name: 'Prices.jar', content: jar, method: 0, flags: 0x800 }), part({ name: 'c' })])
    const end = Buffer.from(bytes).indexOf(Buffer.from(jar)) + jar.length
    expect(refusal(bytes.subarray(0, end))?.code).toBe('truncated')
    expect(refusal(bytes.subarray(0, end + 10))?.code).toBe('truncated')
  })

  it('or throws nothing but an IarkitError, whatever byte is changed', () => {
    const bytes = zip([good, part({})], { zip64: true, comment: 'shop' })
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 0xff, (bytes[at] ?? 0) ^ 1]) {
        const changed = bytes.slice()
        changed[at] = value
        expect(() => refusal(changed)).not.toThrow()
      }
    }
  })

  it('with a message of one line that repeats no control characters', () => {
    const error = refusal(zip([part({ name: `../\u001b[31m\n${'long'.repeat(500)}` })]))
    const message = error?.message ?? ''
    expect(message.length).toBeLessThan(400)
    expect([...message].filter((character) => character < ' ')).toEqual([])
  })
})

describe('a harmless zip', () => {
  it.each([new Uint8Array(), new TextEncoder().encode('PK'), new TextEncoder().encode('no zip at all')])(
    'is not what this is',
    (bytes) => {
      expect(refusal(bytes)?.code).toBe('not-an-archive')
    },
  )

  it('may be followed by a line end, and may hold the mark of an end record in its comment', () => {
    const bytes = zip([good])
    expect(refusal(Uint8Array.of(...bytes, 13, 10))).toBeNull()
    expect(refusal(zip([good], { comment: 'PK\u0005\u0006 is where a zip ends, mostly' }))).toBeNull()
  })
})

describe('limits', () => {
  it('are replaced one by one', () => {
    expect(withLimits({ maxEntries: 7 })).toEqual({ ...DEFAULT_LIMITS, maxEntries: 7 })
    expect(withLimits({ maxEntries: Number.POSITIVE_INFINITY }).maxEntries).toBe(Number.POSITIVE_INFINITY)
  })

  it('by default are the same for all of a program', () => {
    expect(() => Object.assign(DEFAULT_LIMITS, { maxEntries: 1 })).toThrow(TypeError)
    expect(withLimits().maxEntries).toBe(50_000)
  })

  it('are refused where there are none of the name, which would not hold', () => {
    const mistyped = { maxEntires: 7 } as Partial<typeof DEFAULT_LIMITS>
    expect(() => withLimits(mistyped)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it.each([Number.NaN, -1])('are refused where they make no sense: %s', (maxEntries) => {
    expect(() => withLimits({ maxEntries })).toThrow(expect.objectContaining({ code: 'usage' }))
  })
})
