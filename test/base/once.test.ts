import { expect, it, vi } from 'vitest'
import { once } from '../../src/base/once.js'

it('makes a thing once for a key', () => {
  const known = new WeakMap<object, string>()
  const make = vi.fn(() => 'made')
  const key = {}
  expect([once(known, key, make), once(known, key, make)]).toEqual(['made', 'made'])
  expect(make).toHaveBeenCalledTimes(1)
})

it.each([null, undefined, 'x', 1])('begins nothing for %j, which it could not keep', (key) => {
  const make = vi.fn(() => 'made')
  expect(() => once(new WeakMap<object, string>(), key as never, make)).toThrow(TypeError)
  expect(make).not.toHaveBeenCalled()
})
