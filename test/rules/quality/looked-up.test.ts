import { describe, expect, it } from 'vitest'
import { duplicateLookupKey } from '../../../src/rules/quality/duplicate-lookup-key.js'
import { lookedUpColumns } from '../../../src/rules/quality/looked-up.js'
import { lookupWhitespace } from '../../../src/rules/quality/lookup-whitespace.js'
import { archiveOf, flowOf, foundIn, HERE } from '../../support/model.js'

const asks = (sourceColumn: string | null, targetColumn: string | null, more: object = {}) => ({
  kind: 'lookup',
  name: 'REGIONS',
  sourceColumn,
  targetColumn,
  ...more,
})
const lookup = (rows: readonly (readonly string[])[], id = 'lookup:REGIONS') => ({
  id,
  kind: 'lookup',
  name: 'REGIONS',
  columns: ['STORE', 'REGION', 'DEPOT'],
  rows: rows.map((cells, at) => ({ cells, entry: 'r.dvm', line: at + 10, column: 5 })),
  location: HERE,
})
const archive = (
  references: readonly object[],
  rows: readonly (readonly string[])[] = [['a', 'b', 'c']],
  { project = null as string | null, id = 'lookup:REGIONS', file = 'a.iar' } = {},
) => archiveOf({ file, integrations: [flowOf({ project, references })], lookups: [lookup(rows, id)] })
const columnsOf = (...archives: Parameters<typeof lookedUpColumns>[0]) =>
  [...lookedUpColumns(archives)].map(({ name, column, targets }) => [name, column, targets])

describe('lookedUpColumns', () => {
  it.each([
    ['one column for another', [asks('STORE', 'REGION')], [['STORE', 0, [1]]]],
    ['a column in the middle', [asks('REGION', 'DEPOT')], [['REGION', 1, [2]]]],
    ['the last column for the first', [asks('DEPOT', 'STORE')], [['DEPOT', 2, [0]]]],
    ['one column for two others', [asks('STORE', 'REGION'), asks('STORE', 'DEPOT')], [['STORE', 0, [1, 2]]]],
    [
      'two columns',
      [asks('STORE', 'DEPOT'), asks('REGION', 'DEPOT')],
      [
        ['STORE', 0, [2]],
        ['REGION', 1, [2]],
      ],
    ],
    ['a computed column once', [asks('STORE', 'REGION'), asks('STORE', null)], [['STORE', 0, null]]],
    ['a column that is not there', [asks('STORE', 'CITY')], [['STORE', 0, null]]],
    ['nothing by a column that is not there', [asks('CITY', 'REGION')], []],
    ['nothing by a computed column', [asks(null, 'REGION')], []],
    ['nothing in a lookup of computed name', [asks('STORE', 'REGION', { name: null })], []],
    ['nothing in another lookup', [asks('STORE', 'REGION', { name: 'OTHER' })], []],
    ['nothing by a reference of another kind', [asks('STORE', 'REGION', { kind: 'library' })], []],
  ])('looks up %s', (_, references, expected) => {
    expect(columnsOf(archive(references))).toEqual(expected)
  })

  it('looks for the lookup of a project in the project', () => {
    const references = [asks('STORE', 'REGION')]
    expect(columnsOf(archive(references, [], { project: 'RETAIL', id: 'lookup:RETAIL/REGIONS' }))).toHaveLength(1)
    expect(columnsOf(archive(references, [], { id: 'lookup:RETAIL/REGIONS' }))).toEqual([])
    expect(columnsOf(archive(references, [], { project: 'RETAIL', id: 'lookup:STORES/REGIONS' }))).toEqual([])
  })

  it('takes a global lookup where the project has none of that name, in whichever archive it is', () => {
    const user = archiveOf({ integrations: [flowOf({ project: 'RETAIL', references: [asks('STORE', 'REGION')] })] })
    const global = archive([], [['g', 'b', 'c']], { file: 'REGIONS.csv' })
    const own = archive([], [['o', 'b', 'c']], { file: 'own.car', id: 'lookup:RETAIL/REGIONS' })
    const usedOf = (...archives: Parameters<typeof lookedUpColumns>[0]) =>
      [...lookedUpColumns(archives)].map(({ lookup: { id } }) => id)
    expect(usedOf(user, global)).toEqual(['lookup:REGIONS'])
    expect(usedOf(global, user, own)).toEqual(['lookup:RETAIL/REGIONS'])
  })

  it('passes over a further copy with the same rows, and no copy with others', () => {
    const references = [asks('STORE', 'REGION')]
    const first = archive(references)
    expect(columnsOf(first, archive(references, undefined, { file: 'b.iar' }))).toHaveLength(1)
    expect(columnsOf(first, archive(references, [['a', 'b', 'd']], { file: 'b.iar' }))).toHaveLength(2)
  })
})

