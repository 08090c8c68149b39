import { describe, expect, it } from 'vitest'
import { commaList, propertyValue, readProperties } from '../../src/formats/properties.js'

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

  it('hold the marks of a merge that was not finished', () => {
    const { entries, problems } = read('a=0\n<<<<<<< ours\ncode=A\n=======\ncode=B\n>>>>>>> theirs\n')
    expect(entries.get('code')?.value).toBe('B')
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ line: 2, column: 1 }])
  })

  it('keep names that objects have of their own', () => {
    const properties = read('__proto__=a\nconstructor=b')
    expect(['__proto__', 'constructor', 'toString'].map((key) => propertyValue(properties, key))).toEqual([
      'a',
      'b',
      '',
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

describe('what is wrong with properties', () => {
  const said = (text: string) => read(text).problems.map(({ code, message }) => [code, message])

  it('is said in words', () => {
    expect(said('=B')).toEqual([['malformed-content', 'A line has a value but no key.']])
    expect(said('a=\\u12G4')).toEqual([
      ['malformed-content', 'A \\u escape is not followed by four hexadecimal digits.'],
    ])
    expect(said('code=A\ncode=B')).toEqual([
      ['malformed-content', 'The property code stands here again; the last value counts.'],
    ])
  })

  it('cuts a key of more than sixty characters', () => {
    const twice = (key: string) => read(`${key}=1\n${key}=2`).problems[0]?.message
    expect(twice('k'.repeat(60))).toContain(`The property ${'k'.repeat(60)} stands`)
    expect(twice('k'.repeat(61))).toContain(`The property ${'k'.repeat(59)}… stands`)
  })
})

describe('a block comment', () => {
  it('is passed over at the head of the file only', () => {
    expect([...read('\n  /* a = 1 */\ncode=A').entries.keys()]).toEqual(['code'])
    expect(propertyValue(read('a=1\n/*\nb=2\n*/\ncode=A'), 'b')).toBe('2')
    expect(propertyValue(read('glob=*/\ncode=A'), 'glob')).toBe('*/')
  })

  it('does not end where it starts, and hides nothing where it never ends', () => {
    expect([...read('/*/\na=1\n*/\ncode=A').entries.keys()]).toEqual(['code'])
    expect([...read('/* open\ncode=A').entries.keys()]).toEqual(['/*', 'code'])
  })
})

it('a property that is not there is empty', () => {
  expect(propertyValue(read('a=1'), 'b')).toBe('')
})

it('brackets around a comma list count as a pair only', () => {
  expect(commaList(' [a, b] ')).toEqual(['a', 'b'])
  expect(commaList('[a, b')).toEqual(['[a', 'b'])
  expect(commaList('a, b]')).toEqual(['a', 'b]'])
})
