import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FuzzInput } from './road.js'

/** Where finds are kept: one folder each, with the files of the input, and what was wrong in `find.txt`. */
export const FINDS = fileURLToPath(new URL('../../fixtures/fuzz-finds/', import.meta.url))

export async function keepFind(input: FuzzInput, wrong: readonly string[], folder = FINDS): Promise<string> {
  const hash = createHash('sha256')
  for (const { file, bytes } of input.archives) hash.update(file).update(bytes)
  const target = join(folder, hash.digest('hex').slice(0, 12))
  await mkdir(target, { recursive: true })
  for (const { file, bytes } of input.archives) await writeFile(join(target, file), bytes)
  await writeFile(join(target, 'find.txt'), `${wrong.join('\n')}\n`)
  return target
}

/** The finds that are kept, by the name of their folder. */
export async function keptFinds(folder = FINDS): Promise<{ name: string; input: FuzzInput }[]> {
  const names = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((item) => item.isDirectory())
  return Promise.all(
    names.map(async ({ name }) => {
      const files = (await readdir(join(folder, name))).filter((file) => file !== 'find.txt').sort()
      const archives = await Promise.all(
        files.map(async (file) => ({ file, bytes: new Uint8Array(await readFile(join(folder, name, file))) })),
      )
      return { name, input: { archives } }
    }),
  )
}
