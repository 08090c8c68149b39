import { isActive } from '../inventory/active.js'
import { type ArtifactKind, versioned } from '../model/ids.js'
import type { Archive, Integration, Library } from '../model/types.js'
import type { Activation } from './activation.js'
import { displaced, touched } from './before-steps.js'
import { callOrder } from './call-order.js'
import { librariesText, libraryUsers, mayHaveMoreUsers, replacedLibraries } from './library-users.js'
import { outsidersOf } from './outsiders.js'
import { isImported, labelOf, type Planning } from './planning.js'
import { fileNameFor, rest } from './rest.js'
import type { Phase, PlanStep, RestCall } from './types.js'

/**
 * The way back: what was activated is deactivated, what was exported is put back, what was new is deleted, and what ran
 * before runs again. Each step names the steps that it takes back.
 */
export function planUndo(planning: Planning, activation: Activation, steps: readonly PlanStep[]): PlanStep[] {
  const way: WayBack = { planning, activation, steps, ...placesOf(steps) }
  return [...deactivations(way), ...restores(way), ...removals(way), ...reactivations(way), ...activationsAgain(way)]
}

interface WayBack {
  readonly planning: Planning
  readonly activation: Activation
  readonly steps: readonly PlanStep[]
  /** 1-based places of steps by phase and artifact. */
  readonly byArtifact: ReadonlyMap<string, readonly number[]>
  /** 1-based places of the imports by archive. */
  readonly byFile: ReadonlyMap<string, readonly number[]>
}

function placesOf(steps: readonly PlanStep[]): Pick<WayBack, 'byArtifact' | 'byFile'> {
  const byArtifact = new Map<string, number[]>()
  const byFile = new Map<string, number[]>()
  const put = (map: Map<string, number[]>, key: string, at: number) => {
    const known = map.get(key)
    if (known === undefined) map.set(key, [at])
    else known.push(at)
  }
  for (const [index, { phase, artifact, call }] of steps.entries()) {
    put(byArtifact, `${phase} ${artifact}`, index + 1)
    const upload = phase === 'import' ? (call?.upload ?? null) : null
    if (upload !== null && 'archive' in upload) put(byFile, upload.archive, index + 1)
  }
  return { byArtifact, byFile }
}

function step(
  { planning }: WayBack,
  phase: Phase,
  artifact: string,
  text: string,
  call: RestCall | null,
  undoes: readonly number[],
): PlanStep {
  return { phase, artifact, label: labelOf(planning, artifact), text, call, wave: null, undoes }
}

/** Places of the steps of a phase that are about an artifact. */
function stepsOf({ byArtifact }: WayBack, phase: Phase, artifact: string): readonly number[] {
  return byArtifact.get(`${phase} ${artifact}`) ?? []
}

/** Places of the imports of archives that hold an artifact. */
function importsOf(way: WayBack, artifact: string): readonly number[] {
  const files = new Set(way.planning.graph.node(artifact)?.sources.map(({ archive }) => archive))
  const places = [...files].flatMap((file) => way.byFile.get(file) ?? [])
  // What is imported by hand sends no file: it is known by what it is about.
  return [...new Set([...places, ...stepsOf(way, 'import', artifact)])].sort((a, b) => a - b)
}

/** Callers before the children that they call. */
function deactivations(way: WayBack): PlanStep[] {
  const { planning, activation } = way
  const stops: PlanStep[] = []
  const steps: PlanStep[] = way.steps
    .filter(({ phase, artifact }) => phase === 'activate' && artifact.startsWith('agent:'))
    .map(({ artifact, label }) => {
      const text = `in the console, deactivate the AI agent ${label}`
      return step(way, 'deactivate', artifact, text, null, stepsOf(way, 'activate', artifact))
    })
  for (const id of [...activation.activationOrder].reverse()) {
    const integration = planning.integrations.get(id)?.integration
    if (integration === undefined) continue
    const { code, version, project, style } = integration
    const key = versioned(code, version)
    const label = labelOf(planning, id)
    const started = stepsOf(way, 'start', id)
    if (style === 'scheduled' && started.length > 0) {
      stops.push(step(way, 'stop', id, `stop the schedule of ${label}`, rest.stopSchedule(key, project), started))
    }
    const activated = stepsOf(way, 'activate', id)
    steps.push(step(way, 'deactivate', id, `deactivate ${label}`, rest.deactivate(key, project), activated))
  }
  return [...stops, ...steps]
}

const IF_CHANGED = ' (if the import changed it)'

