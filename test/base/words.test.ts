import { describe, expect, it } from 'vitest'
import { counted, listed } from '../../src/base/words.js'

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d and e'],
    [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e and 1 more'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
  ])('joins %j', (words, text) => {
    expect(listed(words)).toBe(text)
  })

  it('names as many as are asked for', () => {
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
    expect(listed(['a', 'b'], 2)).toBe('a and b')
  })
})

it.each([
  [0, '0 lookups'],
  [1, '1 lookup'],
  [2, '2 lookups'],
])('%d is counted', (number, text) => {
  expect(counted(number, 'lookup')).toBe(text)
  expect(counted(number, 'lookup', 'lookups')).toBe(text)
})
