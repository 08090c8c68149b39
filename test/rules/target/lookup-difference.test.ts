import { describe, expect, it } from 'vitest'
import { columnWords, isSameTable, rowWords, tableDifference } from '../../../src/rules/target/lookup-difference.js'

const COLUMNS = ['STORE', 'REGION', 'WAREHOUSE']
const table = (columns: readonly string[], ...rows: readonly string[][]) => ({ columns, rows })

/** What differs, in the words of a message. */
function words(before: ReturnType<typeof table>, now: ReturnType<typeof table>): [columns: string, rows: string] {
  const difference = tableDifference(before, now)
  expect(isSameTable(difference)).toBe(columnWords(difference) === '' && rowWords(difference) === '')
  return [columnWords(difference), rowWords(difference)]
}

describe('the difference of two lookups', () => {
  const stores = table(COLUMNS, ['N1', 'NORTH', 'A'], ['S1', 'SOUTH', 'B'])

  it('is none where rows and columns stand in another order', () => {
    expect(words(stores, table(['STORE', 'WAREHOUSE', 'REGION'], ['S1', 'B', 'SOUTH'], ['N1', 'A', 'NORTH']))).toEqual([
      '',
      '',
    ])
    expect(words(stores, table(['REGION', 'STORE', 'WAREHOUSE'], ['SOUTH', 'S1', 'B'], ['NORTH', 'N1', 'A']))).toEqual([
      '',
      '',
    ])
  })

  it('names the columns that came and went, and compares the others', () => {
    const now = table(['STORE', 'REGION', 'CARRIER'], ['N1', 'NORTH', 'X'], ['S1', 'WEST', 'Y'])
    expect(words(stores, now)).toEqual([
      'columns added: CARRIER; columns removed: WAREHOUSE',
      '1 row changed (S1: REGION)',
    ])
  })

  it('names rows by the first column, and in changed ones every column that differs', () => {
    const now = table(COLUMNS, ['S1', 'WEST', 'C'], ['E1', 'EAST', 'D'], ['E2', 'EAST', 'D'])
    expect(words(stores, now)).toEqual([
      '',
      '2 rows added (E1 and E2); 1 row removed (N1); 1 row changed (S1: REGION/WAREHOUSE)',
    ])
  })

  it('only counts rows where the first column repeats a cell, on either side', () => {
    const twice = table(COLUMNS, ['N1', 'NORTH', 'A'], ['N1', 'NORTH', 'A'], ['S1', 'SOUTH', 'B'])
    expect(words(stores, twice)).toEqual(['', '1 row added'])
    expect(words(twice, stores)).toEqual(['', '1 row removed'])
    expect(words(twice, twice)).toEqual(['', ''])
    expect(words(twice, table(COLUMNS, ['N1', 'NORTH', 'A'], ['N1', 'NORTH', 'Z'], ['S1', 'SOUTH', 'B']))).toEqual([
      '',
      '1 row added; 1 row removed',
    ])
  })

  it('only counts rows where the first column is new, or no column is shared', () => {
    expect(words(stores, table(['KEY', 'STORE'], ['1', 'N1'], ['2', 'E1']))[1]).toBe('1 row added; 1 row removed')
    expect(words(table(['a'], ['1']), table(['b'], ['1'], ['2']))).toEqual([
      'columns added: b; columns removed: a',
      '1 row added',
    ])
  })

  it('takes a cell that is not there for an empty one', () => {
    expect(words(table(COLUMNS, ['N1', 'NORTH', '']), table(COLUMNS, ['N1', 'NORTH']))).toEqual(['', ''])
  })

  it('shows an empty key as such, and cuts a long one', () => {
    const now = table(['STORE'], ['x'.repeat(41)], ['y'.repeat(40)], [''])
    expect(words(table(['STORE']), now)[1]).toBe(`3 rows added (${'x'.repeat(39)}…, ${'y'.repeat(40)} and (empty))`)
  })
})
