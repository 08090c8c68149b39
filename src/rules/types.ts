/**
 * The contract between the rules and what runs them. How to write a rule: `define-rule.ts`; its page: docs/rules/README.md.
 */
import type { BaseIssue, BaseSchema, InferOutput } from 'valibot'
import type { Severity } from '../base/diagnostic.js'
import type { Failed } from '../base/errors.js'
import type { DependencyGraph } from '../graph/types.js'
import type { TargetInventory } from '../inventory/types.js'
import type { Archive, Entry } from '../model/index.js'

/** The rule catalogue's families: a rule's file lies in the folder of its family. */
export type RuleCategory = 'references' | 'target' | 'portability' | 'security' | 'flow' | 'quality' | 'archive'

/**
 * What a rule must be given besides archives. `set`: more than one archive, or a package or project, which is a set by
 * itself; `inventory`: a target inventory. A rule that lacks it is listed as not run, with why.
 */
export type Need = 'set' | 'inventory'

/**
 * What the findings of a rule in one archive depend on: that archive alone, or all of the run. A rule of scope `archive`
 * may be given the archives of a run some at a time, each with all its content, and in other threads.
 */
export type RuleScope = 'archive' | 'run'

/** Options of a rule: a valibot schema, published as JSON Schema. Every field has a default; `noOptions` where there are none. */
export type OptionsSchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>

/** An input that could not be read. */
export type FailedInput = Failed

/** Where a finding stands: `...place(archive, location)` gives it. */
export interface Place {
  /** `Archive.file`. */
  readonly archive: string
  /** Path of the entry; empty where the finding is about the archive as a whole. */
  readonly entry: string
  readonly line: number | null
  readonly column: number | null
}

/** One finding, before the runner adds what is the same for all of a rule. */
export interface RuleFinding extends Place {
  /** One sentence: what is wrong and what to do. Never holds a secret. */
  readonly message: string
  /**
   * Public id of the artifact that has the fault and would have to change (for a lookup that is missing: the integration
   * that uses it); empty where there is none. Suppressions and overrides by integration go by it.
   */
  readonly artifact: string
  /** Display name of the flow step; empty where there is none. */
  readonly step: string
  /** Where the rule's own severity does not fit this finding. A severity from a configuration wins over it. */
  readonly severity?: Severity
  /**
   * What tells this finding from others of its rule at the same artifact and step, in words that survive a re-export:
   * names and values, never processor numbers, generated file names, lines or secrets. Part of the fingerprint; may be
   * empty where artifact and step say it all. Equal keys are told apart by their order.
   */
  readonly key: string
  /**
   * True where all that it is about stands in actions that OIC left behind (`leftovers` of a flow) and that never run. The
   * runner says so in place of what the message says behind its last colon, and makes it information.
   */
  readonly leftover?: boolean
  /**
   * True where several archives of a run may carry or use the artifact and the first of them speaks for all. The archive is
   * then no part of the fingerprint: another one in the run, which comes before it, is no new finding.
   */
  readonly shared?: boolean
}

/** What a rule looks at. */
export interface RuleContext<Options> {
  /**
   * For a rule of scope `run` of the catalogue, in a run over many files: outlines, without flows and files. Rules of
   * one's own are always given whole archives.
   */
  readonly archives: readonly Archive[]
  /** The graph over all archives of the run; for a rule of scope `archive` over those that it is given. */
  readonly graph: DependencyGraph
  /** Null where none was given; never null for a rule whose only need is the inventory. */
  readonly inventory: TargetInventory | null
  readonly options: Options
  /** Inputs of the run that could not be read. */
  readonly failed: readonly FailedInput[]
  /** Says that part of the check could not be made: shown beside the rules that were not run. Repeats are dropped. */
  readonly couldNotCheck: (why: string) => void
  /** The archive that an outline in `archives` was made from, read again where it has to be. */
  readonly whole: (archive: Archive) => Promise<Archive>
  /** The files of the archive that an outline in `archives` was made from, listed without reading them. */
  readonly entriesOf: (archive: Archive) => Promise<readonly Entry[]>
}

/** What describes a rule, and the one function that finds. */
export interface Rule<Schema extends OptionsSchema = OptionsSchema, Id extends string = string> {
  /** Public: stands in configuration files and suppressions. */
  readonly id: Id
  /** Severity of its findings unless one says otherwise; `off` for rules that run only when asked for. */
  readonly severity: Severity | 'off'
  readonly category: RuleCategory
  /** One line for lists, without a full stop. */
  readonly summary: string
  /** `noOptions` for a rule without options. */
  readonly options: Schema
  /** Alternatives: each inner list is enough. Empty: needs nothing. */
  readonly needs: readonly (readonly Need[])[]
  /** Default `run`. */
  readonly scope?: RuleScope
  /** Address of its page. Only for rules of one's own: those of the catalogue have theirs in docs/rules. */
  readonly help?: string
  /** Order does not matter: the runner sorts. What it throws becomes a finding of the rule. */
  check(context: RuleContext<InferOutput<Schema>>): AsyncIterable<RuleFinding>
}

/** A rule as one writes it: `options` and `needs` may be left out, for no options and no needs. */
export type OwnRule<Schema extends OptionsSchema = OptionsSchema, Id extends string = string> = Omit<
  Rule<Schema, Id>,
  'options' | 'needs'
> &
  Partial<Pick<Rule<Schema, Id>, 'options' | 'needs'>>

/** A finding as it is reported. */
export interface Finding extends Place {
  readonly rule: string
  readonly category: RuleCategory
  readonly severity: Severity
  readonly message: string
  /** Public id; empty where there is none. */
  readonly artifact: string
  /** Display name; empty where there is none. */
  readonly step: string
  /** The same for the same finding after OIC renumbered processors, renamed generated files or raised a version. */
  readonly fingerprint: string
  /** Address of the rule's page. */
  readonly help: string
}

/** A rule that was not run, or a part of one. */
export interface NotRun {
  readonly rule: string
  readonly why: string
  /** True where the rule was run and could not check all that it checks. */
  readonly partly: boolean
}

/** What reports say of a rule. */
export interface RuleInfo {
  readonly id: string
  readonly severity: Severity | 'off'
  readonly category: RuleCategory
  readonly summary: string
  readonly help: string
}

/** What `lint` gives. */
export interface LintResult {
  readonly findings: readonly Finding[]
  /** Suppressed by configuration or baseline. */
  readonly suppressed: readonly Finding[]
  readonly notRun: readonly NotRun[]
  readonly failed: readonly FailedInput[]
  /** Every rule of the run, those that were off left out; sorted by id. */
  readonly rules: readonly RuleInfo[]
}
