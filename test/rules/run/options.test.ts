import * as v from 'valibot'
import { expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import { parseOptions } from '../../../src/rules/options.js'

const options = v.strictObject({
  limit: v.optional(v.number(), 5),
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
  [{ limit: 'x' }, 'rules.x[1].limit: expected number but received "x".'],
  [{ colour: 1 }, 'rules.x[1].colour: there is no such key.'],
  [{ inner: {} }, 'rules.x[1].inner.must: is missing.'],
  [{ names: ['ab', 'c'] }, 'rules.x[1].names[1]: expected a longer name.'],
  [
    { limit: 'x', names: [''] },
    'rules.x[1].limit: expected number but received "x"; rules.x[1].names[0]: expected a longer name.',
  ],
])('says where %j is wrong, and how', (value, words) => {
  expect(said(value)).toBe(`The configuration is not valid: ${words}`)
})

it('names the configuration where the path is empty', () => {
  expect(said('x', '')).toMatch(/^The configuration is not valid: configuration: .*Object.*"x"\.$/)
  expect(said({ limit: 'x' }, '')).toBe('The configuration is not valid: limit: expected number but received "x".')
})
