import { fullVersion } from '../base/version.js'
import { isActive } from '../inventory/active.js'
import { versioned } from '../model/ids.js'
import type { Integration } from '../model/types.js'
import type { Activation } from './activation.js'
import { callOrder } from './call-order.js'
import { outsidersOf } from './outsiders.js'
import { isImported, labelOf, type Planning } from './planning.js'
import { rest } from './rest.js'
import { importedArchives, isLone, keyOf, mainArtifact, step } from './step.js'
import type { PlannedAction, PlanStep } from './types.js'

/** Done by hand, before anything in the target is touched. */
export function beforehand(planning: Planning, actions: readonly PlannedAction[]): PlanStep[] {
  const steps: PlanStep[] = []
  const add = (artifact: string, text: string) => steps.push(step(planning, 'before', artifact, text))
  const unzipped = importedArchives(planning).filter(({ archive: { zipped, kind } }) => !zipped && !isLone(kind))
  const [first] = unzipped
  if (first !== undefined) {
    const files = unzipped.map(({ archive }) => archive.file).join(', ')
    const what = unzipped.length === 1 ? 'the archive as OIC exported it' : 'the archives as OIC exported them'
    add(mainArtifact(first.archive), `have ${what}: OIC refuses what was unzipped and zipped again (${files})`)
  }
  const unseen = touched(planning).filter(({ id, there }) => there === null && isAdded(planning, id))
  const [one] = unseen
  if (one !== undefined) {
    const names = unseen.map(({ id }) => labelOf(planning, id)).join(', ')
    const [are, it] = unseen.length === 1 ? ['is', 'it'] : ['are', 'them']
    const text = `see whether ${names} ${are} there: if so, adding ${it} fails with 409, so plan anew with an inventory that lists ${it}`
    add(one.id, text)
  }
  for (const { artifact, kind, label, action, why, needs } of actions) {
    const said = planning.beforehand.get(artifact)
    if (said !== undefined) add(artifact, said)
    // A connection that is there and not configured stands under what is to be configured.
    else if (action === 'blocked' && needs === undefined) {
      add(artifact, `${kind === 'package' || kind === 'project' ? `${kind} ` : ''}${label}: ${why}`)
    }
  }
  return steps
}

/** Exports of what the import changes or may change, to be able to go back. */
export function backups(planning: Planning): PlanStep[] {
  const steps: PlanStep[] = []
  const inProjects = new Set<string>()
  for (const { archive, decision } of importedArchives(planning)) {
    const id = mainArtifact(archive)
    const label = labelOf(planning, id)
    const mayBeThere = decision.action !== 'create'
    if (archive.project !== null && mayBeThere) {
      inProjects.add(archive.project.code)
      const found = planning.target.find('projects', archive.project.code, null)
      if (found.state === 'there') {
        const { code, name, type } = archive.project
        const call = rest.exportProject(code, found.item.name || name, found.item.type || type || 'DEVELOPED')
        steps.push(step(planning, 'backup', id, `export the project ${label} as it is`, call))
      } else {
        steps.push(
          step(planning, 'backup', id, `see whether the project ${label} is there, and if so export it as it is`),
        )
      }
    } else if (archive.package !== null) {
      if (decision.action === 'replace') {
        const call = rest.exportPackage(archive.package.name)
        steps.push(step(planning, 'backup', id, `export the package ${label} as it is`, call))
      }
      for (const outsider of outsidersOf(planning, archive, decision.call === 'replace'))
        steps.push(integrationBackup(planning, outsider))
    } else if (archive.kind === 'integration' && decision.call === 'replace') {
      steps.push(...archive.integrations.map((integration) => integrationBackup(planning, integration)))
    }
  }
  for (const { artifact, kind, action, label } of planning.actions.values()) {
    const node = planning.graph.node(artifact)
    const changes = action === 'replace' || action === 'unknown'
    if (!changes || node === null || node.project !== null || !node.present) continue
    const key = artifact.slice(artifact.indexOf(':') + 1)
    if (kind === 'lookup' && planning.target.find('lookups', key, null).state === 'there') {
      steps.push(step(planning, 'backup', artifact, `export the lookup ${label} as it is`, rest.exportLookup(key)))
    }
    const [code = '', version = ''] = key.split('|')
    if (kind === 'library' && planning.target.library(code, version, null).state === 'there') {
      steps.push(step(planning, 'backup', artifact, `export the library ${label} as it is`, rest.exportLibrary(key)))
    }
  }
  return steps
}

