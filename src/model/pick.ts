import { addTo } from '../base/group.js'
import type { AdapterProperty } from '../formats/types.js'
import type { Action, AdapterConfiguration, Endpoint, Flow, Step } from './types.js'

/**
 * The adapter configuration by which each endpoint and action is told. The triggers of a pick share one file, in which
 * `NAME.` stands before what is a trigger's own (`default.HttpVerb`): that is told at the trigger of this name, without the
 * prefix; what they share, the adapter among it, is told at the pick.
 */
export function configurationsOf({
  steps,
  endpoints,
  actions,
}: Flow): (one: Endpoint | Action) => AdapterConfiguration | null {
  const endpointsById = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const actionsById = new Map(actions.map((action) => [action.id, action]))
  const told = new Map<Endpoint | Action, AdapterConfiguration>()
  // Depth is bounded by the XML reader.
  const visit = (within: readonly Step[]): void => {
    for (const step of within) {
      const pick = step.kind === 'pick' ? actionsById.get(step.action) : undefined
      const configuration = pick?.configuration ?? null
      if (pick !== undefined && configuration !== null) {
        const triggers = step.children
          .flatMap((child) => (child.kind === 'pickReceive' ? (endpointsById.get(child.endpoint) ?? []) : []))
          .filter((trigger) => trigger.configuration?.path === configuration.path)
        const { shared, own } = split(configuration, new Set(triggers.map(({ name }) => name)))
        told.set(pick, shared)
        for (const trigger of triggers) told.set(trigger, own(trigger.name))
      }
      visit(step.children)
    }
  }
  visit(steps)
  return (one) => told.get(one) ?? one.configuration
}

/** Lists the names of the triggers, which say it themselves. */
const OPERATIONS = 'operations'

function split(
  configuration: AdapterConfiguration,
  names: ReadonlySet<string>,
): { shared: AdapterConfiguration; own: (name: string) => AdapterConfiguration } {
  const shared: AdapterProperty[] = []
  const owned = new Map<string, AdapterProperty[]>()
  for (const property of configuration.properties) {
    const owner = ownerOf(property.name, names)
    if (owner === null) {
      shared.push(property.name === OPERATIONS ? { ...property, value: without(property.value, names) } : property)
      continue
    }
    const name = property.name.slice(owner.length + 1)
    const value = name === OPERATIONS ? without(property.value, new Set([owner])) : property.value
    addTo(owned, owner, { ...property, name, value })
  }
  return {
    shared: { ...configuration, properties: shared },
    own: (name) => ({ ...configuration, adapter: '', agentGroup: null, properties: owned.get(name) ?? [] }),
  }
}

/** The longest of the names that stands before a property's own; null where none does. */
function ownerOf(property: string, names: ReadonlySet<string>): string | null {
  for (let at = property.lastIndexOf('.'); at > 0; at = property.lastIndexOf('.', at - 1)) {
    const prefix = property.slice(0, at)
    if (names.has(prefix)) return prefix
  }
  return null
}

function without(list: string, names: ReadonlySet<string>): string {
  return list
    .split(',')
    .filter((name) => !names.has(name.trim()))
    .join(',')
}
