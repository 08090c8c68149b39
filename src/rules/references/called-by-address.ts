import { type Evidence, quote } from '../../base/location.js'
import { collocatedCall } from '../../formats/adapter.js'
import type { Integration } from '../../model/index.js'

/** A call of an integration at its address, as anybody outside would call it: OIC takes it for a call like any other. */
export interface AddressedCall {
  /** Id of the endpoint. */
  readonly at: string
  readonly connection: string
  /** `OTHER_FLOW 1.0`, with its project where it has one. */
  readonly child: string
  readonly evidence: Evidence
}

/**
 * The address of an integration: `…/ic/api/integration/v1/flows/rest/CODE/1.0/…`, `…/flows/rest/project/PROJECT/CODE/1.0/…`,
 * `…/ic/ws/integration/v1/flows/soap/CODE/1.0/`, and that of Integration Cloud Service, `…/integration/flowapi/rest/CODE/v01/…`.
 */
const ADDRESS =
  /\/(?:ic\/(?:api|ws)\/integration\/v1\/flows|integration\/flow(?:api|svc))\/(?:rest|soap)\/(?:project\/(\w{1,100})\/)?(\w{1,100})\/(v?\d{1,3}(?:\.\d{1,4}){0,2})(?![\w.])/i

/** The endpoints that call an integration at its address, each with the first place that says so. */
export function addressedCalls({ endpoints }: Pick<Integration, 'endpoints'>): AddressedCall[] {
  return endpoints.flatMap(({ id, role, connection, configuration }): AddressedCall[] => {
    if (role !== 'invoke' || configuration === null || collocatedCall(configuration) !== null) return []
    for (const { value, entry, line, column } of configuration.properties) {
      const [address, project, code, version] = ADDRESS.exec(value) ?? []
      if (address === undefined) continue
      const child = `${project === undefined ? '' : `${project}/`}${code} ${version}`
      return [{ at: id, connection, child, evidence: { entry, line, column, text: quote(address) } }]
    }
    return []
  })
}
