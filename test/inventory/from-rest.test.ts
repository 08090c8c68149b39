import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventoryFromRest, isWhole } from '../../src/inventory/index.js'
import { readInventoryFiles, readRestFolder } from '../../src/node/read-inventory.js'

const page = (items: readonly object[], rest: object = { hasMore: false }) => ({ items, ...rest })

describe('inventoryFromRest', () => {
  it('joins the files of a list', () => {
    const inventory = inventoryFromRest([
      { name: 'integrations-1.json', json: page([{ id: 'A|01.00.0000' }], { hasMore: true, offset: 0 }) },
      { name: 'integrations-2.json', json: page([{ id: 'B|01.00.0000' }], { hasMore: false, offset: 1 }) },
    ])
    expect(inventory.integrations?.map(({ code }) => code)).toEqual(['A', 'B'])
    expect(isWhole(inventory, 'integrations')).toBe(true)
  })

  it('puts a lookup that was fetched by itself together with its line in the list', () => {
    const { lookups } = inventoryFromRest([
      {
        name: 'lookups-1.json',
        json: page([
          { name: 'L', rowCount: 1 },
          { name: 'M', rowCount: 2 },
        ]),
      },
      { name: 'lookups-rows-1.json', json: { name: 'L', columns: ['K'], rows: [{ rowData: ['a'] }] } },
    ])
    expect(lookups).toMatchObject([
      { name: 'L', rows: [['a']] },
      { name: 'M', rowCount: 2 },
    ])
  })

  it('takes items fetched one by one as part of a list, not as the whole', () => {
    const inventory = inventoryFromRest([{ name: 'lookups-L.json', json: { name: 'L' } }])
    expect(isWhole(inventory, 'lookups')).toBe(false)
  })

  it('knows of each project whether its lists were collected', () => {
    const inventory = inventoryFromRest([
      { name: 'projects.json', json: page([{ code: 'FINANCE' }, { code: 'RETURNS' }]) },
      { name: 'lookups.json', json: page([]) },
      { name: 'projects/FINANCE/lookups-1.json', json: page([{ name: 'L' }]) },
      { name: 'connections.json', json: page([]) },
      { name: 'projects/FINANCE/connections-1.json', json: page([]) },
    ])
    expect(inventory.lookups).toMatchObject([{ name: 'L', project: 'FINANCE' }])
    expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(true)
    expect(isWhole(inventory, 'lookups', 'RETURNS')).toBe(false)
    expect(isWhole(inventory, 'connections', 'FINANCE')).toBe(true)
    expect(isWhole(inventory, 'lookups')).toBe(true)
  })

  it('does not take a project’s answer for the instance’s', () => {
    const inventory = inventoryFromRest([{ name: 'projects/FINANCE/lookups.json', json: page([{ name: 'L' }]) }])
    expect(isWhole(inventory, 'lookups')).toBe(false)
  })

  it('does not take a project’s list that is cut off for the whole', () => {
    const inventory = inventoryFromRest([
      { name: 'lookups.json', json: page([]) },
      { name: 'projects.json', json: page([{ code: 'FINANCE' }]) },
      { name: 'projects/FINANCE/lookups.json', json: page([{ name: 'L' }], { hasMore: true }) },
    ])
    expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(false)
    expect(isWhole(inventory, 'lookups')).toBe(true)
  })

  it('names the file and the path in it that is wrong', () => {
    const files = [{ name: 'connections-2.json', json: page([{ id: 'A' }, { id: 7 }]) }]
    expect(() => inventoryFromRest(files)).toThrow('connections-2.json.items[1].id: expected a text, found 7')
  })

  it('refuses a folder without answers', () => {
    expect(() => inventoryFromRest([{ name: 'package.json', json: {} }])).not.toThrow(/undefined/)
    expect(() => inventoryFromRest([{ name: 'notes.json', json: {} }])).toThrow(/No file is named for a list/)
  })
})

describe('inventories on disk', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iarkit-inventory-'))
    await mkdir(join(folder, 'rest/projects/FINANCE'), { recursive: true })
    await writeFile(join(folder, 'rest/connections.json'), JSON.stringify(page([{ id: 'DB', status: 'INPROGRESS' }])))
    await writeFile(
      join(folder, 'rest/projects/FINANCE/connections.json'),
      `\ufeff${JSON.stringify(page([{ id: 'DB' }]))}`,
    )
    await writeFile(join(folder, 'rest/readme.txt'), 'not an answer')
    await writeFile(join(folder, 'later.json'), JSON.stringify({ connections: [{ id: 'DB', status: 'CONFIGURED' }] }))
    await writeFile(join(folder, 'broken.json'), '{"connections": [')
    await writeFile(join(folder, 'wrong.json'), '{"connections": [3]}')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('reads a folder of answers', async () => {
    const { connections } = await readRestFolder(join(folder, 'rest'))
    expect(connections?.map(({ code, project }) => [code, project])).toEqual([
      ['DB', null],
      ['DB', 'FINANCE'],
    ])
  })

  it('lays folders and files together, later ones right', async () => {
    const { connections } = await readInventoryFiles([join(folder, 'rest'), join(folder, 'later.json')])
    expect(connections?.[0]?.status).toBe('CONFIGURED')
  })

  it.each([
    ['broken.json', 'invalid-inventory', /broken\.json is no JSON/],
    ['wrong.json', 'invalid-inventory', /wrong\.json: connections\[0\]: expected an object, found 3/],
    ['missing.json', 'not-found', /There is no file or folder/],
  ])('says which file it is about: %s', async (file, code, message) => {
    const reading = readInventoryFiles([join(folder, file)])
    await expect(reading).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })
})
