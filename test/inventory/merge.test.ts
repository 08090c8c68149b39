import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWhole, mergeInventories, readInventory, type TargetInventory } from '../../src/inventory/index.js'

const word = fc.constantFrom('', 'A', 'B')
const flag = fc.constantFrom(null, true, false)
const project = fc.constantFrom(null, 'P', 'Q')
const rows = fc.option(fc.array(fc.tuple(fc.constantFrom('x', 'y')), { maxLength: 2 }), { nil: undefined })

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T
}

const integration = fc.record({
  code: fc.constantFrom('A', 'B'),
  version: fc.constantFrom('01.00.0000', '02.00.0000'),
  name: word,
  status: word,
  project,
  package: word,
  locked: flag,
  scheduled: flag,
  scope: word,
})
const connection = fc
  .record({
    code: fc.constantFrom('C', 'D'),
    name: word,
    status: word,
    role: word,
    adapterType: word,
    securityPolicy: word,
    agentGroup: fc.constantFrom(undefined, null, 'G'),
    locked: flag,
    project,
  })
  .map(defined)
const lookup = fc
  .record({
    name: fc.constantFrom('L', 'M'),
    project,
    status: word,
    locked: flag,
    columns: fc.constantFrom(undefined, ['K'], ['K', 'V']),
    rows,
    rowCount: fc.constantFrom(undefined, 1, 2),
  })
  .map(defined)
const list = <T>(item: fc.Arbitrary<T>) => fc.option(fc.array(item, { maxLength: 3 }), { nil: undefined })

/** Inventories as iarkit writes them: no key twice in a list. Merged with nothing, they are so. */
const inventory: fc.Arbitrary<TargetInventory> = fc
  .record({
    formatVersion: fc.constant(1 as const),
    environment: word,
    takenAt: word,
    integrations: list(integration),
    connections: list(connection),
    lookups: list(lookup),
    projects: list(fc.record({ code: fc.constantFrom('P', 'Q'), name: word, type: word, status: word })),
    incomplete: fc.option(
      fc.uniqueArray(
        fc.constantFrom(
          'integrations',
          'P/integrations',
          'Q/integrations',
          '*/integrations',
          'lookups',
          'P/lookups',
          'projects',
        ),
      ),
      { nil: undefined },
    ),
  })
  .map((made) => mergeInventories(defined(made) as TargetInventory))

describe('mergeInventories', () => {
  it('is associative', () => {
    fc.assert(
      fc.property(inventory, inventory, inventory, (a, b, c) => {
        expect(mergeInventories(mergeInventories(a, b), c)).toEqual(mergeInventories(a, mergeInventories(b, c)))
        expect(mergeInventories(a, b, c)).toEqual(mergeInventories(a, mergeInventories(b, c)))
      }),
      { numRuns: 500 },
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(inventory, (a) => {
        expect(mergeInventories(a, a)).toEqual(a)
      }),
    )
  })

  it('takes two spellings of a version for one', () => {
    const listing = (version: string, status: string) =>
      readInventory({ integrations: [{ code: 'A', version, status }], libraries: [{ code: 'L', version }] })
    const merged = mergeInventories(listing('01.00.0000', 'CONFIGURED'), listing('1.0.0', 'ACTIVATED'))
    expect(merged.integrations).toMatchObject([{ version: '1.0.0', status: 'ACTIVATED' }])
    expect(merged.libraries).toHaveLength(1)
  })

  it('knows at least what each of them knows', () => {
    fc.assert(
      fc.property(inventory, inventory, (a, b) => {
        const merged = mergeInventories(a, b)
        for (const name of ['integrations', 'connections', 'lookups'] as const) {
          for (const scope of [null, 'P', 'Q']) {
            const known = [a, b].some((one) => one[name] !== undefined && tells(one, name, scope))
            if (known) expect(tells(merged, name, scope)).toBe(true)
          }
        }
      }),
    )
  })

  it('believes the later one, field by field, and fills what it does not say', () => {
    const before = readInventory({
      integrations: [{ id: 'A|01.00.0000', name: 'Old', status: 'ACTIVATED', locked: true }],
    })
    const after = readInventory({ integrations: [{ id: 'A|01.00.0000', name: 'New', status: '' }] })
    expect(mergeInventories(before, after).integrations).toEqual([
      expect.objectContaining({ name: 'New', status: 'ACTIVATED', locked: true }),
    ])
  })

  it('keeps rows together with their columns: a list without rows does not take them away', () => {
    const archived = readInventory({ lookups: [{ name: 'L', columns: ['K', 'V'], rows: [['a', 'b']] }] })
    const listed = readInventory({ lookups: [{ name: 'L', columns: ['K'], rowCount: 9 }] })
    expect(mergeInventories(archived, listed).lookups).toEqual([
      expect.objectContaining({ columns: ['K', 'V'], rows: [['a', 'b']], rowCount: 1 }),
    ])
  })

  it('has a list whole where one of them has it whole', () => {
    const part = readInventory({ formatVersion: 1, connections: [{ id: 'A' }], incomplete: ['connections'] })
    const whole = readInventory({ formatVersion: 1, connections: [{ id: 'B' }] })
    expect(isWhole(mergeInventories(part, whole), 'connections')).toBe(true)
    expect(isWhole(mergeInventories(whole, part), 'connections')).toBe(true)
    expect(isWhole(mergeInventories(part, part), 'connections')).toBe(false)
  })

  it('keeps an incomplete list incomplete beside an inventory that has no such list', () => {
    const part = readInventory({ formatVersion: 1, connections: [], incomplete: ['connections'] })
    expect(isWhole(mergeInventories(part, readInventory({ lookups: [] })), 'connections')).toBe(false)
  })
})

/** As `isWhole`, without what follows from the list of projects, which merging may well take back. */
function tells(one: TargetInventory, name: 'integrations' | 'connections' | 'lookups', scope: string | null): boolean {
  const { projects: _, ...rest } = one
  return isWhole(rest, name, scope)
}
