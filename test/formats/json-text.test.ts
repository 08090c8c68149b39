import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/formats/json.js'
import { anyText, idList, isTrue, memberText, scalarText } from '../../src/formats/json-text.js'
import { Source } from '../../src/formats/source.js'

const node = (value: unknown) => {
  const parsed = parseJson(new Source('a.json', JSON.stringify(value)))
  if (parsed === null) throw new Error('JSON expected')
  return parsed
}

describe('the text of a JSON value', () => {
  it.each([
    ['a', 'a', 'a'],
    [1.5, '1.5', '1.5'],
    [false, 'false', 'false'],
    [null, '', ''],
    [{ a: 1 }, '', '{"a":1}'],
    [[1, 'b', null, true], '', '1,b,,true'],
    [[], '', ''],
    [['a', { b: 1 }], '', '["a",{"b":1}]'],
    [['a', ['b']], '', '["a",["b"]]'],
    [[{ b: 1 }], '', '[{"b":1}]'],
    [[['b']], '', '[["b"]]'],
  ])('of %j is %j as a scalar and %j as anything', (value, scalar, any) => {
    expect(scalarText(node(value))).toBe(scalar)
    expect(anyText(node(value))).toBe(any)
  })

  it('is that of the first member that has one, without the blanks around it', () => {
    expect(memberText(node({ code: ' ', id: ' A ', name: 'B' }), 'code', 'id', 'name')).toBe('A')
    expect(memberText(node({ code: ' ' }), 'code', 'id')).toBe('')
    expect(memberText(node(['code']), 'code')).toBe('')
  })

  it.each([
    [true, true],
    ['TRUE', true],
    [false, false],
    [' true', false],
    [1, false],
    [null, false],
  ])('of %j says true: %j', (value, expected) => {
    expect(isTrue(node(value))).toBe(expected)
  })
})

describe('a list of ids', () => {
  it.each([
    ['A|1', ['A|1']],
    [{ code: 'A', version: '1' }, ['A|1']],
    [{ code: 'A|1', version: '2' }, ['A|1']],
    [{ code: 'A', revision: 2, version: '' }, ['A|2']],
    [{ code: 'A' }, ['A']],
    [{ version: '1', name: 'N' }, ['N']],
    [
      [' A ', '', 7],
      ['A', '7'],
    ],
    [7, []],
    [null, []],
  ])('of %j is %j', (value, expected) => {
    expect(idList(node(value))).toEqual(expected)
  })
})