/** Puts back what was exported before. */
function restores(way: WayBack): PlanStep[] {
  const { planning } = way
  const steps: PlanStep[] = []
  const add = (id: string, what: string, call: RestCall | null) => {
    steps.push(step(way, 'import', id, what, call, importsOf(way, id)))
  }
  const addIntegration = ({ id, code, version }: Integration, ifChanged: string) => {
    const saved = fileNameFor(versioned(code, version), 'iar')
    add(id, `put back ${labelOf(planning, id)}${ifChanged}`, rest.replaceIntegration({ saved }))
  }
  for (const archive of planning.archives.filter((candidate) => isImported(planning, candidate))) {
    const decision = planning.decisions.get(archive)
    if (archive.project !== null && decision?.action !== 'create') {
      const id = `project:${archive.project.code}`
      const isThere = planning.target.find('projects', archive.project.code, null).state === 'there'
      const ifNew = isThere ? '' : 'delete it if it was not there, else '
      const text = `the project ${labelOf(planning, id)}: ${ifNew}an import of its export may merge or be refused. To be rid of all that came in, deactivate what runs in it, delete the project, import the export, configure its connections anew, and activate again what ran`
      steps.push(step(way, 'import', id, text, null, stepsOf(way, 'import', id)))
    } else if (archive.package !== null) {
      const isThere = decision?.call === 'replace'
      if (isThere) {
        const id = `package:${archive.package.name}`
        const call = rest.replacePackage({ saved: fileNameFor(archive.package.name, 'par') })
        steps.push(
          step(way, 'import', id, `put back the package ${labelOf(planning, id)}`, call, stepsOf(way, 'import', id)),
        )
      }
      for (const integration of outsidersOf(planning, archive, isThere)) addIntegration(integration, IF_CHANGED)
    } else if (archive.kind === 'integration' && decision?.call === 'replace') {
      for (const integration of archive.integrations) addIntegration(integration, '')
    }
  }
  for (const { phase, artifact, label } of way.steps) {
    if (phase !== 'backup') continue
    const key = artifact.slice(artifact.indexOf(':') + 1)
    const ifChanged = planning.actions.get(artifact)?.action === 'replace' ? '' : IF_CHANGED
    if (artifact.startsWith('lookup:')) {
      add(artifact, `put back the lookup ${label}${ifChanged}`, rest.replaceLookup({ saved: fileNameFor(key, 'csv') }))
    } else if (artifact.startsWith('library:')) {
      const call = rest.replaceLibrary(key, { saved: fileNameFor(key, 'jar') })
      add(artifact, `put back the library ${label}${ifChanged}`, call)
    }
  }
  return steps
}

/** How each kind is deleted; integrations first, then what they used. */
const REMOVE: ReadonlyMap<ArtifactKind, (key: string) => RestCall> = new Map([
  ['project', rest.removeProject],
  ['integration', (key: string) => rest.removeIntegration(key, null)],
  ['connection', rest.removeConnection],
  ['lookup', rest.removeLookup],
  ['library', rest.removeLibrary],
])

/** What was new is deleted. A new project goes as a whole; what a merge brought in goes with the project's own way back. */
function removals(way: WayBack): PlanStep[] {
  const { planning } = way
  const unseen = addedUnseen(planning)
  return [...REMOVE].flatMap(([wanted, remove]) =>
    [...planning.actions.values()].flatMap(({ artifact, kind, label, action }) => {
      const node = planning.graph.node(artifact)
      if (kind !== wanted || node === null || !node.present) return []
      if (node.project !== null && kind !== 'project') return []
      if (action !== 'create' && !unseen.has(artifact)) return []
      const call = remove(artifact.slice(artifact.indexOf(':') + 1))
      const brought = kind === 'project' ? stepsOf(way, 'import', artifact) : importsOf(way, artifact)
      return [step(way, 'import', artifact, `delete the ${kind} ${label}`, call, brought)]
    }),
  )
}

/** Artifacts of which nobody knew whether they were there: where adding them succeeds, they were not. */
function addedUnseen({ archives, decisions }: Planning): ReadonlySet<string> {
  const unseen = archives.filter((archive) => {
    const decision = decisions.get(archive)
    return decision?.action === 'unknown' && decision.call === 'add'
  })
  const main = ({ kind, integrations, lookups, libraries }: Archive) =>
    kind === 'integration' ? integrations : kind === 'lookup' ? lookups : kind === 'library' ? libraries : []
  return new Set(unseen.flatMap((archive) => main(archive).map(({ id }) => id)))
}

/** What ran before runs again: children first, whatever took its place. */
function reactivations(way: WayBack): PlanStep[] {
  const { planning, activation } = way
  const overwritten = touched(planning).flatMap(({ id, integration, there }) => {
    if (there === null || !isActive(there)) return []
    const { code, version, project } = integration
    const ran = { label: labelOf(planning, id), key: versioned(code, version), project, scheduled: there.scheduled }
    return [{ id, ...ran, undoes: stepsOf(way, 'deactivate', id) }]
  })
  const others = displaced(planning, activation).map(({ id, version, key, project, scheduled }) => {
    const label = `${labelOf(planning, id).replace(/ [^ ]*$/, '')} ${version}`
    return { id, label, key, project, scheduled, undoes: stepsOf(way, 'activate', id) }
  })
  const places = new Map(callOrder(planning).map((id, at) => [id, at]))
  const place = (id: string) => places.get(id) ?? places.size
  const all = [...overwritten, ...others].sort((a, b) => place(a.id) - place(b.id))
  const activations = all.map(({ id, label, key, project, undoes }) =>
    step(way, 'activate', id, `activate ${label}`, rest.activate(key, project), undoes),
  )
  const starts = all
    .filter(({ scheduled }) => scheduled === true)
    .map(({ id, label, key, project, undoes }) =>
      step(way, 'start', id, `start the schedule of ${label}`, rest.startSchedule(key, project), undoes),
    )
  return [...activations, ...starts]
}

/** What uses a library that is put back has the functions of the other one until it is activated again. */
function activationsAgain(way: WayBack): PlanStep[] {
  const { planning, activation } = way
  const replaced = replacedLibraries(planning)
  const [first] = replaced
  if (first === undefined) return []
  const imports = (libraries: readonly Library[]) => libraries.flatMap(({ id }) => importsOf(way, id))
  const steps = libraryUsers(planning, activation).map(({ id, libraries, text }) => {
    const what = `activate ${text(librariesText(planning, libraries))}`
    return step(way, 'activate', id, what, null, imports(libraries))
  })
  if (!mayHaveMoreUsers(planning, activation)) return steps
  const more = steps.length === 0 ? '' : 'else '
  const what = `activate again whatever ${more}is active there and uses ${librariesText(planning, replaced)}`
  return [...steps, step(way, 'activate', first.id, what, null, imports(replaced))]
}
