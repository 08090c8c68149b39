import { addTo } from '../base/group.js'
import { counted } from '../base/words.js'
import { isPreseeded } from '../model/ids.js'
import type { ImportPlan, Phase, PlannedAction, PlanStep } from '../plan/types.js'
import { blockersOf, isOpen, type Remark, remarksOf } from './plan-remarks.js'
import type { Failed } from './types.js'

/** A plan in the order of its reader's questions: may I? what must I do? what stays? Text and Markdown lay it out. */
export interface PlanOutline {
  /** `BLOCKED for TEST: 1 blocker, 2 unknown, 5 to do by hand`. */
  readonly verdict: string
  readonly remarks: readonly Remark[]
  readonly sections: readonly OutlineSection[]
  /** `certificates (the inventory has no list of them)`; empty where all could be checked. */
  readonly notChecked: readonly string[]
}

export interface OutlineSection {
  readonly title: string
  /** Lines to tick off. */
  readonly todo: readonly string[]
  /** Things to know, without a box. */
  readonly notes: readonly string[]
}

/** @param failed what could not be read: it is not in the plan */
export function planOutline(plan: ImportPlan, failed: readonly Failed[]): PlanOutline {
  return {
    verdict: verdictText(plan, failed),
    remarks: remarksOf(plan, failed),
    sections: sectionsOf(plan).filter(({ todo, notes }) => todo.length + notes.length > 0),
    notChecked: plan.notChecked.map(({ what, why }) => `${what} (${why})`),
  }
}

const VERDICTS: Readonly<Record<ImportPlan['verdict'], string>> = {
  blocked: 'BLOCKED',
  unknown: 'UNCERTAIN',
  ready: 'READY',
}

/** The verdict of a plan beside what could not be read: nobody knows what an archive that is missing would do. */
export function verdictOf({ verdict, unknownBlocks }: ImportPlan, failed: readonly Failed[]): ImportPlan['verdict'] {
  if (failed.length === 0) return verdict
  return unknownBlocks ? 'blocked' : verdict === 'ready' ? 'unknown' : verdict
}

function verdictText(plan: ImportPlan, failed: readonly Failed[]): string {
  const { environment, takenAt, steps } = plan
  const name = environment === '' ? 'the target' : environment
  // What is no time stands as it was written.
  const day = takenAt.replace(/^(\d{4}-\d{2}-\d{2})T.*/, '$1')
  const target = takenAt === '' ? name : `${name} as of ${day}`
  if (plan.archives.length === 0) return `NOTHING TO IMPORT for ${target}: no archive was read`
  const blockers = blockersOf(plan).length + (plan.unknownBlocks ? failed.length : 0)
  const unknown = plan.unknownBlocks ? 0 : plan.actions.filter(isOpen).length
  const byHand = steps.filter(({ call }) => call === null).length
  const counts = [
    ...(blockers > 0 ? [counted(blockers, 'blocker')] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(failed.length > 0 ? [`${failed.length} not read`] : []),
    ...(plan.notChecked.length > 0 ? [`${plan.notChecked.length} not checked`] : []),
    `${byHand === 0 ? 'nothing' : byHand} to do by hand`,
  ]
  return `${VERDICTS[verdictOf(plan, failed)]} for ${target}: ${counts.join(', ')}`
}

function sectionsOf(plan: ImportPlan): OutlineSection[] {
  const todo = (...phases: readonly Phase[]) =>
    plan.steps.filter(({ phase }) => phases.includes(phase)).map(({ text }) => text)
  return [
    { title: 'BEFORE', todo: todo('before', 'backup', 'stop', 'deactivate'), notes: [] },
    { title: 'IMPORT', todo: todo('import'), notes: archiveNotes(plan) },
    { title: 'CONFIGURE', todo: todo('configure'), notes: [] },
    { title: 'NEW', todo: [], notes: inventoryLines(plan, 'create') },
    { title: 'REPLACED', todo: [], notes: inventoryLines(plan, 'replace') },
    { title: 'KEPT', todo: [], notes: inventoryLines(plan, 'keep') },
    { title: 'NOT KNOWN', todo: [], notes: notKnownLines(plan) },
    { title: 'SKIPPED', todo: [], notes: inventoryLines(plan, 'skip') },
    {
      title: 'ACTIVATE',
      todo: activationLines(plan.steps),
      notes: plan.notActivated.map(({ label, why }) => `not ${label}: ${why}`),
    },
    { title: 'START', todo: todo('start'), notes: [] },
    { title: 'UNDO', todo: [], notes: undoLines(plan.undo) },
  ]
}

function archiveNotes({ archives }: ImportPlan): string[] {
  return archives
    .filter(({ action }) => action === 'skip' || action === 'keep')
    .map(({ file, why }) => `not ${file}: ${why}`)
}

/** How several of a kind are called, in the order of listing. */
const PLURALS: ReadonlyMap<string, string> = new Map([
  ['integration', 'integrations'],
  ['connection', 'connections'],
  ['lookup', 'lookups'],
  ['library', 'libraries'],
  ['schedule', 'schedules'],
  ['event-type', 'event types'],
  ['certificate', 'certificates'],
  ['agent-group', 'agent groups'],
  ['agent', 'AI agents'],
  ['package', 'package'],
  ['project', 'project'],
])

/** What may be there or not: there was no list to look in. */
function notKnownLines(plan: ImportPlan): string[] {
  return linesByKind(plan, ({ action, notChecked }) => action === 'unknown' && notChecked)
}

function inventoryLines(plan: ImportPlan, wanted: PlannedAction['action']): string[] {
  return linesByKind(
    plan,
    ({ action, kind, label }) => action === wanted && !(kind === 'connection' && isPreseeded(label)),
  )
}

function linesByKind({ actions }: ImportPlan, fits: (action: PlannedAction) => boolean): string[] {
  return [...PLURALS].flatMap(([kind, plural]) => {
    const labels = actions.filter((action) => action.kind === kind && fits(action)).map(({ label }) => label)
    return labels.length === 0 ? [] : [`${plural} ${labels.join(', ')}`]
  })
}

/** One line a wave: `1 A 01.00.0000, B 01.00.0000`. */
function activationLines(steps: readonly PlanStep[]): string[] {
  const waves = new Map<number, string[]>()
  const byHand: string[] = []
  for (const { phase, wave, text } of steps) {
    if (phase !== 'activate') continue
    if (wave === null) byHand.push(text)
    else addTo(waves, wave, text)
  }
  return [...[...waves].map(([wave, texts]) => `${wave} ${texts.join(', ')}`), ...byHand]
}

/** How steps of the way back begin; those of one beginning that follow one another share a line. */
const BEGINNINGS = /^(?:stop the schedule of|start the schedule of|put back|delete|deactivate|activate(?! again)) /

function undoLines(undo: readonly PlanStep[]): string[] {
  const lines: string[] = []
  let last = ''
  for (const { text } of undo) {
    const [beginning = ''] = BEGINNINGS.exec(text) ?? []
    if (beginning !== '' && beginning === last) lines.push(`${lines.pop()}, ${text.slice(beginning.length)}`)
    else lines.push(text)
    last = beginning
  }
  return lines
}
