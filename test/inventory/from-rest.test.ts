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

  describe('of pages that do not say where they begin', () => {
    const more = page([{ id: 'A|01.00.0000' }], { hasMore: true })
    const last = page([{ id: 'B|01.00.0000' }], { hasMore: false })
    const bare = [{ id: 'C|01.00.0000' }]

    it.each([
      [{ '-1': more, '-2': last }, true],
      [{ '-0': more, '-1': last }, true],
      [{ '': more, '-1': last }, true],
      [{ '-1': more, '-3': last }, false],
      [{ '-2': last }, false],
      [{ '-1': more, '-2': more }, false],
      [{ '-1': last, '-2': last }, false],
      [{ '': last, '-1': last }, false],
      [{ '-1': bare, '-2': bare }, true],
      [{ '-1': bare, '-3': bare }, false],
      [{ '': [more, last] }, true],
      [{ '': [last, last] }, true],
      [{ '-ACTIVATED': last, '-CONFIGURED': last }, true],
      [{ '-20260115': last }, true],
    ])('takes the numbers of their files for their order: %j', (pages, whole) => {
      const files = Object.entries(pages).map(([end, json]) => ({ name: `integrations${end}.json`, json }))
      expect(isWhole(inventoryFromRest(files), 'integrations')).toBe(whole)
      expect(isWhole(inventoryFromRest([...files].reverse()), 'integrations')).toBe(whole)
    })

    it('knows the tenth for the last of ten, as a folder lists them', () => {
      const names = ['1', '10', '2', '3', '4', '5', '6', '7', '8', '9']
      const files = names.map((name) => ({ name: `integrations-${name}.json`, json: name === '10' ? last : more }))
      expect(isWhole(inventoryFromRest(files), 'integrations')).toBe(true)
    })

    it('does so in a project', () => {
      const inventory = inventoryFromRest([
        { name: 'projects.json', json: page([{ code: 'FINANCE' }]) },
        { name: 'integrations.json', json: page([]) },
        { name: 'projects/FINANCE/integrations-1.json', json: more },
        { name: 'projects/FINANCE/integrations-3.json', json: last },
      ])
      expect(inventory.incomplete).toEqual(['FINANCE/integrations'])
    })
  })

  it('does not take a page for part of a list that says it ended before that page', () => {
    const first = page([{ id: 'A|01.00.0000' }], { hasMore: false, offset: 0 })
    const second = page([{ id: 'B|01.00.0000' }], { hasMore: false, offset: 1 })
    const wholeOf = (...pages: object[]) =>
      isWhole(
        inventoryFromRest(pages.map((json, at) => ({ name: `integrations-${at + 1}.json`, json }))),
        'integrations',
      )
    expect(wholeOf(first, second)).toBe(false)
    expect(wholeOf({ ...first, hasMore: true }, second)).toBe(true)
    expect(wholeOf({ items: first.items, offset: 0 }, second)).toBe(true)
  })

  it('takes a list that was asked for by status for whole, though each part begins at 0', () => {
    const part = (...ids: string[]) =>
      page(
        ids.map((id) => ({ id: `${id}|01.00.0000` })),
        { hasMore: false, offset: 0 },
      )
    const inventory = inventoryFromRest([
      { name: 'integrations-ACTIVATED.json', json: part('A') },
      { name: 'integrations-CONFIGURED.json', json: part('B', 'C') },
    ])
    expect(isWhole(inventory, 'integrations')).toBe(true)
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
    await writeFile(join(folder, 'wide.json'), Buffer.from('\ufeff{"connections": [{"id": "WIDE"}]}', 'utf16le'))
    await writeFile(join(folder, 'swapped.json'), Buffer.from('\ufeff{"connections": []}', 'utf16le').swap16())
    await writeFile(join(folder, 'answer.json'), '{"items": [], "hasMore": false}')
    await mkdir(join(folder, 'refused'))
    await writeFile(join(folder, 'refused/lookups.json'), '{"title": "Unauthorized", "status": 401}')
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

  it('reads what Windows PowerShell saved, in two bytes a character', async () => {
    const { connections } = await readInventoryFiles([join(folder, 'wide.json')])
    expect(connections?.map(({ code }) => code)).toEqual(['WIDE'])
    expect(await readInventoryFiles([join(folder, 'swapped.json')])).toMatchObject({ connections: [] })
  })

  it.each([
    ['answer.json', 'invalid-inventory', /; a saved answer of OIC is read with the folder that it is in\.$/],
    [
      'refused',
      'invalid-inventory',
      /refused: lookups\.json: OIC refused this call \(status 401\), so that it holds no list: /,
    ],
    ['broken.json', 'invalid-inventory', /broken\.json is no JSON: look at line \d+, column \d+\.$/],
    ['wrong.json', 'invalid-inventory', /wrong\.json: connections\[0\]: expected an object, found 3/],
    ['missing.json', 'not-found', /There is no file or folder/],
  ])('says which file it is about: %s', async (file, code, message) => {
    const reading = readInventoryFiles([join(folder, file)])
    await expect(reading).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })
})

it('refuses a time that is none', () => {
  const refused = { code: 'usage', message: 'Expected a time of ISO 8601 as takenAt, found yesterday.' }
  expect(() => inventoryFromRest([{ name: 'lookups.json', json: [] }], { takenAt: 'yesterday' })).toThrow(
    expect.objectContaining(refused),
  )
  expect(inventoryFromRest([{ name: 'lookups.json', json: [] }], { takenAt: '2026-05-01' }).takenAt).toBe('2026-05-01')
})

it('knows the AI agents of the projects that were asked: there are none outside of projects', () => {
  const agent = { id: 'HELPER|01.00.0000', code: 'HELPER', version: '01.00.0000', name: 'Helper', status: 'ACTIVATED' }
  const page = { items: [agent], hasMore: false, totalResults: 1 }
  const inventory = inventoryFromRest([
    { name: 'projects.json', json: [{ code: 'FINANCE' }, { code: 'RETURNS' }] },
    { name: 'projects/FINANCE/aiAgents-1.json', json: page },
    // The connectivity agents of an agent group are others.
    { name: 'agents.json', json: [{ id: 'agent-1' }] },
  ])
  expect(inventory.aiAgents).toEqual([
    { code: 'HELPER', version: '01.00.0000', name: 'Helper', status: 'ACTIVATED', project: 'FINANCE' },
  ])
  expect(isWhole(inventory, 'aiAgents', 'FINANCE')).toBe(true)
  expect(isWhole(inventory, 'aiAgents', 'RETURNS')).toBe(false)
})
