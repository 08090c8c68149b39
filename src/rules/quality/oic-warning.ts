import type { Severity } from '../../base/diagnostic.js'
import { allSteps, type Flow, type FlowMessage } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'

export const oicWarning = defineRule({
  id: 'oic-warning',
  severity: 'warning',
  category: 'quality',
  summary: 'A warning that OIC itself recorded with the integration',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const names = flow.messages.length === 0 ? NO_NAMES : namesIn(flow)
      for (const message of flow.messages) {
        const step = names.get(message.step) ?? ''
        const severity = severityOf(message)
        yield {
          ...place(archive, message),
          message: `OIC ${severity === 'error' ? 'found an error' : 'warns'} in ${flow.code}${step === '' ? '' : ` at ${step}`}: ${wordsOf(message)}.`,
          artifact: flow.id,
          step,
          severity,
          key: message.code,
        }
      }
      // Where there are messages they are the flag, spelled out.
      if (!flow.hasWarnings || flow.messages.length > 0) continue
      yield {
        ...place(archive, flow.location),
        message: `OIC flags ${flow.code} ${flow.version} as having warnings and recorded none: open it in OIC to read them.`,
        artifact: flow.id,
        step: '',
        key: 'flag',
      }
    }
  },
})

/** Messages name elements of the flow (`a4`), or what stands behind them (`processor_41`). */
function namesIn({ steps, actions, endpoints }: Flow): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const add = (id: string, name: string): void => {
    if (!names.has(id)) names.set(id, name)
  }
  for (const { id, ref, name } of allSteps(steps)) {
    add(id, name)
    if (ref !== '') add(ref, name)
  }
  for (const { id, name } of [...actions, ...endpoints]) add(id, name)
  return names
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

function severityOf({ severity }: FlowMessage): Severity {
  if (/^(?:error|fatal|critical)$/i.test(severity)) return 'error'
  return /^info/i.test(severity) ? 'info' : 'warning'
}

/** Longest text of OIC's that a message quotes. */
const LONGEST = 300

/** Codes that were seen, in words. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['EMPTY_WARNING_ROUTE', 'a route of a switch is empty (EMPTY_WARNING_ROUTE)'],
  [
    'SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN',
    'a synchronous integration reads a file in segments and may time out (SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN)',
  ],
  [
    'STAGEFILE_PARALLEL_PROCESSING_DISABLED',
    'segments of a file are not read in parallel (STAGEFILE_PARALLEL_PROCESSING_DISABLED)',
  ],
])

function wordsOf({ code, text }: FlowMessage): string {
  const words = WORDS.get(code) ?? (text === '' || text === code ? code : `${text} (${code})`)
  const short = words.slice(0, LONGEST).replace(/\s+/g, ' ').trim()
  return short.endsWith('.') ? short.slice(0, -1) : short
}
