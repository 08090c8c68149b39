import type { InferInput, InferOutput } from 'valibot'
import { breather } from '../base/breathe.js'
import { SEVERITY_RANK, type Severity } from '../base/diagnostic.js'
import { optionsOf } from '../base/given.js'
import { compareText } from '../base/version.js'
import { buildGraph } from '../graph/index.js'
import type { DependencyGraph } from '../graph/types.js'
import { checkInventory } from '../inventory/check.js'
import type { TargetInventory } from '../inventory/types.js'
import { checkArchiveList } from '../model/archive-list.js'
import type { Archive, Entry } from '../model/index.js'
import { checkFinding, completeRule, FindingFault } from './complete-rule.js'
import { fingerprints } from './fingerprint.js'
import { needsMet, whyNotRun } from './needs.js'
import { parseOptions } from './options.js'
import { severityAt } from './settings.js'
import type { FailedInput, Finding, NotRun, OptionsSchema, OwnRule, Rule, RuleContext, RuleFinding } from './types.js'
import { counted } from './words.js'

/** What a rule may be given besides archives. */
export interface RunRuleOptions<Schema extends OptionsSchema = OptionsSchema> {
  readonly inventory?: TargetInventory | null
  readonly options?: InferInput<Schema>
  /** The graph over the archives, where it is there already. */
  readonly graph?: DependencyGraph
  readonly failed?: readonly FailedInput[]
}

/**
 * Runs one rule by itself, as a validator.
 * @throws IarkitError `invalid-configuration` where the rule is not as it should be, or the options do not fit;
 * `invalid-inventory` where the inventory is not as `readInventory` gives it; `usage` where it is given no list of archives.
 * What the rule itself throws is a finding
 */
export async function runRule<Schema extends OptionsSchema>(
  ownRule: OwnRule<Schema>,
  archives: readonly Archive[],
  around: RunRuleOptions<Schema> = {},
): Promise<{ readonly findings: readonly Finding[]; readonly notRun: readonly NotRun[] }> {
  checkArchiveList(archives)
  const { inventory = null, options, graph, failed = [] } = optionsOf(around, { failed: 'list' })
  const rule = completeRule<Schema>(ownRule)
  if (inventory !== null) checkInventory(inventory)
  const parsed = parseOptions(rule, options, `options of ${rule.id}`)
  const why = whyNotRun(rule, needsMet(archives, inventory !== null))
  if (why !== null) return { findings: [], notRun: [{ rule: rule.id, why, partly: false }] }
  const given = { archives, graph: graph ?? buildGraph(archives), inventory, failed, ...NOT_OUTLINED }
  const { found, failures, notRun } = await execute(rule, given, parsed)
  return {
    findings: asFindings(rule, sortFound([...found, ...failures], archives), archives),
    notRun: [...notRun].sort(compareText).map((reason) => ({ rule: rule.id, why: reason, partly: true })),
  }
}

/** What came of a rule's check over some archives. */
export interface Outcome {
  readonly found: readonly RuleFinding[]
  /** What the rule threw, as findings; what it found before stays. */
  readonly failures: readonly RuleFinding[]
  /** Why parts of the check could not be made. */
  readonly notRun: readonly string[]
}

/** Runs a rule's check. What one of scope `archive` throws at one archive does not keep it from the others. */
export async function execute<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  around: Around,
  options: InferOutput<Schema>,
): Promise<Outcome> {
  const outcome = await attempt(rule, around, around.archives, options)
  if (outcome.failures.length === 0 || rule.scope !== 'archive' || around.archives.length < 2) return outcome
  const apart: Outcome[] = []
  for (const archive of around.archives) apart.push(await attempt(rule, around, [archive], options))
  return {
    found: apart.flatMap(({ found }) => found),
    failures: apart.flatMap(({ failures }) => failures),
    notRun: [...new Set(apart.flatMap(({ notRun }) => notRun))],
  }
}

/** Where archives are whole, there is nothing to read again. */
export const NOT_OUTLINED = {
  whole: async (archive: Archive): Promise<Archive> => archive,
  entriesOf: async ({ entries }: Archive): Promise<readonly Entry[]> => entries,
}

type Around = Omit<RuleContext<unknown>, 'options' | 'couldNotCheck'>

/** The graph is made when a rule asks for it. */
class Context<Options> implements RuleContext<Options> {
  readonly archives: readonly Archive[]
  readonly options: Options
  readonly couldNotCheck: (why: string) => void
  readonly inventory: TargetInventory | null
  readonly failed: readonly FailedInput[]
  readonly whole: (archive: Archive) => Promise<Archive>
  readonly entriesOf: (archive: Archive) => Promise<readonly Entry[]>
  readonly #around: Around

  constructor(around: Around, archives: readonly Archive[], options: Options, couldNotCheck: (why: string) => void) {
    this.archives = archives
    this.options = options
    this.couldNotCheck = couldNotCheck
    this.inventory = around.inventory
    this.failed = around.failed
    this.whole = around.whole
    this.entriesOf = around.entriesOf
    this.#around = around
  }

  get graph(): DependencyGraph {
    return this.#around.graph
  }
}

