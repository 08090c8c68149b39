import { holdsSecret } from '../literals/hide.js'
import type { TargetInventory, TargetLookup } from './types.js'

/** A lookup as an inventory notes it: secrets stay where they are, at the price that nobody can compare its rows. */
export function withoutSecretRows(lookup: TargetLookup): TargetLookup {
  const { rows, ...rest } = lookup
  return rows === undefined || !holdsSecret({ columns: lookup.columns ?? [], rows }) ? lookup : rest
}

/** An inventory as it may be written down. */
export function withoutSecrets(inventory: TargetInventory): TargetInventory {
  const { lookups } = inventory
  return lookups === undefined ? inventory : { ...inventory, lookups: lookups.map(withoutSecretRows) }
}
