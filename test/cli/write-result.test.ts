import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Streams } from '../../src/cli/context.js'
import { writeResult, writeWhole } from '../../src/cli/write-result.js'

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

describe.skipIf(process.platform === 'win32')('a file that is there already', () => {
  /** A folder of its own for each test, since each looks at all that lies in it. */
  const made = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }

  it.each([0o600, 0o664, 0o755])('keeps its permissions: %o', async (mode) => {
    const file = join(made(`mode-${mode}`), 'result')
    writeFileSync(file, 'old')
    chmodSync(file, mode)
    await writeWhole('new', file)
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(statSync(file).mode & 0o777).toBe(mode)
  })

  it.each([
    ['a file', 'old'],
    ['no file yet', null],
  ])('stays a link where it is one, to %s: what it names is written', async (_, before) => {
    const inside = made(`link-${before}`)
    mkdirSync(join(inside, 'kept'))
    if (before !== null) writeFileSync(join(inside, 'kept/result'), before)
    symlinkSync('kept/result', join(inside, 'link'))
    await writeWhole('new', join(inside, 'link'))
    expect(readlinkSync(join(inside, 'link'))).toBe('kept/result')
    expect(readFileSync(join(inside, 'kept/result'), 'utf8')).toBe('new')
    expect(readdirSync(join(inside, 'kept'))).toEqual(['result'])
  })

  it('stays a pipe where it is one: its reader gets the text', async () => {
    const inside = made('pipe')
    const pipe = join(inside, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeWhole('new', pipe)])
    expect(read).toBe('new')
    expect(lstatSync(pipe).isFIFO()).toBe(true)
    expect(readdirSync(inside)).toEqual(['pipe'])
  })
})

it.each([
  ['nowhere/result', 'the folder that it is to stand in does not exist'],
  ['plain/result', 'what it is to stand in is no folder'],
  ['named', 'it is a folder'],
])('says in words why a file cannot be written: %s', async (name, why) => {
  const inside = mkdtempSync(join(folder, 'words-'))
  mkdirSync(join(inside, 'named'))
  writeFileSync(join(inside, 'plain'), '')
  const file = join(inside, name)
  await expect(writeWhole('text', file)).rejects.toMatchObject({
    code: 'unwritable',
    message: `${file} cannot be written: ${why}.`,
  })
  expect(readdirSync(inside)).toEqual(['named', 'plain'])
})
