import { expect, it } from 'vitest'
import { generated } from '../../.ci/generated.js'

it('what is generated from the rules is what is committed (npm run docs)', () => {
  const stale = generated().filter(({ text, committed }) => text !== committed)
  expect(stale.map(({ path }) => path)).toEqual([])
})
