import { compareText, fitsVersion, fullVersion } from '../base/version.js'
import { listed } from '../base/words.js'
import { isActive } from '../inventory/active.js'
import type { TargetIntegration } from '../inventory/index.js'
import { artifactId, versioned } from '../model/ids.js'
import type { Library } from '../model/types.js'
import type { Activation } from './activation.js'
import { displaced, touched } from './before-steps.js'
import { labelOf, type Planning } from './planning.js'
import { importedArchives } from './step.js'

/**
 * What is to be activated again once a library is replaced: an active integration keeps the functions that it was activated
 * with, and fails where one has gone or takes other parameters. What the plan activates anyhow is not among it.
 */

/** An integration of the target, with the libraries it uses that are replaced. */
export interface LibraryUser {
  readonly id: string
  readonly libraries: readonly Library[]
  /** What to do: goes on behind `activate`. */
  readonly text: (replaced: string) => string
}

/** Libraries that a file of their own takes the place of, by id. */
export function replacedLibraries(planning: Planning): readonly Library[] {
  const libraries = importedArchives(planning)
    .filter(({ archive, decision }) => archive.kind === 'library' && decision.call === 'replace')
    .flatMap(({ archive }) => archive.libraries.slice(0, 1))
  return [...new Map(libraries.map((library) => [library.id, library])).values()]
}

/** Integrations that are active in the target, or may be, and use a library that is replaced; by id. */
export function libraryUsers(planning: Planning, activation: Activation): readonly LibraryUser[] {
  const replaced = replacedLibraries(planning)
  if (replaced.length === 0) return []
  return runningBesides(planning, activation)
    .flatMap(({ id, item }): LibraryUser[] => {
      const libraries = replaced.filter((library) => isUser(planning, item, library))
      return libraries.length === 0 ? [] : [{ id, libraries, text: userText(planning, id, item) }]
    })
    .sort((a, b) => compareText(a.id, b.id))
}

/** Whether there may be more users than {@link libraryUsers} finds. */
export function mayHaveMoreUsers(planning: Planning, activation: Activation): boolean {
  const { integrations, incomplete = [] } = planning.target.inventory
  if (integrations === undefined || incomplete.some((part) => /^(?:.*\/)?integrations$/.test(part))) return true
  return runningBesides(planning, activation).some(({ item }) => item.libraries === undefined)
}

/** `the library TOOLS 01.00.0000`, `the libraries DATES 01.00.0000 and TOOLS 01.00.0000`. */
export function librariesText(planning: Planning, libraries: readonly Library[]): string {
  const labels = libraries.map(({ id }) => labelOf(planning, id))
  return `the ${labels.length === 1 ? 'library' : 'libraries'} ${listed(labels)}`
}

interface Running {
  readonly id: string
  readonly item: TargetIntegration
}

/** What is active in the target, or may be, and neither activated nor deactivated by the plan. */
function runningBesides(planning: Planning, activation: Activation): readonly Running[] {
  const handled = new Set([
    ...activation.activationOrder,
    ...touched(planning).map(({ id }) => id),
    ...displaced(planning, activation).map(({ key, project }) => artifactId('integration', key, project)),
  ])
  return (planning.target.inventory.integrations ?? [])
    .filter((item) => isActive(item) !== false)
    .map((item) => ({ id: integrationId(item), item }))
    .filter(({ id }) => !handled.has(id))
}

function integrationId({ code, version, project }: TargetIntegration): string {
  return artifactId('integration', versioned(code, fullVersion(version)), project)
}

/** A flow of a project takes the project's own library before a global one. */
function isUser(
  planning: Planning,
  { libraries = [], project }: TargetIntegration,
  { code, version }: Library,
): boolean {
  const isNamed = libraries.some((key) => {
    const [itsCode, itsVersion = ''] = key.split('|')
    return itsCode === code && fitsVersion(itsVersion, version)
  })
  return isNamed && (project === null || planning.target.library(code, version, project).state !== 'there')
}

function userText(planning: Planning, id: string, item: TargetIntegration): LibraryUser['text'] {
  const label = labelOf(planning, id)
  const first =
    item.scheduled === true
      ? 'stop its schedule (runs under way are cancelled) and deactivate it first, and start the schedule after'
      : 'deactivate it first'
  const who = isActive(item) === null ? `${label} where it is active, as it uses` : `${label}, which uses`
  return (replaced) => `again ${who} ${replaced}: ${first}`
}
