import { breather } from '../base/breathe.js'
import { IarkitError } from '../base/errors.js'
import { optionsOf } from '../base/given.js'
import { groupBy } from '../base/group.js'
import { compareText } from '../base/version.js'
import { buildGraph } from '../graph/index.js'
import type { DependencyGraph } from '../graph/types.js'
import { checkInventory } from '../inventory/check.js'
import type { TargetInventory } from '../inventory/types.js'
import type { Archive, Entry } from '../model/index.js'
import { UNSAFE_CODES } from './archive/unsafe-archive.js'
import type { Baseline } from './baseline.js'
import { type Config, checkConfig, parseConfig } from './config.js'
import { allRules } from './index.js'
import { subjects } from './matching.js'
import { needsMet, whyNotRun } from './needs.js'
import { ownRule } from './plugins.js'
import { asFindings, execute, helpOf, NOT_OUTLINED, type Outcome, sortFound } from './run-rule.js'
import { type RuleSettings, ruleSettings, severityAt } from './settings.js'
import { suppressionsOf } from './suppressions.js'
import type { FailedInput, Finding, LintResult, NotRun, OwnRule, Rule, RuleFinding, RuleInfo } from './types.js'

/** What a run goes by, the same for all of its archives. */
export interface LintRunOptions {
  readonly inventory?: TargetInventory | null
  /**
   * Without one: the preset `recommended`. The files that its `plugins`, `inventory` and `baseline` name are the command's to
   * read: a program gives what is in them as `rules`, `inventory` and `baseline`.
   */
  readonly config?: Config
  /** How findings about the configuration name it. */
  readonly configFile?: string
  /**
   * Where relative paths of archives start, seen from the folder of the configuration, `/` between folders: its globs of
   * archives are matched from there on. Default: that folder itself.
   */
  readonly from?: string
  /** Rules of one's own, beside the catalogue's: what `defineRule` returns, or plain objects. */
  readonly rules?: readonly OwnRule[]
  /** Decides which suppressions have expired. */
  readonly now?: Date
}

/** What came of one rule over some archives. Plain data: it may cross to another thread, or wait on disk. */
export interface RuleOutcome extends Outcome {
  readonly rule: string
  /** Which of the rule's sets of options it ran with. */
  readonly variant: number
}

/** The archives of a whole run, and what there is besides. */
export interface LintedArchives {
  /** Whole, or outlines where {@link LintRun.needsWhole} is false. */
  readonly archives: readonly Archive[]
  /** Of `inspect`, for all of them. */
  readonly outcomes: readonly RuleOutcome[]
  /** Inputs that could not be read: those that are unsafe become findings. */
  readonly failed?: readonly FailedInput[]
  readonly baseline?: Baseline | null
  /** The graph over the archives, where it is there already. */
  readonly graph?: DependencyGraph
  /** Reads the archive of an outline again. */
  readonly whole?: (archive: Archive) => Promise<Archive>
  /** Lists the files of the archive of an outline. */
  readonly entriesOf?: (archive: Archive) => Promise<readonly Entry[]>
}

interface Enabled {
  readonly rule: Rule
  readonly settings: RuleSettings
}

/**
 * One run of all rules in two steps, so that an estate need not be in memory at one time: `inspect` looks at some archives
 * by themselves, as often as it takes; `finish` at all of them together.
 */
export class LintRun {
  readonly #options: LintRunOptions
  readonly #config: Config
  readonly #known: ReadonlyMap<string, Rule>
  readonly #enabled: readonly Enabled[]

  /** @throws IarkitError `invalid-configuration`, `invalid-inventory`, `usage` where one of the options is not as it should be */
  constructor(options: LintRunOptions = {}) {
    optionsOf(options, { configFile: 'text', from: 'text' })
    if (options.inventory) checkInventory(options.inventory)
    checkTime(options.now)
    this.#options = options
    this.#config = parseConfig(options.config ?? {})
    this.#known = knownRules(options.rules ?? [])
    checkConfig(this.#config, this.#known)
    this.#enabled = [...this.#known.values()].flatMap((rule) => {
      const settings = ruleSettings(rule, this.#config)
      return settings.enabled ? [{ rule, settings }] : []
    })
  }

