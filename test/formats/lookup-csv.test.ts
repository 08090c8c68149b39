import { describe, expect, it } from 'vitest'
import { readLookupCsv } from '../../src/formats/lookup-csv.js'

const read = (text: string) => readLookupCsv('Carriers.csv', text)

describe('the CSV of a lookup', () => {
  it('gives the same as its XML would', () => {
    const { value, problems } = read('\ufeffDVM,Carriers,Carrier codes\nShop,Erp\nUPS,01.00\nDHL,\n')
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'Carriers', description: 'Carrier codes', columns: ['Shop', 'Erp'] })
    expect(value?.rows.map(({ cells, line }) => [cells, line])).toEqual([
      [['UPS', '01.00'], 3],
      [['DHL', ''], 4],
    ])
  })

  it('holds the marks of a merge that was not finished', () => {
    const { problems } = read('DVM,A,\nx,y\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> other\n')
    expect(problems[0]).toMatchObject({ severity: 'error', line: 3, column: 1 })
    expect(problems[0]?.message).toContain('a merge that was not finished')
  })

  it('may end its first line with an id, or with nothing', () => {
    expect(read('DVM,A,,4711\nx\n1').value).toMatchObject({ name: 'A', description: '' })
    expect(read('DVM,A,text,4711\nx\n1').value?.description).toBe('text')
    expect(read('DVM,A\nx\n1').value).toMatchObject({ name: 'A', description: '' })
    expect(read('DVM,A,one, two, three\nx\n1').value?.description).toBe('one, two, three')
  })

  it('holds commas, quotes and line ends in quoted cells, and counts lines on', () => {
    const { value, problems } = read('DVM,A,\r\na,b\r\n"x, ""y""","one\r\ntwo"\r\n1,2\r\n')
    expect(problems).toEqual([])
    expect(value?.rows.map(({ cells, line, column }) => [cells, line, column])).toEqual([
      [['x, "y"', 'one\ntwo'], 3, 1],
      [['1', '2'], 5, 1],
    ])
  })

  it('of many short rows under many columns is filled up only so far', () => {
    const columns = Array.from({ length: 100 }, (_, at) => `c${at}`)
    const { value, problems } = read(`DVM,A\n${columns.join(',')}\n${`${'x'.repeat(30)}\n`.repeat(5000)}`)
    expect(value?.rows).toHaveLength(5000)
    expect(value?.rows[0]?.cells).toHaveLength(100)
    expect(value?.rows.at(-1)?.cells).toHaveLength(1)
    expect(problems.at(-1)?.message).toBe('4990 more rows have another number of cells than the lookup has columns.')
  })

  it('of rows without cells under very many columns is cut, and says so', () => {
    const columns = Array.from({ length: 10_000 }, (_, at) => at)
    const { value, problems } = read(`DVM,A\n${columns.join(',')}\n${'x\n'.repeat(2000)}`)
    expect(value?.columns).toHaveLength(10_000)
    expect(value?.rows.length).toBeLessThan(100)
    expect(problems[0]?.message).toMatch(/^2000 rows of 10000 columns, .*: the last 19\d\d were left out\.$/)
  })

  it('of full rows is never cut', () => {
    const { value, problems } = read(
      `DVM,A\n${'c'.repeat(9)}${',c'.repeat(999)}\n${`x${','.repeat(999)}\n`.repeat(500)}`,
    )
    expect(value?.rows).toHaveLength(500)
    expect(problems.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('left out'))
  })

  it('is read over blank lines', () => {
    const { value } = read('DVM,A,\n\na,b\n\n1,2\n\n,3\n')
    expect(value?.columns).toEqual(['a', 'b'])
    expect(value?.rows.map(({ cells, line }) => [cells, line])).toEqual([
      [['1', '2'], 5],
      [['', '3'], 7],
    ])
  })

  it('reports short and long rows, repeated columns and open quotes', () => {
    expect(read('DVM,A,\na,b\n1\n1,2,3').problems.map(({ severity, line }) => [severity, line])).toEqual([
      ['warning', 3],
      ['warning', 4],
    ])
    expect(read('DVM,A,\na,a\n1,2').problems).toMatchObject([{ severity: 'warning', line: 2 }])
    expect(read('DVM,A,\na,b\n1,"2\n3,4').problems[0]).toMatchObject({ severity: 'error', line: 3 })
  })

  it('that a spreadsheet program saved with semicolons is read with a warning', () => {
    const { value, problems } = read('DVM;A;text\na;b\n1;2')
    expect(value).toMatchObject({ name: 'A', columns: ['a', 'b'], rows: [{ cells: ['1', '2'] }] })
    expect(problems).toMatchObject([{ severity: 'warning' }])
  })

  it('that a spreadsheet program filled up to one length has what was in it before', () => {
    const { value, problems } = read('DVM,A,text,\n,,,\na,b,,\n1,2,,\n3,4,,\n,,,\n')
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'A', description: 'text', columns: ['a', 'b'] })
    expect(value?.rows.map(({ cells, line }) => [cells, line])).toEqual([
      [['1', '2'], 4],
      [['3', '4'], 5],
    ])
    for (const head of ['DVM,A,text,,', 'DVM,A,text,4711,,', 'DVM,A,text,,,,'])
      expect(read(`${head}\na\n1`).value?.description).toBe('text')
    expect(read('DVM,A,,4711,,\na\n1').value?.description).toBe('')
    expect(read('DVM,A,one, two, three,,\na\n1').value?.description).toBe('one, two, three')
    expect(read('DVM;A;text;;\na;b;;\n1;;;').value).toMatchObject({ columns: ['a', 'b'], rows: [{ cells: ['1', ''] }] })
  })

  it('keeps every column that has a name or a value', () => {
    expect(read('DVM,A,,,\na,b,c,\n1,2,,\n3,,,')).toMatchObject({
      value: { columns: ['a', 'b', 'c'], rows: [{ cells: ['1', '2', ''] }, { cells: ['3', '', ''] }] },
      problems: [],
    })
    const nameless = read('DVM,A,,,\na,b,,\n1,2,,\n3,4,x,')
    expect(nameless.value).toMatchObject({
      columns: ['a', 'b', ''],
      rows: [{ cells: ['1', '2', ''] }, { cells: ['3', '4', 'x'] }],
    })
    expect(nameless.problems.map(({ message }) => message)).toEqual(['Column 3 of the lookup has no name.'])
    const long = read('DVM,A,\na,b\n1,2,,\n3,4,,x,\n , \n')
    expect(long.value?.rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4', '', 'x'],
      [' ', ' '],
    ])
    expect(long.problems).toMatchObject([{ severity: 'warning', line: 4 }])
    expect(read('DVM,A,\n,b,\n1,2,').value?.columns).toEqual(['', 'b'])
  })

  it('is not any CSV', () => {
    expect(read('a,b\n1,2')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
    expect(read('')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
    expect(read('DVM')).toMatchObject({ value: null })
  })

  it('without columns or a name is a problem', () => {
    expect(read('DVM,A,').problems).toMatchObject([{ severity: 'error' }])
    expect(read('DVM,,\na,b').problems).toMatchObject([{ severity: 'error' }])
  })
})

