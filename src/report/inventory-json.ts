import type { TargetInventory } from '../inventory/types.js'
import { jsonText } from './json-text.js'
import type { Failed } from './types.js'

/** The JSON of an inventory, by the public contract: what `readInventory` takes, which does not look at `failed`. */
export function inventoryJson(inventory: TargetInventory, failed: readonly Failed[] = []): string {
  return jsonText({ ...inventory, failed })
}
