/** Which pairs count where an archive of one artifact is compared with something larger. */

import { versioned } from '../model/ids.js'
import type { Compared } from './compared.js'
import type { Pair, Side } from './pairing.js'

/** The archives of one side. */
export interface ComparedSet {
  readonly archives: readonly Compared[]
  /** False for a list: it is a set, even one of a single archive. */
  readonly isOne: boolean
}

/** Archives with the artifacts that they hold. */
interface Holder extends ComparedSet {
  readonly sides: readonly Side[]
}

/** A single integration, lookup or library against something larger: only what the small side speaks of counts. */
export function concerns(old: Holder, new_: Holder): (pair: Pair) => boolean {
  if (isSmall(old) === isSmall(new_)) return () => true
  const isOld = isSmall(old)
  const [small, large] = isOld ? [old, new_] : [new_, old]
  const spokenOf = namesIn(small, large)
  return (pair) => {
    if (pair.old !== null && pair.new !== null) return true
    const one = pair.old ?? pair.new
    if (one === null) return false
    // A project leaves out OIC's own connections, and holds other versions of its integrations.
    if (one.kind === 'connection' && one.code.startsWith('PRESEEDED_')) return false
    const fromSmall = isOld ? pair.old !== null : pair.new !== null
    return fromSmall || (one.kind !== 'integration' && spokenOf.has(nameOf(one)))
  }
}

const SMALL: ReadonlySet<Compared['kind']> = new Set<Compared['kind']>(['integration', 'lookup', 'library'])

function isSmall({ archives, isOne }: ComparedSet): boolean {
  return isOne && archives.every(({ kind }) => SMALL.has(kind))
}

/** What a small archive holds, and what its integrations use in their new surroundings, which is a part of the change. */
function namesIn(small: Holder, large: Holder): ReadonlySet<string> {
  const names = new Set(small.sides.map(nameOf))
  const held = new Set(small.sides.filter(({ kind }) => kind === 'integration').map(({ code }) => code))
  const versions = new Set(large.sides.map(({ code, version }) => versioned(code, version)))
  for (const { code, version, dependencies } of large.archives.flatMap(({ integrations }) => integrations)) {
    if (!held.has(code) || !versions.has(versioned(code, version))) continue
    for (const used of dependencies.connections) names.add(`connection ${used}`)
    for (const used of dependencies.lookups) names.add(`lookup ${used}`)
    for (const used of dependencies.libraries) names.add(`library ${used.split('|')[0] ?? ''}`)
    for (const used of dependencies.eventTypes) names.add(`event-type ${used.split('|')[0] ?? ''}`)
  }
  return names
}

function nameOf({ kind, code }: Pick<Side, 'kind' | 'code'>): string {
  return `${kind} ${code}`
}
