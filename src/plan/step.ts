import { versioned } from '../model/ids.js'
import type { Archive, Integration } from '../model/types.js'
import { isImported, labelOf, type Planning } from './planning.js'
import type { Phase, PlanStep, RestCall } from './types.js'

/** What the stages of a plan's steps share. */

export function step(
  planning: Planning,
  phase: Phase,
  artifact: string,
  text: string,
  call: RestCall | null = null,
  wave: number | null = null,
): PlanStep {
  return { phase, artifact, label: labelOf(planning, artifact), text, call, wave, undoes: [] }
}

/** Lookups and libraries of their own are plain files: nothing in them is signed. */
export function isLone(kind: Archive['kind']): boolean {
  return kind === 'lookup' || kind === 'library'
}

export interface ImportedArchive {
  readonly archive: Archive
  readonly decision: NonNullable<ReturnType<Planning['decisions']['get']>>
}

/** Archives that are imported, in the order of import. */
export function importedArchives(planning: Planning): ImportedArchive[] {
  const imported = planning.archives.flatMap((archive) => {
    const decision = planning.decisions.get(archive)
    return decision !== undefined && isImported(planning, archive) ? [{ archive, decision }] : []
  })
  // Lookups and libraries of their own come first: what is imported after them finds them there.
  const rank = ({ archive: { kind } }: ImportedArchive) => (kind === 'library' ? 0 : kind === 'lookup' ? 1 : 2)
  return imported.sort((a, b) => rank(a) - rank(b))
}

/** The artifact that an archive is about. */
export function mainArtifact({ project, package: package_, integrations, lookups, libraries }: Archive): string {
  if (project !== null) return `project:${project.code}`
  if (package_ !== null) return `package:${package_.name}`
  return integrations[0]?.id ?? lookups[0]?.id ?? libraries[0]?.id ?? ''
}

export function keyOf(integration: Integration | undefined): string {
  return integration === undefined ? '' : versioned(integration.code, integration.version)
}
