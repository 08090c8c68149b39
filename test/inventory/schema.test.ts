import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventoryJsonSchema } from '../../.ci/schemas/inventory.js'
import { IarkitError } from '../../src/base/errors.js'
import { readInventory } from '../../src/inventory/index.js'
import { LISTS } from '../../src/inventory/keys.js'
import { inventoryJson } from '../../src/report/inventory-json.js'

const published: unknown = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'))
const validate = new Ajv2020({ allowUnionTypes: true }).compile(published as object)
const retail: unknown = JSON.parse(readFileSync('fixtures/retail-test-inventory.json', 'utf8'))

describe('schemas/inventory.schema.json', () => {
  it('is what the schema in the code says', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(inventoryJsonSchema())))
  })

  it('accepts REST answers, pages of them, and what iarkit writes', () => {
    const own: unknown = JSON.parse(inventoryJson(readInventory(retail)))
    const pages = { connections: [{ items: [{ id: 'A' }], hasMore: true, offset: 0 }, { items: [] }] }
    for (const json of [retail, own, pages]) expect([validate(json), validate.errors]).toEqual([true, null])
  })

  const accepts = (json: unknown): boolean => {
    try {
      readInventory(json)
      return true
    } catch (error) {
      if (error instanceof IarkitError && error.code === 'invalid-inventory') return false
      throw error
    }
  }

  it.each([
    [{ formatVersion: 2 }],
    [{}],
    [{ environment: 'TEST', takenAt: '2026-05-01', incomplete: ['lookups'] }],
    [{ integrations: null }],
    [{ integrations: 'none' }],
    [{ integrations: [{ id: 'A|01.00.0000', status: 3 }] }],
    [{ integrations: [{ name: 'no code' }] }],
    [{ integrations: [{ code: 'A' }] }],
    [{ integrations: [{ id: 'A|' }] }],
    [{ integrations: [{ id: 'A', version: '' }] }],
    [{ integrations: [{ items: [] }, { id: 'B|1' }] }],
    [{ connections: [{ id: '', code: null }] }],
    [{ connections: { items: [{ id: 'A' }], hasMore: 'maybe' } }],
    [{ connections: [{ items: [], totalResults: 'ten' }] }],
    [{ connections: {} }],
    [{ lookups: [{ name: 'L', rows: ['a'] }] }],
    [{ formatVersion: 1, takenAt: 'last Tuesday' }],
    [{ formatVersion: 1, takenAt: 20260501 }],
    [{ formatVersion: 1, incomplete: 'lookups' }],
    [{ formatVersion: 1, incomplete: ['conections'] }],
    [{ formatVersion: 1, incomplete: ['FINANCE/certificates'] }],
    [{ formatVersion: 1, incomplete: ['/lookups'] }],
  ])('refuses what readInventory refuses: %j', (json) => {
    expect([validate(json), accepts(json)]).toEqual([false, false])
  })

  it.each([
    [{ formatVersion: 1 }],
    [{ formatVersion: 1, integrations: null, incomplete: null, takenAt: '', environment: null }],
    [{ formatVersion: 1, incomplete: ['lookups', 'FINANCE/lookups', '*/eventTypes'] }],
    [{ integrations: [], packages: null }],
    [{ lookups: { name: 'L', rows: [['a']] } }],
    [
      {
        integrations: [
          { code: 'A', version: '1.0.0' },
          { id: 'B|01.00.0000', version: '' },
        ],
      },
    ],
    [{ eventTypes: [{ code: 'E', revision: 2 }] }],
    [{ connections: [{ items: [], hasMore: 'false', totalResults: '0', offset: null }] }],
    [{ projects: [{ code: 'P' }], takenAt: '2026-05-01t10:00:00z' }],
  ])('takes what readInventory takes: %j', (json) => {
    expect([validate(json), accepts(json)]).toEqual([true, true])
  })

  it('and readInventory take and refuse the same', () => {
    const value = fc.constantFrom<unknown>(null, '', 'A', 'A|01.00.0000', '2026-05-01', 1, true, 'true', [], {}, ['A'])
    const field = fc.constantFrom(
      ...['id', 'code', 'name', 'alias', 'version', 'revision', 'status', 'lockedFlag', 'projectId', 'columns', 'rows'],
      ...['agents', 'adapterType', 'expires', 'connections', 'dependencies', 'endPoints', 'rowCount', 'state', 'other'],
    )
    const item = fc.dictionary(field, value, { maxKeys: 4, noNullPrototype: true })
    const items = fc.array(fc.oneof({ weight: 9, arbitrary: item }, value), { maxLength: 2 })
    const head = fc.dictionary(fc.constantFrom('hasMore', 'offset', 'limit', 'totalResults'), value, { maxKeys: 2 })
    const page = fc.tuple(items, head).map(([own, rest]) => ({ ...rest, items: own }))
    const answer = fc.oneof(items, page, fc.array(page, { maxLength: 2 }), item, value)
    const inventory = fc.dictionary(
      fc.constantFrom(...LISTS, 'formatVersion', 'environment', 'takenAt', 'incomplete', 'failed', 'other'),
      answer,
      { maxKeys: 3, noNullPrototype: true },
    )
    fc.assert(
      fc.property(fc.oneof(inventory, value), (json) => {
        expect([validate(json), json]).toEqual([accepts(json), json])
      }),
      { numRuns: 3000 },
    )
  })
})
