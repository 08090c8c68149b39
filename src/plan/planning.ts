import { IarkitError } from '../base/errors.js'
import { optionsOf } from '../base/given.js'
import { givenTime } from '../base/time.js'
import { compareText, parseVersion } from '../base/version.js'
import { buildGraph } from '../graph/index.js'
import type { DependencyGraph, EdgeKind } from '../graph/types.js'
import type { TargetInventory } from '../inventory/index.js'
import type { ArtifactKind } from '../model/ids.js'
import type { Archive, Integration } from '../model/types.js'
import { selectedIds } from './selection.js'
import { Target } from './target.js'
import type { ActionKind, ImportPolicy, PlannedAction, PlannedArchive, PlanRisk } from './types.js'

/** An integration with the archive that it is imported from: the first that holds it. */
export interface Held {
  readonly integration: Integration
  readonly archive: Archive
}

/** What is decided of an archive, and with which call it is imported. */
export interface ArchiveDecision extends PlannedArchive {
  readonly call: 'add' | 'replace' | null
}

/** What the parts of a plan share while it is made. */
export interface Planning {
  readonly archives: readonly Archive[]
  readonly graph: DependencyGraph
  readonly target: Target
  readonly policy: Required<Omit<ImportPolicy, 'select' | 'at' | 'failed'>>
  /** Time of the import in milliseconds; null where nobody said. */
  readonly at: number | null
  /** By id; first come, first kept. */
  readonly integrations: ReadonlyMap<string, Held>
  /** Ids of the integrations that are to be imported, with what they call. */
  readonly selected: ReadonlySet<string>
  /** Ids of integrations that come along unselected and are to be activated all the same, as they run in the target. */
  readonly again: Set<string>
  /** True where the policy names a selection. */
  readonly isSelection: boolean
  /** Code of the one project that all archives are of; null where there is none. */
  readonly home: string | null
  readonly decisions: Map<Archive, ArchiveDecision>
  readonly actions: Map<string, PlannedAction>
  /** What to do by hand before the import, by artifact. */
  readonly beforehand: Map<string, string>
  /** By artifact and detail: each is noted once. */
  readonly risks: Map<string, PlanRisk>
}

const CONFLICT = ['replace', 'skip', 'fail']
const UNKNOWN = ['risk', 'block']

/** Callers without types may ask for a policy that there is not: it would be taken for the default. */
function checkPolicies(conflict: string, unknown: string): void {
  if (!CONFLICT.includes(conflict)) {
    throw new IarkitError('usage', `Expected one of ${CONFLICT.join(', ')} as conflict, found ${conflict}.`)
  }
  if (!UNKNOWN.includes(unknown)) {
    throw new IarkitError('usage', `Expected one of ${UNKNOWN.join(', ')} as unknown, found ${unknown}.`)
  }
}

/** Lays out what a plan is made from. @throws IarkitError `usage` where the policy makes no sense or selects nothing */
export function startPlanning(
  archives: readonly Archive[],
  inventory: TargetInventory,
  policy: ImportPolicy,
): Planning {
  const { conflict = 'replace', unknown = 'risk', select, at } = optionsOf(policy, { failed: 'list' })
  checkPolicies(conflict, unknown)
  const graph = buildGraph(archives)
  const integrations = new Map<string, Held>()
  for (const archive of archives) {
    for (const integration of archive.integrations) {
      if (!integrations.has(integration.id)) integrations.set(integration.id, { integration, archive })
    }
  }
  return {
    archives,
    graph,
    target: new Target(inventory),
    policy: { conflict, unknown },
    at: at === undefined ? timeOf(inventory.takenAt) : givenTime(at, 'at'),
    integrations,
    selected: selectedIds(integrations, graph, select),
    again: new Set(),
    isSelection: select !== undefined,
    home: homeProject(archives),
    decisions: new Map(),
    actions: new Map(),
    beforehand: new Map(),
    risks: new Map(),
  }
}

function timeOf(at: string): number | null {
  const time = Date.parse(at)
  return Number.isNaN(time) ? null : time
}

/** The same for all versions of one major version of an integration: OIC keeps one of them active. */
export function familyOf({ code, version, project }: Pick<Integration, 'code' | 'version' | 'project'>): string {
  return JSON.stringify([project, code, parseVersion(version)?.major ?? version])
}

function homeProject(archives: readonly Archive[]): string | null {
  const projects = new Set(archives.map(({ project }) => project?.code ?? null))
  const [only] = projects
  return projects.size === 1 ? (only ?? null) : null
}

/** For people: `CODE VERSION`, with its project before it where several are planned. */
export function labelOf({ home }: Planning, id: string): string {
  const key = id.slice(id.indexOf(':') + 1)
  const own = home !== null && key.startsWith(`${home}/`) ? key.slice(home.length + 1) : key
  const bar = own.lastIndexOf('|')
  return bar === -1 ? own : `${own.slice(0, bar)} ${own.slice(bar + 1)}`
}

