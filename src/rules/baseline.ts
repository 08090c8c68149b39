import * as v from 'valibot'
import { IarkitError } from '../base/errors.js'
import { checkType } from '../base/given.js'
import { compareText } from '../base/version.js'
import { invalid, LIST_FOR_OBJECT, notValid } from './options.js'
import type { Finding } from './types.js'

const baselineSchema = v.strictObject({
  formatVersion: v.literal(1),
  findings: v.array(
    v.strictObject({
      fingerprint: v.string(),
      rule: v.string(),
      text: v.string(),
    }),
  ),
})

/** Findings that an old estate starts with: not reported until they change. */
export type Baseline = v.InferOutput<typeof baselineSchema>

/** Longest text that a baseline keeps of a message: enough to know the finding again. */
const TEXT_LENGTH = 120

/** @throws IarkitError `invalid-configuration` */
export function parseBaseline(value: unknown): Baseline {
  if (Array.isArray(value)) throw notValid('baseline', [{ path: '', words: LIST_FOR_OBJECT }])
  const result = v.safeParse(baselineSchema, value)
  if (!result.success) throw invalid('', result.issues, 'baseline')
  return result.output
}

/**
 * Refuses parsed JSON that is no baseline before it is looked into; of what `parseBaseline` gives nothing is asked twice.
 * @throws IarkitError `invalid-configuration`
 */
export function checkBaseline(value: Partial<Baseline> | null | undefined): void {
  if (value === null || value === undefined) return
  const { formatVersion, findings } = value
  const isList = Array.isArray(findings) && findings.every((finding) => typeof finding?.fingerprint === 'string')
  if (formatVersion === 1 && isList) return
  throw new IarkitError('invalid-configuration', 'This is no baseline: give it to parseBaseline first.')
}

/** A baseline of findings, sorted, so that a version control system shows what came and went. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  checkType(findings, 'list', 'findings')
  const lines = findings.map(({ fingerprint, rule, message }) => ({ fingerprint, rule, text: shortened(message) }))
  lines.sort(
    (a, b) => compareText(a.rule, b.rule) || compareText(a.text, b.text) || compareText(a.fingerprint, b.fingerprint),
  )
  return { formatVersion: 1, findings: lines }
}

/** The text of a baseline file. */
export function baselineJson(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`
}

function shortened(message: string): string {
  return message.length > TEXT_LENGTH ? `${message.slice(0, TEXT_LENGTH - 1)}…` : message
}
