import { among } from './assets.js'
import { versioned } from './ids.js'
import type { Artifacts, Deployment } from './types.js'

/** What each deployment names and the archive does not hold: `CODE|VERSION`. */
export function missingFromDeployments(
  artifacts: Pick<Artifacts, 'deployments' | 'integrations' | 'agents'>,
): { readonly deployment: Deployment; readonly ids: readonly string[] }[] {
  const holds = (flows: readonly { readonly code: string; readonly version: string }[]) =>
    among(flows.map(({ code, version }) => versioned(code, version)))
  const [integration, agent] = [holds(artifacts.integrations), holds(artifacts.agents)]
  return artifacts.deployments.flatMap((deployment) => {
    const { integrations, agents } = deployment
    const ids = [...integrations.filter((id) => !integration(id)), ...agents.filter((id) => !agent(id))]
    return ids.length === 0 ? [] : [{ deployment, ids }]
  })
}
