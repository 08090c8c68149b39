import type { Endpoint } from '../model/types.js'
import type { SequenceBlock, SequenceSection } from './types.js'

/** A block, of one section at least. */
export function block(
  kind: SequenceBlock['block'],
  sections: readonly SequenceSection[],
  steps: readonly string[],
): SequenceBlock {
  return { kind: 'block', block: kind, sections, steps }
}

/** `fire-and-forget` and `push-async` are not waited for. */
export function isAnswered({ mep }: Endpoint): boolean {
  return !/async|forget/i.test(mep)
}

/** Name of a step or endpoint, and the operation. */
export function callText(name: string, { operation }: Endpoint): string {
  return operation === '' || operation === name ? name : `${name}: ${operation}`
}