  /** Rules of one's own may ask for anything: they are given whole archives at the end. */
  get needsWhole(): boolean {
    return (this.#options.rules ?? []).length > 0
  }

  /** The options as plain data, for another thread or as part of a cache's key; without rules of one's own. */
  get settings(): Omit<LintRunOptions, 'rules'> {
    const { inventory, config, configFile, from, now } = this.#options
    return {
      ...(inventory === undefined ? {} : { inventory }),
      ...(config === undefined ? {} : { config }),
      ...(configFile === undefined ? {} : { configFile }),
      ...(from === undefined ? {} : { from }),
      ...(now === undefined ? {} : { now }),
    }
  }

  /** Runs the rules of scope `archive` over whole archives. */
  async inspect(archives: readonly Archive[]): Promise<RuleOutcome[]> {
    const outcomes: RuleOutcome[] = []
    const around = this.#around(archives)
    const breathe = breather()
    for (const { rule, settings } of this.#enabled) {
      if (!isLocal(rule)) continue
      await breathe()
      outcomes.push(...(await everyVariant(rule, settings, around)))
    }
    return outcomes.filter(({ found, failures, notRun }) => found.length + failures.length + notRun.length > 0)
  }

  /** Runs the other rules, and makes findings of all that was found. */
  async finish({ archives, outcomes, failed = [], baseline = null, ...given }: LintedArchives): Promise<LintResult> {
    const { inventory = null, now = new Date(), configFile = 'configuration', from = '' } = this.#options
    const { whole = NOT_OUTLINED.whole, entriesOf = NOT_OUTLINED.entriesOf } = given
    const around = { ...this.#around(archives, given.graph), failed, whole, entriesOf }
    const subjectOf = subjects(archives, from)
    const met = needsMet(archives, inventory !== null)
    const inspected = groupBy(outcomes, ({ rule }) => rule)
    const notRun = new Map<string, NotRun>()
    const all: Finding[] = []
    const ran = new Set<string>()
    const breathe = breather()
    for (const { rule, settings } of this.#enabled) {
      await breathe()
      const why = whyNotRun(rule, met)
      if (why !== null) {
        notRun.set(rule.id, { rule: rule.id, why, partly: false })
        continue
      }
      ran.add(rule.id)
      const own = isLocal(rule) ? (inspected.get(rule.id) ?? []) : await everyVariant(rule, settings, around)
      for (const reason of own.flatMap((outcome) => outcome.notRun))
        notRun.set(`${rule.id} ${reason}`, { rule: rule.id, why: reason, partly: true })
      // One by one: a call takes some ten thousand arguments, and a hostile archive has more findings.
      for (const finding of settled(rule, settings, own, { archives, subjectOf })) all.push(finding)
    }

    const suppressions = suppressionsOf(this.#config.suppressions ?? [], {
      archives,
      from,
      today: now.toISOString().slice(0, 10),
      configFile,
      ran,
    })
    const accepted = new Set(baseline?.findings.map(({ fingerprint }) => fingerprint))
    const findings: Finding[] = []
    const suppressed: Finding[] = []
    for (const finding of all) {
      const covered = suppressions.covers(finding, subjectOf({ ...finding, key: '' }))
      ;(covered || accepted.has(finding.fingerprint) ? suppressed : findings).push(finding)
    }
    const remarks = this.#enabled.find(({ rule }) => rule.id === 'suppression')
    if (remarks !== undefined)
      findings.push(...graded(remarks.rule, remarks.settings, suppressions.remarks(), { archives, subjectOf }))

    const reported = new Set(
      [...findings, ...suppressed].filter(({ rule }) => rule === 'unsafe-archive').map(({ archive }) => archive),
    )
    return {
      findings: sortFindings(findings, archives),
      suppressed: sortFindings(suppressed, archives),
      notRun: [...notRun.values()].sort((a, b) => compareText(a.rule, b.rule) || compareText(a.why, b.why)),
      failed: failed.filter(({ file, code }) => !UNSAFE_CODES.has(code) || !reported.has(file)),
      rules: this.#enabled.map(({ rule }) => ruleInfo(rule)).sort((a, b) => compareText(a.id, b.id)),
    }
  }

  #around(archives: readonly Archive[], given?: DependencyGraph) {
    let graph = given
    return {
      archives,
      get graph() {
        graph ??= buildGraph(archives)
        return graph
      },
      inventory: this.#options.inventory ?? null,
      failed: [],
      ...NOT_OUTLINED,
    }
  }
}

