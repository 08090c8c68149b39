import { fitsVersion, parseVersion, sameVersion } from '../base/version.js'
import type { GraphEdge } from '../graph/types.js'
import { isActive } from '../inventory/active.js'
import type { TargetIntegration } from '../inventory/index.js'
import { addRisk, type Decided, decide, isImported, isWanted, labelOf, type Planning } from './planning.js'
import type { Standing } from './standing.js'

/** Looks at every child that the imported integrations and AI agents call: it must be in the set, or there and active. */
export function decideChildren(planning: Planning, standing: Standing): void {
  for (const id of [...planning.integrations.keys()].filter((caller) => isWanted(planning, caller)).sort()) {
    for (const edge of planning.graph.edgesFrom(id)) {
      if (edge.kind === 'calls') decideChild(planning, standing, edge, edge.dynamic)
    }
  }
  for (const archive of planning.archives.filter((candidate) => isImported(planning, candidate))) {
    for (const { id } of archive.agents) {
      for (const edge of planning.graph.edgesFrom(id))
        if (edge.kind === 'calls') decideChild(planning, standing, edge, true)
    }
  }
  noteRings(planning, standing)
  for (const { from } of planning.graph.openCalls.filter((call) => isWanted(planning, call.from))) {
    addRisk(planning, from, 'calls an integration chosen at run time; the archive does not say which')
  }
}

/** Where integrations call one another, some are activated before what they call. */
function noteRings(planning: Planning, { graph }: Standing): void {
  for (const ring of graph.cycles()) {
    const [first] = ring
    if (first === undefined || !ring.every((id) => isWanted(planning, id))) continue
    const way = [...ring, first].map((id) => labelOf(planning, id)).join(' → ')
    addRisk(
      planning,
      first,
      ring.length === 1
        ? 'calls itself: a call may never end'
        : `is in a ring of calls (${way}): no order of activation fits, and a call may never end; break the ring`,
    )
  }
}

/** @param optional the caller can run without it: a child chosen at run time, or one behind an agent's tool */
function decideChild(planning: Planning, standing: Standing, { from, to, match }: GraphEdge, optional: boolean): void {
  const caller = labelOf(planning, from)
  if (match?.unreachable === 'into-project') {
    addRisk(planning, from, `calls ${labelOf(planning, to)} inside a project, which a global integration cannot reach`)
  } else if (match?.unreachable === 'private') {
    addRisk(planning, from, `calls ${labelOf(planning, to)} in another project, where it is private`)
  }
  // It comes with the project, or with OIC.
  if (planning.graph.node(to)?.pattern === true) return
  if (isWanted(planning, to)) {
    const runs = standing.of(to)
    if (match !== null && runs !== null && (match.fit === 'same-major' || runs !== to)) {
      addRisk(
        planning,
        from,
        `was designed against ${match.wanted.replace('|', ' ')}; ${labelOf(planning, runs)} comes in`,
      )
    }
    return
  }
  const child = childOf(planning, to)
  const there = candidates(planning, child)
  const exact = there.find(({ version }) => sameVersion(version, child.version))
  const running = exact !== undefined && isActive(exact) ? exact : there.find(isActive)
  if (running !== undefined) {
    keepChild(planning, from, to, running, child)
    return
  }
  const found = planning.target.integration(child.code, child.version, child.project)
  if (there.length === 0 && found.state === 'unknown') {
    decide(planning, to, 'integration', {
      action: 'unknown',
      why: `${found.why}; ${caller} calls it`,
      notChecked: true,
    })
    return
  }
  const best = exact ?? there[0]
  const notSaid = best !== undefined && isActive(best) === null
  const state = notSaid ? '; whether it is active is not said' : ', but not active'
  const lack = best === undefined ? `not there${majorText(child.version)}` : `${thereAs(best, child)}${state}`
  if (optional) addRisk(planning, to, `is ${lack}: ${caller} may call it, and would fail`)
  else if (!planning.actions.has(to)) {
    const decided: Decided = notSaid
      ? { action: 'unknown', why: `${lack}; ${caller} calls it` }
      : { action: 'blocked', why: `${lack}: ${caller} calls it` }
    decide(planning, to, 'integration', decided)
    planning.beforehand.set(to, remedyOf(planning, to, best, caller))
  } else addRisk(planning, to, `is ${lack}: ${caller} calls it`)
}

/** `there`, with the version where it is another one. */
function thereAs({ version }: TargetIntegration, child: Child): string {
  return fitsVersion(version, child.version) ? 'there' : `there as ${version}`
}

/** What to do by hand, so that the child can be called. */
function remedyOf(planning: Planning, to: string, best: TargetIntegration | undefined, caller: string): string {
  const label = labelOf(planning, to)
  if (best === undefined) return `import and activate ${label}, which ${caller} calls`
  // The label of the child bears the version that the caller names, or none.
  const name = `${label.replace(/ [^ ]*$/, '')} ${best.version}`
  if (isActive(best) === null) return `see that ${name}, which ${caller} calls, is active there`
  return `${best.status === 'INPROGRESS' ? 'finish and activate' : 'activate'} ${name} there, which ${caller} calls`
}

interface Child {
  readonly code: string
  /** Empty where the caller does not say. */
  readonly version: string
  readonly project: string | null
}

function childOf(planning: Planning, id: string): Child {
  const held = planning.integrations.get(id)?.integration
  if (held !== undefined) return held
  const project = planning.graph.node(id)?.project ?? null
  const key = id.slice(id.indexOf(':') + 1).slice(project === null ? 0 : project.length + 1)
  const bar = key.lastIndexOf('|')
  return bar === -1
    ? { code: key, version: '', project }
    : { code: key.slice(0, bar), version: key.slice(bar + 1), project }
}

/** What OIC would reach by the child's address: its major version, in any version. Newest first, the exact one apart. */
function candidates({ target }: Planning, { code, version, project }: Child): readonly TargetIntegration[] {
  if (version === '') return target.named('integrations', code).filter((item) => item.project === project)
  const exact = target.integration(code, version, project)
  return [...(exact.state === 'there' ? [exact.item] : []), ...target.sameMajor(code, version, project)]
}

function keepChild(planning: Planning, from: string, to: string, running: TargetIntegration, child: Child): void {
  const drift = !fitsVersion(running.version, child.version)
  const why = drift ? `${thereAs(running, child)}, active` : 'there and active'
  decide(planning, to, 'integration', { action: 'keep', why })
  if (drift) {
    addRisk(planning, from, `was designed against ${child.code} ${child.version}; ${running.version} is active there`)
  }
  const callerProject = planning.graph.node(from)?.project ?? null
  if (child.project !== null && child.project !== callerProject && running.scope.toLowerCase() === 'private') {
    addRisk(planning, from, `calls ${labelOf(planning, to)} in another project, where it is private`)
  }
}

function majorText(version: string): string {
  const major = parseVersion(version)?.major
  return major === undefined ? '' : ` in any version ${major}.x`
}
