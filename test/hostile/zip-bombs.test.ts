import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { constants, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IarkitError, type IarkitErrorCode, readArchives } from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { fixture } from '../support/fixture.js'
import { crc32, tree, type ZipPart, zip } from '../support/zip.js'

const MB = 1024 * 1024
const NAME = 'ORDER_INTAKE_01.00.0000'
const FOLDER = `icspackage/project/${NAME}`
const PROJECT_XML = `${FOLDER}/PROJECT-INF/project.xml`

/** Deflate data of so many megabytes of spaces, made without holding them: a thousandth of their size. */
function spaces(megabytes: number): Uint8Array {
  const one = deflateRawSync(Buffer.alloc(MB, ' '), { finishFlush: constants.Z_FULL_FLUSH, level: 9 })
  return Buffer.concat([...Array.from({ length: megabytes }, () => one), Buffer.from([3, 0])])
}

const bomb = (name: string, megabytes: number, declaredSize = megabytes * MB): ZipPart => ({
  name,
  content: '',
  compressed: spaces(megabytes),
  declaredSize,
})

const others = (): ZipPart[] => Object.entries(tree(`retail-dev/${NAME}`)).map(([name, content]) => ({ name, content }))

/** An export with some of its files replaced, and some put beside them. */
function exportWith(...parts: readonly ZipPart[]): Uint8Array {
  const replaced = new Set(parts.map(({ name }) => name))
  return zip([...others().filter(({ name }) => !replaced.has(name)), ...parts])
}

/** An archive within an archive within an archive. */
function nested(depth: number): Uint8Array {
  let bytes = fixture(`retail-dev/${NAME}`)
  for (let level = 0; level < depth; level += 1) {
    bytes = zip({ 'inner.iar': bytes })
  }
  return bytes
}

const ARCHIVES: Readonly<Record<string, { code: IarkitErrorCode | 'read'; bytes: () => Uint8Array }>> = {
  'an entry of 600 MB in 600 kB': { code: 'limit-entry-size', bytes: () => exportWith(bomb(PROJECT_XML, 600)) },
  'an entry that declares 100 bytes and holds 400 MB': {
    code: 'entry-size-mismatch',
    bytes: () => exportWith(bomb(PROJECT_XML, 400, 100)),
  },
  // Below what is parsed of one file: beyond that it would not be inflated at all.
  'an entry that declares 2 MB and holds 400 MB': {
    code: 'entry-size-mismatch',
    bytes: () => exportWith(bomb(PROJECT_XML, 400, 2 * MB)),
  },
  'an entry that declares 60 MB and holds 400 MB, which is never inflated': {
    code: 'read',
    bytes: () => exportWith(bomb(PROJECT_XML, 400, 60 * MB)),
  },
  'many of 30 MB, too many': {
    code: 'limit-total-size',
    bytes: () =>
      exportWith(...Array.from({ length: 40 }, (_, at) => bomb(`${FOLDER}/resources/processor_${at}/x.xsl`, 30))),
  },
  'many of 30 MB, within the limit': {
    code: 'read',
    bytes: () => exportWith(...Array.from({ length: 16 }, (_, at) => bomb(`icspackage/dvms/L${at}.dvm`, 30))),
  },
  'many expressions of 30 MB, within the limit': {
    code: 'read',
    bytes: () =>
      exportWith(
        ...others()
          .filter(({ name }) => name.endsWith('expr.properties'))
          .slice(0, 16)
          .map(({ name }) => bomb(name, 30)),
      ),
  },
  'a package of many archives of 30 MB, within the limit': {
    code: 'read',
    bytes: () => {
      // What the directory of a zip does not speak of may be as large as it likes.
      const inner = zip(others(), { prefix: new Uint8Array(29 * MB) })
      const facts = { content: '', compressed: deflateRawSync(inner), declaredSize: inner.length, crc32: crc32(inner) }
      return zip(Array.from({ length: 16 }, (_, at) => ({ name: `icspackage_a${at}_01.00.0000_x.iar`, ...facts })))
    },
  },
  'archives nested thirty deep': { code: 'limit-nesting', bytes: () => nested(30) },
  '200,000 entries': {
    code: 'limit-entries',
    bytes: () =>
      zip(
        Array.from({ length: 200_000 }, (_, at) => ({ name: `${FOLDER}/${at}.xml`, content: '', method: 0 })),
        { zip64: true },
      ),
  },
}

async function outcome(bytes: Uint8Array, source: 'zlib' | 'jszip'): Promise<string> {
  try {
    await readArchives(bytes, { name: 'a.iar', ...(source === 'zlib' && { open: openWithZlib }) })
    return 'read'
  } catch (error) {
    if (!(error instanceof IarkitError)) throw error
    return error.code
  }
}

describe.each(['zlib', 'jszip'] as const)('through %s', (source) => {
  it.each(['', 'PK', 'no zip at all', '<?xml version="1.0"?><a/>', '\u0000'])('%j is refused', async (text) => {
    expect(await outcome(new TextEncoder().encode(text), source)).toBe('not-an-archive')
  })

  it('an archive that is cut off anywhere is refused', async () => {
    const bytes = fixture('retail-dev/retail-package')
    const codes = new Set<string>()
    for (let part = 1; part < 50; part += 1) {
      codes.add(await outcome(bytes.subarray(0, Math.floor((bytes.length * part) / 50)), source))
      codes.add(await outcome(bytes.subarray(Math.floor((bytes.length * part) / 50)), source))
    }
    expect([...codes].filter((code) => code !== 'truncated' && code !== 'not-an-archive')).toEqual([])
  })
})

/** Reads one file in a process of its own; says what came of it, and the most memory that the process ever had. */
async function readApart(path: string, source: 'zlib' | 'jszip') {
  const script = fileURLToPath(new URL('read-apart.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, path, source])
  return JSON.parse(stdout) as { code: string; megabytes: number; before: number; cpu: number }
}

describe('memory', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iarkit-bombs-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  // What is held at one time does not hang on how it is inflated, and JSZip takes ten times as long for it.
  const few = Object.entries(ARCHIVES).filter(([name]) => !name.includes('many') || name.includes('expressions'))
  for (const [source, archives] of [
    ['zlib', Object.entries(ARCHIVES)],
    ['jszip', few],
  ] as const) {
    it.each(archives)(`reading takes less than 300 MB through ${source}: %s`, async (name, { code, bytes }) => {
      const path = join(folder, `${name}.iar`)
      await writeFile(path, bytes())
      const found = await readApart(path, source)
      expect(found.code).toBe(code)
      // Before is Node with the loader of TypeScript, which no user has.
      expect(found.megabytes - found.before).toBeLessThan(300)
      await rm(path)
    })
  }
})
