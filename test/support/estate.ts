import { artifactId, isPreseeded, versioned } from '../../src/model/ids.js'
import type {
  Archive,
  Artifacts,
  Connection,
  Deployment,
  Integration,
  IntegrationReference,
  Library,
  Lookup,
  Reference,
} from '../../src/model/types.js'

/** Where everything of a made-up estate stands. */
const HERE = { entry: 'made-up', line: 1, column: 1 }
const SAID = { ...HERE, text: 'made up' }

/** An archive with what a test names and nothing else; artifacts get the project that is given. */
export function archive(
  file: string,
  parts: Partial<Omit<Artifacts, 'kind'>> = {},
  project: string | null = null,
): Archive {
  return {
    file,
    kind: project === null ? 'integration' : 'project',
    generation: 'gen3',
    oicVersion: '',
    zipped: true,
    project:
      project === null
        ? null
        : {
            code: project,
            name: project,
            description: '',
            type: '',
            status: '',
            revision: null,
            assets: [],
            otherAssets: [],
            location: HERE,
          },
    package: null,
    entries: [],
    diagnostics: [],
    containers: [],
    integrations: [],
    agents: [],
    connections: [],
    lookups: [],
    libraries: [],
    schedules: [],
    eventTypes: [],
    deployments: [],
    tools: [],
    patterns: [],
    promptTemplates: [],
    b2bArtifacts: [],
    certificates: [],
    recordings: [],
    ...parts,
  }
}

/** An integration that refers to what a test names. `key` is `CODE|VERSION`. */
export function integration(
  key: string,
  references: readonly Reference[] = [],
  { project = null, scope = '', pack = '' }: { project?: string | null; scope?: string; pack?: string } = {},
): Integration {
  const [code = '', version = ''] = key.split('|')
  return {
    kind: 'integration',
    id: artifactId('integration', key, project),
    code,
    version,
    name: code,
    description: '',
    status: '',
    project,
    mep: '',
    modelType: 'freeform',
    scope,
    keywords: [],
    smartTags: [],
    generation: 'gen3',
    oicVersion: '',
    percentComplete: 100,
    hasErrors: false,
    hasWarnings: false,
    schemaVersion: '10.1',
    folder: `${code}_${version}/`,
    location: HERE,
    businessIdentifiers: [],
    endpoints: [],
    actions: [],
    leftovers: [],
    steps: [],
    wires: [],
    messages: [],
    references,
    dependencies: {
      connections: [],
      lookups: [],
      libraries: [],
      integrations: [],
      dynamicIntegrations: [],
      schedules: [],
      eventTypes: [],
      certificates: [],
      agentGroups: [],
    },
    actionCounts: {},
    recorded: { processorCount: null, dependencies: null, lookups: null, libraries: null },
    unknownElements: [],
    style: 'app-driven',
    package: pack,
  }
}

/** A call of `CODE|VERSION`, `CODE`, or (null) of a child nobody knows. */
export function call(
  key: string | null,
  {
    project = null,
    dynamic = false,
    entry = HERE.entry,
  }: { project?: string | null; dynamic?: boolean; entry?: string } = {},
): IntegrationReference {
  const [code, version] = key === null ? [null, null] : key.split('|')
  const evidence = { ...SAID, entry }
  const chosen = { dynamic, lookup: '', lookupRow: null }
  return {
    kind: 'integration',
    code: code ?? null,
    version: version ?? null,
    project,
    ...chosen,
    at: 'application_1',
    evidence,
  }
}

export function usesConnection(code: string): Reference {
  return { kind: 'connection', code, at: 'application_2', evidence: SAID }
}

export function usesLookup(name: string | null): Reference {
  return { kind: 'lookup', name, sourceColumn: 'a', targetColumn: 'b', at: 'processor_3', evidence: SAID }
}

export function usesLibrary(key: string): Reference {
  const [code = '', version = ''] = key.split('|')
  return { kind: 'library', code, version, file: 'a.js', function: 'f', at: 'processor_4', evidence: SAID }
}

export function event(direction: 'publishes' | 'subscribes', key: string): Reference {
  const [code = '', revision = ''] = key.split('|')
  return { kind: 'event-type', code, revision, direction, at: 'application_5', evidence: SAID }
}

export function connection(code: string, more: Partial<Connection> = {}): Connection {
  const project = more.project ?? null
  return {
    kind: 'connection',
    id: artifactId('connection', code, project),
    preseeded: isPreseeded(code),
    project,
    code,
    name: code,
    description: '',
    adapterType: 'rest',
    role: 'TARGET',
    securityPolicy: '',
    status: 'CONFIGURED',
    percentComplete: 100,
    agentGroup: null,
    agentGroupAt: HERE,
    privateEndpoint: false,
    pluginVersion: '',
    properties: [],
    certificates: [],
    attachments: [],
    remote: null,
    audit: [],
    location: HERE,
    ...more,
  }
}

export function lookup(name: string, more: Partial<Lookup> = {}): Lookup {
  const id = artifactId('lookup', name, more.project ?? null)
  return {
    kind: 'lookup',
    id,
    name,
    description: '',
    columns: [],
    rows: [],
    keywords: [],
    project: null,
    location: HERE,
    ...more,
  }
}

export function library(key: string, more: Partial<Library> = {}): Library {
  const [code = '', version = ''] = key.split('|')
  const id = artifactId('library', versioned(code, version), more.project ?? null)
  const empty = { description: '', functions: [], scripts: [], project: null, location: HERE }
  return { kind: 'library', id, code, version, name: code, ...empty, ...more }
}

export function deployment(code: string, integrations: readonly string[]): Deployment {
  return { kind: 'deployment', code, name: code, revision: '1', integrations, agents: [], others: [], location: HERE }
}
