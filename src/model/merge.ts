import type { Diagnostic } from '../base/diagnostic.js'
import type { CertificateFile } from '../formats/types.js'
import { contentOf } from './content.js'
import type { Artifact, Artifacts, Entry, Project } from './types.js'

/** What one root gives, before nested ones are merged. */
export interface Part {
  readonly artifacts: Artifacts
  readonly project: Project | null
  readonly entries: readonly Entry[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Lays the parts of a package together: the same artifact bundled in several `.iar`s is one. Copies that differ are
 * reported, since the order of import would decide between them; the first is the archive's, the others stand beside it.
 */
export function mergeArtifacts(parts: readonly Part[]): {
  artifacts: Artifacts
  otherCopies: Artifact[]
  diagnostics: Diagnostic[]
} {
  const diagnostics: Diagnostic[] = []
  const others: (Artifact | CertificateFile)[] = []
  const merge = <T extends Artifact | CertificateFile>(
    lists: readonly (readonly T[])[],
    idOf: (value: T) => string,
  ): T[] => {
    const kept = new Map<string, T>()
    for (const value of lists.flat()) {
      const first = kept.get(idOf(value))
      if (first === undefined) {
        kept.set(idOf(value), value)
      } else if (contentOf(first) !== contentOf(value)) {
        const message = `${idOf(value)} is bundled here with other content than in ${first.location.entry}: which copy an import leaves is undefined.`
        const { entry, line, column } = value.location
        diagnostics.push({ code: 'bundled-copies-differ', severity: 'warning', message, entry, line, column })
        others.push(value)
      }
    }
    return [...kept.values()]
  }
  const all = <K extends keyof Artifacts>(key: K) => parts.map((part) => part.artifacts[key])
  const byId = (value: { readonly id: string }) => value.id
  const byVersion = (value: { readonly kind: string; readonly code: string; readonly version: string }) =>
    `${value.kind}:${value.code}|${value.version}`
  const artifacts: Artifacts = {
    integrations: merge(all('integrations'), byId),
    agents: merge(all('agents'), byId),
    connections: merge(all('connections'), byId),
    lookups: merge(all('lookups'), byId),
    libraries: merge(all('libraries'), byId),
    schedules: merge(all('schedules'), byId),
    eventTypes: merge(all('eventTypes'), byId),
    deployments: merge(all('deployments'), (value) => `deployment:${value.code}`),
    tools: merge(all('tools'), byVersion),
    patterns: merge(all('patterns'), byVersion),
    promptTemplates: merge(all('promptTemplates'), byVersion),
    b2bArtifacts: merge(all('b2bArtifacts'), (value) => `${value.type}:${value.code}|${value.version}`),
    certificates: merge(all('certificates'), (value) => value.alias),
    recordings: all('recordings').flat(),
  }
  return { artifacts, otherCopies: others.filter((one) => 'kind' in one), diagnostics }
}
