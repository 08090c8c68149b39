import { roleOf } from '../archive/index.js'
import type { RoledEntry } from '../archive/types.js'
import { sortedUnique } from '../base/version.js'
import { operationOf } from '../formats/adapter.js'
import { readAnalysis } from '../formats/analysis.js'
import { readExpression } from '../formats/expression.js'
import { readIntegrationAttributes } from '../formats/integration-attributes.js'
import { readIntegrationInfo } from '../formats/integration-info.js'
import { readJca } from '../formats/jca.js'
import { readMapper } from '../formats/mapper.js'
import { readNotificationText } from '../formats/notification.js'
import { readProjectMessages } from '../formats/project-messages.js'
import { readProjectXml } from '../formats/project-xml.js'
import { opaqueStitch, readStitch } from '../formats/stitch.js'
import type {
  AdapterConfiguration,
  ExpressionFile,
  IntegrationAttributes,
  IntegrationInfo,
  ProjectAction,
  ProjectResource,
  ProjectXml,
} from '../formats/types.js'
import { dependenciesOf } from './dependencies.js'
import { type Files, wholeFile } from './files.js'
import { generationOf } from './generation.js'
import { artifactId, versioned } from './ids.js'
import { notedApis } from './library-calls.js'
import { collectReferences } from './references.js'
import { allSteps, buildSteps } from './steps.js'
import type {
  Action,
  Agent,
  BusinessIdentifier,
  Connection,
  Endpoint,
  Expression,
  Integration,
  IntegrationReference,
  IntegrationStyle,
  Library,
  Lookup,
  Mapper,
  Notification,
  NotificationText,
  RecordedFacts,
  Resource,
  Schedule,
  Step,
  Stitch,
  Tool,
} from './types.js'

/** What an integration stands in: the artifacts bundled with it. */
export interface Surroundings {
  readonly project: string | null
  readonly connections: ReadonlyMap<string, Connection>
  readonly lookups: ReadonlyMap<string, Lookup>
  readonly libraries: readonly Library[]
  readonly tools: readonly Tool[]
  /** The schedules that belong to an integration. */
  schedulesOf(code: string, version: string, style: IntegrationStyle | null): readonly Schedule[]
}

/** The files of one integration or agent. */
export interface FlowFolder {
  /** `icspackage/project/CODE_VERSION/`, with the path of the archive around it. */
  readonly path: string
  /** `CODE_VERSION`. */
  readonly owner: string
  readonly agent: boolean
  readonly entries: readonly RoledEntry[]
}

/** Reads one integration or agent as far as it can be read. */
export async function readFlow(files: Files, folder: FlowFolder, around: Surroundings): Promise<Integration | Agent> {
  const one = (role: RoledEntry['role']) => folder.entries.find((entry) => entry.role === role) ?? null
  const projectXml = await maybe(files, one('project-xml'), readProjectXml)
  // Agents are exported in the one shape or in the other.
  const [attributesFile, infoFile] = attributeFiles(folder.entries)
  const info = await maybe(files, infoFile, readIntegrationInfo)
  const written = await maybe(files, attributesFile, readIntegrationAttributes)
  const attributes: IntegrationAttributes | null = info ?? written
  const analysis = await maybe(files, one('analysis'), readAnalysis)
  const messages = await maybe(files, one('project-messages'), readProjectMessages)
  reportMissing(files, folder, projectXml, one('project-xml') !== null, attributes)

  const [codeInName, versionInName] = splitOwner(folder.owner)
  const code = projectXml?.code || attributes?.code || codeInName
  const version = projectXml?.version || attributes?.version || versionInName
  const loaded = projectXml === null ? NOTHING : await loadResources(files, folder, projectXml)
  const actions = projectXml === null ? [] : projectXml.actions.map((action) => buildAction(action, loaded))
  const endpoints = projectXml === null ? [] : buildEndpoints(projectXml, actions, loaded, around.connections)
  const steps = projectXml === null ? [] : buildSteps(projectXml, byId(endpoints), byId(actions))
  const style = styleOf(projectXml, steps, attributes?.mep ?? '')
  const schedules = around.schedulesOf(code, version, folder.agent ? null : style)
  const references = [
    ...collectReferences({ ...around, endpoints, actions, steps }),
    ...schedules.map(({ name, nameAt }) => ({
      kind: 'schedule' as const,
      name,
      at: '',
      evidence: { ...nameAt, text: name },
    })),
    ...toolReferences(info, around),
  ]
  const inProject = around.project !== null
  const flow = {
    code,
    version,
    name: projectXml?.name || attributes?.name || code,
    description: projectXml?.description ?? '',
    status: attributes?.status ?? '',
    project: around.project,
    mep: attributes?.mep ?? '',
    modelType: projectXml?.modelType || attributes?.modelType.toLowerCase() || '',
    scope: attributes?.scope ?? '',
    keywords: attributes?.keywords ?? [],
    smartTags: attributes?.smartTags ?? [],
    generation: generationOf(attributes?.oicVersion ?? '', projectXml?.schemaVersion ?? '', inProject),
    oicVersion: attributes?.oicVersion ?? '',
    percentComplete: projectXml?.percentComplete ?? null,
    hasErrors: projectXml?.hasErrors ?? false,
    hasWarnings: projectXml?.hasWarnings ?? false,
    schemaVersion: projectXml?.schemaVersion ?? '',
    folder: folder.path,
    location: projectXml?.location ?? attributes?.location ?? wholeFile(folder.path),
    businessIdentifiers: businessIdentifiers(actions),
    endpoints,
    actions,
    steps,
    wires: projectXml?.wires ?? [],
    messages: messages ?? [],
    references,
    dependencies: dependenciesOf(references, around.project),
    actionCounts: countByType(actions),
    recorded: recordedFacts(actions, analysis?.processorCount ?? null, info),
    unknownElements: projectXml?.unknownElements ?? [],
  }
  const key = versioned(code, version)
  if (folder.agent || flow.modelType === 'aiagent') {
    return { ...flow, kind: 'agent', id: artifactId('agent', key, around.project) }
  }
  const id = artifactId('integration', key, around.project)
  return { ...flow, kind: 'integration', id, style, package: attributes?.package ?? '' }
}

