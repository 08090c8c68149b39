import type { Location } from '../base/location.js'
import { compareText, compareVersions, sameVersion, sortedUnique } from '../base/version.js'
import { contentOf } from '../model/content.js'
import { type ArtifactKind, artifactId, isPreseeded, versioned } from '../model/ids.js'
import type { PatternCopy } from '../model/patterns.js'
import type { Archive } from '../model/types.js'
import type { GraphNode, NodeSource } from './types.js'

/** What names an artifact, present or not. */
export interface ArtifactName {
  readonly kind: ArtifactKind
  /** Code, name or alias, without the version. */
  readonly code: string
  /** Version or revision; empty for what has none. */
  readonly version: string
  /** Code of the project; null for what is global. */
  readonly project: string | null
}

/** One archive's copy of an artifact. */
interface Copy extends ArtifactName {
  readonly value: unknown
  /** `scope` of an integration; empty for everything else. */
  readonly scope: string
  readonly location: Location
}

/** An artifact that some archive holds. */
export interface PresentArtifact extends ArtifactName {
  readonly node: GraphNode
  /** True where every copy that says so is private to its project. */
  readonly isPrivate: boolean
}

/** What all archives together hold. */
export interface PresentArtifacts {
  readonly nodes: readonly GraphNode[]
  /** Ids of integrations that a deployment names; sorted. */
  readonly deployed: readonly string[]
  /** The versions of one artifact that are there, newest first. */
  versionsOf(kind: ArtifactKind, code: string, project: string | null): readonly PresentArtifact[]
}

/** Gathers what archives hold: the same artifact in several of them is one. */
export function presentArtifacts(archives: readonly Archive[]): PresentArtifacts {
  const copies = new Map<string, { first: Copy; values: unknown[]; scopes: Set<string>; sources: NodeSource[] }>()
  for (const archive of archives) {
    for (const copy of copiesOf(archive)) {
      const id = idOf(copy)
      const source = { archive: archive.file, entry: copy.location.entry }
      const known = copies.get(id)
      if (known === undefined) {
        copies.set(id, { first: copy, values: [copy.value], scopes: new Set([copy.scope]), sources: [source] })
        continue
      }
      known.values.push(copy.value)
      known.scopes.add(copy.scope)
      known.sources.push(source)
    }
  }
  const families = new Map<string, PresentArtifact[]>()
  for (const { first, values, scopes, sources } of copies.values()) {
    const { kind, code, version, project } = first
    const said = [...scopes].filter((scope) => scope !== '')
    const isPrivate = said.length > 0 && said.every((scope) => scope.toLowerCase() === 'private')
    const differ = whetherDifferent(values)
    const node: GraphNode = {
      ...nodeOf(first),
      present: true,
      sources,
      get copiesDiffer() {
        return differ()
      },
    }
    const family = artifactId(kind, code, project)
    const versions = families.get(family) ?? []
    versions.push({ kind, code, version, project, node, isPrivate })
    families.set(family, versions)
  }
  for (const family of families.values()) family.sort(newestFirst)
  const versionsOf: PresentArtifacts['versionsOf'] = (kind, code, project) =>
    families.get(artifactId(kind, code, project)) ?? []
  return {
    nodes: [...families.values()].flatMap((family) => family.map(({ node }) => node)),
    deployed: deployedOf(archives, versionsOf),
    versionsOf,
  }
}

/** Compares when it is first asked: most who build a graph never ask, and estates hold a connection hundreds of times. */
function whetherDifferent(values: readonly unknown[]): () => boolean {
  let known: boolean | null = values.length > 1 ? null : false
  return () => {
    if (known === null) {
      const first = contentOf(values[0])
      known = values.some((value) => contentOf(value) !== first)
    }
    return known
  }
}

/** The public id. */
export function idOf({ kind, code, version, project }: ArtifactName): string {
  return artifactId(kind, versioned(code, version), project)
}

/**
 * A node for an artifact that no archive holds as such.
 * @param pattern copies of the pattern of AI agents that a child is in truth; null for everything else
 */
export function nodeOf(name: ArtifactName, pattern: readonly PatternCopy[] | null = null): GraphNode {
  const preseeded = name.kind === 'connection' && isPreseeded(name.code)
  return {
    id: idOf(name),
    kind: name.kind,
    label: name.version === '' ? name.code : `${name.code} ${name.version}`,
    present: pattern !== null && pattern.length > 0,
    project: preseeded || name.project === '' ? null : name.project,
    preseeded,
    pattern: pattern !== null,
    sources: pattern ?? [],
    copiesDiffer: false,
  }
}

function newestFirst(a: PresentArtifact, b: PresentArtifact): number {
  return compareVersions(b.version, a.version) || compareText(b.version, a.version)
}

function* copiesOf(archive: Archive): Generator<Copy> {
  const { project, package: pack } = archive
  if (project !== null) {
    // Revision, status and the list of parts change with each export.
    const value = [project.name, project.description, project.type]
    yield copy({ kind: 'project', project: null, location: project.location }, value, project.code)
  }
  if (pack !== null) yield copy({ kind: 'package', project: null, location: pack.location }, pack.name, pack.name)
  for (const kind of ['integrations', 'agents'] as const) {
    for (const flow of archive[kind]) yield copy(flow, flow, flow.code, flow.version, flow.scope)
  }
  for (const library of archive.libraries) yield copy(library, library, library.code, library.version)
  for (const connection of archive.connections) yield copy(connection, connection, connection.code)
  for (const lookup of archive.lookups) yield copy(lookup, lookup, lookup.name)
  for (const schedule of archive.schedules) yield copy(schedule, schedule, schedule.name)
  for (const type of archive.eventTypes) yield copy(type, type, type.code, type.revision)
}

function copy(
  { kind, project, location }: Pick<Copy, 'kind' | 'project' | 'location'>,
  value: unknown,
  code: string,
  version = '',
  scope = '',
): Copy {
  return { kind, code, version, project, scope, location, value }
}

function deployedOf(archives: readonly Archive[], versionsOf: PresentArtifacts['versionsOf']): string[] {
  const named = archives.flatMap(({ deployments, project }) =>
    deployments.flatMap(({ integrations }) =>
      integrations.flatMap((key) => {
        const [code = '', version = ''] = key.split('|')
        const there = versionsOf('integration', code, project?.code ?? null)
        return there.filter((integration) => sameVersion(integration.version, version)).map(({ node }) => node.id)
      }),
    ),
  )
  return sortedUnique(named)
}