/** @throws IarkitError `usage` for what is no date, or one made of a text that is none */
function checkTime(now: Date | undefined): void {
  if (now === undefined || (Object.prototype.toString.call(now) === '[object Date]' && Number.isFinite(+now))) return
  throw new IarkitError('usage', 'Expected a Date that holds a time as now.')
}

/** What reports say of a rule. */
export function ruleInfo(rule: Rule): RuleInfo {
  const { id, severity, category, summary } = rule
  return { id, severity, category, summary, help: helpOf(rule) }
}

/** Whether a rule can be run over some archives of a run. One that needs a set has to see it. */
function isLocal({ scope, needs }: Rule): boolean {
  return scope === 'archive' && needs.length === 0
}

async function everyVariant(
  rule: Rule,
  settings: RuleSettings,
  around: Parameters<typeof execute>[1],
): Promise<RuleOutcome[]> {
  const outcomes: RuleOutcome[] = []
  for (const [variant, options] of settings.variants.entries())
    outcomes.push({ rule: rule.id, variant, ...(await execute(rule, around, options)) })
  return outcomes
}

interface Around {
  readonly archives: readonly Archive[]
  readonly subjectOf: ReturnType<typeof subjects>
}

/** Of each run of a rule those findings are kept that are to be judged by its options. */
function settled(rule: Rule, settings: RuleSettings, outcomes: readonly RuleOutcome[], around: Around): Finding[] {
  const found: RuleFinding[] = []
  const failures: RuleFinding[] = []
  for (const outcome of outcomes) {
    for (const finding of outcome.found)
      if (settings.settingFor(around.subjectOf(finding)).variant === outcome.variant) found.push(finding)
    for (const failure of outcome.failures) failures.push(failure)
  }
  const findings = graded(rule, settings, found, around)
  if (failures.length === 0) return findings
  return [...findings, ...asFindings(rule, sortFound(failures, around.archives), around.archives)]
}

/** Gives findings the severity that the configuration wants and drops those for which the rule is off. */
function graded(
  rule: Rule,
  settings: RuleSettings,
  found: readonly RuleFinding[],
  { archives, subjectOf }: Around,
): Finding[] {
  if (found.length === 0) return []
  const kept = found.flatMap((finding) => {
    const { level } = settings.settingFor(subjectOf(finding))
    const severity = severityAt(level, rule, finding.severity)
    return severity === null ? [] : [{ ...finding, severity }]
  })
  return asFindings(rule, sortFound(kept, archives), archives)
}

function sortFindings(findings: readonly Finding[], archives: readonly Archive[]): Finding[] {
  const order = new Map(archives.map(({ file }, at) => [file, at]))
  const rank = ({ archive }: Finding) => order.get(archive) ?? archives.length
  return [...findings].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compareText(a.archive, b.archive) ||
      compareText(a.entry, b.entry) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  )
}

/** @throws IarkitError `invalid-configuration` where two rules have one id, or one is not as it should be */
function knownRules(own: readonly OwnRule[]): Map<string, Rule> {
  const known = new Map<string, Rule>(allRules.map((rule) => [rule.id, rule]))
  if (!Array.isArray(own)) throw new IarkitError('invalid-configuration', 'Rules of one’s own are given as a list.')
  for (const rule of own.map((given) => ownRule(given))) {
    if (known.has(rule.id)) {
      throw new IarkitError('invalid-configuration', `Two rules have the id ${rule.id}: give one of them another.`)
    }
    known.set(rule.id, rule)
  }
  return known
}
