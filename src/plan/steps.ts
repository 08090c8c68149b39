import { compareText } from '../base/version.js'
import { versioned } from '../model/ids.js'
import { incompleteness } from '../model/incomplete.js'
import { otherAssetNames } from '../model/other-assets.js'
import type { Archive, Integration, Library } from '../model/types.js'
import type { Activation } from './activation.js'
import { backups, beforehand, stopsAndDeactivations } from './before-steps.js'
import { librariesText, libraryUsers, mayHaveMoreUsers, replacedLibraries } from './library-users.js'
import { isJar, isNamedByFile } from './lone-library.js'
import { labelOf, labelsOf, type Planning, wantedUsers } from './planning.js'
import { rest } from './rest.js'
import { ROBOTS } from './robots.js'
import { importedArchives, keyOf, mainArtifact, step } from './step.js'
import type { ConfigurationNeeds, PlannedAction, PlanStep, RestCall } from './types.js'

/** Everything to do, in the order of doing. */
export function planSteps(planning: Planning, activation: Activation): PlanStep[] {
  const actions = [...planning.actions.values()]
  return [
    ...beforehand(planning, actions),
    ...backups(planning),
    ...stopsAndDeactivations(planning, activation),
    ...imports(planning),
    ...configurations(planning, actions, activation),
    ...activations(planning, activation),
    ...activationsAgain(planning, activation),
    ...starts(planning, activation),
  ]
}

function imports(planning: Planning): PlanStep[] {
  return importedArchives(planning).map(({ archive, decision }) => {
    const id = mainArtifact(archive)
    const call = importCall(archive, decision.call)
    const how = call === null ? byHandText(archive) : `: ${call.method} ${call.path}`
    return step(planning, 'import', id, `${archive.file}${how}`, call)
  })
}

/** How an archive is imported that no documented call takes. */
function byHandText({ kind, zipped }: Archive): string {
  if (kind !== 'library') return ''
  const packed = zipped ? '' : ', packed as a zip,'
  return `${packed} in the console, which takes a zip with metadata; the documented call takes a jar alone`
}

/** The call that imports an archive; null where none would. */
export function importCall(archive: Archive, how: 'add' | 'replace' | null): RestCall | null {
  if (how === null) return null
  const upload = { archive: archive.file }
  const [library] = archive.libraries
  switch (archive.kind) {
    case 'integration':
      return how === 'add' ? rest.addIntegration(upload) : rest.replaceIntegration(upload)
    case 'package':
      return how === 'add' ? rest.addPackage(upload) : rest.replacePackage(upload)
    case 'project':
      return rest.addProject(upload)
    case 'lookup':
      return how === 'add' ? rest.addLookup(upload) : rest.replaceLookup(upload)
    case 'library':
      if (library === undefined || !isJar(archive)) return null
      return how === 'add' ? rest.addLibrary(library, upload) : rest.replaceLibrary(libraryKey(library), upload)
  }
}

function libraryKey({ code, version }: Library): string {
  return versioned(code, version)
}

/** Credentials, addresses and values never travel: they are entered by hand. */
function configurations(
  planning: Planning,
  actions: readonly PlannedAction[],
  { activationOrder }: Activation,
): PlanStep[] {
  const steps: PlanStep[] = []
  for (const { artifact, kind, action, label, needs } of actions) {
    if (kind !== 'connection' || needs === undefined || action === 'keep' || action === 'skip') continue
    // What nothing uses can wait.
    if (wantedUsers(planning, artifact, ['uses-connection', 'refers-to']).length === 0) continue
    const state = action === 'create' ? ' (new)' : action === 'blocked' ? ' (there, not configured)' : ' (if it is new)'
    const text = `${label}${state}: ${needsText(needs)}${action === 'create' ? '' : againText(planning, artifact)}`
    steps.push(step(planning, 'configure', artifact, text))
  }
  for (const { archive } of importedArchives(planning)) {
    for (const { kind, words, names } of archive.project === null ? [] : otherAssetNames(archive.project)) {
      const said = ROBOTS.get(kind)
      if (said === undefined) continue
      const text = `${words} ${names.join(', ')}: see in the console that they came in, and ${said}`
      steps.push(step(planning, 'configure', mainArtifact(archive), text))
    }
  }
  for (const { archive, decision } of importedArchives(planning)) {
    const [library] = archive.libraries
    if (archive.kind !== 'library' || library === undefined || !isNamedByFile(archive)) continue
    if (decision.call !== 'add') continue
    const state = decision.action === 'create' ? '' : ' (if it is new)'
    const todo = 'see its functions and set the types of their inputs and outputs, which no jar says'
    steps.push(step(planning, 'configure', library.id, `the library ${labelOf(planning, library.id)}${state}: ${todo}`))
  }
  for (const id of activationOrder) {
    const integration = planning.integrations.get(id)?.integration
    const names = integration === undefined ? [] : integrationProperties(integration)
    if (names.length > 0) {
      const text = `${labelOf(planning, id)}: values of its integration properties ${names.join(', ')}`
      steps.push(step(planning, 'configure', id, text))
    }
  }
  return steps
}

