import { expect, it } from 'vitest'
import { iarkit } from './run.js'

it.each([
  'inspect',
  'graph',
  'flow',
  'lint',
  'rules',
  'plan',
  'diff',
  'textconv',
  'inventory from-rest',
  'inventory from-archives',
  'inventory show',
])('the help of %s shows no default that only a program understands', async (command) => {
  const { stdout, code } = await iarkit([...command.split(' '), '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain(`Usage: iarkit ${command} `)
  expect(stdout.match(/\(default: [^"n][^)]*\)/g) ?? []).toEqual([])
})
