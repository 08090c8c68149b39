import type {
  Action,
  Agent,
  Archive,
  Connection,
  Endpoint,
  Entry,
  Integration,
  Library,
  Lookup,
} from '../model/index.js'
import { gone, goneAttachment } from '../model/plain.js'
import { stepNameOf } from './flows.js'

/** Roles of files that say by being there that connections may be used in ways that are not read. */
const TELLING: ReadonlySet<Entry['role']> = new Set<Entry['role']>(['process-automation', 'rpa'])

/** What the reader found that rules of scope `run` go by. */
const TOLD: ReadonlySet<string> = new Set(['malformed-content', 'bundled-copies-differ'])

/**
 * What the rules of scope `run` and the graph ask of an archive when all of an estate is judged together: identities,
 * references, the names of steps that refer to something, and what travels with the integrations. The flows, the files
 * and their bytes are gone, so that the memory of a run does not grow with the size of the archives. Plain data once
 * `toPlain` has made it so.
 */
export function outlineOf(archive: Archive): Archive {
  const malformed = new Set(
    archive.diagnostics.filter(({ code }) => code === 'malformed-content').map(({ entry }) => entry),
  )
  return {
    ...archive,
    integrations: archive.integrations.map(outlineOfFlow),
    agents: archive.agents.map(outlineOfFlow),
    connections: archive.connections.map(withoutBytes),
    tools: archive.tools.map((tool) => ({ ...tool, content: null })),
    patterns: archive.patterns.map((pattern) => ({ ...pattern, content: null })),
    promptTemplates: archive.promptTemplates.map((template) => ({ ...template, content: null })),
    b2bArtifacts: [],
    recordings: [],
    entries: archive.entries
      .filter(({ path, role }) => malformed.has(path) || TELLING.has(role))
      .map(({ path, role, size }) => ({ path, role, size, zip: null, bytes: gone })),
    containers: [],
    diagnostics: archive.diagnostics.filter(({ code }) => TOLD.has(code)),
  }
}

/** Whether an artifact is an outline's and has lost what it is compared by: what is attached to a connection. */
export function isOutlined(artifact: { readonly kind: string }): boolean {
  return (
    artifact.kind === 'connection' && (artifact as Connection).attachments.some(({ bytes }) => bytes === goneAttachment)
  )
}

/** An artifact as the whole archive has it, where the run goes over outlines. */
export async function wholeOf<T extends Integration | Connection | Lookup | Library>(
  held: { readonly archive: Archive; readonly artifact: T },
  whole: (archive: Archive) => Promise<Archive>,
): Promise<{ readonly archive: Archive; readonly artifact: T }> {
  const archive = await whole(held.archive)
  const all = [...archive.integrations, ...archive.connections, ...archive.lookups, ...archive.libraries]
  // An id names the kind as well.
  const artifact = all.find(({ id }) => id === held.artifact.id) as T | undefined
  return { archive, artifact: artifact ?? held.artifact }
}

function outlineOfFlow<T extends Integration | Agent>(flow: T): T {
  const referring = new Set(flow.references.map(({ at }) => at))
  return {
    ...flow,
    businessIdentifiers: [],
    endpoints: flow.endpoints
      .filter(({ id }) => referring.has(id))
      .map((endpoint) => outlineOfEndpoint(flow, endpoint)),
    actions: flow.actions.filter(({ id }) => referring.has(id)).map((action) => outlineOfAction(flow, action)),
    steps: [],
    wires: [],
    messages: [],
    actionCounts: {},
    recorded: { ...flow.recorded, processorCount: null },
    unknownElements: [],
  }
}

/** The name is the one that the canvas shows, which the steps said. */
function outlineOfEndpoint(flow: Integration | Agent, endpoint: Endpoint): Endpoint {
  const name = stepNameOf(flow, endpoint.id)
  const nothing = {
    description: '',
    configuration: null,
    eventTypes: [],
    resources: [],
    properties: {},
    propertiesAt: {},
  }
  return { ...endpoint, ...nothing, name }
}

/** Likewise. */
function outlineOfAction(flow: Integration | Agent, { id, type, role, location }: Action): Action {
  return {
    id,
    type,
    name: stepNameOf(flow, id),
    description: '',
    role,
    properties: {},
    propertiesAt: {},
    expressions: [],
    mappers: [],
    stitches: [],
    notification: null,
    configuration: null,
    trackingVariables: [],
    resources: [],
    outputs: [],
    location,
  }
}

function withoutBytes(connection: Connection): Connection {
  return {
    ...connection,
    audit: [],
    attachments: connection.attachments.map((attachment) => ({ ...attachment, bytes: goneAttachment })),
  }
}
