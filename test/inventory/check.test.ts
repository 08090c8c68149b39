import { describe, expect, it } from 'vitest'
import { mergeInventories, readInventory, type TargetInventory } from '../../src/inventory/index.js'
import { lintPaths } from '../../src/node/index.js'
import { planImport } from '../../src/plan/index.js'
import { rules } from '../../src/rules/index.js'
import { lint } from '../../src/rules/lint.js'
import { runRule } from '../../src/rules/run-rule.js'

const read = readInventory({ formatVersion: 1, environment: 'TEST', lookups: [{ name: 'REGIONS' }] })

const WRONG: readonly (readonly [string, unknown, string])[] = [
  ['answers of OIC', { integrations: { items: [], totalResults: 0 } }, 'formatVersion is not 1'],
  ['one answer of OIC', { items: [] }, 'formatVersion is not 1'],
  ['a list that is an answer', { ...read, lookups: { items: [] } }, 'lookups is no list'],
  ['a list that is null', { ...read, lookups: null }, 'lookups is no list'],
  ['parts that are no list', { ...read, incomplete: 'lookups' }, 'incomplete is no list'],
  ['lists by other names', { ...read, 'agent-groups': [] }, 'agent-groups is not called agentGroups'],
  ['JSON as it is', { formatVersion: 1 }, 'environment is no text'],
  ['a number as time', { ...read, takenAt: 5 }, 'takenAt is no text'],
  ['a list of inventories', [read, read], 'it is a list'],
  ['a text', JSON.stringify(read), 'it is of type string'],
]

describe('an inventory that readInventory has not read', () => {
  it.each(WRONG)('is refused: %s', async (_, wrong, fault) => {
    const inventory = wrong as TargetInventory
    const refused = {
      code: 'invalid-inventory',
      message: `This is no inventory (${fault}): give it to readInventory first.`,
    }
    await expect(lint([], { inventory })).rejects.toMatchObject(refused)
    await expect(lintPaths([], { inventory })).rejects.toMatchObject(refused)
    await expect(runRule(rules['missing-lookup'], [], { inventory })).rejects.toMatchObject(refused)
    expect(() => planImport([], inventory)).toThrow(expect.objectContaining(refused))
    expect(() => mergeInventories(read, inventory)).toThrow(expect.objectContaining(refused))
  })

  it.each([null, undefined])('is refused where there has to be one: %s', (none) => {
    const refused = expect.objectContaining({ code: 'invalid-inventory' })
    expect(() => planImport([], none as unknown as TargetInventory)).toThrow(refused)
    expect(() => mergeInventories(none as unknown as TargetInventory)).toThrow(refused)
  })
})

it('an inventory that was read, merged or is not given is taken', async () => {
  expect(planImport([], mergeInventories(read, read)).environment).toBe('TEST')
  expect((await lint([], { inventory: read })).findings).toEqual([])
  expect((await lint([], { inventory: null })).findings).toEqual([])
  expect(mergeInventories()).toEqual({ formatVersion: 1, environment: '', takenAt: '' })
})
