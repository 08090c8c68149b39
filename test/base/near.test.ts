import { expect, it } from 'vitest'
import { distanceTo, nearestName } from '../../src/base/near.js'

it.each([
  ['missing-lokup', 'missing-lookup'],
  ['Missing-Lookup', 'missing-lookup'],
  ['lookup', 'missing-lookup'],
  ['missing-lookup-colum', 'missing-lookup-column'],
  ['file-names', 'file-name'],
  ['nope', null],
  ['', null],
])('%j is taken for %j', (typed, name) => {
  expect(nearestName(typed, ['missing-lookup-column', 'missing-lookup', 'file-name'])).toBe(name)
})

it('a thing of several names is as far as the nearest of them', () => {
  expect(distanceTo('ORDER_INTAK', ['integration:ORDER_INTAKE', 'ORDER_INTAKE'])).toBe(1)
  expect(distanceTo('x'.repeat(100_000), ['ORDER_INTAKE'])).toBe(Number.POSITIVE_INFINITY)
})
