import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/diff/hash.js'

it.each([0, 1, 8191, 8192, 8193, 100_000])('is the SHA-256 of %i bytes, whoever makes it', async (length) => {
  const content = 'é'.repeat(length / 2).padEnd(length - Math.floor(length / 2), 'x')
  const expected = createHash('sha256').update(content).digest('hex')
  expect(await sha256(content)).toBe(expected)
  expect(await sha256(new TextEncoder().encode(content))).toBe(expected)
})
