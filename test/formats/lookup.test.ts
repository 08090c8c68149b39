import { describe, expect, it } from 'vitest'
import { readLookup } from '../../src/formats/lookup.js'

const lookup = (columns: string[], rows: string[][], name = 'Carriers') =>
  readLookup(
    'Carriers.dvm',
    `<?xml version="1.0" encoding="UTF-8"?><dvm name="${name}" xmlns="http://xmlns.oracle.com/dvm"><description>Carrier codes</description>` +
      `<columns>${columns.map((c) => `<column name="${c}"/>`).join('')}</columns>` +
      `<rows>${rows.map((r) => `\n<row>${r.map((c) => `<cell>${c}</cell>`).join('')}</row>`).join('')}</rows></dvm>`,
  )

describe('a lookup', () => {
  it('gives its columns and its cells as they are, each row with its place', () => {
    const { value, problems } = lookup(
      ['Shop', 'Erp'],
      [
        ['UPS', '01.00'],
        ['A &amp; B', ' padded '],
      ],
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'Carriers', description: 'Carrier codes', columns: ['Shop', 'Erp'] })
    expect(value?.rows).toEqual([
      { cells: ['UPS', '01.00'], entry: 'Carriers.dvm', line: 2, column: 1 },
      { cells: ['A & B', ' padded '], entry: 'Carriers.dvm', line: 3, column: 1 },
    ])
  })

  it('is read with any prefix, empty cells and CDATA', () => {
    const { value, problems } = readLookup(
      'a.dvm',
      '<d:dvm xmlns:d="http://xmlns.oracle.com/dvm" name="A"><d:columns><d:column name="x"/><d:column name="y"/></d:columns><d:rows><d:row><d:cell/><d:cell><![CDATA[<b>]]></d:cell></d:row></d:rows></d:dvm>',
    )
    expect(problems).toEqual([])
    expect(value?.rows[0]?.cells).toEqual(['', '<b>'])
  })

  it('loses only the white space that a formatter put around a cell', () => {
    expect(lookup(['a'], [['\n   UPS\n  ']]).value?.rows[0]?.cells).toEqual(['UPS'])
  })

  it('fills short rows, keeps the extra cells of long ones, and warns of both', () => {
    const { value, problems } = lookup(['a', 'b'], [['1'], ['1', '2', '3'], []])
    expect(value?.rows.map(({ cells }) => cells)).toEqual([
      ['1', ''],
      ['1', '2', '3'],
      ['', ''],
    ])
    expect(problems.map(({ severity, line }) => [severity, line])).toEqual([
      ['warning', 2],
      ['warning', 3],
      ['warning', 4],
    ])
  })

  it('sums up after ten odd rows', () => {
    const rows = Array.from({ length: 5000 }, () => ['1'])
    const { value, problems } = lookup(['a', 'b'], rows)
    expect(value?.rows).toHaveLength(5000)
    expect(problems).toHaveLength(11)
    expect(problems.at(-1)?.message).toMatch(/^4990 more rows/)
  })

  it('warns of a repeated column and reports a nameless one, a missing name, no columns', () => {
    expect(lookup(['a', 'a'], []).problems).toMatchObject([{ severity: 'warning' }])
    expect(lookup(['a', ''], []).problems).toMatchObject([{ severity: 'error' }])
    expect(lookup(['a'], [], '').problems).toMatchObject([{ severity: 'error' }])
    expect(lookup([], []).problems).toMatchObject([{ severity: 'error' }])
  })

  it('never quotes a cell in a message', () => {
    expect(JSON.stringify(lookup(['a', 'b'], [['hunter2']]).problems)).not.toContain('hunter2')
  })

  it('that is no lookup gives nothing', () => {
    expect(readLookup('a.dvm', '<html/>').value).toBeNull()
    expect(readLookup('a.dvm', 'DVM,a').value).toBeNull()
  })
})

