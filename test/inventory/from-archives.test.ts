import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprintsOf } from '../../src/diff/index.js'
import { inventoryFromArchives, isWhole, readInventory, type TargetInventory } from '../../src/inventory/index.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { inventoryJson } from '../../src/report/inventory-json.js'
import { changedFixture, ESTATE, fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const row = (...cells: readonly string[]) => ({ cells, entry: '', line: 1, column: 1 })

describe('inventoryFromArchives', () => {
  let archives: Archive[]
  let inventory: TargetInventory

  beforeAll(async () => {
    archives = []
    for (const [file, name] of Object.entries(ESTATE)) archives.push(await readArchive(fixture(name), { name: file }))
    inventory = inventoryFromArchives(archives, { environment: 'DEV', takenAt: '2026-05-01T00:00:00.000Z' })
  })

  it('shows integrations with status, project, package and schedule', () => {
    const of = (code: string) => inventory.integrations?.find((integration) => integration.code === code)
    expect(of('ORDER_INTAKE')).toMatchObject({ status: 'ACTIVATED', project: null, locked: null, scheduled: false })
    expect(of('STORE_SYNC')).toMatchObject({ package: 'retail.stores' })
    expect(of('RETURN_DIGEST')).toMatchObject({ project: 'RETURNS', status: 'CONFIGURED', scheduled: true })
  })

  it('shows AI agents with their status', () => {
    const { agents } = archives.find(({ project }) => project !== null) ?? { agents: [] }
    expect(agents).not.toEqual([])
    expect(inventory.aiAgents).toEqual(
      agents.map(({ code, version, name }) => ({ code, version, name, status: 'CONFIGURED', project: 'RETURNS' })),
    )
  })

  it('shows which libraries and lookups integrations use', () => {
    const intake = inventory.integrations?.find(({ code }) => code === 'ORDER_INTAKE')
    expect(intake).toMatchObject({ libraries: ['PRICE_TOOLS|01.00.0000'], lookups: ['STORE_REGIONS'] })
  })

  it('shows lookups with their rows and libraries with their functions', () => {
    expect(inventory.lookups?.find(({ name }) => name === 'STORE_REGIONS')?.rows).toHaveLength(5)
    expect(inventory.libraries?.find(({ code }) => code === 'PRICE_TOOLS')?.functions).toEqual(['addTax', 'roundTotal'])
  })

  it('takes a connection that stands for another project’s as proof of that one', () => {
    expect(inventory.connections?.filter(({ adapterType }) => adapterType === 'atpdatabase')).toMatchObject([
      { code: 'FINANCE_DB', project: 'FINANCE' },
      { code: 'WAREHOUSE_DB', project: null },
    ])
  })

  it('takes a project’s connection that stands for a global one as proof of that one', async () => {
    const name = 'retail-dev/RETURNS_PROJECT'
    const path = 'project/connections/RETURNS_DB.xml'
    const text = new TextDecoder().decode(tree(name)[path])
    const file = await readArchive(changedFixture(name, { [path]: text.replace('>FINANCE<', '>GLOBAL<') }), {
      name: 'RETURNS.car',
    })
    const { connections = [], projects = [] } = inventoryFromArchives([file])
    expect(connections.filter(({ code }) => code === 'FINANCE_DB')).toMatchObject([{ project: null }])
    expect([...connections, ...projects].filter((item) => JSON.stringify(item).includes('GLOBAL'))).toEqual([])
  })

  it('proves what is there, never what is not', () => {
    expect(isWhole(inventory, 'integrations')).toBe(false)
    expect(isWhole(inventory, 'packages')).toBe(false)
    expect(inventory.incomplete).toContain('lookups')
    expect(inventoryFromArchives([]).lookups).toBeUndefined()
  })

  it('believes the later of two archives with the same artifact', async () => {
    const [first] = archives
    if (first === undefined) throw new Error('no fixture')
    const changed = {
      ...first,
      integrations: first.integrations.map((integration) => ({ ...integration, status: 'CONFIGURED' })),
    }
    const statusOf = (...given: readonly Archive[]) => inventoryFromArchives(given).integrations?.[0]?.status
    expect([statusOf(first, changed), statusOf(changed, first)]).toEqual(['CONFIGURED', 'ACTIVATED'])
  })

  it('believes the later of two archives with the same lookup, also where it holds a secret', async () => {
    const [first] = archives
    if (first === undefined) throw new Error('no fixture')
    const table = (column: string) => ({
      ...first,
      lookups: first.lookups.map((lookup) => ({
        ...lookup,
        columns: ['KEY', column],
        rows: [row('SHOP', 'Meadow9lark')],
      })),
    })
    const written = (...given: readonly Archive[]) =>
      readInventory(JSON.parse(inventoryJson(inventoryFromArchives(given)))).lookups?.[0]
    expect(written(table('PASSWORD'), table('NAME'))?.rows).toEqual([['SHOP', 'Meadow9lark']])
    expect(written(table('NAME'), table('PASSWORD'))).toMatchObject({ columns: ['KEY', 'PASSWORD'], rowCount: 1 })
    expect(written(table('NAME'), table('PASSWORD'))).not.toHaveProperty('rows')
  })

  it('notes what is in integrations where their fingerprints are given', async () => {
    const fingerprints = await fingerprintsOf(archives)
    const noted = inventoryFromArchives(archives, { fingerprints })
    expect(noted.integrations?.map(({ fingerprint }) => fingerprint)).toEqual(
      noted.integrations?.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)),
    )
    expect(inventory.integrations?.some((integration) => 'fingerprint' in integration)).toBe(false)
  })

  it('notes nothing of an integration that could not be read', async () => {
    const broken = changedFixture('retail-dev/ORDER_INTAKE_01.00.0000', {
      'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml': '<ics',
    })
    expect([...(await fingerprintsOf([await readArchive(broken)]))]).toEqual([])
  })

  it('survives being written and read', () => {
    expect(readInventory(JSON.parse(inventoryJson(inventory)))).toEqual(inventory)
  })
})

it('refuses a time that is none', () => {
  const refused = { code: 'usage', message: 'Expected a time of ISO 8601 as takenAt, found yesterday.' }
  expect(() => inventoryFromArchives([], { takenAt: 'yesterday' })).toThrow(expect.objectContaining(refused))
  expect(inventoryFromArchives([], { takenAt: '2026-05-01' }).takenAt).toBe('2026-05-01')
})
