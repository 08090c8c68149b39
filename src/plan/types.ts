import type { Failed } from '../base/errors.js'
import type { ArtifactKind } from '../model/ids.js'

/** How to import. */
export interface ImportPolicy {
  /**
   * What to do with an integration, package, project, lookup or library that is there already. `replace` (default): put the
   * archive's in its place; `skip`: leave the target's; `fail`: block.
   */
  readonly conflict?: 'replace' | 'skip' | 'fail'
  /**
   * Codes, `CODE|VERSION` or public ids of the integrations to import, with what they call; `PROJECT/CODE` for those of
   * projects. Versions as OIC writes them (`01.00.0000`) or short (`1.0.0`). Default all.
   */
  readonly select?: readonly string[]
  /** What the inventory does not tell, and what OIC does not document: a risk to know of (default), or a blocker. */
  readonly unknown?: 'risk' | 'block'
  /** Time of the import, ISO 8601, by which certificates expire; default the inventory's `takenAt`. */
  readonly at?: string
  /** Inputs that could not be read, as `readPaths` gives them: a plan that lacks them is never `ready`. */
  readonly failed?: readonly Failed[]
}

/**
 * What an import does with an artifact.
 *
 * - `create`: it is not there
 * - `replace`: it is there, and the archive's takes its place
 * - `keep`: it is there, and stays as it is
 * - `skip`: the archive's is left out, by the policy
 * - `blocked`: the import cannot succeed, or what uses it cannot be activated, before something in the target, or
 *   in the archive, is changed
 * - `unknown`: the inventory does not tell, or OIC does not document what happens
 */
export type ActionKind = 'create' | 'replace' | 'keep' | 'skip' | 'blocked' | 'unknown'

/** What becomes of one artifact. */
export interface PlannedAction {
  /** Public id: `integration:CODE|VERSION`, `connection:PROJECT/CODE` … */
  readonly artifact: string
  readonly kind: ArtifactKind
  /** For people: `CODE VERSION`. */
  readonly label: string
  readonly action: ActionKind
  /** One sentence without a full stop. */
  readonly why: string
  /** Archives that hold it, as the caller named them; empty where it must be in the target. */
  readonly archives: readonly string[]
  /** True where `unknown` says only that the inventory has no list to look in. */
  readonly notChecked: boolean
  /** Rows that differ; only for a lookup that is there with other rows or columns. */
  readonly rows?: RowDifference
  /** What to enter; only for a connection that is new, or there but not configured. */
  readonly needs?: ConfigurationNeeds
}

/** What has to be entered for a connection. */
export interface ConfigurationNeeds {
  readonly properties: readonly string[]
  readonly credentials: readonly string[]
  readonly certificates: readonly string[]
  readonly agentGroup: string | null
}

/** How the rows of a lookup in an archive differ from those in the target. */
export interface RowDifference {
  /** Columns of the archive. */
  readonly columns: readonly string[]
  /** Columns of the target where they are others; null where they are the same, in whatever order. */
  readonly targetColumns: readonly string[] | null
  /** Rows that only the archive has. */
  readonly added: readonly (readonly string[])[]
  /** Rows that only the target has: in the order of its columns where they are others, else of the archive's. */
  readonly removed: readonly (readonly string[])[]
  /** Rows with the same first cell, as they are in the target and in the archive, both in the order of the archive's columns. */
  readonly changed: readonly { readonly from: readonly string[]; readonly to: readonly string[] }[]
}

/** The stages of an import, in their order. */
export type Phase = 'before' | 'backup' | 'stop' | 'deactivate' | 'import' | 'configure' | 'activate' | 'start'

/** One thing to do: a call of OIC's REST API, or something by hand. */
export interface PlanStep {
  readonly phase: Phase
  readonly artifact: string
  readonly label: string
  /** What to do: a line of a checklist without a full stop. */
  readonly text: string
  /** Null for what is done by hand. */
  readonly call: RestCall | null
  /** 1-based wave of activation: all of one wave may go at once; null elsewhere. */
  readonly wave: number | null
  /**
   * Only on the way back: 1-based places in `ImportPlan.steps` of what it takes back. It is not to be done where none of
   * them was: what never came in is not to be deleted, as something else of its name may be there.
   */
  readonly undoes: readonly number[]
}

/** A call of OIC's REST API, below `/ic/api/integration/v1/`. Never made by iarkit, only written down. */
export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Encoded as an address is: `integrations/ORDER_SYNC%7C01.00.0000/archive`. */
  readonly path: string
  /** `X-HTTP-Method-Override`; null where none. */
  readonly override: 'PATCH' | null
  /** JSON text; null where none. */
  readonly body: string | null
  /** Form fields besides the file. */
  readonly fields: Readonly<Record<string, string>>
  /** What is sent as `file`: an archive of the plan, or what an earlier step saved. */
  readonly upload: { readonly archive: string } | { readonly saved: string } | null
  /** Name of the file that the answer is saved to; null where it is not. */
  readonly saveAs: string | null
  /** Statuses with which it fails, and when. */
  readonly fails: readonly { readonly status: number; readonly when: string }[]
}

/** What is done with an archive as a whole. */
export interface PlannedArchive {
  readonly file: string
  readonly kind: 'integration' | 'package' | 'project' | 'lookup' | 'library'
  /** False for an exploded tree: OIC takes only the archive as it was exported. */
  readonly zipped: boolean
  readonly action: ActionKind
  readonly why: string
}

/** Something that may go wrong, or go otherwise than wanted. */
export interface PlanRisk {
  readonly artifact: string
  readonly label: string
  /** One sentence without a full stop. */
  readonly detail: string
}

/** A list that the inventory would have to tell. */
export interface NotChecked {
  /** In words: `certificates`, `lookups of project FINANCE`. */
  readonly what: string
  readonly why: string
}

/** What importing archives into a target would do, what to do before and after, and what could go wrong. */
export interface ImportPlan {
  readonly environment: string
  /** When the inventory was taken, ISO 8601, which the plan is as old as; empty where it does not say. */
  readonly takenAt: string
  /**
   * `blocked` where an action or archive is, or where one is unknown and {@link ImportPlan.unknownBlocks}; else `unknown` where one
   * is unknown; else `ready`. An archive that could not be read is unknown, and so is an import of no archive at all.
   */
  readonly verdict: 'ready' | 'unknown' | 'blocked'
  /** True where the policy says that what is unknown blocks the import. */
  readonly unknownBlocks: boolean
  readonly archives: readonly PlannedArchive[]
  /** Sorted by kind, then id. */
  readonly actions: readonly PlannedAction[]
  /** Public ids of the integrations to activate, children first. */
  readonly activationOrder: readonly string[]
  readonly activationWaves: readonly (readonly string[])[]
  /** Integrations of the archives that are not activated, and why. */
  readonly notActivated: readonly { readonly artifact: string; readonly label: string; readonly why: string }[]
  /** Everything to do, in order. */
  readonly steps: readonly PlanStep[]
  /** The way back, in order. */
  readonly undo: readonly PlanStep[]
  readonly risks: readonly PlanRisk[]
  readonly notChecked: readonly NotChecked[]
  /** What could not be read, as the policy gave it: it is not in the plan. */
  readonly failed: readonly Failed[]
}
