import type { Diagnostic } from '../../src/base/diagnostic.js'
import type {
  Archive,
  Attachment,
  B2bArtifact,
  BusinessIdentifier,
  CertificateFile,
  Connection,
  Dependencies,
  DeployedAsset,
  Deployment,
  Endpoint,
  EventType,
  Flow,
  Integration,
  IntegrationStyle,
  Library,
  Lookup,
  Project,
  ProjectAsset,
  PromptTemplate,
  Schedule,
  ScheduleRecurrence,
  Tool,
} from '../../src/model/types.js'
import type { Failed } from '../../src/report/types.js'
import { archiveFile, diagnosticCode, entry, failed, formatVersion, generation, position, severity } from './parts.js'
import {
  byKind,
  constant,
  count,
  described,
  flag,
  list,
  map,
  named,
  number,
  object,
  oneOf,
  orNull,
  type Schema,
  schemaFile,
  text,
  texts,
} from './schema.js'

type FlowJson = Pick<
  Flow,
  'code' | 'version' | 'name' | 'description' | 'status' | 'project' | 'generation' | 'scope' | 'percentComplete'
> & {
  readonly id: string
  readonly businessIdentifiers: readonly Pick<BusinessIdentifier, 'name' | 'primary' | 'xpath'>[]
  readonly actionCounts: Flow['actionCounts']
  readonly endpoints: readonly EndpointJson[]
  readonly dependencies: Dependencies
}

type EndpointJson = Pick<Endpoint, 'name' | 'role' | 'connection' | 'adapterType' | 'operation'>
type IntegrationJson = FlowJson & Pick<Integration, 'style'> & { readonly package: string | null }
type ConnectionJson = Pick<
  Connection,
  'code' | 'name' | 'adapterType' | 'role' | 'securityPolicy' | 'status' | 'agentGroup' | 'remote'
> & {
  readonly placeholders: readonly string[]
  readonly certificates: readonly string[]
  readonly attachments: readonly Pick<Attachment, 'property' | 'size'>[]
}
type LookupJson = Pick<Lookup, 'name' | 'description' | 'columns'> & { readonly rowCount: number }
type LibraryJson = Pick<Library, 'code' | 'version' | 'name'> & { readonly functions: readonly string[] }
type ScheduleJson = Pick<Schedule, 'name' | 'displayName' | 'timeZone' | 'recurrence'>
type EventTypeJson = Pick<EventType, 'code' | 'revision' | 'name' | 'hasPublisher' | 'hasSubscriber'>
type DeploymentJson = Pick<Deployment, 'code' | 'name' | 'revision' | 'integrations' | 'agents' | 'others'>
type ToolJson = Pick<Tool, 'code' | 'version' | 'name' | 'type' | 'integration'>
type PartJson = Pick<PromptTemplate, 'code' | 'version' | 'name'>
type B2bJson = Pick<B2bArtifact, 'type' | 'code' | 'name' | 'standard' | 'version'>
type CertificateJson = Pick<CertificateFile, 'alias' | 'category'>

type OtherAssetJson = Pick<ProjectAsset, 'kind' | 'id' | 'name'>

interface RecordingJson {
  readonly id: string
  readonly files: number
}

interface ArchiveJson extends Pick<Archive, 'file' | 'kind' | 'generation' | 'oicVersion' | 'zipped'> {
  readonly package: string | null
  readonly project:
    | (Pick<Project, 'code' | 'name' | 'revision'> & { readonly otherAssets: readonly OtherAssetJson[] })
    | null
  readonly integrations: readonly IntegrationJson[]
  readonly agents: readonly FlowJson[]
  readonly connections: readonly ConnectionJson[]
  readonly lookups: readonly LookupJson[]
  readonly libraries: readonly LibraryJson[]
  readonly schedules: readonly ScheduleJson[]
  readonly eventTypes: readonly EventTypeJson[]
  readonly deployments: readonly DeploymentJson[]
  readonly tools: readonly ToolJson[]
  readonly patterns: readonly PartJson[]
  readonly promptTemplates: readonly PartJson[]
  readonly b2bArtifacts: readonly B2bJson[]
  readonly certificates: readonly CertificateJson[]
  readonly recordings: readonly RecordingJson[]
  readonly entries: {
    readonly total: number
    readonly unrecognised: readonly string[]
    readonly junk: readonly string[]
  }
  readonly diagnostics: readonly Diagnostic[]
}

interface InspectJson {
  readonly formatVersion: 1
  readonly archives: readonly ArchiveJson[]
  readonly failed: readonly Failed[]
}

const code = text('Code, by which OIC knows it')
const version = text('Version as written: 01.00.0000')
const name = text('Display name')

const endpoint: Schema<EndpointJson> = named('endpoint', () =>
  object<EndpointJson>(
    {
      name: text('Name on the canvas'),
      role: oneOf<Endpoint['role']>({ trigger: 'it starts the flow', invoke: 'the flow calls it' }, 'Role'),
      connection: text('Code of the connection'),
      adapterType: text('Type of adapter, in lower case; empty where nothing says'),
      operation: text(
        'Verb and resource for REST; operation, procedure or file operation for the rest; empty where nothing says',
      ),
    },
    'A trigger or an invoke',
  ),
)

