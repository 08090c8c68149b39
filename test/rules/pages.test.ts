import { expect, it } from 'vitest'
import { allRules } from '../../src/rules/index.js'
import { pageIds } from '../support/pages.js'

// The pages of a family are tested beside its rules: test/rules/<family>/pages.test.ts.
it('the pages of the rules are those of the list, no more and no fewer', () => {
  expect(pageIds()).toEqual(allRules.map(({ id }) => id).sort())
})
