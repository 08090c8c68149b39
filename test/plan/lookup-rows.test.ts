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