const dependencies: Schema<Dependencies> = named('dependencies', () =>
  object<Dependencies>(
    {
      connections: texts("Codes, OIC's own connections among them"),
      lookups: texts('Names'),
      libraries: texts('CODE|VERSION'),
      integrations: texts('Integrations it calls: CODE|VERSION, or OTHERPROJECT/CODE|VERSION'),
      dynamicIntegrations: texts('Integrations that it may call at run time; versions as written'),
      schedules: texts('Names'),
      eventTypes: texts('CODE|REVISION of those it publishes or subscribes to'),
      certificates: texts(
        'Aliases named by the connections it uses, and of the keys that its actions and endpoints encrypt or verify with',
      ),
      agentGroups: texts('Agent groups named by the connections it uses'),
    },
    'What it needs, each list sorted and without repeats',
  ),
)

const flow = {
  id: text('CODE|VERSION'),
  code,
  version,
  name,
  description: text('Description; empty where there is none'),
  status: text('As OIC writes it: ACTIVATED, CONFIGURED, INPROGRESS …; empty where it is not said'),
  project: orNull(text('Code of the project it lives in; null for a global one')),
  generation: generation('saved it last'),
  scope: text('Whether other projects see it: Public, Private; empty where it is not said'),
  percentComplete: orNull(number('How far OIC says it is complete, as a rule 0 to 100; null where it is not said')),
  businessIdentifiers: list(
    object<FlowJson['businessIdentifiers'][number]>(
      { name: text('Name'), primary: flag('True for the primary one'), xpath: text('XPath of its value') },
      'A business identifier',
    ),
    'Tracking variables that are in use',
  ),
  actionCounts: map(
    count('How many'),
    'Number of actions by the processor types of project.xml; those that do not occur are absent',
  ),
  endpoints: list(endpoint, 'Triggers and invokes, in the order of project.xml'),
  dependencies: described(dependencies, 'What it needs'),
} as const

const integration: Schema<IntegrationJson> = named('integration', () =>
  object<IntegrationJson>(
    {
      ...flow,
      style: oneOf<IntegrationStyle>(
        {
          'app-driven': 'by a call',
          scheduled: '',
          event: 'by an event',
          'map-data': 'by a call, without orchestration',
        },
        'How it starts',
      ),
      package: orNull(text('Name of its package; null where it is in none')),
    },
    'An integration, and what it rests on',
  ),
)

const agent: Schema<FlowJson> = named('agent', () => object<FlowJson>(flow, 'An AI agent of a project'))

const connection: Schema<ConnectionJson> = named('connection', () =>
  object<ConnectionJson>(
    {
      code,
      name,
      adapterType: text('Type of adapter, in lower case'),
      role: text('SOURCE, TARGET, SOURCE_AND_TARGET; empty where it is not said'),
      securityPolicy: text('As OIC writes it'),
      status: text('As OIC writes it: CONFIGURED, IN_PROGRESS …'),
      agentGroup: orNull(text('Agent group; null where there is none')),
      remote: orNull(
        object<NonNullable<Connection['remote']>>(
          {
            code: text('Code of the connection there'),
            project: orNull(text('Code of the other project; null for a global connection')),
          },
          'The connection of another project, or global one, that it stands for and takes its settings from; null as a rule',
        ),
      ),
      placeholders: texts(
        'Names of the properties whose values are to be entered in a target, unless remote says what they come from',
      ),
      certificates: texts('Aliases of certificates and keys that it names'),
      attachments: list(
        object<ConnectionJson['attachments'][number]>(
          { property: text('Property that holds it'), size: count('Length of its content in bytes') },
          'An attached file',
        ),
        'Attached files: keys, wallets, WSDLs',
      ),
    },
    'A connection, as the archive has it',
  ),
)

const recurrence: Schema<ScheduleRecurrence> = byKind<ScheduleRecurrence>(
  {
    ical: object(
      { kind: constant('ical', 'An iCal expression'), expression: text('The expression') },
      'Times by an iCal expression',
    ),
    recurring: object(
      {
        kind: constant('recurring', 'Again and again'),
        frequency: text('DAILY, HOURLY, MINUTELY …; empty where it is not said'),
        interval: text('How many of these lie between two runs, as written'),
        start: text('First run, as written; empty where it is not said'),
        details: map(text('Value'), 'What else the schedule says, by the path of its element'),
      },
      'Times at an interval',
    ),
    once: object({ kind: constant('once', 'At named times'), dates: texts('YYYY-MM-DD HH:MM:SS') }, 'Named times'),
    none: object({ kind: constant('none', 'No times') }, 'No times'),
  },
  'When it runs',
)

