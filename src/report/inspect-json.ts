import { checkGiven } from '../base/given.js'
import type { Agent, Archive, Connection, Entry, Flow, Integration, Project } from '../model/types.js'
import { jsonText } from './json-text.js'
import type { Inspection } from './types.js'

/** The JSON of `inspect`, by the public contract; see docs/json.md. */
export function inspectJson(inspection: Inspection): string {
  checkGiven(inspection, 'inspection')
  const { archives, failed } = inspection
  return jsonText({ formatVersion: 1, archives: archives.map(archiveJson), failed })
}

function archiveJson(archive: Archive) {
  const { entries, project } = archive
  const pathsOf = (role: Entry['role']) => entries.filter((entry) => entry.role === role).map(({ path }) => path)
  return {
    ...fields(archive, 'file', 'kind', 'generation', 'oicVersion', 'zipped'),
    package: archive.package?.name ?? null,
    project: project === null ? null : projectJson(project),
    integrations: archive.integrations.map(integrationJson),
    connections: archive.connections.map(connectionJson),
    lookups: archive.lookups.map((lookup) => ({
      ...fields(lookup, 'name', 'description', 'columns'),
      rowCount: lookup.rows.length,
    })),
    libraries: archive.libraries.map((library) => ({
      ...fields(library, 'code', 'version', 'name'),
      functions: library.functions.map(({ name }) => name),
    })),
    schedules: archive.schedules.map((each) => fields(each, 'name', 'displayName', 'timeZone', 'recurrence')),
    eventTypes: archive.eventTypes.map((each) =>
      fields(each, 'code', 'revision', 'name', 'hasPublisher', 'hasSubscriber'),
    ),
    agents: archive.agents.map(agentJson),
    deployments: archive.deployments.map((each) =>
      fields(each, 'code', 'name', 'revision', 'integrations', 'agents', 'others'),
    ),
    tools: archive.tools.map((each) => fields(each, 'code', 'version', 'name', 'type', 'integration')),
    patterns: archive.patterns.map((each) => fields(each, 'code', 'version', 'name')),
    promptTemplates: archive.promptTemplates.map((each) => fields(each, 'code', 'version', 'name')),
    b2bArtifacts: archive.b2bArtifacts.map((each) => fields(each, 'type', 'code', 'name', 'standard', 'version')),
    certificates: archive.certificates.map((each) => fields(each, 'alias', 'category')),
    recordings: archive.recordings.map(({ id, paths }) => ({ id, files: paths.length })),
    entries: { total: entries.length, unrecognised: pathsOf('unrecognised'), junk: pathsOf('junk') },
    diagnostics: archive.diagnostics.map((each) =>
      fields(each, 'code', 'severity', 'message', 'entry', 'line', 'column'),
    ),
  }
}

function projectJson(project: Project) {
  return {
    ...fields(project, 'code', 'name', 'revision'),
    otherAssets: project.otherAssets.map((each) => fields(each, 'kind', 'id', 'name')),
  }
}

function connectionJson(connection: Connection) {
  const { properties, certificates, attachments } = connection
  return {
    ...fields(connection, 'code', 'name', 'adapterType', 'role', 'securityPolicy', 'status', 'agentGroup', 'remote'),
    placeholders: properties.filter(({ placeholder }) => placeholder).map(({ name }) => name),
    certificates: certificates.map(({ alias }) => alias),
    attachments: attachments.map((each) => fields(each, 'property', 'size')),
  }
}

function integrationJson(integration: Integration) {
  const { id: _, ...flow } = flowJson(integration)
  return {
    id: `${integration.code}|${integration.version}`,
    ...flow,
    style: integration.style,
    package: integration.package || null,
  }
}

function agentJson(agent: Agent) {
  return { ...flowJson(agent), id: `${agent.code}|${agent.version}` }
}

function flowJson(flow: Flow) {
  const { agentGroups, ...dependencies } = flow.dependencies
  return {
    ...fields(flow, 'id', 'code', 'version', 'name', 'description', 'status', 'project', 'generation', 'scope'),
    percentComplete: flow.percentComplete,
    businessIdentifiers: flow.businessIdentifiers.map((each) => fields(each, 'name', 'primary', 'xpath')),
    actionCounts: sortedCounts(flow.actionCounts),
    endpoints: flow.endpoints.map((each) => fields(each, 'name', 'role', 'connection', 'adapterType', 'operation')),
    dependencies: { ...dependencies, agentGroups },
  }
}

function sortedCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Some fields of a value, in this order. */
function fields<T, Name extends keyof T>(value: T, ...names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<T, Name>
}
