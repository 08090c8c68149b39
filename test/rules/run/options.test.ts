import * as v from 'valibot'
import { expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import { parseOptions } from '../../../src/rules/options.js'

const options = v.strictObject({
  limit: v.optional(v.number(), 5),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  names: v.optional(v.array(v.pipe(v.string(), v.minLength(2, 'expected a longer name')))),
  inner: v.optional(v.strictObject({ must: v.boolean() })),
})

function said(value: unknown, path = 'rules.x[1]'): string {
  try {
    parseOptions({ id: 'x', options }, value, path)
  } catch (error) {
    if (error instanceof IarkitError && error.code === 'invalid-configuration') return error.message
    throw error
  }
  return ''
}

it('fills in defaults', () => {
  expect(parseOptions({ id: 'x', options }, undefined, '')).toEqual({ limit: 5 })
  expect(parseOptions({ id: 'x', options }, { limit: 7 }, '')).toEqual({ limit: 7 })
})

it.each([
  [{ limit: 'x' }, 'rules.x[1].limit: expected a number, found "x".'],
  [{ count: 1.5 }, 'rules.x[1].count: expected a whole number, found 1.5.'],
  [{ count: 0 }, 'rules.x[1].count: expected >=1, found 0.'],
  [{ names: {} }, 'rules.x[1].names: expected a list, found an object.'],
  [{ inner: { must: [] } }, 'rules.x[1].inner.must: expected true or false, found a list.'],
  [{ colour: 1 }, 'rules.x[1].colour: there is no such key.'],
  [{ inner: {} }, 'rules.x[1].inner.must: is missing.'],
  [{ names: ['ab', 'c'] }, 'rules.x[1].names[1]: expected a longer name.'],
  [
    { limit: 'x', names: [''] },
    'rules.x[1].limit: expected a number, found "x"; rules.x[1].names[0]: expected a longer name.',
  ],
])('says where %j is wrong, and how', (value, words) => {
  expect(said(value)).toBe(`The configuration is not valid: ${words}`)
})

it('names the configuration where the path is empty', () => {
  expect(said('x', '')).toBe('The configuration is not valid: configuration: expected an object, found "x".')
  expect(said({ limit: 'x' }, '')).toBe('The configuration is not valid: limit: expected a number, found "x".')
})
