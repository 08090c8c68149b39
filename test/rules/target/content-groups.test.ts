import { describe, expect, it } from 'vitest'
import type { Held } from '../../../src/diff/index.js'
import type { Lookup } from '../../../src/model/index.js'
import { ContentGroups, namedCopy, usualOf } from '../../../src/rules/target/content-groups.js'

const copy = (file: string, description: string): Held<Lookup> =>
  ({ archive: { file }, artifact: { kind: 'lookup', description } }) as Held<Lookup>

/** The groups of copies `file=content`, and what was asked to make them. */
async function grouped(copies: readonly string[], isSame = (a: string, b: string) => a === b) {
  const asked = { same: 0, content: [] as string[] }
  const groups = new ContentGroups<Lookup>({
    isSame: (a, b) => {
      asked.same += 1
      return isSame(a.artifact.description, b.artifact.description)
    },
    contentOf: async ({ archive, artifact }) => {
      asked.content.push(archive.file)
      return artifact.description
    },
  })
  for (const text of copies) {
    const [file = '', content = ''] = text.split('=')
    await groups.add(copy(file, content))
  }
  const files = groups.groups.map(({ copies }) => copies.map(({ archive }) => archive.file).join(' '))
  return { groups: groups.groups, files, asked }
}

describe('copies of an artifact', () => {
  it('are grouped by what they say, whether that is known cheaply or not', async () => {
    const copies = ['a=1', 'b=2', 'c=1', 'd=3', 'e=2', 'f=2']
    for (const isSame of [undefined, () => false])
      expect((await grouped(copies, isSame)).files).toEqual(['a c', 'b e f', 'd'])
  })

  it('are not read where they are the same as the first or the one before', async () => {
    expect((await grouped(['a=1', 'b=1', 'c=1'])).asked.content).toEqual([])
    expect((await grouped(['a=1', 'b=2', 'c=2', 'd=2', 'e=1'])).asked.content).toEqual(['a', 'b'])
  })

  it('are each read once, and compared with two at most, where all differ', async () => {
    const copies = Array.from({ length: 100 }, (_, at) => `${at}=${at}`)
    const { asked, files } = await grouped(copies)
    expect(files).toHaveLength(100)
    expect(new Set(asked.content).size).toBe(asked.content.length)
    expect(asked.same).toBeLessThan(200)
  })
})

it('copies that cannot be read are in no group, and the first that can be read stands for them', async () => {
  const groups = new ContentGroups<Lookup>({
    isSame: (a, b) => a.artifact.description === b.artifact.description,
    contentOf: async ({ artifact: { description } }) => (description === 'bad' ? null : description),
  })
  for (const [at, content] of ['bad', 'bad', '1', 'bad', '2', '1'].entries()) await groups.add(copy(`${at}`, content))
  const files = groups.groups.map(({ copies }) => copies.map(({ archive }) => archive.file).join(' '))
  expect(files).toEqual(['2 5', '4'])
})

describe('the usual content', () => {
  const usual = async (...copies: readonly string[]) => usualOf((await grouped(copies)).groups)?.content

  it('is what most copies have, and of several such the first by itself, in whatever order they come', async () => {
    expect(await usual('a=1', 'b=2', 'c=2')).toBe('2')
    expect(await usual('a=2', 'b=2', 'c=1')).toBe('2')
    expect(await usual('a=2', 'b=1')).toBe('1')
    expect(await usual('a=1', 'b=2')).toBe('1')
    expect(usualOf([])).toBeNull()
  })

  it('is named by the archive whose name comes first', async () => {
    const { groups } = await grouped(['c=1', 'a=1', 'b=1'])
    expect(groups.map((group) => namedCopy(group)?.archive.file)).toEqual(['a'])
    expect(namedCopy({ copies: [], content: null })).toBeNull()
  })
})
