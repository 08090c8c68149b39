import { groupBy } from '../base/group.js'
import { compareText } from '../base/version.js'
import { wordsDiffer } from '../inventory/plain-word.js'
import type { Connection } from '../model/types.js'
import { labelsOf, type Planning } from './planning.js'

/** `publisher:adapter`; those that Oracle publishes itself, such as `oracle:amazon-s3`, every instance has. */
const OWN = /^(?!oracle:)[^:]+:/i

/**
 * Adapters from the Integration Store and of the Rapid Adapter Builder are installed instance by instance, and travel in no
 * archive: a connection of one comes to nothing where it is missing. Connections prove an adapter; no list of adapters is
 * among an inventory's.
 *
 * @param connections those that the import may bring
 */
export function noteAdapters(planning: Planning, connections: ReadonlyMap<string, Connection>): void {
  const { actions, beforehand, target } = planning
  const brought = [...connections.values()].filter(({ id, adapterType, remote, preseeded }) => {
    const action = actions.get(id)?.action
    return remote === null && !preseeded && OWN.test(adapterType) && (action === 'create' || action === 'unknown')
  })
  const sorted = brought.sort((a, b) => compareText(a.id, b.id))
  for (const [adapter, its] of groupBy(sorted, ({ adapterType }) => adapterType.toLowerCase())) {
    const proven = target.inventory.connections?.some(({ adapterType }) => isSame(adapterType, adapter)) === true
    const [first] = its
    if (proven || first === undefined) continue
    const users = labelsOf(
      planning,
      its.map(({ id }) => id),
    )
    const text = `see that the adapter ${adapter} is installed there, for ${users}: no archive brings an adapter`
    beforehand.set(first.id, text)
  }
}

function isSame(one: string, other: string): boolean {
  return one !== '' && !wordsDiffer(one, other)
}