function attributeFiles(entries: readonly RoledEntry[]): [properties: RoledEntry | null, json: RoledEntry | null] {
  const roles: readonly string[] = ['integration-attributes', 'integration-info', 'agent-attributes']
  const found = entries.filter(({ role }) => roles.includes(role))
  const ending = (extension: string) => found.find(({ path }) => path.endsWith(extension)) ?? null
  return [ending('.properties'), ending('.json')]
}

/** An AI agent reaches integrations through its tools; nothing but info.json says which tools are its own. */
function toolReferences(info: IntegrationInfo | null, { tools, project }: Surroundings): IntegrationReference[] {
  const listed = info?.dependencies?.['tools'] ?? []
  return tools.flatMap((tool): IntegrationReference[] => {
    if (
      tool.integration === null ||
      !(listed.includes(tool.code) || listed.includes(versioned(tool.code, tool.version)))
    )
      return []
    const [code = '', version] = tool.integration.split('|')
    return [
      {
        kind: 'integration',
        code,
        version: version ?? null,
        project,
        dynamic: false,
        lookup: '',
        lookupRow: null,
        at: '',
        evidence: { ...tool.location, text: tool.integration },
      },
    ]
  })
}

async function maybe<T>(
  files: Files,
  entry: RoledEntry | null,
  reader: Parameters<typeof files.read<T>>[1],
): Promise<T | null> {
  return entry === null ? null : files.read(entry, reader)
}

function reportMissing(
  files: Files,
  folder: FlowFolder,
  projectXml: ProjectXml | null,
  projectXmlIsThere: boolean,
  attributes: IntegrationAttributes | null,
): void {
  const what = folder.agent ? 'agent' : 'integration'
  if (projectXml === null && !projectXmlIsThere) {
    const message = `The ${what} ${folder.owner} has no PROJECT-INF/project.xml: its flow and what it uses cannot be told.`
    files.report('missing-file', 'error', message, wholeFile(folder.path))
  }
  if (attributes === null && !folder.agent) {
    const message = `The ${what} ${folder.owner} has neither ics_project_attributes.properties nor info.json: its status and OIC version cannot be told.`
    files.report('missing-file', 'warning', message, wholeFile(folder.path))
  }
}

/** `ORDER_SYNC_01.00.0000` apart; the whole as code where no version stands at its end. */
function splitOwner(owner: string): [code: string, version: string] {
  const match = /^(.+)_(\d+\.\d+\.\d+)$/.exec(owner)
  return match === null ? [owner, ''] : [match[1] ?? owner, match[2] ?? '']
}

/** What the files named by project.xml hold, by path. */
interface Loaded {
  readonly resolve: (resource: ProjectResource) => Resource
  readonly expressions: ReadonlyMap<string, ExpressionFile>
  readonly mappers: ReadonlyMap<string, Mapper>
  readonly stitches: ReadonlyMap<string, Stitch>
  readonly notifications: ReadonlyMap<string, NotificationText>
  readonly configurations: ReadonlyMap<string, AdapterConfiguration>
}