const entries = object<ArchiveJson['entries']>(
  {
    total: count('Number of files: those in nested archives count, the nested archives do not'),
    unrecognised: texts('Paths of files that iarkit does not know'),
    junk: texts('Paths of files that no export holds'),
  },
  'The files of the archive',
)

const part = (what: string) => object<PartJson>({ code, version, name }, what)

const archive: Schema<ArchiveJson> = named('archive', () =>
  object<ArchiveJson>(
    {
      file: archiveFile,
      kind: oneOf<Archive['kind']>(
        { integration: '.iar', package: '.par', project: '.car', lookup: 'a CSV', library: 'a jar' },
        'What was exported',
      ),
      generation: generation('saved it last'),
      oicVersion: text('Version of OIC that saved it last, such as 26.07.0.4-EC; empty where nothing says'),
      zipped: flag('False for an exploded archive'),
      package: orNull(text('Name of the package; null where it is none')),
      project: orNull(
        object<NonNullable<ArchiveJson['project']>>(
          {
            code,
            name,
            revision: orNull(count('Revision; null where it is not said')),
            otherAssets: list(
              object<OtherAssetJson>(
                {
                  kind: text(
                    'Name of its list, as OIC writes it: rpa-flows (robots), rpa-environmentPools, templates …',
                  ),
                  id: text('Id, as OIC writes it'),
                  name: text('Display name; empty where there is none'),
                },
                'An asset',
              ),
              'What project.yaml lists as its assets and iarkit has no model of: robots, templates, what it does not know',
            ),
          },
          'The project; null where it is none',
        ),
      ),
      integrations: list(integration, 'Integrations'),
      agents: list(agent, 'AI agents: as integrations, without style and package'),
      connections: list(connection, 'Connections'),
      lookups: list(
        object<LookupJson>(
          {
            name: text('Name, by which flows refer to it'),
            description: text('Description; empty where there is none'),
            columns: texts('Names'),
            rowCount: count('Number of rows'),
          },
          'A lookup',
        ),
        'Lookups',
      ),
      libraries: list(
        object<LibraryJson>({ code, version, name, functions: texts('Names of its functions') }, 'A library'),
        'JavaScript libraries',
      ),
      schedules: list(
        object<ScheduleJson>(
          {
            name: text('Name'),
            displayName: name,
            timeZone: text('Time zone; empty where it is not said'),
            recurrence,
          },
          'A schedule',
        ),
        'Schedules',
      ),
      eventTypes: list(
        object<EventTypeJson>(
          {
            code,
            revision: text('Revision, as written'),
            name,
            hasPublisher: flag('Whether OIC recorded a publisher'),
            hasSubscriber: flag('Whether OIC recorded a subscriber'),
          },
          'An event type',
        ),
        'Event types',
      ),
      deployments: list(
        object<DeploymentJson>(
          {
            code,
            name,
            revision: text('Revision, as written'),
            integrations: texts('CODE|VERSION'),
            agents: texts('CODE|VERSION'),
            others: list(
              object<DeployedAsset>(
                {
                  kind: text('Name of its list, as OIC writes it: robots, decisions, b2btradingpartners …'),
                  id: text('CODE|VERSION'),
                },
                'An asset',
              ),
              'What is deployed beside integrations and agents',
            ),
          },
          'A deployment',
        ),
        'Deployments of a project',
      ),
      tools: list(
        object<ToolJson>(
          {
            code,
            version,
            name,
            type: text('As OIC writes it: INTEGRATION …'),
            integration: orNull(text('CODE|VERSION of the integration behind it; null where there is none')),
          },
          'A tool',
        ),
        'Tools of AI agents',
      ),
      patterns: list(part('A pattern'), 'Patterns of AI agents'),
      promptTemplates: list(part('A prompt template'), 'Prompt templates of AI agents'),
      b2bArtifacts: list(
        object<B2bJson>(
          {
            type: text('Root element of its file: b2bdocument, b2bschema'),
            code,
            name,
            standard: text('Standard, as written: X12 …'),
            version: text('Version of the standard, as written'),
          },
          'A B2B document or schema',
        ),
        'B2B documents and schemas',
      ),
      certificates: list(
        object<CertificateJson>(
          { alias: text('Alias'), category: text('TRUST, IDENTITY …; empty where it is not said') },
          'A certificate',
        ),
        'Certificates that files of their own name; those that connections and integrations name stand there',
      ),
      recordings: list(
        object<RecordingJson>({ id: text('Id'), files: count('Number of its files') }, 'A recorded test run'),
        'Recorded test runs',
      ),
      entries,
      diagnostics: list(
        object<Diagnostic>(
          { code: diagnosticCode, severity, message: text('One sentence. Never holds a secret'), entry, ...position },
          'Something odd in the archive that did not stop the reading',
        ),
        'What was odd',
      ),
    },
    'One archive and what it holds',
  ),
)

export const inspectSchema = schemaFile(
  'Output of iarkit inspect',
  object<InspectJson>(
    { formatVersion, archives: list(archive, 'The archives, in the order given'), failed },
    'What archives hold',
  ),
)