describe('what is wrong with the CSV of a lookup', () => {
  const said = (text: string) => read(text).problems.map(({ message, line }) => [message, line])

  it('is that it is empty, or no lookup', () => {
    for (const text of ['', ' \n\t\n'])
      expect(read(text)).toMatchObject({ value: null, problems: [{ message: 'The file is empty.', line: 1 }] })
    for (const text of ['a,DVM,b\n1,2,3', 'MYDVM,A,\nx\n1'])
      expect(said(text)).toEqual([
        ['The first line does not start with "DVM,", so that this is not the CSV of a lookup.', 1],
      ])
  })

  it('is said in words and at its place', () => {
    expect(said('\n\nDVM, ,\na\n1')).toEqual([['The lookup has no name.', 3]])
    expect(said('DVM,A,\na,b\n1,"2\n3,4')[0]).toEqual(['A cell opens with a quotation mark that is never closed.', 3])
    expect(said('DVM,A,\na,b\n1,"2"3\n4,5')[0]).toEqual(['A quoted cell goes on after its closing quotation mark.', 3])
  })

  it('is another separator than OIC writes', () => {
    expect(read('DVM;A;\na\n1').problems).toMatchObject([
      {
        code: 'malformed-content',
        message:
          'The cells are not separated by commas, as OIC separates them; a spreadsheet program may have saved the file anew.',
      },
    ])
  })
})

it('the CSV of a lookup may have blanks before its first line, around its name, and in a line of their own', () => {
  const { value, problems } = read('\n \n"DVM", Carriers , Carrier codes ,4711\nShop\nUPS\n   \nDHL')
  expect(problems).toEqual([])
  expect(value).toMatchObject({ name: 'Carriers', description: 'Carrier codes', columns: ['Shop'] })
  expect(value?.location.line).toBe(3)
  expect(value?.rows.map(({ cells, line }) => [cells, line])).toEqual([
    [['UPS'], 5],
    [['DHL'], 7],
  ])
})

it('the CSV of a lookup without columns has none', () => {
  expect(read('DVM,A,').value).toMatchObject({ columns: [], rows: [] })
})

it('the first line of a lookup’s CSV stands within its first thousand characters', () => {
  expect(read(`${'\n'.repeat(995)}DVM,A,\nx\n1`).value?.name).toBe('A')
  expect(read(`${'\n'.repeat(1000)}DVM,A,\nx\n1`).value).toBeNull()
})
