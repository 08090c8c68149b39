import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { inventoryJsonSchema } from '../../.ci/schemas/inventory.js'
import { readInventory } from '../../src/inventory/index.js'
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

  it.each([
    [{ formatVersion: 2 }],
    [{ integrations: 'none' }],
    [{ integrations: [{ id: 'A|01.00.0000', status: 3 }] }],
    [{ integrations: [{ name: 'no code' }] }],
    [{ lookups: [{ name: 'L', rows: ['a'] }] }],
  ])('refuses what readInventory refuses: %j', (json) => {
    expect(validate(json)).toBe(false)
    expect(() => readInventory(json)).toThrow()
  })
})
