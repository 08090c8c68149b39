import { describe, expect, it } from 'vitest'
import { counted, listed } from '../../../src/rules/flow/words.js'

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'a'], 'a and b'],
    [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e and f'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
  ])('makes of %j “%s”', (names, words) => {
    expect(listed(names)).toBe(words)
  })
})

describe('counted', () => {
  it('says one and many', () => {
    expect([counted(1, 'invoke'), counted(2, 'invoke')]).toEqual(['1 invoke', '2 invokes'])
  })
})
