import { operationOf } from '../formats/adapter.js'
import type { AdapterConfiguration, ProjectXml } from '../formats/types.js'
import type { Loaded } from './resources.js'
import type { Action, Connection, Endpoint } from './types.js'

/** The applications of project.xml with their connections' adapter types and their configurations. */
export function buildEndpoints(
  projectXml: ProjectXml,
  actions: readonly Action[],
  loaded: Loaded,
  connections: ReadonlyMap<string, Connection>,
): Endpoint[] {
  const picked = pickConfigurations(projectXml, new Map(actions.map((action) => [action.id, action])))
  return projectXml.endpoints.map((endpoint): Endpoint => {
    const resources = endpoint.resources.map(loaded.resolve)
    const own = resources.flatMap(({ path }) => loaded.configurations.get(path) ?? [])[0]
    const configuration = own ?? picked.get(endpoint.id) ?? null
    const adapterType = connections.get(endpoint.connection)?.adapterType || configuration?.adapter.toLowerCase() || ''
    return {
      id: endpoint.id,
      role: endpoint.role,
      name: endpoint.name,
      description: endpoint.description,
      connection: endpoint.connection,
      connectionAt: endpoint.connectionAt,
      adapterType,
      mep: endpoint.mep,
      operation: operationOf(configuration, endpoint),
      targetOperation: endpoint.operation,
      configuration,
      eventTypes: endpoint.eventTypes.map(({ code, revision, at }) => ({ code, revision, evidence: at })),
      resources,
      properties: endpoint.properties,
      propertiesAt: endpoint.propertiesAt,
      location: endpoint.at,
    }
  })
}

/** The operations of a multi-operation trigger share one adapter configuration, which lies with the pick. */
function pickConfigurations(
  projectXml: ProjectXml,
  actions: ReadonlyMap<string, Action>,
): Map<string, AdapterConfiguration> {
  const found = new Map<string, AdapterConfiguration>()
  const visit = (steps: ProjectXml['steps'], around: AdapterConfiguration | null): void => {
    for (const step of steps) {
      const [first = ''] = step.ref.split('/')
      const own = step.element === 'pick' ? (actions.get(first)?.configuration ?? null) : around
      if (step.element === 'pickReceive' && around !== null) found.set(first, around)
      visit(step.children, own)
    }
  }
  visit(projectXml.steps, null)
  return found
}
