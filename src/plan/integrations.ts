import { compareVersions, sameVersion } from '../base/version.js'
import { isActive } from '../inventory/active.js'
import type { TargetIntegration } from '../inventory/index.js'
import type { Integration } from '../model/types.js'
import { outsidersOf } from './outsiders.js'
import { addRisk, type Decided, decide, isBarred, isImported, type Planning } from './planning.js'
import type { Found } from './target.js'
import type { ActionKind } from './types.js'

/** Decides for each integration of the archives, and for the AI agents beside them, what becomes of it. */
export function decideIntegrations(planning: Planning): void {
  for (const [id, { integration, archive }] of planning.integrations) {
    const decision = planning.decisions.get(archive)
    if (decision === undefined) continue
    const { code, version, project } = integration
    const { action, why } = decision
    if (archive.kind === 'integration' || action === 'skip') {
      decide(planning, id, 'integration', { action, why, notChecked: isListless(action, archive.kind) })
    } else if (isBarred(planning, archive)) {
      decide(planning, id, 'integration', { action: 'skip', why: 'its archive is not imported' })
    } else if (archive.kind === 'project' && action !== 'create') {
      decideInProject(planning, id, code, version, project)
    } else if (archive.kind === 'project') {
      decide(planning, id, 'integration', { action: 'create', why: 'comes with its project, which is not there' })
    } else {
      const isOutside = outsidersOf(planning, archive, decision.call === 'replace').includes(integration)
      decideInPackage(planning, id, integration, isOutside)
    }
    if (isImported(planning, archive)) {
      noteNewer(planning, id, integration)
      noteDraft(planning, id, integration)
    }
  }
  for (const archive of planning.archives) {
    const decision = planning.decisions.get(archive)
    for (const { id, code, version, project } of archive.agents) {
      if (isBarred(planning, archive)) {
        decide(planning, id, 'agent', { action: 'skip', why: 'its archive is not imported' })
        continue
      }
      if (decision?.action === 'create' || decision?.action === 'skip') {
        decide(planning, id, 'agent', { action: decision.action, why: decision.why })
        continue
      }
      const found = planning.target.find('aiAgents', code, project, (item) => sameVersion(item.version, version))
      decide(planning, id, 'agent', mergedInto(found))
    }
  }
}

function isListless(action: ActionKind, kind: string): boolean {
  return action === 'unknown' && kind === 'integration'
}

function decideInProject(planning: Planning, id: string, code: string, version: string, project: string | null): void {
  const found = planning.target.integration(code, version, project)
  const isLocked = found.state === 'there' && found.item.locked === true
  decide(
    planning,
    id,
    'integration',
    isLocked ? { action: 'blocked', why: 'locked there: unlock it first' } : mergedInto(found),
  )
}

/** What comes with a project that is there, or may be: nobody says what an import does with it. */
function mergedInto(found: Found<Pick<TargetIntegration, 'status'>>): Decided {
  if (found.state === 'unknown') return { action: 'unknown', why: found.why, notChecked: true }
  if (found.state === 'missing')
    return { action: 'unknown', why: 'not there: comes in if the import merges into the project' }
  const state = isActive(found.item) ? 'there and active' : 'there'
  const remedy = 'where it changed, raise its version, or delete that version there first'
  return { action: 'unknown', why: `${state}; may stay as it is even if the import merges: ${remedy}` }
}

function decideInPackage(planning: Planning, id: string, { code, version }: Integration, isOutside: boolean): void {
  const found = planning.target.integration(code, version, null)
  if (found.state === 'unknown') {
    decide(planning, id, 'integration', { action: 'unknown', why: found.why, notChecked: true })
  } else if (found.state === 'missing') {
    decide(planning, id, 'integration', { action: 'create', why: 'not there: comes with its package' })
  } else if (found.item.locked === true) {
    decide(planning, id, 'integration', { action: 'blocked', why: 'locked there: its package fails with 412' })
  } else if (isOutside) {
    const state = isActive(found.item)
      ? 'there and active, outside its package: deactivate it'
      : 'there, outside its package'
    const why = `${state}; whether the import replaces it is not documented`
    decide(planning, id, 'integration', { action: 'unknown', why })
  } else {
    const state = isActive(found.item) ? 'there and active: deactivate it, then it is' : 'there:'
    decide(planning, id, 'integration', { action: 'replace', why: `${state} replaced with its package` })
  }
}

/** A draft that is replaced is work that somebody may not have finished. */
function noteDraft(planning: Planning, id: string, { code, version, project }: Integration): void {
  const found = planning.target.integration(code, version, project)
  if (planning.actions.get(id)?.action === 'replace' && found.state === 'there' && found.item.status === 'INPROGRESS')
    addRisk(planning, id, 'is a draft there, which is replaced: somebody may be at work on it')
}

/** Whether what comes in is a step back from what is there. */
function noteNewer(planning: Planning, id: string, { code, version, project }: Integration): void {
  const others = planning.target.sameMajor(code, version, project)
  const newer = others.filter((item) => compareVersions(item.version, version) > 0)
  for (const { version: other } of newer) {
    addRisk(planning, id, `is a step back: ${other} is there`)
  }
}
