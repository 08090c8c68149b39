import type { Agent, Archive, Integration } from './types.js'

/** Integrations, then AI agents: whatever has a flow. */
export function flowsOf({ integrations, agents }: Pick<Archive, 'integrations' | 'agents'>): (Integration | Agent)[] {
  return [...integrations, ...agents]
}
