import { type Action, allSteps, type Flow, STEP_WORDS, type Step } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { listed } from '../words.js'
import { actionOf, type FlowParts, isHandler, partsOf, placedSteps } from './steps.js'
import { callerWaits } from './synchronous.js'
import { variablesRead, variablesSet } from './variables.js'

/** Kinds of step by which a handler passes the fault on, or has it dealt with. What is not known may be one, too. */
const PASSING_ON: ReadonlySet<Step['kind']> = new Set([
  'ehStop',
  'throw',
  'notification',
  'reply',
  'invoke',
  'publish',
  'agent',
  'unknown',
])

export const swallowedFault = defineRule({
  id: 'swallowed-fault',
  severity: 'warning',
  category: 'flow',
  summary: 'A fault handler passes the fault on to nobody',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const parts = partsOf(flow)
      const waits = callerWaits(flow)
      let readers: ReturnType<typeof readersOf> | null = null
      for (const placed of placedSteps(flow.steps)) {
        if (!isHandler(placed.step) || passesOn(placed.step, waits(placed), parts)) continue
        const scope = placed.parents.at(-1)
        readers ??= readersOf(flow)
        const read = readLater(placed.step, readers, parts)
        const advice =
          read.length === 0
            ? ', so the fault is lost: re-throw it, notify somebody or answer with it'
            : `: make sure that what reads ${listed(read)} afterwards deals with the fault`
        yield {
          ...place(archive, placed.step.location),
          message: `${flow.code}: the ${named(placed.step, scope)} ${does(placed.step)}${advice}.`,
          artifact: flow.id,
          step: scope?.name ?? placed.step.name,
          key: placed.step.name,
          severity: read.length === 0 ? 'warning' : 'info',
        }
      }
    }
  },
})

function named(handler: Step, scope: Step | undefined): string {
  if (scope === undefined || scope.kind === 'globalTry') return 'global fault handler'
  const name = handler.name === STEP_WORDS.catch || handler.name === STEP_WORDS.catchAll ? '' : ` “${handler.name}”`
  return `fault handler${name} of “${scope.name}”`
}

function passesOn(handler: Step, callerWaits: boolean, parts: FlowParts): boolean {
  for (const step of allSteps(handler.children)) {
    if (PASSING_ON.has(step.kind)) return true
    // Without an invoke to map for, a mapper in a handler makes the answer that the reply after the scope gives.
    if (step.kind === 'transformer' && callerWaits) return true
    // A report of errors is often written row by row, and sent at the end.
    if (step.kind === 'stageFile' && isWrite(actionOf(step, parts))) return true
  }
  return false
}

function isWrite(action: Action | null): boolean {
  return action?.properties['operation']?.toLowerCase() === 'write'
}

/** What is left when a handler does nothing with the fault, the most telling first. */
const DOES: readonly (readonly [Step['kind'], string])[] = [
  ['stop', 'only stops'],
  ['assignment', 'only sets variables'],
  ['stitch', 'only sets variables'],
  ['activityStreamLogger', 'only logs'],
]

function does(handler: Step): string {
  const kinds = new Set([...allSteps(handler.children)].map(({ kind }) => kind))
  kinds.delete('note')
  if (kinds.size === 0) return 'does nothing'
  return DOES.find(([kind]) => kinds.has(kind))?.[1] ?? 'does nothing with the fault'
}

/** Variables that a handler sets and that something outside of it reads. */
function readLater(
  handler: Step,
  readers: ReadonlyMap<string, readonly Action[]>,
  parts: FlowParts,
): readonly string[] {
  const inside = new Set([...allSteps(handler.children)].flatMap((step) => actionOf(step, parts) ?? []))
  const set = [...inside].flatMap(variablesSet).map(({ name }) => name)
  return [...new Set(set)].filter((name) => readers.get(name)?.some((action) => !inside.has(action)))
}

/** The actions that read a variable, by its name. A logger hands nothing on. */
function readersOf({ actions }: Flow): ReadonlyMap<string, readonly Action[]> {
  const readers = new Map<string, Action[]>()
  for (const action of actions) {
    if (action.type === 'activityStreamLogger') continue
    for (const name of variablesRead(action)) {
      const known = readers.get(name)
      if (known === undefined) readers.set(name, [action])
      else known.push(action)
    }
  }
  return readers
}
