import type { LookupRow } from '../formats/types.js'
import type { Archive, Connection, Endpoint, Flow, Library, Lookup } from '../model/types.js'

/**
 * What the reports of `inspect` say of an archive, and nothing else: names, numbers, what is odd. The flows, rows, scripts
 * and the bytes of files are gone, so that the memory of a run over many archives does not grow with what they hold.
 */
export function inspectOutline(archive: Archive): Archive {
  return {
    ...archive,
    integrations: archive.integrations.map(ofFlow),
    agents: archive.agents.map(ofFlow),
    connections: archive.connections.map(ofConnection),
    lookups: archive.lookups.map(ofLookup),
    libraries: archive.libraries.map(ofLibrary),
    tools: archive.tools.map((tool) => ({ ...tool, content: null })),
    patterns: archive.patterns.map((pattern) => ({ ...pattern, content: null })),
    promptTemplates: archive.promptTemplates.map((template) => ({ ...template, content: null })),
    entries: archive.entries.map(({ path, role, size, bytes }) => ({ path, role, size, zip: null, bytes })),
    containers: [],
  }
}

function ofFlow<T extends Flow>(flow: T): T {
  return {
    ...flow,
    endpoints: flow.endpoints.map(ofEndpoint),
    actions: [],
    leftovers: [],
    steps: [],
    wires: [],
    messages: [],
    unknownElements: [],
  }
}

function ofEndpoint(endpoint: Endpoint): Endpoint {
  return { ...endpoint, configuration: null, eventTypes: [], resources: [], properties: {}, propertiesAt: {} }
}

function ofConnection(connection: Connection): Connection {
  return { ...connection, audit: [] }
}

/** Rows are counted. */
function ofLookup(lookup: Lookup): Lookup {
  return { ...lookup, rows: lookup.rows.map(() => NO_CELLS) }
}

const NO_CELLS: LookupRow = { cells: [], entry: '', line: 0, column: 0 }

/** Scripts are counted. */
function ofLibrary(library: Library): Library {
  return { ...library, scripts: library.scripts.map(({ path, file }) => ({ path, file, text: '' })) }
}
