import { addTo } from '../base/group.js'
import { isPreseeded } from '../model/ids.js'
import type { ImportPlan, Phase, PlannedAction, PlanStep } from '../plan/types.js'
import { count } from './terminal.js'
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

/** Something to know before anything else. */
export interface Remark {
  readonly level: 'blocker' | 'unknown' | 'risk'
  readonly text: string
  /** Rows of a lookup that differ, and the like. */
  readonly details: readonly string[]
}

export interface OutlineSection {
  readonly title: string
  /** Lines to tick off. */
  readonly todo: readonly string[]
  /** Things to know, without a box. */
  readonly notes: readonly string[]
}

/** Most rows of a lookup that are shown. */
const MOST_ROWS = 10

/** @param failed what could not be read: it is not in the plan */
export function planOutline(plan: ImportPlan, failed: readonly Failed[]): PlanOutline {
  return {
    verdict: verdictText(plan, failed),
    remarks: [...failedRemarks(plan, failed), ...remarksOf(plan)],
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
    ...(blockers > 0 ? [count(blockers, 'blocker')] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(failed.length > 0 ? [`${failed.length} not read`] : []),
    ...(plan.notChecked.length > 0 ? [`${plan.notChecked.length} not checked`] : []),
    `${byHand === 0 ? 'nothing' : byHand} to do by hand`,
  ]
  return `${VERDICTS[verdictOf(plan, failed)]} for ${target}: ${counts.join(', ')}`
}

/** Which archives the plan lacks. */
function failedRemarks({ unknownBlocks }: ImportPlan, failed: readonly Failed[]): Remark[] {
  const blocks = unknownBlocks ? ' (blocks, as --unknown block was asked for)' : ''
  return failed.map(({ file }) => ({
    level: unknownBlocks ? 'blocker' : 'unknown',
    text: `${file} could not be read: it is not in this plan${blocks}`,
    details: [],
  }))
}

/** Unknown, and not for want of a list to look in. */
function isOpen({ action, notChecked }: PlannedAction): boolean {
  return action === 'unknown' && !notChecked
}

/** Labels of integrations and connections stand alone; those of other kinds say what they are. */
const KIND_WORDS: ReadonlyMap<string, string> = new Map([
  ['lookup', 'lookup '],
  ['library', 'library '],
  ['schedule', 'schedule '],
  ['event-type', 'event type '],
  ['certificate', 'certificate '],
  ['agent-group', 'agent group '],
  ['agent', 'AI agent '],
  ['package', 'package '],
  ['project', 'project '],
])

function nameOf({ artifact, label }: { readonly artifact: string; readonly label: string }): string {
  return `${KIND_WORDS.get(artifact.slice(0, artifact.indexOf(':'))) ?? ''}${label}`
}

interface Blocker {
  readonly label: string
  readonly why: string
  /** Empty for an archive. */
  readonly artifact: string
  readonly rows?: PlannedAction['rows']
}

/** What blocks: by itself, and where the policy has it so, for want of knowing. */
function blockersOf(plan: ImportPlan): readonly Blocker[] {
  return [...barriersOf(plan), ...(plan.unknownBlocks ? unknownsOf(plan) : [])]
}

/** Actions that are unknown, also for want of a list to look in; archives that are, where no action in them is. */
function unknownsOf({ actions, archives }: ImportPlan): readonly Blocker[] {
  const unknown = actions.filter(({ action }) => action === 'unknown')
  const told = new Set(unknown.flatMap((action) => action.archives))
  const files = archives
    .filter(({ action, file }) => action === 'unknown' && !told.has(file))
    .map(({ file, why }) => ({ label: file, why, artifact: '' }))
  return [...unknown, ...files]
}

/** Actions that block; archives that do, where no action says so. */
function barriersOf({ actions, archives }: ImportPlan): readonly Blocker[] {
  const blocked = actions.filter(({ action }) => action === 'blocked')
  const whys = new Set(blocked.map(({ why }) => why))
  const files = archives
    .filter(({ action, why }) => action === 'blocked' && !whys.has(why))
    .map(({ file, why }) => ({ label: file, why, artifact: '' }))
  return [...blocked, ...files]
}

/** Verbs that a risk begins with, as they are of several. */
const OF_SEVERAL: ReadonlyMap<string, string> = new Map([
  ['is', 'are'],
  ['was', 'were'],
  ['belongs', 'belong'],
  ['brings', 'bring'],
  ['calls', 'call'],
  ['comes', 'come'],
  ['deactivates', 'deactivate'],
  ['differs', 'differ'],
  ['has', 'have'],
  ['lacks', 'lack'],
])

function ofSeveral(says: string): string {
  const [verb = '', ...rest] = says.split(' ')
  return [OF_SEVERAL.get(verb) ?? verb, ...rest].join(' ')
}

function remarksOf(plan: ImportPlan): Remark[] {
  const open = plan.unknownBlocks ? [] : plan.actions.filter(isOpen)
  const risksOf = (artifact: string) => plan.risks.filter((risk) => risk.artifact === artifact)
  const projects = new Set(plan.archives.filter(({ kind }) => kind === 'project').map(({ file }) => file))
  // Why nobody knows what becomes of a project's integration is no risk of its own; of others, what is unknown is a risk.
  const isApart = ({ kind, archives }: PlannedAction) =>
    kind === 'integration' && archives.some((file) => projects.has(file))
  const openIds = new Set(open.filter((action) => !isApart(action)).map(({ artifact }) => artifact))
  const remarks: Remark[] = barriersOf(plan).map((blocker) => ({
    level: 'blocker',
    text: `${nameOf(blocker)}: ${blocker.why}`,
    details: [],
  }))
  const told = new Set<string>()
  const fold = (
    level: Remark['level'],
    entries: readonly { label: string; says: string; details: readonly string[] }[],
  ) => {
    for (const { says, label, details } of entries) {
      if (told.has(`${level} ${says}`)) continue
      told.add(`${level} ${says}`)
      const same = entries.filter((entry) => entry.says === says && entry.details.length + details.length === 0)
      const labels = same.length > 1 ? same.map((entry) => entry.label).join(', ') : label
      remarks.push({ level, text: `${labels} ${same.length > 1 ? ofSeveral(says) : says}`, details })
      if (details.length > 0) told.delete(`${level} ${says}`)
    }
  }
  if (plan.unknownBlocks) {
    fold(
      'blocker',
      unknownsOf(plan).map(({ artifact, label, why, rows }) => ({
        label: nameOf({ artifact, label }),
        says: `: ${why} (blocks, as --unknown block was asked for)`,
        details: rows === undefined ? [] : rowLines(rows),
      })),
    )
  }
  fold(
    'unknown',
    open.flatMap((action) => {
      const { artifact, why, rows } = action
      const name = nameOf(action)
      const details = rows === undefined ? [] : rowLines(rows)
      const risks = isApart(action) ? [] : risksOf(artifact)
      const says = risks.length === 0 ? [`: ${why}`] : risks.map(({ detail }) => detail)
      // Rows stand below what says that they differ, where that is no other risk's.
      const at = Math.max(
        0,
        says.findIndex((text) => `there, ${text}`.startsWith(why)),
      )
      return says.map((text, index) => ({ label: name, says: text, details: index === at ? details : [] }))
    }),
  )
  fold(
    'risk',
    plan.risks
      .filter(({ artifact }) => !openIds.has(artifact))
      .map((risk) => ({ label: nameOf(risk), says: risk.detail, details: [] })),
  )
  return remarks.map((remark) => ({ ...remark, text: remark.text.replace(' : ', ': ') }))
}

/** The rows of a lookup that differ: what would come in, go, or change. */
export function rowLines({
  added,
  removed,
  changed,
  columns,
  targetColumns,
}: NonNullable<PlannedAction['rows']>): string[] {
  const lines = [
    ...(targetColumns === null ? [] : [`columns there: ${targetColumns.join(', ')}; here: ${columns.join(', ')}`]),
    ...changed.map(({ from, to }) => {
      const cells = to.flatMap((cell, at) =>
        cell === (from[at] ?? '') || targetColumns?.includes(columns[at] ?? '') === false
          ? []
          : [`${columns[at] ?? at + 1} ${from[at] ?? ''} there, ${cell} here`],
      )
      return `row ${to[0] ?? ''}: ${cells.join('; ')}`
    }),
    ...added.map((row) => `row only here: ${row.join(', ')}`),
    ...removed.map((row) => `row only there: ${row.join(', ')}`),
  ]
  return lines.length <= MOST_ROWS ? lines : [...lines.slice(0, MOST_ROWS), `and ${lines.length - MOST_ROWS} more rows`]
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
