import { setFlagsFromString } from 'node:v8'
import { expect, it, vi } from 'vitest'
import { keepHeapSmall } from '../../src/cli/engine.js'

// V8 does not tell its settings, and keeps them for the whole process.
vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }))

it.each([
  ['11.3.244.8-node.38', true],
  ['13.6.233.17-node.53', true],
  ['14.0.1', false],
])('V8 %s is told how fast its heap may grow: %s', (version, told) => {
  vi.mocked(setFlagsFromString).mockClear()
  keepHeapSmall(version)
  expect(vi.mocked(setFlagsFromString).mock.calls).toEqual(told ? [['--heap-growing-percent=50']] : [])
})
