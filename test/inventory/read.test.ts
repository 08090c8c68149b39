import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../src/base/errors.js'
import { isWhole, readInventory } from '../../src/inventory/index.js'
import { inventoryJson } from '../../src/report/inventory-json.js'

const RETAIL: unknown = JSON.parse(readFileSync('fixtures/retail-test-inventory.json', 'utf8'))

/** What `readInventory` says is wrong. */
function faultOf(json: unknown): string {
  try {
    readInventory(json)
  } catch (error) {
    if (error instanceof IarkitError && error.code === 'invalid-inventory') return error.message
    throw error
  }
  return 'nothing'
}

describe('readInventory', () => {
  it('reads the REST answers of an instance by the names of their lists', () => {
    const inventory = readInventory(RETAIL)
    expect(inventory.environment).toBe('TEST')
    expect(inventory.integrations?.map(({ code, status, project }) => [code, status, project])).toEqual([
      ['REFUND', 'ACTIVATED', 'FINANCE'],
      ['ORDER_FULFIL', 'CONFIGURED', null],
      ['ORDER_INTAKE', 'ACTIVATED', null],
      ['STORE_SYNC', 'ACTIVATED', null],
    ])
    expect(inventory.integrations?.[2]?.connections).toEqual(['PRESEEDED_COLLOCATED_CONN_1741', 'RETAIL_REST_TRIGGER'])
    expect(inventory.connections?.find(({ code }) => code === 'CARRIER_SFTP')).toEqual({
      code: 'CARRIER_SFTP',
      name: 'Carrier SFTP',
      status: 'CONFIGURED',
      role: 'TARGET',
      adapterType: 'ftp',
      securityPolicy: 'CUSTOM',
      agentGroup: 'STORES_AGENTS',
      locked: false,
      project: null,
    })
    expect(inventory.lookups?.[0]?.rows?.[2]).toEqual(['S001', 'SOUTH', 'WH-9'])
    expect(inventory.certificates?.[0]?.expires).toBe('2025-12-31T23:59:59.000Z')
    expect(inventory.agentGroups?.[0]).toEqual({ name: 'STORES_AGENTS', id: 'STORES_AGENTS', agents: 1 })
  })

  it('knows certificates by their alias: the name, or the last part of an id of OIC', () => {
    const { certificates } = readInventory({
      certificates: [
        { id: 'USER|PGP|PUBLIC|PARTNER_KEY', name: 'PARTNER_KEY', category: 'PUBLIC' },
        { id: 'USER|PGP|PRIVATE|OWN_KEY' },
        { id: '4711', name: 'STORE_TLS' },
        { id: '4712', alias: 'SHOP_TLS', name: 'TLS of the shop' },
      ],
    })
    expect(certificates?.map(({ alias }) => alias)).toEqual(['OWN_KEY', 'PARTNER_KEY', 'SHOP_TLS', 'STORE_TLS'])
  })

  it('leaves a list that is absent absent', () => {
    const inventory = readInventory(RETAIL)
    expect(inventory.eventTypes).toBeUndefined()
    expect(isWhole(inventory, 'eventTypes')).toBe(false)
    expect(readInventory({ integrations: [] }).integrations).toEqual([])
  })

  it('reads names in kebab case, in camel case, and in any mix of both', () => {
    const inventory = readInventory({
      'agent-groups': { items: [{ id: 'G', name: 'STORES', agents: [] }], 'has-more': false, 'total-results': 1 },
      connections: {
        items: [
          {
            id: 'DB',
            'adapter-type': { 'display-name': 'ATP', name: 'ATPDatabase' },
            'security-policy': 'NONE',
            lockedFlag: true,
          },
        ],
        'has-more': false,
      },
      integrations: [
        {
          id: 'A|01.00.0000',
          'locked-flag': false,
          'schedule-defined-flag': true,
          'project-id': 'FINANCE',
          'end-points': [{ connection: { id: 'DB' } }],
        },
      ],
    })
    expect(inventory.agentGroups?.[0]).toEqual({ name: 'STORES', id: 'G', agents: 0 })
    expect(inventory.connections?.[0]).toMatchObject({
      adapterType: 'atpdatabase',
      securityPolicy: 'NONE',
      locked: true,
    })
    expect(inventory.integrations?.[0]).toMatchObject({
      code: 'A',
      version: '01.00.0000',
      project: 'FINANCE',
      locked: false,
      scheduled: true,
      connections: ['DB'],
    })
  })

  it('notes which libraries and lookups an integration uses, where it is said', () => {
    const dependencies = {
      connections: [{ id: 'DB' }],
      libraries: [{ id: 'TOOLS|01.00.0000', name: 'Tools' }, { code: 'DATES', version: '01.02.0000' }, 'SUMS|1.0.0'],
      lookups: [{ name: 'REGIONS', status: 'CONFIGURED' }, { id: 'STORES' }],
    }
    const { integrations } = readInventory({
      integrations: [
        { id: 'A|01.00.0000', dependencies },
        { id: 'B|01.00.0000', dependencies: { libraries: [] } },
        { id: 'C|01.00.0000', libraries: ['TOOLS|01.00.0000'], lookups: ['REGIONS'] },
        { id: 'D|01.00.0000' },
      ],
    })
    expect(integrations?.map(({ libraries, lookups }) => [libraries, lookups])).toEqual([
      [
        ['DATES|01.02.0000', 'SUMS|1.0.0', 'TOOLS|01.00.0000'],
        ['REGIONS', 'STORES'],
      ],
      [[], undefined],
      [['TOOLS|01.00.0000'], ['REGIONS']],
      [undefined, undefined],
    ])
  })

  it.each([
    ['DRAFT', 'INPROGRESS'],
    ['IN_PROGRESS', 'INPROGRESS'],
    ['In progress', 'INPROGRESS'],
    ['ACTIVE', 'ACTIVATED'],
    ['FAILED_ACTIVATION', 'FAILEDACTIVATION'],
    ['CONFIGURED', 'CONFIGURED'],
  ])('calls the status %s %s', (written, meant) => {
    const [integration] = readInventory({ integrations: [{ id: 'A|01.00.0000', status: written }] }).integrations ?? []
    expect(integration?.status).toBe(meant)
  })

  it('says nothing where OIC says nothing: flags stay null, an agent group stays unknown', () => {
    const { integrations, connections } = readInventory({
      integrations: [{ id: 'A|01.00.0000' }],
      connections: [{ id: 'DB' }, { id: 'NO_GROUP', agentGroupId: null }],
    })
    expect(integrations?.[0]).toMatchObject({ locked: null, scheduled: null, status: '' })
    expect(connections?.map(({ agentGroup }) => agentGroup)).toEqual([undefined, null])
  })

  it('takes a lookup without rows as one whose rows are not known', () => {
    const [lookup] = readInventory({ lookups: [{ name: 'L', rowCount: 3 }] }).lookups ?? []
    expect(lookup).toEqual({ name: 'L', project: null, status: '', locked: null, rowCount: 3 })
  })

  it('keeps names like __proto__ and constructor', () => {
    const json: unknown = JSON.parse(
      '{"lookups":[{"name":"__proto__","rows":[["constructor"]],"__proto__":{"status":"X"}}]}',
    )
    expect(readInventory(json).lookups?.[0]).toMatchObject({ name: '__proto__', rows: [['constructor']], status: '' })
  })

  describe('pages', () => {
    const page = (ids: readonly string[], rest: object) => ({ items: ids.map((id) => ({ id })), ...rest })

    it.each([
      ['one page that is all', page(['A'], { hasMore: false, totalResults: 1 }), true],
      ['one page with more behind it', page(['A'], { hasMore: true }), false],
      ['fewer items than there are', page(['A'], { hasMore: false, totalResults: 2 }), false],
      ['two pages', [page(['A'], { hasMore: true, offset: 0 }), page(['B'], { hasMore: false, offset: 1 })], true],
      [
        'two pages, the last first',
        [page(['B'], { hasMore: false, offset: 1 }), page(['A'], { hasMore: true, offset: 0 })],
        true,
      ],
      [
        'a hole between pages',
        [page(['A'], { hasMore: true, offset: 0 }), page(['C'], { hasMore: false, offset: 2 })],
        false,
      ],
      ['no first page', page(['B'], { hasMore: false, offset: 1 }), false],
      [
        'the same page twice',
        [page(['A'], { offset: 0, totalResults: 2 }), page(['A'], { offset: 0, totalResults: 2 })],
        false,
      ],
      [
        'the last page cut off',
        [page(['A'], { hasMore: true, offset: 0 }), page(['B'], { hasMore: true, offset: 1 })],
        false,
      ],
      ['a bare array', [{ id: 'A' }], true],
      ['an empty page', page([], { hasMore: false, totalResults: 0 }), true],
    ])('%s', (_, connections, whole) => {
      expect(isWhole(readInventory({ connections }), 'connections')).toBe(whole)
    })

    it('reads the items of all pages', () => {
      const pages = [page(['B'], { offset: 1 }), page(['A'], { offset: 0 })]
      expect(readInventory({ connections: pages }).connections?.map(({ code }) => code)).toEqual(['A', 'B'])
    })
  })

  describe('what lives in projects', () => {
    const projects = [{ code: 'FINANCE' }, { code: 'RETURNS' }]

    it('is known of projects of which the list has an item', () => {
      const inventory = readInventory({ projects, integrations: [{ id: 'A|01.00.0000', projectId: 'FINANCE' }] })
      expect(isWhole(inventory, 'integrations', 'FINANCE')).toBe(true)
      expect(isWhole(inventory, 'integrations', 'RETURNS')).toBe(false)
      expect(isWhole(inventory, 'integrations')).toBe(true)
    })

    it('is global where the project is GLOBAL', () => {
      const { connections } = readInventory({ connections: [{ id: 'FTP', projectId: 'GLOBAL' }] })
      expect(connections).toMatchObject([{ code: 'FTP', project: null }])
    })

    it('is nothing where the project is not there', () => {
      const inventory = readInventory({ projects, lookups: [] })
      expect(isWhole(inventory, 'lookups', 'ELSEWHERE')).toBe(true)
      expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(false)
    })

    it('is not known where the projects are not', () => {
      const inventory = readInventory({ lookups: [] })
      expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(false)
      expect(isWhole(inventory, 'lookups')).toBe(true)
    })
  })

  it('reads what it writes, and means the same', () => {
    const inventory = readInventory(RETAIL)
    expect(readInventory(JSON.parse(inventoryJson(inventory)))).toEqual(inventory)
  })

  it('takes its own form at its word: what is not in it is not there', () => {
    const inventory = readInventory({ formatVersion: 1, projects: [{ code: 'FINANCE' }], lookups: [] })
    expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(true)
    const parts = readInventory({ ...inventory, incomplete: ['FINANCE/lookups'] })
    expect(isWhole(parts, 'lookups', 'FINANCE')).toBe(false)
  })

  it.each([
    [[], 'the inventory: expected an object with lists such as integrations.'],
    [{ integrations: 3 }, 'integrations: expected a list, or an answer of OIC with items.'],
    [{ lookups: [], takenAt: 'last Tuesday' }, 'takenAt: expected a time of ISO 8601, found "last Tuesday".'],
    [{ lookups: [], takenAt: '2026-02-30' }, 'takenAt: expected a day that there is.'],
    [
      { lookups: [], incomplete: ['lookups', 'lookup'] },
      'incomplete[1]: expected a list, or PROJECT/list, found "lookup".',
    ],
    [
      { lookups: [{ items: [], 'has-more': 'perhaps' }] },
      'lookups[0].has-more: expected true or false, found "perhaps".',
    ],
    [{ integrations: [{ code: 'A', version: 1 }] }, 'integrations[0].version: expected a text, found 1.'],
    [{ integrations: [{ id: 'A' }] }, 'integrations[0]: expected a version, or an id of the form CODE|VERSION.'],
    [{ integrations: [{ id: 'A|1' }, null] }, 'integrations[1]: expected an object, found null.'],
    [
      { integrations: [{ items: [{ id: 'A|1', 'locked-flag': 'maybe' }] }] },
      'integrations[0].items[0].locked-flag: expected true or false, found "maybe".',
    ],
    [
      { connections: { items: [{ id: 'A', 'adapter-type': { name: 7 } }] } },
      'connections.items[0].adapter-type.name: expected a text, found 7.',
    ],
    [{ connections: { items: [{ name: 'x' }] } }, 'connections.items[0]: expected one of the fields id, code.'],
    [
      { lookups: [{ name: 'L', rows: [['a'], ['b', {}]] }] },
      'lookups[0].rows[1][1]: expected a text, found an object.',
    ],
    [{ formatVersion: 2, lookups: [] }, 'formatVersion: expected 1, found 2.'],
    [{ items: [] }, /^the inventory: expected at least one of the lists integrations, connections/],
  ])('names the path of what is wrong: %j', (json, message) => {
    expect(faultOf(json)).toMatch(typeof message === 'string' ? exactly(message) : message)
  })

  it('lists the first faults and counts the rest', () => {
    const message = faultOf({ integrations: Array.from({ length: 8 }, () => 3) })
    expect(message).toMatch(/integrations\[4\]: expected an object, found 3; and 3 more\.$/)
  })

  it('does not overflow on deep nesting', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 50_000; depth++) deep = { deep }
    expect(readInventory({ connections: [{ id: 'A', more: deep }] }).connections).toHaveLength(1)
  })
})

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
