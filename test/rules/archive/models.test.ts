import { describe, expect, it } from 'vitest'
import { fileName } from '../../../src/rules/archive/file-name.js'
import { junkEntry } from '../../../src/rules/archive/junk-entry.js'
import { malformedContent } from '../../../src/rules/archive/malformed-content.js'
import { repackagedArchive } from '../../../src/rules/archive/repackaged-archive.js'
import { unsafeArchive } from '../../../src/rules/archive/unsafe-archive.js'
import { archiveOf, flowOf, foundIn, HERE } from '../../support/model.js'

describe('file-name', () => {
  const integrations = [flowOf({})]

  it.each([
    ['one integration in a file of another name', {}, 1],
    ['a package', { kind: 'package' }, 0],
    ['an exploded tree', { zipped: false }, 0],
    ['no integration', { integrations: [] }, 0],
    ['two integrations', { integrations: [...integrations, ...integrations] }, 0],
  ])('looks at %s', async (_, parts, count) => {
    expect(await foundIn(fileName, [archiveOf({ file: 'x.iar', integrations, ...parts })])).toHaveLength(count)
  })

  it.each([
    ['ORDERS_01.00.0000.iar', 0],
    ['ORDERS_01.00.0000.iar.zip', 0],
    ['ORDERS.iarchive', 0],
    ['a.iar/x/ORDERS_01.00.0000.iar', 0],
    ['ORDERS_01.00.0000.IAR.iar', 1],
    ['folder\nof/ORDERS_01.00.0000.iar', 0],
  ])('judges %j', async (file, count) => {
    expect(await foundIn(fileName, [archiveOf({ file, integrations })])).toHaveLength(count)
  })
})

describe('junk-entry', () => {
  it.each([
    ['x/a.bak', '*.bak'],
    ['x/a.bak.txt', 'a.bak.txt'],
    ['x/~a', '~a'],
    ['x/abak', 'abak'],
    ['x/.git', '.git'],
    ['x.git/a', 'a'],
    ['.git/a', '.git/'],
    ['x/._a', '._*'],
    ['x/a._b', 'a._b'],
  ])('counts %s as %s', async (entry, key) => {
    const diagnostics = [
      { code: 'junk-entry', entry },
      { code: 'self-check', entry: 'other' },
    ]
    expect((await foundIn(junkEntry, [archiveOf({ diagnostics })])).map((found) => found.key)).toEqual([key])
  })
})

describe('malformed-content', () => {
  it('is the same finding after lines and counts changed', async () => {
    const keys = async (message: string) =>
      (
        await foundIn(malformedContent, [
          archiveOf({ diagnostics: [{ code: 'malformed-content', severity: 'error', message, ...HERE }] }),
        ])
      ).map(({ key }) => key)
    expect(await keys('Line 7 of 12: odd.')).toEqual(await keys('Line 110 of 9: odd.'))
    expect(await keys('Line 7: odd.')).not.toEqual(await keys('Line 7: even.'))
  })
})

