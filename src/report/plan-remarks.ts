import type { ImportPlan, PlannedAction } from '../plan/types.js'
import type { Failed } from './types.js'

/** Something to know before anything else. */
export interface Remark {
  readonly level: 'blocker' | 'unknown' | 'risk'
  readonly text: string
  /** Rows of a lookup that differ, and the like. */
  readonly details: readonly string[]
}

/** Unknown, and not for want of a list to look in. */
export function isOpen({ action, notChecked }: PlannedAction): boolean {
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

export interface Blocker {
  readonly label: string
  readonly why: string
  /** Empty for an archive. */
  readonly artifact: string
  readonly rows?: PlannedAction['rows']
}

/** What blocks: by itself, and where the policy has it so, for want of knowing. */
export function blockersOf(plan: ImportPlan): readonly Blocker[] {
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

/**
 * What to know before anything else: archives that the plan lacks, what blocks, what nobody knows, what is at risk.
 * @param failed what could not be read
 */
export function remarksOf(plan: ImportPlan, failed: readonly Failed[]): readonly Remark[] {
  const open = plan.unknownBlocks ? [] : plan.actions.filter(isOpen)
  const projects = new Set(plan.archives.filter(({ kind }) => kind === 'project').map(({ file }) => file))
  // Why nobody knows what becomes of a project's integration is no risk of its own; of others, what is unknown is a risk.
  const isApart = ({ kind, archives }: PlannedAction) =>
    kind === 'integration' && archives.some((file) => projects.has(file))
  const openIds = new Set(open.filter((action) => !isApart(action)).map(({ artifact }) => artifact))
  const blocking = plan.unknownBlocks ? unknownsOf(plan) : []
  return [
    ...failedRemarks(plan, failed),
    ...barriersOf(plan).map(
      (blocker): Remark => ({ level: 'blocker', text: `${nameOf(blocker)}: ${blocker.why}`, details: [] }),
    ),
    ...folded(
      'blocker',
      blocking.map((blocker) => ({
        label: nameOf(blocker),
        says: `: ${blocker.why} (blocks, as --unknown block was asked for)`,
        details: rowLines(blocker.rows),
      })),
    ),
    ...folded(
      'unknown',
      open.flatMap((action) => unknownSayings(action, isApart(action) ? [] : plan.risks)),
    ),
    ...folded(
      'risk',
      plan.risks
        .filter(({ artifact }) => !openIds.has(artifact))
        .map((risk) => ({ label: nameOf(risk), says: risk.detail, details: [] })),
    ),
  ]
}

/** What is said of one artifact. */
interface Saying {
  readonly label: string
  readonly says: string
  readonly details: readonly string[]
}

/** Why nobody knows what becomes of an artifact; in its stead the risks that say more of it. */
function unknownSayings(action: PlannedAction, risks: ImportPlan['risks']): Saying[] {
  const { artifact, why, rows } = action
  const details = rowLines(rows)
  const own = risks.filter((risk) => risk.artifact === artifact)
  const says = own.length === 0 ? [`: ${why}`] : own.map(({ detail }) => detail)
  // Rows stand below what says that they differ, where that is no other risk's.
  const at = Math.max(
    0,
    says.findIndex((text) => `there, ${text}`.startsWith(why)),
  )
  return says.map((text, index) => ({ label: nameOf(action), says: text, details: index === at ? details : [] }))
}

/** One remark for all of which the same is said, except where rows stand below it. */
function folded(level: Remark['level'], sayings: readonly Saying[]): Remark[] {
  const told = new Set<string>()
  return sayings.flatMap(({ label, says, details }) => {
    if (details.length > 0) return [{ level, text: sentence(label, says), details }]
    if (told.has(says)) return []
    told.add(says)
    const same = sayings.filter((saying) => saying.says === says && saying.details.length === 0)
    const labels = same.map((saying) => saying.label).join(', ')
    return [{ level, text: sentence(labels, same.length > 1 ? ofSeveral(says) : says), details }]
  })
}

function sentence(subject: string, says: string): string {
  return says.startsWith(':') ? subject + says : `${subject} ${says}`
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

/** Most rows of a lookup that are shown. */
const MOST_ROWS = 10

/** The rows of a lookup that differ: what would come in, go, or change. */
function rowLines(rows: PlannedAction['rows']): string[] {
  if (rows === undefined) return []
  const { added, removed, changed, columns, targetColumns } = rows
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
