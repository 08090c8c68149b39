import type {
  TargetAgentGroup,
  TargetAiAgent,
  TargetCertificate,
  TargetConnection,
  TargetEventType,
  TargetIntegration,
  TargetLibrary,
  TargetLookup,
  TargetPackage,
  TargetProject,
} from './types.js'

/** What each list holds. */
export interface ItemTypes {
  readonly integrations: TargetIntegration
  readonly connections: TargetConnection
  readonly lookups: TargetLookup
  readonly libraries: TargetLibrary
  readonly packages: TargetPackage
  readonly certificates: TargetCertificate
  readonly projects: TargetProject
  readonly agentGroups: TargetAgentGroup
  readonly eventTypes: TargetEventType
  readonly aiAgents: TargetAiAgent
}
