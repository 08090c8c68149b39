import { SECRET_SHOWN } from '../../literals/hide.js'
import { isNoise, ownPlaceholder } from '../../model/noise.js'
import type { Connection } from '../../model/types.js'
import { sha256 } from '../hash.js'
import { type Fact, fact, type Part, part } from '../part.js'
import type { NormalFormOptions } from '../types.js'
import { propertyFact } from './properties.js'

/** A connection by property. Its state is left out: an import sets that anew. */
export async function normalConnection(connection: Connection, options: NormalFormOptions): Promise<Part> {
  const { code, remote, agentGroup } = connection
  const facts: Fact[] = [
    ...fact('name', '', connection.name),
    ...fact('description', '', connection.description),
    ...fact('adapter', '', connection.adapterType),
    ...fact('role', '', connection.role),
    ...fact('security-policy', '', connection.securityPolicy),
    ...fact('agent-group', '', agentGroup ?? ''),
    ...fact('private-endpoint', '', connection.privateEndpoint ? 'true' : ''),
    ...fact('remote', '', remote === null ? '' : `${remote.project ?? 'GLOBAL'}/${remote.code}`),
    ...fact('plug-in version', '', options.pluginVersions === true ? connection.pluginVersion : ''),
  ]
  const uploaded = new Set(connection.attachments.map(({ property }) => property))
  for (const { name, value } of connection.properties) {
    if (isNoise(name, options) || uploaded.has(name) || name === 'integration_role') continue
    facts.push(...(await propertyFact(name, ownPlaceholder(value, code))))
  }
  for (const { property, name, size, bytes } of connection.attachments) {
    const shown = `${SECRET_SHOWN.slice(1, -1)} file ${name}, ${size} bytes`
    facts.push({ what: 'attachment', name: property || name, value: `sha256:${await sha256(bytes())}`, shown })
  }
  return part({ what: 'connection', key: code, facts })
}