/** What is active over a connection that takes its settings from this one has the old ones until it is activated again. */
function againText(planning: Planning, artifact: string): string {
  const standing = planning.graph.edgesTo(artifact).filter(({ kind }) => kind === 'refers-to')
  if (standing.length === 0) return ''
  const ids = standing.map(({ from }) => from).sort(compareText)
  const takes = ids.length === 1 ? 'takes its settings' : 'take their settings'
  return `; then activate again what was active there and uses ${labelsOf(planning, ids)}, which ${takes} from it`
}

function needsText({ properties, credentials, certificates, agentGroup }: ConfigurationNeeds): string {
  const parts = [...properties, ...credentials]
  if (certificates.length > 0) parts.push(`certificate ${certificates.join(', ')}`)
  if (agentGroup !== null) parts.push(`agent group ${agentGroup}`)
  return parts.length === 0 ? 'nothing to enter: test it and save it' : parts.join(', ')
}

/** Names of the properties whose values each environment sets for itself. */
function integrationProperties({ actions }: Integration): string[] {
  return actions
    .filter(({ type }) => type === 'integrationProperties')
    .flatMap(({ expressions }) => expressions.map(({ role }) => role))
    .filter((name) => name !== '')
}

function activations(planning: Planning, { activationWaves }: Activation): PlanStep[] {
  const steps = activationWaves.flatMap((wave, at) =>
    wave.flatMap((id) => {
      const integration = planning.integrations.get(id)?.integration
      if (integration === undefined) return []
      const call = rest.activate(keyOf(integration), integration.project)
      return [step(planning, 'activate', id, labelOf(planning, id), call, at + 1)]
    }),
  )
  for (const { archive } of importedArchives(planning)) {
    // A draft is a risk: it cannot be activated.
    for (const { id } of archive.agents.filter((agent) => incompleteness(agent) === null)) {
      const text = `the AI agent ${labelOf(planning, id)}, in the console: no documented call activates one`
      steps.push(step(planning, 'activate', id, text))
    }
  }
  return steps
}

/** By hand, after all else: in what order what runs in the target is activated again, no archive tells. */
function activationsAgain(planning: Planning, activation: Activation): PlanStep[] {
  const replaced = replacedLibraries(planning)
  const [first] = replaced
  if (first === undefined) return []
  const whichAre = (libraries: readonly Library[]) =>
    `${librariesText(planning, libraries)}, which ${libraries.length === 1 ? 'is' : 'are'} replaced`
  const steps = libraryUsers(planning, activation).map(({ id, libraries, text }) =>
    step(planning, 'activate', id, text(whichAre(libraries))),
  )
  if (!mayHaveMoreUsers(planning, activation)) return steps
  const what = `again whatever ${steps.length === 0 ? '' : 'else '}is active there and uses ${whichAre(replaced)}`
  const why = 'the inventory does not tell of all integrations what they use'
  return [...steps, step(planning, 'activate', first.id, `${what}: ${why}`)]
}

function starts(planning: Planning, { activationOrder }: Activation): PlanStep[] {
  return activationOrder.flatMap((id) => {
    const integration = planning.integrations.get(id)?.integration
    if (integration?.style !== 'scheduled') return []
    const found = planning.target.integration(integration.code, integration.version, integration.project)
    const isThere = found.state === 'there' && found.item.scheduled === true
    const label = labelOf(planning, id)
    // Nobody asked for what only comes along: it starts where it ran.
    if (planning.again.has(id) && !isThere) {
      if (found.state !== 'there' || found.item.scheduled === false) return []
      return [step(planning, 'start', id, `${label}: start its schedule where it ran before, which is not known`)]
    }
    if (integration.dependencies.schedules.length === 0 && !isThere) {
      return [step(planning, 'start', id, `${label}: define a schedule and start it; the archive has none`)]
    }
    const past = isPast(planning, integration) ? '; its only date is past: give it another first' : ''
    const text = `start the schedule of ${label}, as a user whose account stays${past}`
    return [step(planning, 'start', id, text, rest.startSchedule(keyOf(integration), integration.project))]
  })
}

function isPast(planning: Planning, integration: Integration): boolean {
  const { at } = planning
  const names = new Set(integration.dependencies.schedules)
  const schedules = planning.archives
    .flatMap((archive) => archive.schedules)
    .filter((schedule) => names.has(schedule.name) && schedule.project === integration.project)
  return (
    at !== null &&
    schedules.length > 0 &&
    schedules.every(
      // A day's grace: the dates are in a time zone of their own.
      ({ recurrence }) =>
        recurrence.kind === 'once' &&
        recurrence.dates.every((date) => Date.parse(`${date.slice(0, 10)}T23:59:59Z`) + 86_400_000 < at),
    )
  )
}
