/** The integrations and agents of a run, and the names of their steps. */

import { flowsOf } from '../model/flows.js'
import type { Agent, Archive, Flow, Integration, Reference } from '../model/index.js'

export { isLeftover, stepNameOf } from '../model/step-names.js'

export interface PlacedFlow {
  readonly archive: Archive
  readonly flow: Integration | Agent
}

/** Integrations, then agents, archive by archive. */
export function* placedFlows(archives: readonly Archive[]): Generator<PlacedFlow> {
  for (const archive of archives) {
    for (const flow of flowsOf(archive)) yield { archive, flow }
  }
}

/** References with those of actions that never run last: of several that say the same, the first one is told. */
export function runningFirst({ references, leftovers }: Flow): readonly Reference[] {
  if (leftovers.length === 0) return references
  const left = new Set(leftovers)
  return [...references.filter(({ at }) => !left.has(at)), ...references.filter(({ at }) => left.has(at))]
}
