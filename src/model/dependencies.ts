import { sortedUnique } from '../base/version.js'
import { ChildSet } from './child-set.js'
import { versioned } from './ids.js'
import type { Dependencies, IntegrationReference, Reference } from './types.js'

/**
 * Boils references down to lists of ids.
 * @param project the project that the flow lives in: children there are named without it
 */
export function dependenciesOf(references: readonly Reference[], project: string | null): Dependencies {
  const named = {
    connections: [],
    lookups: [],
    libraries: [],
    schedules: [],
    eventTypes: [],
    certificates: [],
    agentGroups: [],
  } as {
    [list in Exclude<keyof Dependencies, 'integrations' | 'dynamicIntegrations'>]: string[]
  }
  const children: IntegrationReference[] = []
  for (const reference of references) {
    switch (reference.kind) {
      case 'connection':
        named.connections.push(reference.code)
        break
      case 'lookup':
        if (reference.name !== null) named.lookups.push(reference.name)
        break
      case 'library':
        if (reference.code !== '') named.libraries.push(versioned(reference.code, reference.version))
        break
      case 'schedule':
        named.schedules.push(reference.name)
        break
      case 'event-type':
        named.eventTypes.push(versioned(reference.code, reference.revision))
        break
      case 'certificate':
        named.certificates.push(reference.alias)
        break
      case 'agent-group':
        named.agentGroups.push(reference.name)
        break
      case 'integration':
        children.push(reference)
        break
    }
  }
  const fixed = children.filter((child) => !child.dynamic)
  const known = new ChildSet(fixed)
  const chosen = children.filter((child) => child.dynamic && !known.has(child))
  const write = (child: IntegrationReference): string[] => {
    if (child.code === null) return []
    const key = versioned(child.code, child.version ?? '')
    return [child.project === null || child.project === project ? key : `${child.project}/${key}`]
  }
  return {
    connections: listed(named.connections),
    lookups: listed(named.lookups),
    libraries: listed(named.libraries),
    integrations: sortedUnique(fixed.flatMap(write)),
    dynamicIntegrations: sortedUnique(chosen.flatMap(write)),
    schedules: listed(named.schedules),
    eventTypes: listed(named.eventTypes),
    certificates: listed(named.certificates),
    agentGroups: listed(named.agentGroups),
  }
}

/** A broken file may refer to nothing at all: an empty name is the name of no artifact. */
function listed(names: readonly string[]): string[] {
  return sortedUnique(names.filter((name) => name !== ''))
}
