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

/** Adapters whose triggers ask the outside system, again and again, whether there is something new; databases go by many names. */
const POLLING = /^(?:ftp|file|jms|mq|ibmmq|kafka|apachekafka|ocistreaming)$|database$/

/** How often a trigger asks, and by which column of a table it knows what is new: only those that ask have these. */
const POLLING_PROPERTY = /(?:^|\.)polling(?:frequency|interval|strategy)$/i

/** Whether a trigger calls the outside system, and not the outside system the trigger. */
export function isPolling({ role, adapterType, configuration }: Endpoint): boolean {
  if (role !== 'trigger') return false
  return POLLING.test(adapterType) || (configuration?.properties ?? []).some(({ name }) => POLLING_PROPERTY.test(name))
}

/** Name of a step or endpoint, and the operation. */
export function callText(name: string, { operation }: Endpoint): string {
  return operation === '' || operation === name ? name : `${name}: ${operation}`
}
