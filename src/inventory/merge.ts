import { compareText } from '../base/version.js'
import { checkInventory } from './check.js'
import type { ItemTypes } from './item-types.js'
import { KEYS, LISTS, PROJECT_LISTS } from './keys.js'
import type { InventoryList, TargetInventory, TargetLookup } from './types.js'

/**
 * Lays inventories of one target together. An item is what any of them knows; where two say different things of it, the
 * later one is right, field by field, and what the later one does not say is taken from the earlier. A list is whole where
 * one of them has it whole.
 *
 * Nothing is ever taken out: an integration that an earlier inventory has and a later one has not is kept. To forget it,
 * leave the earlier inventory out.
 * @throws IarkitError `invalid-inventory` where one is not as `readInventory` gives it
 */
export function mergeInventories(...inventories: readonly TargetInventory[]): TargetInventory {
  for (const inventory of inventories) checkInventory(inventory)
  const lists: { [List in InventoryList]?: readonly ItemTypes[List][] } = {}
  const incomplete: string[] = []
  const merge = <List extends InventoryList>(list: List): void => {
    const having = inventories.filter((inventory) => inventory[list] !== undefined)
    if (having.length === 0) return
    const items = having.flatMap((inventory) => inventory[list] as readonly ItemTypes[List][])
    Object.assign(lists, { [list]: mergeItems(list, items) })
    incomplete.push(...having.map((inventory) => untold(inventory, list)).reduce(bothUntold))
  }
  for (const list of LISTS) merge(list)
  return {
    formatVersion: 1,
    environment: inventories.findLast(({ environment }) => environment !== '')?.environment ?? '',
    takenAt: inventories.findLast(({ takenAt }) => takenAt !== '')?.takenAt ?? '',
    ...(incomplete.length > 0 && { incomplete: incomplete.sort(compareText) }),
    ...lists,
  }
}

/** One item for each key, in the order of the keys; later ones are right, and unknown fields are filled from earlier ones. */
export function mergeItems<List extends InventoryList>(
  list: List,
  items: readonly ItemTypes[List][],
): ItemTypes[List][] {
  const merged = new Map<string, ItemTypes[List]>()
  for (const item of items) {
    const key = KEYS[list](item)
    const before = merged.get(key)
    merged.set(key, before === undefined ? item : fill(list, before, item))
  }
  return [...merged].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item)
}

/** Fields in which null says something: no project, no agent group. */
const NULL_SAYS: ReadonlySet<string> = new Set(['project', 'agentGroup'])

function fill<List extends InventoryList>(
  list: List,
  before: ItemTypes[List],
  after: ItemTypes[List],
): ItemTypes[List] {
  const said = Object.entries(after).filter(
    ([field, value]) => value !== '' && value !== undefined && (value !== null || NULL_SAYS.has(field)),
  )
  const filled: ItemTypes[List] = { ...before, ...Object.fromEntries(said) }
  if (list !== 'lookups') return filled
  const { columns: _, rows: __, rowCount: ___, ...rest } = filled as TargetLookup
  return { ...rest, ...tableOf(before as TargetLookup, after as TargetLookup) } as ItemTypes[List]
}

/** Columns, rows and their number belong together: they come from one of two lookups, the later of those that tell more. */
function tableOf(before: TargetLookup, after: TargetLookup): Partial<TargetLookup> {
  const { columns, rows, rowCount } = rank(after) >= rank(before) ? after : before
  return {
    ...(columns === undefined ? {} : { columns }),
    ...(rows === undefined ? {} : { rows }),
    ...(rowCount === undefined ? {} : { rowCount }),
  }
}

function rank({ columns, rows, rowCount }: TargetLookup): number {
  return rows !== undefined ? 3 : columns !== undefined ? 2 : rowCount !== undefined ? 1 : 0
}

/** What an inventory that has a list does not tell of it: all of it, or parts of projects. */
function untold({ incomplete = [] }: TargetInventory, list: InventoryList): readonly string[] {
  if (incomplete.includes(list)) return [list]
  if (!PROJECT_LISTS.includes(list)) return []
  const parts = incomplete.filter((part) => part.endsWith(`/${list}`))
  return parts.includes(`*/${list}`) ? [`*/${list}`] : parts
}

/** What neither tells. `list` stands for all of it, `*`+`/list` for all that projects have. */
function bothUntold(a: readonly string[], b: readonly string[]): readonly string[] {
  const whole = (parts: readonly string[]) => parts.length === 1 && !parts[0]?.includes('/')
  const anyProject = (parts: readonly string[]) => parts.length === 1 && parts[0]?.startsWith('*/') === true
  if (whole(a)) return b
  if (whole(b)) return a
  if (anyProject(a)) return b
  if (anyProject(b)) return a
  return a.filter((part) => b.includes(part))
}
