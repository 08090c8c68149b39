import { describe, expect, it } from 'vitest'
import { lookupDelimiter } from '../../src/base/lookup-head.js'

describe('the head of a lookup’s CSV', () => {
  it.each([
    ['DVM,Regions,', ','],
    ['DVM;Regions;', ';'],
    ['DVM\tRegions', '\t'],
    ['"DVM","Regions"', ','],
    ['dvm,', ','],
    [' \n\t\r\nDVM,Regions', ','],
    [`${'\n'.repeat(996)}DVM,`, ','],
  ])('%j says what separates its cells', (text, delimiter) => {
    expect(lookupDelimiter(text)).toBe(delimiter)
  })

  it.each(['', 'DVM', 'DVM|Regions', 'DVMS,Regions', 'A,DVM,', '"DVM,Regions"', 'x\nDVM,', `${'\n'.repeat(997)}DVM,`])(
    '%j is none',
    (text) => {
      expect(lookupDelimiter(text)).toBeNull()
    },
  )
})
