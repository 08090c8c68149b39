import { breather } from '../base/breathe.js'
import { IarkitError } from '../base/errors.js'
import { compareText } from '../base/version.js'
import { buildGraph } from '../graph/index.js'
import type { DependencyGraph } from '../graph/types.js'
import type { TargetInventory } from '../inventory/types.js'
import type { Archive } from '../model/index.js'
import { UNSAFE_CODES } from './archive/unsafe-archive.js'
import type { Baseline } from './baseline.js'
import { type Config, checkConfig, parseConfig } from './config.js'
import { allRules } from './index.js'
import { subjects } from './matching.js'
import { needsMet, whyNotRun } from './needs.js'
import { asFindings, execute, helpOf, sortFound } from './run-rule.js'
import { type RuleSettings, ruleSettings, severityAt } from './settings.js'
import { suppressionsOf } from './suppressions.js'
import type { FailedInput, Finding, LintResult, NotRun, Rule, RuleFinding, RuleInfo } from './types.js'

/** What a run of all rules may be given besides archives. */
export interface LintOptions {
  readonly inventory?: TargetInventory | null
  /** Without one: the preset `recommended`. */
  readonly config?: Config
  /** How findings about the configuration name it. */
  readonly configFile?: string
  /** Rules of one's own, beside the catalogue's. */
  readonly rules?: readonly Rule[]
  /** Inputs that could not be read: those that are unsafe become findings. */
  readonly failed?: readonly FailedInput[]
  readonly baseline?: Baseline | null
  /** The graph over the archives, where it is there already. */
  readonly graph?: DependencyGraph
  /** Decides which suppressions have expired. */
  readonly now?: Date
}

/**
 * Runs the rules over archives that belong together. What a rule throws is a finding of that rule; the others go on.
 * @throws IarkitError `invalid-configuration` where the configuration is not as it should be
 */
export async function lint(archives: readonly Archive[], options: LintOptions = {}): Promise<LintResult> {
  const { inventory = null, failed = [], baseline = null, now = new Date() } = options
  const config = parseConfig(options.config ?? {})
  const known = knownRules(options.rules ?? [])
  checkConfig(config, known)
  const run: Run = {
    archives,
    around: { archives, graph: options.graph ?? buildGraph(archives), inventory, failed },
    subjectOf: subjects(archives),
  }
  const met = needsMet(archives, inventory !== null)
  const enabled = [...known.values()].flatMap((rule) => {
    const settings = ruleSettings(rule, config)
    return settings.enabled ? [{ rule, settings }] : []
  })
  const notRun: NotRun[] = []
  const all: Finding[] = []
  const ran = new Set<string>()
  const breathe = breather()
  for (const { rule, settings } of enabled) {
    await breathe()
    const why = whyNotRun(rule, met)
    if (why !== null) {
      notRun.push({ rule: rule.id, why, partly: false })
      continue
    }
    ran.add(rule.id)
    const outcome = await runWithSettings(rule, settings, run)
    // One by one: a call takes some ten thousand arguments, and a hostile archive has more findings.
    for (const finding of outcome.findings) all.push(finding)
    notRun.push(...outcome.notRun)
  }

  const suppressions = suppressionsOf(config.suppressions ?? [], {
    archives,
    today: now.toISOString().slice(0, 10),
    configFile: options.configFile ?? 'configuration',
    ran,
  })
  const accepted = new Set(baseline?.findings.map(({ fingerprint }) => fingerprint))
  const findings: Finding[] = []
  const suppressed: Finding[] = []
  for (const finding of all) {
    const subject = run.subjectOf({ ...finding, key: '' })
    const covered = suppressions.covers(finding, subject)
    ;(covered || accepted.has(finding.fingerprint) ? suppressed : findings).push(finding)
  }
  const remarks = enabled.find(({ rule }) => rule.id === 'suppression')
  if (remarks !== undefined)
    findings.push(...(await graded(remarks.rule, remarks.settings, suppressions.remarks(), run)))

  const reported = new Set(
    [...findings, ...suppressed].filter(({ rule }) => rule === 'unsafe-archive').map(({ archive }) => archive),
  )
  return {
    findings: sortFindings(findings, archives),
    suppressed: sortFindings(suppressed, archives),
    notRun: notRun.sort((a, b) => compareText(a.rule, b.rule) || compareText(a.why, b.why)),
    failed: failed.filter(({ file, code }) => !UNSAFE_CODES.has(code) || !reported.has(file)),
    rules: enabled.map(({ rule }) => ruleInfo(rule)).sort((a, b) => compareText(a.id, b.id)),
  }
}

/** What reports say of a rule. */
export function ruleInfo(rule: Rule): RuleInfo {
  const { id, severity, category, summary } = rule
  return { id, severity, category, summary, help: helpOf(rule) }
}

interface Run {
  readonly archives: readonly Archive[]
  readonly around: Parameters<typeof execute>[1]
  readonly subjectOf: ReturnType<typeof subjects>
}

/** Once for each set of options; of each run those findings are kept that are to be judged by its options. */
async function runWithSettings(
  rule: Rule,
  settings: RuleSettings,
  run: Run,
): Promise<{ findings: Finding[]; notRun: NotRun[] }> {
  const found: RuleFinding[] = []
  const notRun = new Map<string, NotRun>()
  for (const [variant, options] of settings.variants.entries()) {
    const outcome = await execute(rule, run.around, options)
    for (const finding of outcome.found)
      if (settings.settingFor(run.subjectOf(finding)).variant === variant) found.push(finding)
    for (const item of outcome.notRun) notRun.set(item.why, item)
    if (outcome.failure === null) continue
    const [failure] = await asFindings(rule, [outcome.failure], run.archives)
    const findings = await graded(rule, settings, found, run)
    return { findings: failure === undefined ? findings : [...findings, failure], notRun: [...notRun.values()] }
  }
  return { findings: await graded(rule, settings, found, run), notRun: [...notRun.values()] }
}

/** Gives findings the severity that the configuration wants and drops those for which the rule is off. */
async function graded(rule: Rule, settings: RuleSettings, found: readonly RuleFinding[], run: Run): Promise<Finding[]> {
  const kept = found.flatMap((finding) => {
    const { level } = settings.settingFor(run.subjectOf(finding))
    const severity = severityAt(level, rule, finding.severity)
    return severity === null ? [] : [{ ...finding, severity }]
  })
  return asFindings(rule, sortFound(kept, run.archives), run.archives)
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

/** @throws IarkitError `invalid-configuration` where two rules have one id */
function knownRules(own: readonly Rule[]): Map<string, Rule> {
  const known = new Map<string, Rule>(allRules.map((rule) => [rule.id, rule]))
  for (const rule of own) {
    if (known.has(rule.id)) {
      throw new IarkitError('invalid-configuration', `Two rules have the id ${rule.id}: give one of them another.`)
    }
    known.set(rule.id, rule)
  }
  return known
}
