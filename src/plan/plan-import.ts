import { compareText } from '../base/version.js'
import type { GraphNode } from '../graph/types.js'
import { checkInventory } from '../inventory/check.js'
import type { TargetInventory } from '../inventory/index.js'
import type { ArtifactKind } from '../model/ids.js'
import type { Archive } from '../model/types.js'
import { unreadFiles } from '../model/unread.js'
import { planActivation } from './activation.js'
import { decideAlong } from './along.js'
import { decideArchives } from './archives.js'
import { decideChildren } from './children.js'
import { decideConnections } from './connections.js'
import { decideDrafts } from './drafts.js'
import { noteFaults } from './faults.js'
import { decideIntegrations } from './integrations.js'
import { decideLibraries } from './libraries.js'
import { decideLookups } from './lookups.js'
import { decideAgentGroups, decideCertificates, decideContainers, decideEventTypes, decideSchedules } from './needs.js'
import { addRisk, decide, isBarred, isImported, isWanted, type Planning, startPlanning } from './planning.js'
import { standingOf } from './standing.js'
import { mainArtifact } from './step.js'
import { planSteps } from './steps.js'
import type { ImportPlan, ImportPolicy, NotChecked } from './types.js'
import { planUndo } from './undo.js'

/** Order in which kinds are listed: what an import is about first, what it needs after. */
const KINDS: readonly ArtifactKind[] = [
  'project',
  'package',
  'integration',
  'agent',
  'connection',
  'lookup',
  'library',
  'schedule',
  'event-type',
  'certificate',
  'agent-group',
]

/**
 * Says what importing archives into a target would do: what becomes of each artifact and by which call of OIC's REST API, what
 * to do before and after and in which order, what could go wrong, and the way back. Nothing is called.
 *
 * @param inventory what the target holds; what it does not tell is `unknown` in the plan and stands in `notChecked`
 * @throws IarkitError `usage` where it is given no list of archives, or the policy selects an integration that no archive holds, has
 *   an `at` that is no time of ISO 8601, or a value that there is not; `invalid-inventory` where the inventory is not as `readInventory` gives it
 */
export function planImport(
  archives: readonly Archive[],
  inventory: TargetInventory,
  policy: ImportPolicy = {},
): ImportPlan {
  checkInventory(inventory)
  const planning = startPlanning(archives, inventory, policy)
  decideArchives(planning)
  decideIntegrations(planning)
  decideAlong(planning)
  decideNeeds(planning)
  const standing = standingOf(planning)
  decideChildren(planning, standing)
  decideDrafts(planning, standing)
  noteCopies(planning)
  noteFaults(planning)
  const activation = planActivation(planning, standing)
  const actions = [...planning.actions.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.artifact, b.artifact),
  )
  const decisions = [...planning.decisions.values()]
  const blocked = [...actions, ...decisions].some(({ action }) => action === 'blocked')
  const unread = unreadIn(planning)
  const { failed = [] } = policy
  const missing = failed.length > 0 || archives.length === 0
  const unknown = missing || unread.length > 0 || [...actions, ...decisions].some(({ action }) => action === 'unknown')
  const sorted = { ...planning, actions: new Map(actions.map((action) => [action.artifact, action])) }
  const steps = planSteps(sorted, activation)
  const unknownBlocks = planning.policy.unknown === 'block'
  return {
    environment: inventory.environment,
    takenAt: inventory.takenAt,
    verdict: blocked || (unknown && unknownBlocks) ? 'blocked' : unknown ? 'unknown' : 'ready',
    unknownBlocks,
    archives: decisions.map(({ file, kind, zipped, action, why }) => ({ file, kind, zipped, action, why })),
    actions,
    ...activation,
    steps,
    undo: planUndo(sorted, activation, steps),
    risks: [...planning.risks.values()].sort(
      (a, b) => compareText(a.artifact, b.artifact) || compareText(a.detail, b.detail),
    ),
    notChecked: [...planning.target.notChecked(), ...unread],
    failed,
  }
}

/** Files of imported archives that could not be read: what they need of the target cannot be told. */
function unreadIn(planning: Planning): NotChecked[] {
  return planning.archives
    .filter((archive) => isImported(planning, archive))
    .flatMap((archive) =>
      [...unreadFiles(archive)].map(([path, why]) => ({
        what: `what ${path} of ${archive.file} needs`,
        why: `the file could not be read: ${why}`,
      })),
    )
}

/** Everything that is no integration: what the imported archives carry, and what their integrations need in the target. */
function decideNeeds(planning: Planning): void {
  const nodes = relevantNodes(planning)
  const ofKind = (kind: ArtifactKind) => nodes.filter((node) => node.kind === kind)
  decideContainers(planning, nodes)
  decideConnections(planning, ofKind('connection'))
  decideLookups(planning, ofKind('lookup'))
  decideLibraries(planning, ofKind('library'))
  decideSchedules(planning, ofKind('schedule'))
  decideEventTypes(planning, ofKind('event-type'))
  // These look at what was decided of the connections and integrations that name them.
  decideCertificates(planning, ofKind('certificate'))
  decideAgentGroups(planning, ofKind('agent-group'))
  for (const archive of planning.archives.filter((candidate) => isBarred(planning, candidate))) {
    const node = planning.graph.node(mainArtifact(archive))
    const why = planning.decisions.get(archive)?.why ?? ''
    if (node !== null) decide(planning, node.id, node.kind, { action: 'blocked', why })
  }
  for (const { id, kind, present, pattern } of planning.graph.nodes) {
    if (present && !pattern && !planning.actions.has(id))
      decide(planning, id, kind, { action: 'skip', why: 'its archive is left out' })
  }
}

function relevantNodes(planning: Planning): GraphNode[] {
  const { graph, archives, integrations } = planning
  const files = new Set(archives.filter((archive) => isImported(planning, archive)).map(({ file }) => file))
  const ids = new Set<string>()
  for (const node of graph.nodes) {
    if (node.sources.some(({ archive }) => files.has(archive))) ids.add(node.id)
  }
  const start = [...integrations.keys()].filter((id) => isWanted(planning, id))
  for (const id of [...start, ...ids]) {
    for (const { to, kind } of graph.edgesFrom(id)) if (kind !== 'calls') ids.add(to)
    for (const { from, kind } of graph.edgesTo(id)) if (kind === 'contains') ids.add(from)
  }
  // Connections name certificates and agent groups, and stand for one another.
  for (const id of [...ids].filter((candidate) => candidate.startsWith('connection:'))) {
    for (const { to } of graph.edgesFrom(id)) {
      ids.add(to)
      for (const further of graph.edgesFrom(to)) ids.add(further.to)
    }
  }
  return graph.nodes.filter(({ id }) => ids.has(id))
}

/** The same artifact in several archives with other content: which copy stays depends on the order of import. */
function noteCopies(planning: Planning): void {
  for (const { id, kind, copiesDiffer, preseeded, sources } of planning.graph.nodes) {
    const action = planning.actions.get(id)?.action
    // What is kept stays as it is in the target, whatever the copies say.
    if (!copiesDiffer || preseeded || kind === 'integration' || action === 'skip' || action === 'keep') continue
    const files = [...new Set(sources.map(({ archive }) => archive))]
    addRisk(planning, id, `differs between ${files.join(', ')}: which copy stays depends on the order of import`)
  }
}
