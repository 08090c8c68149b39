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