describe('what is wrong with a lookup', () => {
  const said = ({ problems }: ReturnType<typeof lookup>) =>
    problems.map(({ code, severity, message, line, column }) => [code, severity, message, line, column])

  it('is said in words and at its place', () => {
    const text = [
      '<dvm name="Carriers">',
      '<columns>',
      '<column name="Shop"/>',
      '<column name=" "/>',
      '<column/>',
      '<column name="Shop"/>',
      '</columns></dvm>',
    ].join('\n')
    expect(said(readLookup('Carriers.dvm', text))).toEqual([
      ['malformed-content', 'error', 'Column 2 of the lookup has no name.', 4, 15],
      ['malformed-content', 'error', 'Column 3 of the lookup has no name.', 5, 1],
      [
        'malformed-content',
        'warning',
        'Two columns of the lookup have the name Shop; which one a call reads is open.',
        6,
        15,
      ],
    ])
  })

  it('cuts the name of a column that is very long', () => {
    const [problem] = lookup(['x'.repeat(200), 'x'.repeat(200)], []).problems
    expect(problem?.message).toContain(`the name ${'x'.repeat(80)};`)
  })

  it('is a name that is missing, and columns that are', () => {
    expect(said(readLookup('a.dvm', '\n<dvm/>'))).toEqual([
      ['malformed-content', 'error', 'The lookup has no name.', 2, 1],
      ['malformed-content', 'error', 'The lookup has no columns.', 2, 1],
    ])
    expect(readLookup('a.dvm', '<html/>').problems[0]?.message).toMatch(/a lookup/)
  })

  it('is a row with too few cells or too many', () => {
    const rows = lookup(['a', 'b'], [['1'], ['1', '2', '3'], ['1', '2']])
    expect(said(rows).map(([code, , message]) => [code, message])).toEqual([
      ['malformed-content', 'A row has 1 cell for 2 columns; empty cells were added.'],
      ['malformed-content', 'A row has 3 cells for 2 columns; the extra ones were kept.'],
    ])
  })

  it('is told of ten rows one by one, and of more in one sentence', () => {
    const odd = (count: number) => lookup(['a', 'b'], Array(count).fill(['1']))
    expect(odd(10).problems).toHaveLength(10)
    expect(odd(12).problems.at(-1)?.message).toMatch(/^2 more rows have another/)
    expect(said(odd(11)).at(-1)?.slice(0, 3)).toEqual([
      'malformed-content',
      'warning',
      '1 more row has another number of cells than the lookup has columns.',
    ])
  })

  it('is not told of each row where there are no columns at all', () => {
    const { value, problems } = lookup([], [['1'], ['2', '3']])
    expect(problems).toHaveLength(1)
    expect(value?.rows.map(({ cells }) => cells)).toEqual([['1'], ['2', '3']])
  })
})

describe('the parts of a lookup', () => {
  it('are those in columns and rows, where there are such elements', () => {
    const { value } = readLookup(
      'a.dvm',
      '<dvm name=" A "><old><column name="z"/><row><cell>9</cell></row></old>' +
        '<columns><column name="a"/></columns><rows><row><cell>1</cell></row></rows></dvm>',
    )
    expect(value).toMatchObject({ name: 'A', columns: ['a'], rows: [{ cells: ['1'] }] })
    expect(value?.rows).toHaveLength(1)
  })

  it('are found without them too', () => {
    const { value } = readLookup('a.dvm', '<dvm name="A"><column name="a"/><row><cell>1</cell></row></dvm>')
    expect(value).toMatchObject({ columns: ['a'], rows: [{ cells: ['1'] }] })
  })

  it('keep the line ends and blanks of a cell that no formatter put there', () => {
    const cells = [' North\n West ', ' \n South\n', 'Ea<b>ignored</b>st']
    expect(lookup(['a', 'b', 'c'], [cells]).value?.rows[0]?.cells).toEqual([' North\n West ', 'South', 'East'])
  })
})
