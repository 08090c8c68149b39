/** The lists of an inventory. */
export type InventoryList =
  | 'integrations'
  | 'connections'
  | 'lookups'
  | 'libraries'
  | 'packages'
  | 'certificates'
  | 'projects'
  | 'agentGroups'
  | 'eventTypes'
  | 'aiAgents'

/**
 * What a target environment holds. A list that is absent (`undefined`) is not known; an empty list means that there is
 * none. A validator that needs a list that is not known says that it could not check.
 */
export interface TargetInventory {
  readonly formatVersion: 1
  /** `TEST`, `PROD` …; empty where nobody said. */
  readonly environment: string
  /** When it was taken, ISO 8601; empty where nobody said. Serves to tell expired certificates apart. */
  readonly takenAt: string
  /**
   * What the lists do not tell: an artifact that is not in an incomplete list is not known, as if the list were absent.
   * `integrations`: the list is cut off, or was gathered from archives; `FINANCE/lookups`: what the project FINANCE has of
   * them; `*` for the project: what any project has. Ask `isWhole`. Absent or empty: what is not in a list is not there.
   */
  readonly incomplete?: readonly string[]
  readonly integrations?: readonly TargetIntegration[]
  readonly connections?: readonly TargetConnection[]
  readonly lookups?: readonly TargetLookup[]
  readonly libraries?: readonly TargetLibrary[]
  readonly packages?: readonly TargetPackage[]
  readonly certificates?: readonly TargetCertificate[]
  readonly projects?: readonly TargetProject[]
  readonly agentGroups?: readonly TargetAgentGroup[]
  readonly eventTypes?: readonly TargetEventType[]
  readonly aiAgents?: readonly TargetAiAgent[]
}

export interface TargetIntegration {
  readonly code: string
  readonly version: string
  readonly name: string
  /**
   * `ACTIVATED`, `CONFIGURED`, `INPROGRESS` (which OIC also calls `DRAFT`), `FAILEDACTIVATION` …, in capitals without
   * underscores; empty where not said.
   */
  readonly status: string
  /** Code of its project; null for a global one. */
  readonly project: string | null
  readonly package: string
  /** Null where not said, here and below. */
  readonly locked: boolean | null
  /** True where a schedule is defined. */
  readonly scheduled: boolean | null
  /** `Public`, `Private`; empty where not said. */
  readonly scope: string
  /** Codes of connections it uses; absent where not known. */
  readonly connections?: readonly string[]
  /** `CODE|VERSION` of libraries it uses, as given; absent where not known. */
  readonly libraries?: readonly string[]
  /** Names of lookups it uses; absent where not known. */
  readonly lookups?: readonly string[]
  /** Noise-free fingerprint of its content; absent where not known. */
  readonly fingerprint?: string
}

export interface TargetConnection {
  readonly code: string
  readonly name: string
  /** `CONFIGURED`, `INPROGRESS`; empty where not said. */
  readonly status: string
  /** `SOURCE`, `TARGET`, `SOURCE_AND_TARGET`; empty where not said. */
  readonly role: string
  /** Lower case; empty where not said. */
  readonly adapterType: string
  readonly securityPolicy: string
  /** Null where it has none; absent where not known. */
  readonly agentGroup?: string | null
  readonly locked: boolean | null
  readonly project: string | null
}

export interface TargetLookup {
  readonly name: string
  readonly project: string | null
  readonly status: string
  readonly locked: boolean | null
  /** Absent where the list answer carried none. */
  readonly columns?: readonly string[]
  /** Cells in the order of the columns; absent where not known. */
  readonly rows?: readonly (readonly string[])[]
  readonly rowCount?: number
}

export interface TargetLibrary {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly project: string | null
  readonly status: string
  readonly locked: boolean | null
  /** Absent where not known. */
  readonly functions?: readonly string[]
}

export interface TargetPackage {
  readonly name: string
  /** `CODE|VERSION`; absent where not known. */
  readonly integrations?: readonly string[]
}

export interface TargetCertificate {
  readonly alias: string
  /** `X509`, `PGP`, `SAML` …; empty where not said. */
  readonly type: string
  /** `TRUST`, `IDENTITY` …; empty where not said. */
  readonly category: string
  /** ISO 8601; null where not said. */
  readonly expires: string | null
  readonly status: string
}

export interface TargetProject {
  readonly code: string
  readonly name: string
  readonly type: string
  readonly status: string
}

export interface TargetAgentGroup {
  readonly name: string
  /** Identifier where it differs from the name; empty where not said. */
  readonly id: string
  /** Number of agents in it; absent where not known. */
  readonly agents?: number
}

export interface TargetEventType {
  readonly code: string
  readonly revision: string
  readonly project: string | null
}

/** An AI agent, which lives in a project: not the connectivity agents of an agent group. */
export interface TargetAiAgent {
  readonly code: string
  readonly version: string
  readonly name: string
  /** `ACTIVATED`, `CONFIGURED`, `INPROGRESS` …, as of integrations; empty where not said. */
  readonly status: string
  readonly project: string | null
}