const NOTHING: Loaded = {
  resolve: (resource) => ({
    path: '',
    type: resource.type,
    role: resource.role,
    present: false,
    location: resource.at,
  }),
  expressions: new Map(),
  mappers: new Map(),
  stitches: new Map(),
  notifications: new Map(),
  configurations: new Map(),
}

/** Path of a resource that project.xml names relative to its own folder; null where it leads out of the integration. */
export function resourcePath(folder: string, location: string): string | null {
  const segments: string[] = ['PROJECT-INF']
  for (const segment of location.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment)
    }
  }
  return folder + segments.join('/')
}

/** Names shorter than this are never cut: file systems and tools cut far beyond. */
const SHORTEST_CUT = 24

/**
 * Finds the file whose name was cut when an archive was unpacked below a long path: the only one in the folder whose
 * name is the beginning of the name wanted. It takes the role that its whole name would have.
 */
function cutNamesIn(folder: FlowFolder): (path: string) => RoledEntry | null {
  const byDirectory = new Map<string, RoledEntry[]>()
  for (const entry of folder.entries) {
    const directory = entry.path.slice(0, entry.path.lastIndexOf('/') + 1)
    byDirectory.set(directory, [...(byDirectory.get(directory) ?? []), entry])
  }
  return (path) => {
    const directory = path.slice(0, path.lastIndexOf('/') + 1)
    const candidates = (byDirectory.get(directory) ?? []).filter(
      (entry) => path.startsWith(entry.path) && entry.path.length - directory.length >= SHORTEST_CUT,
    )
    const [only] = candidates
    if (only === undefined || candidates.length > 1) return null
    const role = roleOf('integration', `icspackage/project/X/resources/${path.slice(directory.length)}`).role
    return { ...only, role }
  }
}

async function loadResources(files: Files, folder: FlowFolder, projectXml: ProjectXml): Promise<Loaded> {
  const resources = [...projectXml.endpoints, ...projectXml.actions].flatMap((part) => part.resources)
  const resolved = new Map<ProjectResource, Resource>()
  const wanted = new Map<string, RoledEntry>()
  const missing = new Set<string>()
  const cutNames = cutNamesIn(folder)
  for (const resource of resources) {
    const path = resourcePath(folder.path, resource.location)
    const entry = path === null ? null : (files.get(path) ?? cutNames(path))
    const { type, role } = resource
    resolved.set(resource, {
      path: entry?.path ?? path ?? resource.location,
      type,
      role,
      present: entry !== null,
      location: resource.at,
    })
    if (entry !== null) {
      wanted.set(entry.path, entry)
    } else if (!missing.has(resource.location)) {
      missing.add(resource.location)
      const message = `project.xml names ${resource.location}, which is not in the archive.`
      files.report('missing-file', 'warning', message, resource.at)
    }
  }
  const load = async <T>(
    role: RoledEntry['role'],
    reader: (entry: RoledEntry, text: string) => T | null,
  ): Promise<Map<string, T>> => {
    const entries = [...wanted.values()].filter((entry) => entry.role === role)
    const values = await Promise.all(
      entries.map(async (entry): Promise<[string, T][]> => {
        const text = await files.text(entry)
        const value = text === null ? null : reader(entry, text)
        return value === null ? [] : [[entry.path, value]]
      }),
    )
    return new Map(values.flat())
  }
  return {
    resolve: (resource) => resolved.get(resource) ?? NOTHING.resolve(resource),
    expressions: await load('expression', (entry, text) => files.take(readExpression(entry.path, text))),
    mappers: await load('mapper', (entry, text) => files.take(readMapper(entry.path, text))),
    stitches: await load('stitch', (entry, text) =>
      entry.path.endsWith('.json') ? files.take(readStitch(entry.path, text)) : opaqueStitch(entry.path),
    ),
    notifications: await load('notification', (entry, text) => readNotificationText(entry.path, text)),
    configurations: await load('adapter-configuration', (entry, text) => files.take(readJca(entry.path, text))),
  }
}

function buildAction(action: ProjectAction, loaded: Loaded): Action {
  const resources = action.resources.map((resource) => ({ ...loaded.resolve(resource), output: resource.output }))
  const from = <T>(values: ReadonlyMap<string, T>): T[] =>
    resources.flatMap(({ path }) => {
      const value = values.get(path)
      return value === undefined ? [] : [value]
    })
  const expressions = resources.flatMap(({ path, role, output }): Expression[] => {
    const file = loaded.expressions.get(path)
    return file === undefined ? [] : [{ ...file, role: file.role || plainRole(role), output }]
  })
  const texts = from(loaded.notifications)
  return {
    id: action.id,
    type: action.type,
    name: action.name,
    description: action.description,
    role: action.role,
    properties: action.properties,
    propertiesAt: action.propertiesAt,
    expressions,
    mappers: from(loaded.mappers),
    stitches: from(loaded.stitches),
    notification: action.type === 'notification' ? notificationOf(texts) : null,
    configuration: from(loaded.configurations)[0] ?? null,
    trackingVariables: action.trackingVariables,
    resources: resources.map(({ output: _, ...resource }) => resource),
    outputs: action.outputs,
    location: action.at,
  }
}

