import { sameVersion } from '../../base/version.js'
import type { DependencyGraph } from '../../graph/types.js'
import { missingAssets } from '../../model/assets.js'
import { flowsOf } from '../../model/flows.js'
import type { Archive, Connection, Library, Lookup } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'

/** A connection, lookup or library that the archive carries and nothing in it uses. */
export const unusedArtifact = defineRule({
  id: 'unused-artifact',
  severity: 'info',
  category: 'references',
  summary: 'An archive carries a connection, lookup or library that nothing in it uses',
  options: noOptions,
  needs: [],
  async *check({ archives, graph, couldNotCheck }) {
    for (const archive of archives) {
      const flows = flowsOf(archive)
      // An archive of parts alone is there for others to use.
      if (flows.length === 0) continue
      const unread = flows.find(({ schemaVersion }) => schemaVersion === '')
      if (unread !== undefined) {
        couldNotCheck(`the flow of ${unread.code} in ${archive.file} could not be read, so what it uses is not known`)
        continue
      }
      const lost = missingAssets(archive.project, archive).find(
        ({ kind }) => kind === 'integrations' || kind === 'ai_agents',
      )
      if (lost !== undefined) {
        couldNotCheck(
          `${archive.file} does not hold ${lost.id}, which its project.yaml lists, so what it uses is not known`,
        )
        continue
      }
      const uses = usesOf(archive)
      const unused = unusedOf(archive, uses)
      if (uses.unread !== null && unused.some(({ kind }) => kind === 'connection')) {
        couldNotCheck(`${uses.unread} of ${archive.file} may use its connections, and are not read`)
      }
      for (const artifact of unused) {
        if (artifact.kind === 'connection' && uses.unread !== null) continue
        // Something in another archive of the run may use it.
        if (isUsedElsewhere(graph, artifact.id)) continue
        const where = archive.kind === 'project' ? 'nothing in the project' : 'no integration in the archive'
        yield {
          ...place(archive, artifact.location),
          message: `The ${artifact.kind} ${nameOf(artifact)} is in the archive, but ${where} uses it: delete it where it is not needed elsewhere.`,
          artifact: artifact.id,
          step: '',
          key: '',
        }
      }
    }
  },
})

type Artifact = Connection | Lookup | Library

function unusedOf(archive: Archive, used: ReturnType<typeof usesOf>): Artifact[] {
  return [
    ...archive.connections.filter(({ code, preseeded }) => !preseeded && !used.connections.has(code)),
    ...archive.lookups.filter(({ name }) => !used.anyLookup && !used.lookups.has(name)),
    ...archive.libraries.filter(
      ({ code, version }) =>
        !used.libraries.some(
          (library) => library.code === code && (library.version === '' || sameVersion(library.version, version)),
        ),
    ),
  ]
}

/** What the flows use by their own words, and by what OIC recorded of them. */
function usesOf(archive: Archive) {
  const flows = flowsOf(archive)
  const recorded = (list: string) => flows.flatMap(({ recorded: facts }) => facts.dependencies?.[list] ?? [])
  const libraries = [
    ...flows.flatMap((flow) => [...flow.dependencies.libraries, ...(flow.recorded.libraries ?? [])]),
    ...recorded('libraries'),
  ]
  return {
    connections: new Set([
      ...flows.flatMap(({ dependencies }) => dependencies.connections),
      ...recorded('connections'),
    ]),
    lookups: new Set([
      ...flows.flatMap((flow) => [...flow.dependencies.lookups, ...(flow.recorded.lookups ?? [])]),
      ...recorded('lookups'),
    ]),
    libraries: libraries.map((id) => {
      const [code = '', version = ''] = id.split('|')
      return { code, version }
    }),
    unread: unreadUsers(archive),
    // A lookup chosen at run time may be any.
    anyLookup: flows.some(({ references }) =>
      references.some((reference) => reference.kind === 'lookup' && reference.name === null),
    ),
  }
}

/** What uses connections too and is not read; null where there is none. */
function unreadUsers({ entries, project, tools }: Archive): string | null {
  if (entries.some(({ role }) => role === 'process-automation')) return 'the processes'
  // A tool that runs no integration calls something by itself.
  if (tools.some(({ integration }) => integration === null)) return 'the tools of the agents'
  const other = project?.otherAssets.find(({ kind }) => !kind.startsWith('rpa'))
  if (other !== undefined) return `the ${other.kind}`
  if (!entries.some(({ role }) => role === 'rpa')) return null
  // OIC writes rpa.zip into every project: its robots, if any, are listed in project.yaml.
  const listed = project?.assets ?? []
  return listed.length === 0 || listed.some(({ kind }) => kind.startsWith('rpa')) ? 'the robots' : null
}

function isUsedElsewhere(graph: DependencyGraph, id: string): boolean {
  return graph.edgesTo(id).some(({ kind }) => kind !== 'contains')
}

function nameOf(artifact: Artifact): string {
  switch (artifact.kind) {
    case 'connection':
      return artifact.code
    case 'lookup':
      return artifact.name
    case 'library':
      return artifact.version === '' ? artifact.code : `${artifact.code} ${artifact.version}`
  }
}
