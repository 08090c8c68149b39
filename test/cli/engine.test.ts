import { setFlagsFromString } from 'node:v8'
import { expect, it, vi } from 'vitest'
import { tuneEngine } from '../../src/cli/engine.js'

// V8 does not tell its settings, and keeps them for the whole process.
vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }))

it.each([
  ['11.3.244.8-node.38', ['--heap-growing-percent=50', '--interrupt-budget=250000']],
  ['12.4.254.21-node.33', ['--heap-growing-percent=50']],
  ['13.6.233.17-node.53', ['--heap-growing-percent=50']],
  ['14.0.1', []],
])('V8 %s is told only what it knows: %j', (version, told) => {
  vi.mocked(setFlagsFromString).mockClear()
  tuneEngine(version)
  expect(vi.mocked(setFlagsFromString).mock.calls.flat()).toEqual(told)
})
