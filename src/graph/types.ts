import type { Evidence } from '../base/location.js'
import type { ArtifactKind } from '../model/index.js'

/**
 * How one artifact needs another.
 *
 * - `uses-connection`, `uses-lookup`, `uses-library`: integration or agent to what its flow names
 * - `calls`: integration or agent to a child integration
 * - `refers-to`: a project's connection to the one of another project, or global one, which it stands for (`remoteResource`)
 * - `uses-certificate`, `uses-agent-group`: connection to what it names; ask transitively for an integration's.
 *   `uses-certificate` also integration or agent to the keys that its own actions and endpoints encrypt or verify with
 * - `publishes`, `subscribes`: integration to event type
 * - `scheduled-by`: integration to schedule
 * - `contains`: package to integration, project to all that lives in it
 */
export type EdgeKind =
  | 'uses-connection'
  | 'uses-lookup'
  | 'uses-library'
  | 'calls'
  | 'refers-to'
  | 'uses-certificate'
  | 'uses-agent-group'
  | 'publishes'
  | 'subscribes'
  | 'scheduled-by'
  | 'contains'

/** An artifact of the estate: present in an archive, or only referred to. */
export interface GraphNode {
  /** Public id: `integration:CODE|VERSION`, `connection:PROJECT/CODE` … */
  readonly id: string
  readonly kind: ArtifactKind
  /** For people: code and version, or name. */
  readonly label: string
  /** False where no archive holds it. */
  readonly present: boolean
  /** Code of the project it lives in; null for a global one. */
  readonly project: string | null
  /** True for OIC's own connections. */
  readonly preseeded: boolean
  /** True for a pattern of AI agents, which flows call like an integration; nobody activates it. */
  readonly pattern: boolean
  /** The archives that hold a copy, in the order given. */
  readonly sources: readonly NodeSource[]
  /** True where copies in several archives differ in content. */
  readonly copiesDiffer: boolean
}

/** One archive's copy of an artifact. */
export interface NodeSource {
  /** `Archive.file`. */
  readonly archive: string
  /** Entry in which the artifact stands. */
  readonly entry: string
}

/** A piece of evidence, with the archive that it stands in. */
export interface EdgeEvidence extends Evidence {
  readonly archive: string
  /** Id of the endpoint or action in the flow (`application_13`); empty where it stands outside one. */
  readonly at: string
}

export interface GraphEdge {
  /** Id of the artifact that needs. */
  readonly from: string
  /** Id of the artifact that is needed. */
  readonly to: string
  readonly kind: EdgeKind
  /** True where every piece of evidence is of a child chosen at run time. */
  readonly dynamic: boolean
  readonly evidence: readonly EdgeEvidence[]
  /** Only for `calls`: how the child that is there fits the one designed against. */
  readonly match: CallMatch | null
}

/** How a called integration was found. */
export interface CallMatch {
  /** `CODE|VERSION` as the caller names it; the version may be missing. Where the caller names several, the worst fit. */
  readonly wanted: string
  /**
   * - `exact`: the version named is there
   * - `same-major`: another version of the same major is there: OIC reaches it, but it is not what was designed against
   * - `missing`: no version of that major is there
   */
  readonly fit: 'exact' | 'same-major' | 'missing'
  /**
   * Why OIC does not let the caller reach the child; null where nothing speaks against it.
   * - `into-project`: a global integration calls one inside a project, whether it is there or not
   * - `private`: the child is there, lives in another project and is not public
   */
  readonly unreachable: 'into-project' | 'private' | null
}

/** A child chosen at run time of which the archive does not say which it may be. */
export interface OpenCall {
  readonly from: string
  readonly evidence: EdgeEvidence
}

/** Options of questions that walk the graph. */
export interface WalkOptions {
  /** Follow edges on and on, not one step only. Default false. */
  readonly transitive?: boolean
  /** Only edges of these kinds. Default all. */
  readonly kinds?: readonly EdgeKind[]
}

/** Order in which to activate: children before their callers. */
export interface ActivationPlan {
  /** Ids of the integrations, children first; those of a ring stand together, in their order of id. */
  readonly order: readonly string[]
  /** The same as waves: all of one wave may be activated at once when the waves before it are active. */
  readonly waves: readonly (readonly string[])[]
  /** Integrations left out because another version of the same major is to be active in their stead, with that one. */
  readonly superseded: readonly { readonly id: string; readonly by: string }[]
}

/**
 * The dependency graph of one archive or a whole estate. Its questions take ids as they are and throw for none: of an id that no
 * node has there is nothing to tell (null, an empty list, 0). Each list that a question gives is new. `findNode` finds the id that a
 * person means, or throws.
 */
export interface DependencyGraph {
  /** Sorted by id. */
  readonly nodes: readonly GraphNode[]
  /** Sorted by from, kind, to. */
  readonly edges: readonly GraphEdge[]
  readonly openCalls: readonly OpenCall[]
  /** Ids of the integrations that a deployment in the archives names; sorted. */
  readonly deployed: readonly string[]
  /** Null where no node has the id. */
  node(id: string): GraphNode | null
  /** Edges that leave a node; empty for an id that no node has. */
  edgesFrom(id: string): readonly GraphEdge[]
  /** Edges that reach a node; empty for an id that no node has. */
  edgesTo(id: string): readonly GraphEdge[]
  /** What an artifact needs; sorted ids, without itself unless it is in a ring; empty for an id that no node has. */
  dependenciesOf(id: string, options?: WalkOptions): readonly string[]
  /** What needs an artifact; as `dependenciesOf`. */
  dependentsOf(id: string, options?: WalkOptions): readonly string[]
  /** What must be tested again when an artifact changes: its dependents, near and far, by distance then id; empty for an id that no node has. */
  impactOf(id: string): readonly { readonly id: string; readonly distance: number }[]
  /**
   * Every way from one artifact to another without a repeat, shortest first, at most `limit` (default 100).
   * None from an artifact to itself: rings are in {@link DependencyGraph.cycles}. None from or to an id that no node has.
   */
  pathsBetween(from: string, to: string, limit?: number): readonly (readonly string[])[]
  /** Integrations that nothing calls. */
  roots(): readonly string[]
  /** Artifacts with no edge at all. */
  orphans(): readonly string[]
  /** Present connections, lookups, libraries, event types that no integration or agent uses. */
  unused(): readonly string[]
  /**
   * Rings of integrations that call one another, each spelled out once from its smallest id; sorted. Where a knot of
   * them has more than 100, the shortest through each of its integrations.
   */
  cycles(): readonly (readonly string[])[]
  /** Longest chain of calls that starts at an integration, counted in calls; a ring counts once around; 0 for an id that no node has. */
  callDepth(id: string): number
  activation(): ActivationPlan
  /** Short for `activation().order`. */
  activationOrder(): readonly string[]
}
