/** Strange zips, and archives as large, as many or as entangled as the limits let them be: a result, or one error with a code. */
import { expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import { type Archive, IarkitError, readArchives } from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { diffText } from '../../src/report/diff-text.js'
import { everyReport, UNPRINTABLE } from '../support/every-report.js'
import { NASTY_ARCHIVES } from '../support/nasty-archives.js'

async function read(
  bytes: Uint8Array,
  name: string,
  source: 'zlib' | 'jszip',
): Promise<readonly Archive[] | IarkitError> {
  try {
    return await readArchives(bytes, { name, ...(source === 'zlib' && { open: openWithZlib }) })
  } catch (error) {
    if (error instanceof IarkitError) return error
    throw error
  }
}

const small = Object.entries(NASTY_ARCHIVES).filter(([, { large = false }]) => !large)

it.each(small)(
  '%s ends in the same way through both readers of zips',
  async (_, { refused, file = 'a.iar', bytes }) => {
    const content = bytes()
    for (const source of ['zlib', 'jszip'] as const) {
      const outcome = await read(content, file, source)
      expect(outcome instanceof IarkitError ? outcome.code : null, source).toBe(refused)
    }
  },
)

it.each(small.filter(([, { refused }]) => refused === null))(
  '%s is in every report, with no character that a terminal obeys',
  async (_, { file = 'a.iar', bytes }) => {
    const archives = await read(bytes(), file, 'zlib')
    if (archives instanceof IarkitError) throw archives
    expect((await diffArchives(archives, archives)).identical).toBe(true)
    expect(UNPRINTABLE.exec(diffText(await diffArchives([], archives), { verbose: true }))?.[0]).toBeUndefined()
    for (const { name, form, text } of await everyReport(archives)) {
      expect(UNPRINTABLE.exec(text)?.[0], name).toBeUndefined()
      if (form === 'json') expect(JSON.parse(text), name).toBeTypeOf('object')
    }
  },
)
