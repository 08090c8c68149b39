import { describe, expect, it } from 'vitest'
import { commaList, propertyRecord, propertyValue, readProperties } from '../../src/formats/properties.js'

const read = (text: string) => readProperties('a.properties', text)

describe('Java properties', () => {
  it('undo escapes, continued lines and every separator', () => {
    const properties = read(
      'url=https\\://orders.example.com/a\\=b\nname : Gr\\u00f6\\u00DFe\nlong = one \\\n     two\nbare\nspaced   value\nkey\\ with\\ blanks=1',
    )
    expect(properties.problems).toEqual([])
    expect([...properties.entries].map(([key, { value }]) => [key, value])).toEqual([
      ['url', 'https://orders.example.com/a=b'],
      ['name', 'Größe'],
      ['long', 'one two'],
      ['bare', ''],
      ['spaced', 'value'],
      ['key with blanks', '1'],
    ])
  })

  it('give the place of a value, also with CRLF and a byte-order mark', () => {
    const { entries } = read('\ufeff#Mon Jan 01 00:00:00 UTC 2024\r\nproject_code=ORDER_SYNC\r\n  mod = x\r\nempty=')
    expect(entries.get('project_code')).toEqual({ value: 'ORDER_SYNC', entry: 'a.properties', line: 2, column: 14 })
    expect(entries.get('mod')).toMatchObject({ value: 'x', line: 3, column: 9 })
    expect(entries.get('empty')).toMatchObject({ value: '', line: 4, column: 1 })
  })

  it('report a malformed escape instead of throwing, but not an escaped backslash', () => {
    const { entries, problems } = read('a=\\u12G4\nb=\\u00\nc=c:\\\\users')
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [1, 'error'],
      [2, 'error'],
    ])
    expect(entries.get('a')?.value).toBe('u12G4')
    expect(entries.get('c')?.value).toBe('c:\\users')
  })

  it('let the last of two values count, with a warning', () => {
    const properties = read('code=A\ncode=B')
    expect(propertyValue(properties, 'code')).toBe('B')
    expect(properties.problems).toMatchObject([{ severity: 'warning', line: 2, column: 1 }])
  })

  it('pass over a licence header, whatever comment it is written in', () => {
    for (const header of ['# Copyright Example Retail\n#\n', '/*\n * Copyright\n * Example = Retail\n */\n']) {
      const { entries, problems } = read(`${header}code=A`)
      expect([...entries.keys()]).toEqual(['code'])
      expect(problems).toEqual([])
    }
    expect(read('/*\n * x\n */\ncode=A').entries.get('code')).toMatchObject({ line: 4, column: 6 })
  })

  it('warn of a value without a key', () => {
    expect(read('<<<<<<< ours\n=======\ncode=A').problems).toMatchObject([{ severity: 'warning', line: 2 }])
  })

  it('keep names that objects have of their own', () => {
    const record = propertyRecord(read('__proto__=a\nconstructor=b'))
    expect(Object.entries(record)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
  })

  it('end anywhere', () => {
    for (const text of ['', '\\', 'a\\', 'a=\\', 'a=b\\\n', '#', '/*', '\0=\0']) expect(() => read(text)).not.toThrow()
  })
})

describe('comma lists', () => {
  it('lose blanks, brackets and empty parts', () => {
    expect(commaList('[app:rest, app:erp,style:app driven orchestration]')).toEqual([
      'app:rest',
      'app:erp',
      'style:app driven orchestration',
    ])
    expect(commaList('[]')).toEqual([])
    expect(commaList(' a ,, b')).toEqual(['a', 'b'])
  })
})

it('a file damaged throughout reports a hundred problems and a count', () => {
  const { problems } = read('a=1\n'.repeat(5001))
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)).toMatchObject({
    message: '4900 more problems follow from here on.',
    severity: 'warning',
    line: 102,
  })
})
