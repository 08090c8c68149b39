import { statusOf } from './items.js'
import type { TargetIntegration } from './types.js'

/** Whether OIC runs an integration; null where the inventory does not say. */
export function isActive({ status }: Pick<TargetIntegration, 'status'>): boolean | null {
  const word = statusOf(status)
  return word === '' ? null : word.startsWith('ACTIVATED')
}
