/** What `diffArchives` gives. The fields without a remark are the JSON contract of `iarkit diff`. */
import type { DiffKind } from './kinds.js'

export type { DiffKind } from './kinds.js'

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'renamed'

/** What a change means for those who rely on a structure. */
export type ContractEffect = 'breaking' | 'compatible' | 'unchanged'

/** One change that a person made. */
export interface Change {
  /**
   * What it is that changed: `step`, `expression`, `mapping`, `property`, `field`, `row`, `function` … The last one may be
   * `changes`: those beyond ten million characters of a comparison, which `new` counts.
   */
  readonly what: string
  /**
   * Display names from the artifact inwards: `Scope Main > Switch > route "gold" > Invoke X`; empty for the artifact itself.
   * Where archives nested in one hold different copies of the artifact, the name of the one that holds this copy stands first.
   */
  readonly path: string
  readonly change: ChangeKind
  /** What stood there, as people read it; null where there was nothing. Never a secret. May run over several lines. */
  readonly old: string | null
  /** What stands there now; null where nothing does. */
  readonly new: string | null
  /** For changes of a message's structure and of how a trigger is called; null for all others. */
  readonly effect: ContractEffect | null
}

/** One artifact that differs. */
export interface ArtifactDiff {
  /** Id on the new side, on the old side where it was removed. */
  readonly id: string
  readonly kind: DiffKind
  readonly change: 'added' | 'removed' | 'changed'
  /** Null where it was added. */
  readonly oldId: string | null
  /** Null where it was removed. */
  readonly newId: string | null
  /** What it means for those who call the integration, call the library's functions, or subscribe to the event type. */
  readonly contract: ContractEffect
  /** The version that the changes ask for, counted from the old one in OIC's form; null where there is no version. */
  readonly suggestedVersion: string | null
  /** One sentence where the new archive's own version does not fit the changes; null where it does. */
  readonly versionNote: string | null
  /** In the order of the artifact. Empty where it was added or removed as a whole. */
  readonly changes: readonly Change[]
}

export interface ArchiveDiff {
  /** True where nothing differs. */
  readonly identical: boolean
  /** Sorted by kind in the order of {@link DiffKind}, then by id. */
  readonly artifacts: readonly ArtifactDiff[]
}

/** What counts as a difference. */
export interface NormalFormOptions {
  /** Positions on the canvas. Default false. */
  readonly layout?: boolean
  /** Versions of adapter plug-ins, and what they write down for themselves. Default false. */
  readonly pluginVersions?: boolean
  /**
   * Leave out what only one kind of archive says: the package of an integration, its scope in a project. `diffArchives`
   * does so by itself where the kinds differ. Default false.
   */
  readonly acrossKinds?: boolean
}

export interface DiffOptions extends NormalFormOptions {}
