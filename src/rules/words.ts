import type { TargetInventory } from '../inventory/types.js'

/** `ORDER_INTAKE 01.00.0000`, or the code alone where the version is not known. */
export function named({ code, version }: { readonly code: string; readonly version: string }): string {
  return version === '' ? code : `${code} ${version}`
}

/** `A`, `A and B`, `A, B and C`; beyond `most` the rest is counted: `A, B and 7 more`. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.length > most ? words.slice(0, most) : words.slice(0, -1)
  const last = words.length > most ? `${words.length - most} more` : (words.at(-1) ?? '')
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Name of the target environment in a sentence. */
export function environmentOf(inventory: Pick<TargetInventory, 'environment'>): string {
  return inventory.environment || 'the target'
}

/** Where an artifact was looked for in vain, in a sentence: `is neither in the archives nor in TEST`. */
export function nowhere(inventory: TargetInventory | null, known: boolean): string {
  return inventory !== null && known
    ? `is neither in the archives nor in ${environmentOf(inventory)}`
    : 'is not in the archives'
}