export interface Decided extends Partial<Pick<PlannedAction, 'notChecked' | 'rows' | 'needs'>> {
  readonly action: ActionKind
  readonly why: string
}

/** Notes what becomes of an artifact. The first decision stands. */
export function decide(planning: Planning, id: string, kind: ArtifactKind, { action, why, ...rest }: Decided): void {
  if (planning.actions.has(id)) return
  planning.actions.set(id, {
    artifact: id,
    kind,
    label: labelOf(planning, id),
    action,
    why,
    archives: (planning.graph.node(id)?.sources ?? []).map(({ archive }) => archive),
    notChecked: false,
    ...rest,
  })
}

/** Puts another decision in the place of the one that was noted: what was found later weighs more. */
export function redecide(planning: Planning, id: string, { action, why }: Pick<PlannedAction, 'action' | 'why'>): void {
  const noted = planning.actions.get(id)
  if (noted !== undefined && noted.action !== 'blocked')
    planning.actions.set(id, { ...noted, action, why, notChecked: false })
}

/** Notes a risk once. */
export function addRisk(planning: Planning, artifact: string, detail: string): void {
  planning.risks.set(`${artifact} ${detail}`, { artifact, label: labelOf(planning, artifact), detail })
}

/** Whether an archive is imported, or would be once what blocks it is out of the way. */
export function isImported(planning: Planning, archive: Archive): boolean {
  const action = planning.decisions.get(archive)?.action
  return action !== undefined && action !== 'skip' && action !== 'keep' && !isBarred(planning, archive)
}

/** Whether an archive is blocked for good: there is no call that would import it, so that nothing is done for its sake. */
export function isBarred(planning: Planning, archive: Archive): boolean {
  const decision = planning.decisions.get(archive)
  return decision?.action === 'blocked' && decision.call === null
}

/** Whether an integration or AI agent is imported and to be run. */
export function isWanted(planning: Planning, id: string): boolean {
  if (id.startsWith('agent:')) {
    return planning.archives.some(
      (archive) => isImported(planning, archive) && archive.agents.some((it) => it.id === id),
    )
  }
  const held = planning.integrations.get(id)
  return (
    held !== undefined &&
    (planning.selected.has(id) || planning.again.has(id)) &&
    isImported(planning, held.archive) &&
    planning.actions.get(id)?.action !== 'skip'
  )
}

/** Ids of the wanted integrations and AI agents, that use something, also over a connection that stands for it; sorted. */
export function wantedUsers(planning: Planning, id: string, kinds: readonly EdgeKind[]): string[] {
  const users = planning.graph
    .edgesTo(id)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ from }) => from)
  const wanted = users.flatMap((user): readonly string[] =>
    // A connection that stands for another uses it for its own users.
    user.startsWith('connection:')
      ? wantedUsers(planning, user, ['uses-connection'])
      : isWanted(planning, user)
        ? [user]
        : [],
  )
  return [...new Set(wanted)].sort(compareText)
}

/** `A 01.00.0000`, `A 01.00.0000 and B 01.00.0000`, `A 01.00.0000 and 3 more`. */
export function labelsOf(planning: Planning, ids: readonly string[]): string {
  const [first, second, ...rest] = ids.map((id) => labelOf(planning, id))
  if (first === undefined) return ''
  if (second === undefined) return first
  return rest.length === 0 ? `${first} and ${second}` : `${first} and ${rest.length + 1} more`
}

/** An artifact of an archive, and what was decided of the archive where that is the artifact alone. */
export interface Holder<Artifact> {
  readonly held: Artifact
  readonly lone: Decided | null
}

/**
 * What holds each lookup or library of the archives, by id. A file of its own is imported by a call of its own, and counts
 * before copies that travel with integrations; of those the first that is imported counts, or else the first.
 */
export function holdersOf<Artifact extends { readonly id: string }>(
  planning: Planning,
  kind: Archive['kind'],
  artifactsOf: (archive: Archive) => readonly Artifact[],
): ReadonlyMap<string, Holder<Artifact>> {
  const holders = new Map<string, Holder<Artifact> & { readonly rank: number }>()
  for (const archive of planning.archives) {
    const decision = archive.kind === kind ? planning.decisions.get(archive) : undefined
    const lone = decision === undefined ? null : { action: decision.action, why: decision.why }
    const rank = lone !== null ? 2 : isImported(planning, archive) ? 1 : 0
    for (const held of artifactsOf(archive))
      if (rank > (holders.get(held.id)?.rank ?? -1)) holders.set(held.id, { held, lone, rank })
  }
  return holders
}