/** Groups bear a role of their own, which says nothing of the expression. */
function plainRole(role: string): string {
  return role === 'exprBuilderProperties' ? '' : role
}

function notificationOf(texts: readonly NotificationText[]): Notification {
  const part = (name: string) => texts.find(({ path }) => path.endsWith(`notification_${name}.data`)) ?? null
  return {
    from: part('from'),
    to: part('to'),
    cc: part('cc'),
    bcc: part('bcc'),
    subject: part('subject'),
    body: part('body'),
  }
}

function buildEndpoints(
  projectXml: ProjectXml,
  actions: readonly Action[],
  loaded: Loaded,
  connections: ReadonlyMap<string, Connection>,
): Endpoint[] {
  const picked = pickConfigurations(projectXml, byId(actions))
  return projectXml.endpoints.map((endpoint): Endpoint => {
    const resources = endpoint.resources.map(loaded.resolve)
    const own = resources.flatMap(({ path }) => loaded.configurations.get(path) ?? [])[0]
    const configuration = own ?? picked.get(endpoint.id) ?? null
    const adapterType = connections.get(endpoint.connection)?.adapterType || configuration?.adapter.toLowerCase() || ''
    return {
      id: endpoint.id,
      role: endpoint.role,
      name: endpoint.name,
      description: endpoint.description,
      connection: endpoint.connection,
      connectionAt: endpoint.connectionAt,
      adapterType,
      mep: endpoint.mep,
      operation: operationOf(configuration, endpoint),
      targetOperation: endpoint.operation,
      configuration,
      eventTypes: endpoint.eventTypes.map(({ code, revision, at }) => ({ code, revision, evidence: at })),
      resources,
      properties: endpoint.properties,
      location: endpoint.at,
    }
  })
}

/** The operations of a multi-operation trigger share one adapter configuration, which lies with the pick. */
function pickConfigurations(
  projectXml: ProjectXml,
  actions: ReadonlyMap<string, Action>,
): Map<string, AdapterConfiguration> {
  const found = new Map<string, AdapterConfiguration>()
  const visit = (steps: ProjectXml['steps'], around: AdapterConfiguration | null): void => {
    for (const step of steps) {
      const [first = ''] = step.ref.split('/')
      const own = step.element === 'pick' ? (actions.get(first)?.configuration ?? null) : around
      if (step.element === 'pickReceive' && around !== null) found.set(first, around)
      visit(step.children, own)
    }
  }
  visit(projectXml.steps, null)
  return found
}

function businessIdentifiers(actions: readonly Action[]): BusinessIdentifier[] {
  return actions.flatMap((action) =>
    action.trackingVariables
      .filter(({ xpath, name, slot }) => xpath !== '' || (name !== '' && name !== slot))
      .map(({ name, primary, xpath, location }) => ({ name, primary, xpath, action: action.id, location })),
  )
}

function styleOf(projectXml: ProjectXml | null, steps: readonly Step[], mep: string): IntegrationStyle {
  const has = (kind: Step['kind']) => [...allSteps(steps)].some((step) => step.kind === kind)
  if (has('scheduleReceive') || mep === 'MEP07') return 'scheduled'
  if (has('subscribe') || mep === 'MEP08') return 'event'
  return projectXml !== null && steps.length === 0 ? 'map-data' : 'app-driven'
}

function countByType(actions: readonly Action[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>
  for (const { type } of actions) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

function recordedFacts(
  actions: readonly Action[],
  processorCount: Readonly<Record<string, number>> | null,
  info: IntegrationInfo | null,
): RecordedFacts {
  const lookups = actions.flatMap(({ properties }) => properties['dependent-dvms'] ?? [])
  const carriesLibraries = actions.some(
    ({ properties }) => 'dependent-xpath-apis' in properties || 'apiid' in properties,
  )
  return {
    processorCount,
    dependencies: info?.dependencies ?? null,
    lookups: lookups.length === 0 ? null : commaList(lookups),
    libraries: carriesLibraries
      ? sortedUnique(actions.flatMap(notedApis).map((api) => versioned(api.code, api.version)))
      : null,
  }
}

function commaList(values: readonly string[]): string[] {
  return sortedUnique(
    values
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  )
}

function byId<T extends { readonly id: string }>(values: readonly T[]): Map<string, T> {
  return new Map(values.map((value) => [value.id, value]))
}