describe('duplicate-lookup-key', () => {
  const found = async (references: readonly object[], ...rows: readonly (readonly string[])[]) =>
    (await foundIn(duplicateLookupKey, [archive(references, rows)])).map(({ message, severity, line }) => [
      severity,
      line,
      / has the value (.*) in (rows .*) of column/.exec(message)?.slice(1).join(' in '),
    ])
  const askRegion = [asks('STORE', 'REGION')]

  it('asks only whether the columns agree that are asked for', async () => {
    const rows = [
      ['a', 'north', 'd1'],
      ['a', 'north', 'd2'],
    ] as const
    expect(await found(askRegion, ...rows)).toEqual([['info', 11, '“a” in rows 1 and 2']])
    expect(await found([asks('STORE', 'DEPOT')], ...rows)).toEqual([['warning', 11, '“a” in rows 1 and 2']])
    expect(await found([...askRegion, asks('STORE', 'DEPOT')], ...rows)).toEqual([
      ['warning', 11, '“a” in rows 1 and 2'],
    ])
  })

  it('asks whether all columns agree where any may be asked for', async () => {
    expect(await found([asks('STORE', null)], ['a', 'x', 'd1'], ['a', 'x', 'd2'])).toEqual([
      ['warning', 11, '“a” in rows 1 and 2'],
    ])
    expect(await found([asks('STORE', null)], ['a', 'x', 'd1'], ['a', 'x', 'd1'])).toEqual([
      ['info', 11, '“a” in rows 1 and 2'],
    ])
  })

  it('wants all rows to agree', async () => {
    expect(await found(askRegion, ['a', 'x'], ['a', 'x'], ['b', 'x'], ['a', 'y'])).toEqual([
      ['warning', 11, '“a” in rows 1, 2 and 4'],
    ])
  })

  it('takes neither an empty cell nor one that a short row lacks for a key', async () => {
    expect(await found([asks('DEPOT', 'STORE')], ['a', 'b', ''], ['c', 'd', ''], ['e'], ['f'])).toEqual([])
  })

  it.each([
    ['a', '“a”'],
    ['A-1_b.c d', '“A-1_b.c d”'],
    ['7', '“7”'],
    ['123456789012', '“123456789012”'],
    ['1234567890123', 'of 13 characters'],
    ['1a', 'of 2 characters'],
    ['-a', 'of 2 characters'],
    ['a!', 'of 2 characters'],
    ['?12', 'of 3 characters'],
    ['!', 'of 1 characters'],
    ['a'.repeat(40), `“${'a'.repeat(40)}”`],
    ['a'.repeat(41), 'of 41 characters'],
  ])('quotes %s as %s', async (value, shown) => {
    expect(await found(askRegion, [value, 'x'], [value, 'x'])).toEqual([['info', 11, `${shown} in rows 1 and 2`]])
  })

  it.each(['PASSWORD', 'Pwd', 'client_secret', 'TOKEN', 'credentials', 'apiKey'])(
    'quotes nothing of a column %s',
    async (column) => {
      const secret = {
        ...lookup([
          ['abc', 'x'],
          ['abc', 'x'],
        ]),
        columns: [column, 'REGION'],
      }
      const integrations = [flowOf({ references: [asks(column, 'REGION')] })]
      const [finding] = await foundIn(duplicateLookupKey, [archiveOf({ integrations, lookups: [secret] })])
      expect(finding?.message).toContain('the value of 3 characters in')
    },
  )
})

describe('lookup-whitespace', () => {
  it('has nothing against a cell that a short row lacks', async () => {
    expect(
      await foundIn(lookupWhitespace, [archive([asks('DEPOT', 'STORE')], [['a'], ['b', 'c', ' d']])]),
    ).toMatchObject([{ line: 11, key: 'DEPOT', step: '' }])
  })
})
