import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRows } from '../../src/plan/lookup-rows.js'

const columns = ['K', 'V']
const compare = (here: string[][], there: string[][]) => compareRows({ columns, rows: here }, { columns, rows: there })

describe('compareRows', () => {
  it('finds nothing between tables that say the same in another order', () => {
    expect(
      compare(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['b', '2'],
          ['a', '1'],
        ],
      ),
    ).toBeNull()
  })

  it('tells changed rows from new and lost ones by their first cell', () => {
    expect(
      compare(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['a', '9'],
          ['c', '3'],
        ],
      ),
    ).toEqual({
      columns,
      targetColumns: null,
      changed: [{ from: ['a', '9'], to: ['a', '1'] }],
      added: [['b', '2']],
      removed: [['c', '3']],
    })
  })

  it('does not guess which row changed where the first cell repeats', () => {
    const difference = compare(
      [
        ['a', '1'],
        ['a', '2'],
      ],
      [
        ['a', '1'],
        ['a', '3'],
      ],
    )
    expect(difference).toMatchObject({ changed: [], added: [['a', '2']], removed: [['a', '3']] })
  })

  it('counts rows that are there twice', () => {
    expect(
      compare(
        [
          ['a', '1'],
          ['a', '1'],
        ],
        [['a', '1']],
      ),
    ).toMatchObject({ added: [['a', '1']], removed: [] })
  })

  it('says that the columns differ, also where the rows do not', () => {
    expect(compareRows({ columns: ['K', 'V'], rows: [] }, { columns: ['K', 'W'], rows: [] })).toMatchObject({
      targetColumns: ['K', 'W'],
    })
  })

  it('finds nothing where columns stand in another order, with their cells', () => {
    const here = {
      columns: ['K', 'V'],
      rows: [
        ['a', '1'],
        ['b', '2'],
      ],
    }
    expect(
      compareRows(here, {
        columns: ['V', 'K'],
        rows: [
          ['2', 'b'],
          ['1', 'a'],
        ],
      }),
    ).toBeNull()
    expect(
      compareRows(here, {
        columns: ['V', 'K'],
        rows: [
          ['2', 'b'],
          ['9', 'a'],
          ['3', 'c'],
        ],
      }),
    ).toEqual({
      columns: ['K', 'V'],
      targetColumns: null,
      changed: [{ from: ['a', '9'], to: ['a', '1'] }],
      added: [],
      removed: [['c', '3']],
    })
  })

  it('compares rows in the columns that both tables have', () => {
    const here = {
      columns: ['K', 'NEW', 'V'],
      rows: [
        ['a', 'x', '1'],
        ['b', 'y', '2'],
      ],
    }
    expect(
      compareRows(here, {
        columns: ['K', 'V'],
        rows: [
          ['a', '1'],
          ['b', '2'],
        ],
      }),
    ).toEqual({
      columns: ['K', 'NEW', 'V'],
      targetColumns: ['K', 'V'],
      changed: [],
      added: [],
      removed: [],
    })
    expect(
      compareRows(here, {
        columns: ['V', 'K'],
        rows: [
          ['1', 'a'],
          ['9', 'b'],
          ['3', 'c'],
        ],
      }),
    ).toMatchObject({
      changed: [{ from: ['b', '', '9'], to: ['b', 'y', '2'] }],
      added: [],
      removed: [['3', 'c']],
    })
  })

  it('pairs no rows where the first column is another, nor any where no column is the same', () => {
    expect(
      compareRows({ columns: ['ID', 'V'], rows: [['a', '1']] }, { columns: ['K', 'V'], rows: [['a', '2']] }),
    ).toMatchObject({ changed: [], added: [['a', '1']], removed: [['a', '2']] })
    expect(compareRows({ columns: ['A'], rows: [['a']] }, { columns: ['B'], rows: [['a']] })).toMatchObject({
      changed: [],
      added: [['a']],
      removed: [['a']],
    })
  })

  it('pairs no rows by a cell of another column than the archive’s first', () => {
    expect(
      compareRows({ columns: ['ID', 'K', 'V'], rows: [['7', 'a', '1']] }, { columns: ['K', 'V'], rows: [['a', '2']] }),
    ).toMatchObject({ changed: [], added: [['7', 'a', '1']], removed: [['a', '2']] })
  })

  it('takes columns in whatever order for the same, whichever of the two is sorted', () => {
    const here = { columns: ['V', 'K'], rows: [['1', 'a']] }
    expect(compareRows(here, { columns: ['K', 'V'], rows: [['a', '1']] })).toBeNull()
    expect(compareRows(here, { columns: ['K', 'V'], rows: [['a', '2']] })).toMatchObject({ targetColumns: null })
  })

  it('tells columns of one name apart by their places', () => {
    const columns_ = ['K', 'K']
    expect(
      compareRows({ columns: columns_, rows: [['a', '1']] }, { columns: columns_, rows: [['a', '2']] }),
    ).toMatchObject({ targetColumns: null, changed: [{ from: ['a', '2'], to: ['a', '1'] }] })
  })

  it('mirrors when the tables are exchanged', () => {
    const table = fc.array(fc.array(fc.constantFrom('', 'a', 'b'), { minLength: 2, maxLength: 2 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, table, (a, b) => {
        const there = compare(a, b)
        const back = compare(b, a)
        expect(there === null).toBe(back === null)
        expect(there?.added.length).toBe(back?.removed.length)
        expect(there?.changed.length).toBe(back?.changed.length)
        expect(compare(a, a)).toBeNull()
      }),
    )
  })
})
