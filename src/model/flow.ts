import type { RoledEntry } from '../archive/types.js'
import { fitsVersion, sortedUnique } from '../base/version.js'
import { readAnalysis } from '../formats/analysis.js'
import { readIntegrationAttributes } from '../formats/integration-attributes.js'
import { readIntegrationInfo } from '../formats/integration-info.js'
import { readProjectMessages } from '../formats/project-messages.js'
import { readProjectXml } from '../formats/project-xml.js'
import { lookupName } from '../formats/references.js'
import type { IntegrationAttributes, IntegrationInfo, ProjectXml } from '../formats/types.js'
import { buildAction } from './actions.js'
import { dependenciesOf } from './dependencies.js'
import { buildEndpoints } from './endpoints.js'
import { type Files, wholeFile } from './files.js'
import { generationOf } from './generation.js'
import { artifactId, versioned } from './ids.js'
import { leftoversOf } from './leftovers.js'
import { notedApis } from './library-calls.js'
import { collectReferences } from './references.js'
import { type FlowFolder, loadResources, NOTHING } from './resources.js'
import { allSteps, buildSteps } from './steps.js'
import type {
  Action,
  Agent,
  BusinessIdentifier,
  Connection,
  Integration,
  IntegrationReference,
  IntegrationStyle,
  Library,
  Lookup,
  RecordedFacts,
  Schedule,
  Step,
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
  reportMissing(files, folder, one('project-xml'), infoFile ?? attributesFile)
  if (projectXml !== null && attributes !== null) reportOtherName(files, folder, projectXml, attributes)

  const [codeInName, versionInName] = splitOwner(folder.owner)
  const known = (name: string) => files.name(name, wholeFile(folder.path))
  const code = projectXml?.code || attributes?.code || known(codeInName)
  const version = projectXml?.version || attributes?.version || known(versionInName)
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
    leftovers: projectXml === null ? [] : leftoversOf(projectXml),
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

/** One that is there and cannot be read has been reported as such. */
function reportMissing(
  files: Files,
  folder: FlowFolder,
  projectXml: RoledEntry | null,
  attributes: RoledEntry | null,
): void {
  const what = folder.agent ? 'agent' : 'integration'
  if (projectXml === null) {
    const message = `The ${what} ${folder.owner} has no PROJECT-INF/project.xml: its flow and what it uses cannot be told.`
    files.report('missing-file', 'error', message, wholeFile(folder.path))
  }
  if (attributes === null && !folder.agent) {
    const message = `The ${what} ${folder.owner} has neither ics_project_attributes.properties nor info.json: its status and OIC version cannot be told.`
    files.report('missing-file', 'warning', message, wholeFile(folder.path))
  }
}

/** OIC writes code and version into both files, always the same. */
function reportOtherName(
  files: Files,
  folder: FlowFolder,
  projectXml: ProjectXml,
  { code, version, location }: IntegrationAttributes,
): void {
  const isSame = (code === '' || code === projectXml.code) && fitsVersion(version, projectXml.version)
  if (isSame || projectXml.code === '') return
  const named = `${code || projectXml.code} ${version || projectXml.version}`
  const what = folder.agent ? 'agent' : 'integration'
  const message = `The file names the ${what} ${named}, project.xml ${projectXml.code} ${projectXml.version}, which is taken here: which of the two an import takes is open.`
  files.report('malformed-content', 'warning', message, location)
}

/** `ORDER_SYNC_01.00.0000` apart; the whole as code where no version stands at its end. */
function splitOwner(owner: string): [code: string, version: string] {
  const match = /^(.+)_(\d+\.\d+\.\d+)$/.exec(owner)
  return match === null ? [owner, ''] : [match[1] ?? owner, match[2] ?? '']
}

function businessIdentifiers(actions: readonly Action[]): BusinessIdentifier[] {
  return actions.flatMap((action) =>
    action.trackingVariables
      .filter(({ xpath, name, slot }) => xpath !== '' || (name !== '' && name !== slot))
      .map(({ name, primary, xpath, location }) => ({ name, primary, xpath, action: action.id, location })),
  )
}

function styleOf(projectXml: ProjectXml | null, steps: readonly Step[], mep: string): IntegrationStyle {
  const all = allSteps(steps)
  const has = (kind: Step['kind']) => all.some((step) => step.kind === kind)
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
    lookups:
      lookups.length === 0 ? null : sortedUnique(commaList(lookups).flatMap((written) => lookupName(written) ?? [])),
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
