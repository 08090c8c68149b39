import { expect, it } from 'vitest'
import { readLookupKeywords } from '../../src/formats/lookup-keywords.js'

it('gives the search keywords of each lookup', () => {
  const { value, problems } = readLookupKeywords('k.properties', 'Carriers=shipping, retail\n__proto__=[a]\nEmpty=\n')
  expect(problems).toEqual([])
  expect([...(value ?? [])]).toEqual([
    ['Carriers', ['shipping', 'retail']],
    ['__proto__', ['a']],
    ['Empty', []],
  ])
})