async function attempt<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  around: Around,
  archives: readonly Archive[],
  options: InferOutput<Schema>,
): Promise<Outcome> {
  const found: RuleFinding[] = []
  const failures: RuleFinding[] = []
  const reasons = new Set<string>()
  const cut = new Cut(rule)
  try {
    const context = new Context(around, archives, options, (why) => void reasons.add(why))
    const breathe = breather()
    for await (const finding of rule.check(context)) {
      checkFinding(finding)
      if (!cut.takes(finding)) found.push(finding)
      await breathe()
    }
  } catch (error) {
    failures.push(failureOf(rule, error, archives))
  }
  return { found: [...found, ...cut.findings()], failures, notRun: [...reasons] }
}

/**
 * Most findings of one rule in one archive that are listed: nobody reads more, and a hostile file of some kilobytes has
 * tens of thousands. The others are counted in one finding of their own.
 */
const MAX_FINDINGS = 5000

/** Most characters of the findings that are listed: a path may have 65,000, and each finding in its file names it. */
const MAX_CHARACTERS = 5_000_000

/** What one run of a rule finds beyond {@link MAX_FINDINGS} or {@link MAX_CHARACTERS} in an archive. */
class Cut {
  readonly #rule: Pick<Rule, 'severity'>
  readonly #sizes = new Map<string, { listed: number; more: number; characters: number }>()
  readonly #gravest = new Map<string, Severity>()

  constructor(rule: Pick<Rule, 'severity'>) {
    this.#rule = rule
  }

  /** Whether a finding is only counted. */
  takes({ archive, severity: own, entry, message, artifact, step }: RuleFinding): boolean {
    const size = this.#sizes.get(archive) ?? { listed: 0, more: 0, characters: 0 }
    this.#sizes.set(archive, size)
    size.characters += entry.length + message.length + artifact.length + step.length
    if (size.listed < MAX_FINDINGS && (size.characters <= MAX_CHARACTERS || size.listed === 0)) {
      size.listed++
      return false
    }
    size.more++
    const severity = severityAt('on', this.#rule, own) ?? 'warning'
    const known = this.#gravest.get(archive)
    if (known === undefined || SEVERITY_RANK[severity] < SEVERITY_RANK[known]) this.#gravest.set(archive, severity)
    return true
  }

  findings(): RuleFinding[] {
    return [...this.#gravest].map(([archive, severity]) => {
      const more = this.#sizes.get(archive)?.more ?? 0
      return {
        archive,
        entry: '',
        line: null,
        column: null,
        message: `${counted(more, 'more finding')} of this rule in the archive ${more === 1 ? 'is' : 'are'} not listed: mend what is, and run it again.`,
        artifact: '',
        step: '',
        severity,
        key: 'more',
      }
    })
  }
}

/** Archives in the order given, then by place, then by words; exact repeats are dropped. */
export function sortFound(found: readonly RuleFinding[], archives: readonly Archive[]): RuleFinding[] {
  const order = new Map(archives.map(({ file }, at) => [file, at]))
  const sorted = [...found].sort(
    (a, b) =>
      (order.get(a.archive) ?? archives.length) - (order.get(b.archive) ?? archives.length) ||
      compareText(a.archive, b.archive) ||
      compareText(a.entry, b.entry) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.key, b.key) ||
      compareText(a.message, b.message) ||
      compareText(a.artifact, b.artifact) ||
      compareText(a.step, b.step),
  )
  return sorted.filter((finding, at) => {
    const before = sorted[at - 1]
    return before === undefined || REPEATED.some((field) => before[field] !== finding[field])
  })
}

const REPEATED = ['archive', 'entry', 'line', 'column', 'key', 'message', 'artifact', 'step'] as const

/** @param found sorted */
export function asFindings(rule: Rule, found: readonly RuleFinding[], archives: readonly Archive[]): Finding[] {
  const prints = fingerprints(rule.id, found, archives)
  return found.map((finding, at) => ({
    rule: rule.id,
    category: rule.category,
    severity: finding.leftover === true ? 'info' : (severityAt('on', rule, finding.severity) ?? 'warning'),
    message: finding.leftover === true ? ofLeftover(finding.message) : finding.message,
    archive: finding.archive,
    entry: finding.entry,
    line: finding.line,
    column: finding.column,
    artifact: finding.artifact,
    step: finding.step,
    fingerprint: prints[at] ?? '',
    help: helpOf(rule),
  }))
}

/** What is wrong, without what comes of it and what to do: neither holds for what never runs. */
function ofLeftover(message: string): string {
  const colon = message.lastIndexOf(': ')
  const wrong = (colon === -1 ? message : message.slice(0, colon)).replace(/\.$/, '')
  return `${wrong}; but the action is left over and not in the flow, so that it never runs.`
}

/** Address of a rule's page; empty for a rule of one's own that names none. */
export function helpOf({ id, help }: Pick<Rule, 'id' | 'help'>): string {
  return help ?? `${PAGES}/${id}.md`
}

/** Served from the published package, which holds the pages. */
const PAGES = 'https://unpkg.com/iarkit/dist/rules'

/** No stack, and nothing of the error's words where they may quote a secret. */
function failureOf(rule: Rule, error: unknown, archives: readonly Archive[]): RuleFinding {
  const quoted = rule.category !== 'security' || error instanceof FindingFault
  const words = error instanceof Error ? (quoted ? error.message : error.name) : 'unknown error'
  return {
    archive: archives.length === 1 ? (archives[0]?.file ?? '') : '',
    entry: '',
    line: null,
    column: null,
    message: `The rule failed: ${words.replace(/\s+/g, ' ').slice(0, 200)}. Please report it; the other rules were run.`,
    artifact: '',
    step: '',
    severity: 'error',
    key: 'failed',
  }
}
