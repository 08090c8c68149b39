import { expect, it } from 'vitest'
import { baseName, fileName } from '../../src/base/path.js'

it.each([
  ['icspackage/dvms/REGIONS.dvm', 'REGIONS.dvm'],
  ['REGIONS.dvm', 'REGIONS.dvm'],
  ['a/b\\c.xml', 'b\\c.xml'],
  ['a/', ''],
  ['', ''],
])('the last part of the path of an entry: %j', (path, name) => {
  expect(baseName(path)).toBe(name)
})

it.each([
  ['exports/A_01.00.0000.iar', 'A_01.00.0000.iar'],
  ['C:\\exports\\A.iar', 'A.iar'],
  ['A.iar', 'A.iar'],
  ['exports/', 'exports/'],
  ['', ''],
])('the name of a file: %j', (file, name) => {
  expect(fileName(file)).toBe(name)
})
