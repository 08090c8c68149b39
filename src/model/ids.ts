import { checkType } from '../base/given.js'

/** The kinds of artifact that have an id. */
export const ARTIFACT_KINDS = [
  'integration',
  'connection',
  'lookup',
  'library',
  'schedule',
  'event-type',
  'certificate',
  'agent-group',
  'agent',
  'package',
  'project',
] as const

export type ArtifactKind = (typeof ARTIFACT_KINDS)[number]

/** OIC's own connections: they exist in every instance, or come with a feature, and are never in a project. */
export function isPreseeded(connection: string): boolean {
  checkType(connection, 'text', 'code')
  return connection.startsWith('PRESEEDED_') || connection === 'APPLICATION_EVENT_CONNECTION'
}

/**
 * The public id of an artifact: `kind:key` for what is global, `kind:PROJECT/key` for what lives in a project.
 * @param key `CODE|VERSION` for what has versions, else the code, name or alias
 * @param project code of the project; null for a global artifact
 */
export function artifactId(kind: ArtifactKind, key: string, project: string | null): string {
  // A project whose project.yaml is lost has no code that could stand in an id.
  const scoped = project !== null && project !== '' && !(kind === 'connection' && isPreseeded(key))
  return scoped ? `${kind}:${project}/${key}` : `${kind}:${key}`
}

/** `CODE|VERSION`, or the code alone where there is no version. */
export function versioned(code: string, version: string): string {
  return version === '' ? code : `${code}|${version}`
}
