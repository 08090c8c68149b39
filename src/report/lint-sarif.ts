import type { Log, LogicalLocation, Notification, ReportingDescriptor, Result } from 'sarif'
import { SEVERITY_RANK, type Severity } from '../base/diagnostic.js'
import { checkGiven, optionsOf } from '../base/given.js'
import { baseName } from '../base/path.js'
import type { Finding, LintResult, RuleInfo } from '../rules/types.js'
import { jsonText } from './json-text.js'
import { type RepositoryPlace, repositoryPath, repositoryPlaces } from './lint-places.js'
import { LINT_CONTEXT, type LintReportContext } from './lint-types.js'
import { printable } from './terminal.js'

/** GitHub takes this many results of one run, and drops the rest without a word. */
const MAX_RESULTS = 25_000

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}
/** GitHub ranks alerts of security rules by this score. */
const SECURITY_SCORES: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' }

/**
 * SARIF 2.1.0, one run for all archives. A packed archive is the artifact, its entry a logical location; findings in an
 * exploded archive point to the real file and line. What was suppressed is there, marked so.
 */
export function lintSarif(result: LintResult, context: LintReportContext = {}): string {
  checkGiven(result, 'result')
  optionsOf(context, LINT_CONTEXT)
  const place = repositoryPlaces(context)
  const all: [Finding, boolean][] = [
    ...result.findings.map((finding): [Finding, boolean] => [finding, false]),
    ...result.suppressed.map((finding): [Finding, boolean] => [finding, true]),
  ]
  // The sort is stable: within a severity the order of the result stays.
  const ranked = [...all].sort(
    ([a, aOut], [b, bOut]) => Number(aOut) - Number(bOut) || SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity],
  )
  const shown = ranked.slice(0, MAX_RESULTS)
  const indexes = new Map(result.rules.map(({ id }, index) => [id, index]))
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'iarkit',
            ...(context.version === undefined ? {} : { version: context.version, semanticVersion: context.version }),
            rules: result.rules.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: result.failed.length === 0,
            toolExecutionNotifications: notifications(result, all.length - shown.length),
          },
        ],
        artifacts: artifacts(shown.map(([finding]) => place(finding))),
        results: shown.map(([finding, suppressed]) =>
          resultOf(finding, place(finding), indexes.get(finding.rule) ?? null, suppressed),
        ),
      },
    ],
  }
  return jsonText(log)
}

function ruleOf({ id, severity, category, summary, help }: RuleInfo): ReportingDescriptor {
  const level = severity === 'off' ? 'warning' : severity
  return {
    id,
    name: id,
    shortDescription: { text: sentence(summary) },
    fullDescription: { text: sentence(summary) },
    ...(isUri(help) ? { helpUri: help } : {}),
    help: {
      text: `${sentence(summary)} ${help}`.trim(),
      markdown: isUri(help) ? `${sentence(summary)} [What to do](${help})` : sentence(summary),
    },
    defaultConfiguration: { level: LEVELS[level] },
    properties: {
      tags: ['oracle-integration', category],
      ...(category === 'security' ? { 'security-severity': SECURITY_SCORES[level] } : {}),
    },
  }
}

function resultOf(finding: Finding, place: RepositoryPlace, ruleIndex: number | null, suppressed: boolean): Result {
  const where =
    place.entry === ''
      ? ''
      : ` (${place.entry}${finding.line === null ? '' : `:${finding.line}:${finding.column ?? 1}`})`
  return {
    ruleId: printable(finding.rule),
    ...(ruleIndex === null ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: printable(finding.message) + printable(where) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place.path) },
          ...(place.line === null ? {} : { region: { startLine: place.line, startColumn: place.column ?? 1 } }),
        },
        logicalLocations: logicalLocations(finding),
      },
    ],
    partialFingerprints: { 'iarkit/v1': finding.fingerprint },
    ...(suppressed ? { suppressions: [{ kind: 'external' }] } : {}),
    properties: { category: finding.category },
  }
}

function logicalLocations(finding: Finding): LogicalLocation[] {
  const [entry, artifact, step] = [finding.entry, finding.artifact, finding.step].map(printable)
  const locations: LogicalLocation[] = []
  if (entry) locations.push({ name: baseName(entry), fullyQualifiedName: entry, kind: 'resource' })
  if (artifact) locations.push({ name: artifact, fullyQualifiedName: artifact, kind: 'module' })
  if (step)
    locations.push({ name: step, ...(artifact ? { fullyQualifiedName: `${artifact}/${step}` } : {}), kind: 'function' })
  return locations
}

function artifacts(places: readonly RepositoryPlace[]) {
  return [...new Set(places.map(({ path }) => path))].map((path) => ({ location: { uri: uriOf(path) } }))
}

function notifications({ failed, notRun }: LintResult, left: number): Notification[] {
  const note = (level: 'error' | 'warning' | 'note', text: string): Notification => ({
    level,
    message: { text: printable(text) },
  })
  return [
    ...failed.map(({ file, code, message }) =>
      note('error', `${repositoryPath(file)} was not read: ${message} (${code})`),
    ),
    ...notRun.map(({ rule, why, partly }) => note('note', `${rule} was ${partly ? 'run in part' : 'not run'}: ${why}`)),
    ...(left > 0
      ? [note('warning', `${left} further results are left out: readers of the format take ${MAX_RESULTS}.`)]
      : []),
  ]
}

/** A path as a URI reference: relative ones stay relative, so that they fit the repository they were run in. */
export function uriOf(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join('/')
  if (path.startsWith('/')) return `file://${encoded}`
  if (/^[A-Za-z]:\//.test(path)) return `file:///${encoded.replace('%3A', ':')}`
  return encoded
}

function isUri(text: string): boolean {
  return /^https?:\/\//.test(text)
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** Half a character, as a name in a zip may hold, becomes the replacement character. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text))
}
