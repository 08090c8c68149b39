import { checkGiven, checkType } from '../base/given.js'
import type { TargetInventory, TargetLookup } from '../inventory/types.js'
import { holdsSecret } from '../literals/hide.js'
import { jsonText } from './json-text.js'
import type { Failed } from './types.js'

/**
 * The JSON of an inventory, by the public contract: what `readInventory` takes, which does not look at `failed`. A lookup
 * that holds a secret is written without its rows.
 */
export function inventoryJson(inventory: TargetInventory, failed: readonly Failed[] = []): string {
  checkGiven(inventory, 'inventory')
  checkType(failed, 'list', 'failed')
  const { lookups } = inventory
  return jsonText({ ...inventory, ...(lookups !== undefined && { lookups: lookups.map(withoutSecretRows) }), failed })
}

function withoutSecretRows(lookup: TargetLookup): TargetLookup {
  const { rows, ...rest } = lookup
  return rows === undefined || !holdsSecret({ columns: lookup.columns ?? [], rows }) ? lookup : rest
}
