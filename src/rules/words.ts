import type { TargetInventory } from '../inventory/types.js'

export { counted, listed } from '../base/words.js'

/** `ORDER_INTAKE 01.00.0000`, or the code alone where the version is not known. */
export function named({ code, version }: { readonly code: string; readonly version: string }): string {
  return version === '' ? code : `${code} ${version}`
}

/** The step of a flow in a sentence, behind the flow's name; nothing where the step has no name. */
export function inStep(step: string): string {
  return step === '' ? '' : `, step “${step}”,`
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