describe('repackaged-archive', () => {
  const facts = { method: 8, flags: 0x808, madeBy: 20, modified: 0 }
  const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
    (((year - 1980) << 25) | (month << 21) | (day << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0
  const container = (parts: object = {}) => ({
    path: '',
    zip: { comment: '', prefixLength: 0 },
    prefix: '',
    directories: [],
    entries: [{ zip: facts }],
    ...parts,
  })
  const signs = async (...containers: object[]) =>
    (await foundIn(repackagedArchive, [archiveOf({ containers })])).map(
      ({ message }) => /\((.*?)\): an/.exec(message)?.[1],
    )

  it.each(['lookup', 'library'])('does not judge a %s, which many hands pack', async (kind) => {
    const containers = [container({ directories: ['a/'] })]
    expect(await foundIn(repackagedArchive, [archiveOf({ kind, containers })])).toEqual([])
    expect(await foundIn(repackagedArchive, [archiveOf({ kind: 'package', containers })])).toHaveLength(1)
  })

  it.each([
    [{ directories: ['a/'] }, '1 folder is an entry'],
    [{ directories: ['a/', 'b/'] }, '2 folders are entries'],
    [
      { entries: [{ zip: { ...facts, method: 0 } }, { zip: facts }, { zip: null }] },
      '1 of 2 entries are stored, not deflated',
    ],
    [{ entries: [{ zip: { ...facts, flags: 8 } }] }, 'flags 0x8, not 0x808'],
    [{ entries: [{ zip: { ...facts, madeBy: 31 } }] }, 'made by version 3.1 on DOS or Windows'],
    [{ entries: [{ zip: { ...facts, madeBy: (3 << 8) | 20 } }] }, 'made by version 2.0 on Unix'],
    [{ entries: [{ zip: { ...facts, madeBy: (10 << 8) | 63 } }] }, 'made by version 6.3 on Windows NTFS'],
    [{ entries: [{ zip: { ...facts, madeBy: (19 << 8) | 20 } }] }, 'made by version 2.0 on macOS'],
    [{ entries: [{ zip: { ...facts, madeBy: (7 << 8) | 20 } }] }, 'made by version 2.0 on system 7'],
    [{ zip: { comment: 'x', prefixLength: 0 } }, 'it has a comment'],
    [{ zip: { comment: '', prefixLength: 1 } }, '1 bytes stand before the zip'],
    [{ entries: [], directories: ['a/'] }, '1 folder is an entry'],
  ])('takes %j for a sign', async (parts, expected) => {
    expect(await signs(container(parts))).toEqual([expected])
  })

  it.each([
    [at(2024, 3, 1, 12), at(2024, 3, 1, 12, 0, 10), ''],
    [at(2024, 3, 1, 12), at(2024, 3, 1, 12, 0, 12), '; entry times up to 12 seconds apart'],
    [at(2024, 3, 1, 12), at(2024, 3, 1, 12, 1, 58), '; entry times up to 118 seconds apart'],
    [at(2024, 3, 1, 12), at(2024, 3, 1, 12, 2), '; entry times up to 2 minutes apart'],
    [at(2024, 3, 1, 12, 59, 50), at(2024, 3, 1, 13, 0, 0), ''],
    [at(2024, 3, 1, 12, 58, 30), at(2024, 3, 1, 13, 0, 0), '; entry times up to 90 seconds apart'],
    [at(2024, 3, 1, 11), at(2024, 3, 1, 13), '; entry times up to 2 hours apart'],
    [at(2024, 2, 28), at(2024, 3, 1), '; entry times up to 2 days apart'],
    [at(2023, 12, 30), at(2024, 1, 2), '; entry times up to 3 days apart'],
    [at(2024, 1, 1), at(2023, 1, 1), '; entry times up to 365 days apart'],
  ])('tells how far times are apart (%i, %i)', async (first, second, expected) => {
    const entries = [first, second].map((modified) => ({ zip: { ...facts, modified } }))
    expect(await signs(container({ entries, directories: ['a/'] }))).toEqual([`1 folder is an entry${expected}`])
  })

  it('names an integration only for its own archive', async () => {
    const containers = [container({ directories: ['a/'] }), container({ path: 'b.iar', directories: ['a/'] })]
    const found = await foundIn(repackagedArchive, [archiveOf({ containers, integrations: [flowOf({})] })])
    expect(found.map(({ artifact, key }) => [artifact, key])).toEqual([
      ['integration:ORDERS|01.00.0000', ''],
      ['', 'b.iar'],
    ])
  })

  it('passes over what is no zip and what OIC packed', async () => {
    expect(await signs(container({ zip: null, directories: ['a/'] }), container())).toEqual([])
  })
})

describe('unsafe-archive', () => {
  it('is about the file as a whole', async () => {
    expect(await foundIn(unsafeArchive, [], {}, [{ file: 'x.iar', code: 'encrypted', message: 'No.' }])).toEqual([
      {
        archive: 'x.iar',
        entry: '',
        line: null,
        column: null,
        message: 'The archive was refused (encrypted): No.',
        artifact: '',
        step: '',
        key: 'encrypted',
      },
    ])
  })
})
