import { type Evidence, quote } from '../base/location.js'
import { hideLookingLikeSecrets } from '../literals/hide.js'
import { checkArchiveList } from '../model/archive-list.js'
import { flowsOf } from '../model/flows.js'
import type { ArtifactKind } from '../model/ids.js'
import { Patterns } from '../model/patterns.js'
import type { Archive, Connection, Flow, Reference } from '../model/types.js'
import { createGraph } from './create-graph.js'
import { EdgeCollector } from './edge-collector.js'
import { type ArtifactName, type PresentArtifacts, presentArtifacts } from './present.js'
import { resolveCall, resolveUse } from './resolve.js'
import type { DependencyGraph, EdgeEvidence } from './types.js'

/**
 * The dependency graph of one archive or a whole estate: nodes for artifacts that archives hold and for those that are
 * only referred to, edges with their evidence. The same artifact in several archives is one node.
 *
 * What a flow in a project names is the project's own artifact where the archives hold it, else a global one that they
 * hold, else a missing one of the project. OIC's own connections, certificates and agent groups are never in a project.
 *
 * @throws IarkitError `usage` where it is given no list of archives
 *
 * @example
 * const graph = buildGraph([await readArchive(bytes, { name: 'ORDER_SYNC_01.00.0000.iar' })])
 * graph.dependenciesOf('integration:ORDER_SYNC|01.00.0000', { transitive: true })
 */
export function buildGraph(archives: readonly Archive[]): DependencyGraph {
  checkArchiveList(archives)
  const present = presentArtifacts(archives)
  const collector = new EdgeCollector(present.nodes, new Patterns(archives))
  for (const archive of archives) {
    addContents(collector, archive)
    for (const connection of archive.connections) addConnection(collector, archive, connection)
    for (const flow of flowsOf(archive)) {
      for (const reference of flow.references) addReference(collector, present, archive, flow, reference)
    }
  }
  return createGraph({ ...collector.collected(), deployed: present.deployed })
}

/** What a package or project consists of. */
function addContents(collector: EdgeCollector, archive: Archive): void {
  for (const integration of archive.integrations) {
    const name = archive.package?.name || integration.package
    if (name === '') continue
    const evidence = { ...integration.location, text: quote(name), archive: archive.file, at: '' }
    collector.add({ from: globalName('package', name), to: integration, kind: 'contains', evidence })
  }
  if (archive.project === null) return
  const project = globalName('project', archive.project.code)
  for (const { name, location, text } of projectParts(archive)) {
    const evidence = { ...location, text: quote(text), archive: archive.file, at: '' }
    collector.add({ from: project, to: name, kind: 'contains', evidence })
  }
}

function* projectParts(archive: Archive) {
  for (const flow of [...archive.integrations, ...archive.agents, ...archive.libraries]) {
    yield { name: flow, location: flow.location, text: `${flow.code} ${flow.version}` }
  }
  for (const connection of archive.connections) {
    if (connection.preseeded) continue
    yield { name: { ...connection, version: '' }, location: connection.location, text: connection.code }
  }
  for (const table of [...archive.lookups, ...archive.schedules]) {
    yield { name: { ...table, code: table.name, version: '' }, location: table.location, text: table.name }
  }
  for (const type of archive.eventTypes) {
    yield { name: { ...type, version: type.revision }, location: type.location, text: `${type.code} ${type.revision}` }
  }
}

/** What a connection itself names: the connection that it stands for, certificates, its agent group. */
function addConnection(collector: EdgeCollector, archive: Archive, connection: Connection): void {
  const from = { ...connection, version: '' }
  const evidence = ({ entry, line, column, text }: Evidence): EdgeEvidence => ({
    ...{ entry, line, column, text: quote(text) },
    archive: archive.file,
    at: '',
  })
  if (connection.remote !== null) {
    const { code, project } = connection.remote
    const to: ArtifactName = { kind: 'connection', code, version: '', project }
    const said = evidence({ ...connection.location, text: `${project ?? 'GLOBAL'}/${code}` })
    if (code !== '') collector.add({ from, to, kind: 'refers-to', evidence: said })
  }
  for (const certificate of connection.certificates) {
    const said = evidence({ ...certificate, text: certificate.alias })
    collector.add({ from, to: globalName('certificate', certificate.alias), kind: 'uses-certificate', evidence: said })
  }
  if (connection.agentGroup !== null) {
    const said = evidence({ ...connection.agentGroupAt, text: connection.agentGroup })
    collector.add({
      from,
      to: globalName('agent-group', connection.agentGroup),
      kind: 'uses-agent-group',
      evidence: said,
    })
  }
}

/** Calls are quoted with all of their arguments. */
function quoted(reference: Reference): string {
  const { text } = reference.evidence
  switch (reference.kind) {
    case 'lookup':
      return hideLookingLikeSecrets(text, [reference.name, reference.sourceColumn, reference.targetColumn])
    case 'library':
      return hideLookingLikeSecrets(text)
    default:
      return text
  }
}

function addReference(
  collector: EdgeCollector,
  present: PresentArtifacts,
  archive: Archive,
  flow: Flow & { readonly kind: 'integration' | 'agent' },
  reference: Reference,
): void {
  const { entry, line, column } = reference.evidence
  const evidence: EdgeEvidence = {
    entry,
    line,
    column,
    text: quoted(reference),
    archive: archive.file,
    at: reference.at,
  }
  const { project } = flow
  const use = (kind: ArtifactKind, code: string, version = '') => resolveUse(present, { kind, code, version, project })
  switch (reference.kind) {
    case 'connection': {
      const to = use('connection', reference.code)
      if (reference.code !== '') collector.add({ from: flow, to, kind: 'uses-connection', evidence })
      return
    }
    case 'lookup':
      if (reference.name === null) return
      collector.add({ from: flow, to: use('lookup', reference.name), kind: 'uses-lookup', evidence })
      return
    case 'library': {
      const to = use('library', reference.code, reference.version)
      if (reference.code !== '') collector.add({ from: flow, to, kind: 'uses-library', evidence })
      return
    }
    case 'schedule':
      collector.add({ from: flow, to: use('schedule', reference.name), kind: 'scheduled-by', evidence })
      return
    case 'event-type': {
      const to = use('event-type', reference.code, reference.revision)
      collector.add({ from: flow, to, kind: reference.direction, evidence })
      return
    }
    case 'integration': {
      if (reference.code === null) {
        collector.addOpenCall(flow, evidence)
        return
      }
      const { child, match } = resolveCall(present, flow, { ...reference, code: reference.code })
      collector.add({ from: flow, to: child, kind: 'calls', evidence, dynamic: reference.dynamic, match })
      return
    }
    case 'certificate': {
      const to = globalName('certificate', reference.alias)
      // A connection that names it is in the same archive, and has said so itself.
      if (reference.connection === '') collector.add({ from: flow, to, kind: 'uses-certificate', evidence })
      return
    }
    case 'agent-group': {
      const from = use('connection', reference.connection)
      const to = globalName('agent-group', reference.name)
      // An endpoint's own file may name the group of a connection that is not bundled.
      if (reference.at !== '') collector.add({ from, to, kind: 'uses-agent-group', evidence })
      return
    }
  }
}

function globalName(kind: ArtifactKind, code: string): ArtifactName {
  return { kind, code, version: '', project: null }
}