function integrationBackup(planning: Planning, integration: Integration): PlanStep {
  const call = rest.exportIntegration(keyOf(integration))
  return step(planning, 'backup', integration.id, `export ${labelOf(planning, integration.id)} as it is`, call)
}

/** Oracle: to stop a schedule cancels all of its runs; to pause it lets them finish. */
const CANCELLED = 'runs under way are cancelled: pause it first and let them end'

/** Callers before the children that they call. */
export function stopsAndDeactivations(planning: Planning, activation: Activation): PlanStep[] {
  const stops: PlanStep[] = []
  const deactivations: PlanStep[] = []
  const unsure: string[] = []
  for (const { id, integration, there } of touched(planning).reverse()) {
    const key = keyOf(integration)
    const label = labelOf(planning, id)
    const { project } = integration
    if (there === null && isAdded(planning, id)) continue
    if (there === null || isActive(there) === null) {
      unsure.push(id)
      continue
    }
    if (!isActive(there)) continue
    if (there.scheduled ?? integration.style === 'scheduled') {
      stops.push(
        step(
          planning,
          'stop',
          id,
          `stop the schedule of ${label}, without which OIC does not deactivate it (${CANCELLED}${ifReplaced(planning, id)})`,
          rest.stopSchedule(key, project),
        ),
      )
    }
    deactivations.push(
      step(
        planning,
        'deactivate',
        id,
        `deactivate ${label} (pending requests are lost${ifReplaced(planning, id)})`,
        rest.deactivate(key, project),
      ),
    )
  }
  for (const { id, version, key, project, scheduled } of displaced(planning, activation)) {
    if (scheduled !== true) continue
    const label = `${labelOf(planning, id).replace(/ [^ ]*$/, '')} ${version}`
    const text = `stop the schedule of ${label}, which the activation of ${labelOf(planning, id)} deactivates (${CANCELLED})`
    stops.push(step(planning, 'stop', id, text, rest.stopSchedule(key, project)))
  }
  const [first] = unsure
  if (first !== undefined) {
    const names = unsure.map((id) => labelOf(planning, id)).join(', ')
    const each = unsure.length === 1 ? 'is' : 'are'
    const all = unsure.every((id) => ifReplaced(planning, id) !== '')
    const text = `see whether ${names} ${each} active there; stop the schedule of what is (runs under way are cancelled) and deactivate it (pending requests are lost${all ? ifReplaced(planning, first) : ''})`
    deactivations.push(step(planning, 'deactivate', first, text))
  }
  return [...stops, ...deactivations]
}

/** Whether an integration comes in an archive of its own by a call that fails where it is there. */
function isAdded({ integrations, decisions }: Planning, id: string): boolean {
  const archive = integrations.get(id)?.archive
  return archive?.kind === 'integration' && decisions.get(archive)?.call === 'add'
}

/** An import of a project that is there may leave what is in it as it is. */
function ifReplaced({ integrations }: Planning, id: string): string {
  return integrations.get(id)?.archive.kind === 'project' ? '; needed only if the import replaces it' : ''
}

/** Integrations that the import overwrites, or may, children before their callers. */
export function touched(planning: Planning) {
  return callOrder(planning).flatMap((id) => {
    const held = planning.integrations.get(id)
    const action = planning.actions.get(id)?.action
    if (held === undefined || !isImported(planning, held.archive) || action === 'create' || action === 'skip') return []
    const { integration } = held
    const found = planning.target.integration(integration.code, integration.version, integration.project)
    if (found.state === 'missing') return []
    return [{ id, integration, there: found.state === 'there' ? found.item : null }]
  })
}

/** Active versions that an activation deactivates, because they are of the same major version, and that the import leaves. */
export function displaced(planning: Planning, { activationOrder }: Activation) {
  const overwritten = new Set(touched(planning).map(({ there }) => there))
  return activationOrder.flatMap((id) => {
    const integration = planning.integrations.get(id)?.integration
    if (integration === undefined) return []
    const { code, version, project } = integration
    return planning.target
      .sameMajor(code, version, project)
      .filter((item) => isActive(item) && !overwritten.has(item))
      .map((item) => ({
        id,
        version: item.version,
        // Whoever wrote the inventory may have written it short; OIC's own calls do not.
        key: versioned(code, fullVersion(item.version)),
        project,
        scheduled: item.scheduled,
      }))
  })
}
