/** The shell commands of the documents, run as they stand there in a folder that is laid out as they suppose. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iarkit } from '../cli/run.js'
import { ESTATE, fixture } from '../support/fixture.js'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const inventory = fileURLToPath(new URL('../../fixtures/retail-test-inventory.json', import.meta.url))
const home = process.cwd()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-docs-'))
  await mkdir(join(folder, 'exports'))
  await mkdir(join(folder, 'inventories'))
  for (const [file, name] of Object.entries(ESTATE)) await writeFile(join(folder, 'exports', file), fixture(name))
  await writeFile(join(folder, 'inventories/test.json'), await readFile(inventory))
  process.chdir(folder)
})

afterAll(async () => {
  process.chdir(home)
  await rm(folder, { recursive: true, force: true })
})

/** Lines of `sh` blocks that run the command by itself. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(join(docs, page), 'utf8')
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('iarkit '))
}

describe.each(['hooks.md', 'ci.md'])('docs/%s', (page) => {
  it('has commands that run, and write what they say', async () => {
    const commands = await commandsOf(page)
    expect(commands.length).toBeGreaterThan(1)
    for (const command of commands) {
      const args = command.split(/\s+/).slice(1)
      const { code, stderr } = await iarkit(args)
      const told = args.includes('--update-baseline') ? /^iarkit: \S+ was written, with \d+ findings\.\n$/ : /^$/
      // 1 is a finding of the estate, 2 a command that cannot be carried out.
      expect([command, code === 2, stderr]).toEqual([command, false, expect.stringMatching(told)])
      for (const output of args.filter((_, at) => args[at - 1] === '--output')) {
        const file = output.split('=').at(-1) ?? ''
        expect(await readdir(folder)).toContain(file)
        expect((await readFile(join(folder, file), 'utf8')).length).toBeGreaterThan(0)
      }
    }
  })
})
