import { type Action, allSteps, type Integration, type Step, type TrackingVariable } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import type { RuleFinding } from '../types.js'
import { isOpaque, variablesSet } from './variables.js'

/** `tracking_var_1`; in a pick `operation_tracking_var_1`. */
const DEFAULT_NAME = /(?:^|_)tracking_var_\d+$/

export const missingBusinessIdentifier = defineRule({
  id: 'missing-business-identifier',
  severity: 'warning',
  category: 'flow',
  summary: 'Instances cannot be found by a business identifier',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      for (const integration of archive.integrations) {
        const isUsed = usedIn(integration)
        for (const { tracker, trigger, operation } of trackersOf(integration)) {
          const used = (tracker?.trackingVariables ?? []).filter(isUsed)
          const verdict = judge(integration, used, operation)
          if (verdict === null) continue
          const at = used.find(({ primary }) => primary)?.location ?? tracker?.location ?? trigger?.location
          yield {
            ...place(archive, at ?? integration.location),
            ...verdict,
            artifact: integration.id,
            step: trigger?.name ?? '',
          }
        }
      }
    }
  },
})

interface Tracked {
  /** The messageTracker; null where there is none. */
  readonly tracker: Action | null
  readonly trigger: Step | null
  /** Name of the operation, where the integration picks among several; empty otherwise. */
  readonly operation: string
}

/** What starts the integration, each with its messageTracker: of a pick each operation has its own. */
function trackersOf(integration: Integration): readonly Tracked[] {
  const trackers = integration.actions.filter(({ type }) => type === 'messageTracker')
  const steps = [...allSteps(integration.steps)]
  const operations = steps.flatMap((step) => (step.kind === 'pickReceive' ? [step] : []))
  if (operations.length > 0) {
    return operations.map((step) => ({
      tracker: trackers.find(({ id }) => id === step.tracker) ?? (operations.length === 1 ? trackers[0] : null) ?? null,
      trigger: step,
      operation: step.name,
    }))
  }
  const trigger = steps.find(({ kind }) => kind === 'receive' || kind === 'subscribe' || kind === 'scheduleReceive')
  const named = trigger !== undefined && 'tracker' in trigger ? trigger.tracker : ''
  const tracker = trackers.find(({ id }) => id === named) ?? trackers[0] ?? null
  // Map data integrations have no trigger in their flow; what they track is checked where they say so.
  return trigger === undefined && tracker === null ? [] : [{ tracker, trigger: trigger ?? null, operation: '' }]
}

/** In use: filled from the message, or by an assignment in the flow, which may stand in a file that cannot be read. */
function usedIn({ actions }: Integration): (variable: TrackingVariable) => boolean {
  const assigned = new Set(actions.flatMap(variablesSet).map(({ name }) => name))
  const mayBeAssigned = actions.some(isOpaque)
  return ({ slot, name, xpath }) =>
    xpath.trim() !== '' || assigned.has(slot) || assigned.has(name) || (mayBeAssigned && name !== slot)
}

function judge(
  { code, style }: Integration,
  used: readonly TrackingVariable[],
  operation: string,
): Pick<RuleFinding, 'message' | 'key' | 'severity'> | null {
  const who = operation === '' ? code : `${code}, operation “${operation}”`
  const primary = used.find((variable) => variable.primary)
  const key = operation
  if (primary === undefined) {
    const message = `${who}: no primary business identifier is tracked: choose one, so that an instance can be found by what it was about.`
    return { message, key, severity: 'warning' }
  }
  if (style === 'scheduled' && used.every(isStartTime)) {
    const message = `${who}: only startTime is tracked: assign a second business identifier in the flow if runs should be found by what they were about.`
    return { message, key, severity: 'info' }
  }
  if (primary.name === '' || primary.name === primary.slot || DEFAULT_NAME.test(primary.name)) {
    const message = `${who}: the primary business identifier still has its default name ${primary.name || primary.slot}: name it for what it holds.`
    return { message, key, severity: 'warning' }
  }
  return null
}

/** `/schedule/startTime`, at times with prefixes. */
function isStartTime({ xpath }: TrackingVariable): boolean {
  return /(?:^|[/:])startTime\s*$/.test(xpath)
}
