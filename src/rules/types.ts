import type { BaseIssue, BaseSchema, InferOutput } from 'valibot'
import type { Severity } from '../base/diagnostic.js'
import type { DependencyGraph } from '../graph/types.js'
import type { TargetInventory } from '../inventory/types.js'
import type { Archive } from '../model/index.js'

/** The rule catalogue's families. */
export type RuleCategory = 'references' | 'target' | 'portability' | 'security' | 'flow' | 'quality' | 'archive'

/**
 * What a rule must be given besides archives. `set`: all archives of the run together, the graph over them;
 * `inventory`: a target inventory. A rule that lacks it is listed as not run, with why.
 */
export type Need = 'set' | 'inventory'

/** Options of a rule: a valibot schema, published as JSON Schema. Every field has a default. */
export type OptionsSchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>

/** One finding, before the runner adds what is the same for all of a rule. */
export interface RuleFinding {
  /** One sentence: what is wrong and what to do. Never holds a secret. */
  readonly message: string
  /** `Archive.file`. */
  readonly archive: string
  /** Path of the entry; empty where the finding is about the archive as a whole. */
  readonly entry: string
  readonly line: number | null
  readonly column: number | null
  /** Public id of the artifact that it is about; empty where there is none. */
  readonly artifact: string
  /** Display name of the flow step; empty where there is none. */
  readonly step: string
  /** Where the rule's own severity does not fit this finding. */
  readonly severity?: Severity
  /**
   * What tells this finding from others of its rule at the same artifact, in words that survive a re-export: names and
   * values, never processor numbers, generated file names, lines or secrets.
   */
  readonly key: string
}

/** What a rule looks at. */
export interface RuleContext<Options> {
  readonly archives: readonly Archive[]
  /** The graph over all archives of the run. */
  readonly graph: DependencyGraph
  /** Null where none was given; a rule that needs one is not run then. */
  readonly inventory: TargetInventory | null
  readonly options: Options
  /** Says that part of the check could not be made: shown beside the rules that were not run. */
  readonly couldNotCheck: (why: string) => void
}

/** What describes a rule, and the one function that finds. */
export interface Rule<Schema extends OptionsSchema = OptionsSchema> {
  /** Public: stands in configuration files and suppressions. */
  readonly id: string
  /** Severity of its findings unless one says otherwise; `off` for rules that run only when asked for. */
  readonly severity: Severity | 'off'
  readonly category: RuleCategory
  /** One line for lists. */
  readonly summary: string
  /** Null for a rule without options. */
  readonly options: Schema
  /** Alternatives: each inner list is enough. Empty: needs nothing. */
  readonly needs: readonly (readonly Need[])[]
  check(context: RuleContext<InferOutput<Schema>>): AsyncIterable<RuleFinding>
}

/** A finding as it is reported. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly archive: string
  readonly entry: string
  readonly line: number | null
  readonly column: number | null
  readonly artifact: string
  readonly step: string
  /** The same for the same finding after OIC renumbered processors or renamed generated files. */
  readonly fingerprint: string
  /** Address of the rule's page. */
  readonly help: string
}

/** A rule that was not run, or a part of one. */
export interface NotRun {
  readonly rule: string
  readonly why: string
}

/** What `lint` gives. */
export interface LintResult {
  readonly findings: readonly Finding[]
  /** Suppressed by configuration or baseline. */
  readonly suppressed: readonly Finding[]
  readonly notRun: readonly NotRun[]
  readonly failed: readonly { readonly file: string; readonly code: string; readonly message: string }[]
}
