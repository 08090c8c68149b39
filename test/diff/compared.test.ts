import { describe, expect, it } from 'vitest'
import { inMemory, onDisk } from '../../src/diff/compared.js'
import { diffCompared } from '../../src/diff/diff-archives.js'
import { diffArchives } from '../../src/index.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const NEW_INTAKE = 'retail-dev-v2/ORDER_INTAKE_01.01.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

const read = (name: string) => readArchive(fixture(name), { name: `${name}.iar` })

/** Archives of which nothing is held, and the files that were read again. */
async function onDiskOnly(archives: readonly Archive[]) {
  const readAgain: string[] = []
  const compared = []
  for (const archive of archives) {
    const again = async () => {
      readAgain.push(archive.file)
      return archive
    }
    compared.push(await onDisk(archive, again, {}))
  }
  return { archives: compared, isOne: false, readAgain }
}

async function sameAsInMemory(old: readonly Archive[], new_: readonly Archive[]) {
  const [before, after] = [await onDiskOnly(old), await onDiskOnly(new_)]
  const diff = await diffCompared(before, after)
  expect(diff).toEqual(await diffArchives(old, new_))
  return { diff, readAgain: [...before.readAgain, ...after.readAgain] }
}

describe('archives that are compared and not held in memory', () => {
  it('read again those alone of which an artifact differs', async () => {
    const old = [await read(FULFIL), await read(INTAKE)]
    const { diff, readAgain } = await sameAsInMemory(old, [await read(FULFIL), await read(NEW_INTAKE)])
    expect(diff.identical).toBe(false)
    expect([...new Set(readAgain)]).toEqual([`${INTAKE}.iar`, `${NEW_INTAKE}.iar`])
  })

  it('read nothing again where nothing differs', async () => {
    const { diff, readAgain } = await sameAsInMemory([await read(FULFIL)], [await read(FULFIL)])
    expect(diff.identical).toBe(true)
    expect(readAgain).toEqual([])
  })

  it('leave out what one kind of archive says where the kinds turn out to differ', async () => {
    await sameAsInMemory([await read(INTAKE)], [await read(RETURNS), await read(NEW_INTAKE)])
  })

  it('compare a file by its bytes that could not be read on one side', async () => {
    const files = tree(FULFIL)
    const project = Object.keys(files).find((name) => name.endsWith('project.xml')) ?? ''
    const broken = await readArchive({ ...files, [project]: '<icsproject><' }, { name: `${FULFIL}.iar` })
    const { diff } = await sameAsInMemory([await read(FULFIL)], [broken])
    expect(diff.artifacts.map(({ kind }) => kind)).toContain('file')
  })

  it('hide the secrets that any of them holds', async () => {
    const secret = inMemory(await read(FULFIL))
    const old = { archives: [{ ...secret, secrets: async () => ['West'] }], isOne: false }
    const [before, after] = [await onDiskOnly([await read(INTAKE)]), await onDiskOnly([await read(NEW_INTAKE)])]
    const diff = await diffCompared({ ...old, archives: [...old.archives, ...before.archives] }, after)
    expect(JSON.stringify(diff)).not.toMatch(/\bWest\b/)
  })
})
