import type { Agent, Archive, Flow, Integration } from '../model/types.js'
import { jsonText } from './json-text.js'
import type { Inspection } from './types.js'

/** The JSON of `inspect`, by the public contract; see docs/json.md. */
export function inspectJson({ archives, failed }: Inspection): string {
  return jsonText({ formatVersion: 1, archives: archives.map(archiveJson), failed })
}

function archiveJson(archive: Archive) {
  return {
    file: archive.file,
    kind: archive.kind,
    generation: archive.generation,
    oicVersion: archive.oicVersion,
    zipped: archive.zipped,
    package: archive.package?.name ?? null,
    project:
      archive.project === null
        ? null
        : {
            code: archive.project.code,
            name: archive.project.name,
            revision: archive.project.revision,
            otherAssets: archive.project.otherAssets.map(({ kind, id, name }) => ({ kind, id, name })),
          },
    integrations: archive.integrations.map(integrationJson),
    connections: archive.connections.map(
      ({
        code,
        name,
        adapterType,
        role,
        securityPolicy,
        status,
        agentGroup,
        remote,
        properties,
        certificates,
        attachments,
      }) => ({
        code,
        name,
        adapterType,
        role,
        securityPolicy,
        status,
        agentGroup,
        remote,
        placeholders: properties.filter(({ placeholder }) => placeholder).map((property) => property.name),
        certificates: certificates.map(({ alias }) => alias),
        attachments: attachments.map((attachment) => ({ property: attachment.property, size: attachment.size })),
      }),
    ),
    lookups: archive.lookups.map(({ name, description, columns, rows }) => ({
      name,
      description,
      columns,
      rowCount: rows.length,
    })),
    libraries: archive.libraries.map(({ code, version, name, functions }) => ({
      code,
      version,
      name,
      functions: functions.map((item) => item.name),
    })),
    schedules: archive.schedules.map(({ name, displayName, timeZone, recurrence }) => ({
      name,
      displayName,
      timeZone,
      recurrence,
    })),
    eventTypes: archive.eventTypes.map(({ code, revision, name, hasPublisher, hasSubscriber }) => ({
      code,
      revision,
      name,
      hasPublisher,
      hasSubscriber,
    })),
    agents: archive.agents.map(agentJson),
    deployments: archive.deployments.map(({ code, name, revision, integrations, agents, others }) => ({
      code,
      name,
      revision,
      integrations,
      agents,
      others,
    })),
    tools: archive.tools.map(({ code, version, name, type, integration }) => ({
      code,
      version,
      name,
      type,
      integration,
    })),
    patterns: archive.patterns.map(({ code, version, name }) => ({ code, version, name })),
    promptTemplates: archive.promptTemplates.map(({ code, version, name }) => ({ code, version, name })),
    b2bArtifacts: archive.b2bArtifacts.map(({ type, code, name, standard, version }) => ({
      type,
      code,
      name,
      standard,
      version,
    })),
    certificates: archive.certificates.map(({ alias, category }) => ({ alias, category })),
    recordings: archive.recordings.map(({ id, paths }) => ({ id, files: paths.length })),
    entries: {
      total: archive.entries.length,
      unrecognised: archive.entries.filter(({ role }) => role === 'unrecognised').map(({ path }) => path),
      junk: archive.entries.filter(({ role }) => role === 'junk').map(({ path }) => path),
    },
    diagnostics: archive.diagnostics.map(({ code, severity, message, entry, line, column }) => ({
      code,
      severity,
      message,
      entry,
      line,
      column,
    })),
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
    id: flow.id,
    code: flow.code,
    version: flow.version,
    name: flow.name,
    description: flow.description,
    status: flow.status,
    project: flow.project,
    generation: flow.generation,
    scope: flow.scope,
    percentComplete: flow.percentComplete,
    businessIdentifiers: flow.businessIdentifiers.map(({ name, primary, xpath }) => ({ name, primary, xpath })),
    actionCounts: sortedCounts(flow.actionCounts),
    endpoints: flow.endpoints.map(({ name, role, connection, adapterType, operation }) => ({
      name,
      role,
      connection,
      adapterType,
      operation,
    })),
    dependencies: { ...dependencies, agentGroups },
  }
}

function sortedCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
