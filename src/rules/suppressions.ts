import { compareText } from '../base/version.js'
import type { Archive } from '../model/index.js'
import type { Suppression } from './config.js'
import { archiveMatcher, flowMatcher, nameMatcher, type Subject, seenFrom } from './matching.js'
import type { Finding, RuleFinding } from './types.js'

/** Sorts findings into those that are reported and those that somebody accepted. */
export interface Suppressions {
  /** Whether a suppression in force fits; it then counts as used. */
  covers(finding: Finding, subject: Subject): boolean
  /** What is to be said of the suppressions themselves, once all findings were asked about. */
  remarks(): RuleFinding[]
}

/**
 * @param today `YYYY-MM-DD`
 * @param configFile how findings name the configuration
 * @param ran ids of the rules that were run: a suppression of another one cannot be called unused
 */
export function suppressionsOf(
  list: readonly Suppression[],
  { archives, from, today, configFile, ran }: SuppressionContext,
): Suppressions {
  const items = list.map((suppression) => ({
    suppression,
    fits: matcher(suppression),
    expired: suppression.expires !== undefined && compareText(suppression.expires, today) < 0,
    used: false,
  }))
  return {
    covers(finding, subject) {
      let covered = false
      for (const item of items) {
        if (!item.fits(finding, subject)) continue
        item.used = true
        if (!item.expired) covered = true
      }
      return covered
    },
    remarks: () =>
      items.flatMap(({ suppression, expired, used }) => {
        const about = describe(suppression)
        if (expired) {
          const still = used ? 'what it covered is reported again' : 'nothing in this run matches it'
          const message = `The suppression of ${about} expired on ${suppression.expires}: ${still}; remove it or set a new date.`
          return [remark(message, about, configFile)]
        }
        if (used || !couldMatch(suppression, archives, from, ran)) return []
        // Without a name to look for, nothing says whether it is meant for archives of other runs.
        const isNamed = (suppression.archive ?? suppression.integration) !== undefined
        const words = isNamed
          ? 'no finding: remove it'
          : 'no finding of this run: remove it, unless other archives need it'
        return [remark(`The suppression of ${about} matches ${words}.`, about, configFile)]
      }),
  }
}

interface SuppressionContext {
  readonly archives: readonly Archive[]
  /** See `LintRunOptions.from`. */
  readonly from: string
  readonly today: string
  readonly configFile: string
  readonly ran: ReadonlySet<string>
}

function matcher(suppression: Suppression): (finding: Finding, subject: Subject) => boolean {
  const archive = suppression.archive === undefined ? null : archiveMatcher([suppression.archive])
  const integration = suppression.integration === undefined ? null : flowMatcher([suppression.integration])
  const step = suppression.step === undefined ? null : nameMatcher([suppression.step])
  return (finding, subject) =>
    (suppression.rule === undefined || suppression.rule === finding.rule) &&
    (suppression.fingerprint === undefined || suppression.fingerprint === finding.fingerprint) &&
    (archive?.(subject.archive) ?? true) &&
    (integration?.(subject.integration, subject.project) ?? true) &&
    (step?.(subject.step) ?? true)
}

/**
 * A hook runs over the archives of one commit: what is said of others, or of rules that were not run, is not unused.
 */
function couldMatch(
  suppression: Suppression,
  archives: readonly Archive[],
  from: string,
  ran: ReadonlySet<string>,
): boolean {
  const { rule, archive, integration } = suppression
  if (rule !== undefined && !ran.has(rule)) return false
  const matchesArchive = archive === undefined ? null : archiveMatcher([archive])
  const matchesCode = integration === undefined ? null : flowMatcher([integration])
  return archives.some(
    ({ file, integrations, agents }) =>
      (matchesArchive?.(seenFrom(file, from)) ?? true) &&
      (matchesCode === null || [...integrations, ...agents].some(({ code, project }) => matchesCode(code, project))),
  )
}

function describe({ rule, archive, integration, step, fingerprint }: Suppression): string {
  const parts = [
    rule ?? 'all rules',
    archive === undefined ? '' : `in ${archive}`,
    integration === undefined ? '' : `for ${integration}`,
    step === undefined ? '' : `at step ${step}`,
    fingerprint === undefined ? '' : `with fingerprint ${fingerprint.slice(0, 8)}…`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function remark(message: string, key: string, configFile: string): RuleFinding {
  return { message, archive: configFile, entry: '', line: null, column: null, artifact: '', step: '', key }
}
