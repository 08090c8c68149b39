import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Streams } from '../../src/cli/context.js'
import { writeResult } from '../../src/cli/write-result.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iarkit-write-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const MIB = 1024 * 1024

it.each([
  ['', 'nothing'],
  ['a\n', 'a line'],
  [`${'a'.repeat(MIB - 1)}😀${'b'.repeat(2 * MIB)}`, 'a character of two halves where a piece ends'],
  ['😀'.repeat(2 * MIB), 'nothing but such characters'],
])('writes every character of a text, to a file and to standard output: %#', async (text, what) => {
  const stdout = new PassThrough()
  const written = buffer(stdout)
  await writeResult({ stdout } as unknown as Streams, text, undefined)
  stdout.end()
  expect((await written).equals(Buffer.from(text)), what).toBe(true)

  await writeResult({ stdout } as unknown as Streams, text, join(folder, 'result'))
  expect(readFileSync(join(folder, 'result')).equals(Buffer.from(text)), what).toBe(true)
  expect(readdirSync(folder)).toEqual(['result'])
})
