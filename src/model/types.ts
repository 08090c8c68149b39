/**
 * The typed model: what an archive holds, in OIC's own words, and every reference with where it stands.
 * Plain data throughout, except that entries hand out their bytes on demand.
 */
import type { EntryRole, RootKind, ZipEntryFacts, ZipFacts } from '../archive/types.js'
import type { Diagnostic } from '../base/diagnostic.js'
import type { Evidence, Location } from '../base/location.js'
import type {
  ActionOutput,
  AdapterConfiguration,
  B2bFile,
  CertificateFile,
  ConnectionFile,
  DeploymentFile,
  EventTypeFile,
  EventTypeName,
  ExpressionFile,
  FlowMessage,
  LibraryFile,
  LookupFile,
  Mapper,
  NotificationText,
  ProjectAsset,
  ProjectYaml,
  ScheduleFile,
  StepKind,
  Stitch,
  TrackingVariable,
  Wire,
  XPathText,
} from '../formats/types.js'

// What a reader gives of a whole file stands in no value of the model, and is not public.
export type {
  ActionOutput,
  ActionType,
  AdapterConfiguration,
  AdapterProperty,
  Attachment,
  AuditName,
  B2bFile,
  CertificateAlias,
  CertificateFile,
  ConnectionFile,
  ConnectionProperty,
  DeployedAsset,
  DeploymentFile,
  EventTypeFile,
  EventTypeName,
  ExpressionFile,
  FlowMessage,
  LibraryFile,
  LibraryFunction,
  LibraryParameter,
  LookupFile,
  LookupRow,
  Mapper,
  MapperEnd,
  Mapping,
  NotificationText,
  ProjectAsset,
  ProjectYaml,
  ScheduleFile,
  ScheduleRecurrence,
  StepKind,
  Stitch,
  StitchAssign,
  TrackingVariable,
  Wire,
  XPathArgument,
  XPathCall,
  XPathLiteral,
  XPathText,
} from '../formats/types.js'

/** Which generation of OIC exported it: OIC 3, OIC generation 2, Integration Cloud Service. */
export type Generation = 'gen3' | 'gen2' | 'ics' | 'unknown'

/** One `.iar`, `.par`, `.car`, lookup CSV, library jar, or one root of an exploded tree. */
export interface Archive extends Artifacts {
  /** As the caller named it; for an exploded folder the path of the root. */
  readonly file: string
  readonly kind: RootKind
  readonly generation: Generation
  /** `lastUpdatedICSVersion` of the newest integration, such as `26.07.0.4-EC`; empty where none says. */
  readonly oicVersion: string
  /** True for a zip, false for an exploded tree. */
  readonly zipped: boolean
  readonly project: Project | null
  readonly package: Package | null
  /** Every file, leaves of nested archives included, in the archive's order. */
  readonly entries: readonly Entry[]
  readonly diagnostics: readonly Diagnostic[]
  /** Each zip of the archive (the outer one, then nested ones by name), for those who look at how it was packed. */
  readonly containers: readonly Container[]
  /**
   * Copies that nested archives hold with other content than the artifact of the same id above, which is the first of them.
   * Not there where no copies differ.
   */
  readonly otherCopies?: readonly Artifact[]
}

/** Anything that an archive holds under a code or name of its own. */
export type Artifact = Artifacts[Exclude<keyof Artifacts, 'certificates' | 'recordings'>][number]

/** What an archive holds. Within one archive no two of a kind have the same id. */
export interface Artifacts {
  readonly integrations: readonly Integration[]
  readonly agents: readonly Agent[]
  readonly connections: readonly Connection[]
  readonly lookups: readonly Lookup[]
  readonly libraries: readonly Library[]
  readonly schedules: readonly Schedule[]
  readonly eventTypes: readonly EventType[]
  readonly deployments: readonly Deployment[]
  readonly tools: readonly Tool[]
  readonly patterns: readonly AgentPattern[]
  readonly promptTemplates: readonly PromptTemplate[]
  readonly b2bArtifacts: readonly B2bArtifact[]
  /** Certificates that the archive names in files of their own; those named by connections and flows stand there. */
  readonly certificates: readonly CertificateFile[]
  readonly recordings: readonly Recording[]
}

/** One zip: the archive itself, or a nested one. */
export interface Container {
  /** Empty for the archive itself. */
  readonly path: string
  /** Folder above OIC's own folders, ending in `/`; empty in every export. */
  readonly prefix: string
  readonly zip: ZipFacts | null
  readonly directories: readonly string[]
  readonly entries: readonly Entry[]
}

/** A file of the archive. */
export interface Entry {
  /** `outer.iar!/icspackage/…` where nested. */
  readonly path: string
  readonly role: EntryRole
  /** Inflated bytes as declared; null where nothing says. */
  readonly size: number | null
  readonly zip: ZipEntryFacts | null
  /**
   * The raw bytes. Those of an entry that is not compressed may be a view of what `readArchive` was given: copy them before
   * writing to them. @throws IarkitError where the entry is corrupt or breaks a limit
   */
  bytes(): Promise<Uint8Array>
}

/** An OIC 3 project, from `project.yaml`. */
export interface Project extends ProjectYaml {
  /** Those of its assets whose kind has no model of its own: robots and their environment pools, templates, what nobody knows. */
  readonly otherAssets: readonly ProjectAsset[]
}

/** A package of integrations, from `ics_package_attributes.properties`. */
export interface Package {
  readonly name: string
  readonly location: Location
}

/** How an integration starts. */
export type IntegrationStyle = 'app-driven' | 'scheduled' | 'event' | 'map-data'

/** What integrations and AI agents share: a flow and all that it rests on. */
export interface Flow {
  /** `integration:CODE|VERSION`, `integration:PROJECT/CODE|VERSION`; for an agent `agent:…`. */
  readonly id: string
  readonly code: string
  /** As written: `01.00.0000`. */
  readonly version: string
  readonly name: string
  readonly description: string
  /** `project_persisted_state`, `persistedState`: ACTIVATED, CONFIGURED, INPROGRESS …; empty where unknown. */
  readonly status: string
  /** Code of the project it lives in; null for a global one. */
  readonly project: string | null
  /** `mep_type`: MEP00 (asynchronous), MEP04 (synchronous), MEP07 (scheduled), MEP08 (event); empty where unknown. */
  readonly mep: string
  /** `modelType` of project.xml in lower case: freeform, template, aiagent; empty in old ones. */
  readonly modelType: string
  /** `Public` or `Private` to other projects, from info.json; empty where not said. */
  readonly scope: string
  readonly keywords: readonly string[]
  readonly smartTags: readonly string[]
  readonly generation: Generation
  /** `lastUpdatedICSVersion`; empty where not said. */
  readonly oicVersion: string
  /** `percentComplete` of project.xml, 0 to 100; null where not said. */
  readonly percentComplete: number | null
  readonly hasErrors: boolean
  readonly hasWarnings: boolean
  /** `version` of project.xml's root: 4.0 to 10.1. */
  readonly schemaVersion: string
  /** Folder in the archive: `icspackage/project/CODE_VERSION/`. */
  readonly folder: string
  readonly location: Location
  readonly businessIdentifiers: readonly BusinessIdentifier[]
  readonly endpoints: readonly Endpoint[]
  /** The processors of project.xml, in their order. */
  readonly actions: readonly Action[]
  /**
   * Ids of actions that OIC left behind in project.xml: no step of the orchestration refers to them, so that they never
   * run. They count as actions, and what they name is a reference, as OIC has it.
   */
  readonly leftovers: readonly string[]
  /** The orchestration, top level; empty for map-data integrations, which have wires. */
  readonly steps: readonly Step[]
  readonly wires: readonly Wire[]
  /** OIC's own warnings and errors, from project_messages.json. */
  readonly messages: readonly FlowMessage[]
  /** Everything it refers to, each with where it stands. */
  readonly references: readonly Reference[]
  /** The same boiled down to sorted lists without repeats. */
  readonly dependencies: Dependencies
  /** Number of processors by type as project.xml writes it; types that do not occur are absent. */
  readonly actionCounts: Readonly<Record<string, number>>
  /** What OIC recorded itself; null where the archive carries no such record. */
  readonly recorded: RecordedFacts
  /** Elements of project.xml that the reader does not know, kept with their place. */
  readonly unknownElements: readonly Evidence[]
}

export interface Integration extends Flow {
  readonly kind: 'integration'
  readonly style: IntegrationStyle
  /** Package name; empty where it is in none. */
  readonly package: string
}

/** An AI agent of a project: shaped like an integration, but not one. */
export interface Agent extends Flow {
  readonly kind: 'agent'
}

/** A tracking variable that is in use (OIC writes three slots; those without an XPath are left out). */
export interface BusinessIdentifier {
  readonly name: string
  readonly primary: boolean
  readonly xpath: string
  /** The messageTracker that it belongs to. */
  readonly action: string
  readonly location: Location
}

/** `application` of project.xml: a trigger or an invoke of a connection. */
export interface Endpoint {
  /** `application_13`. */
  readonly id: string
  readonly role: 'trigger' | 'invoke'
  /** `adapter/name`: the name on the canvas, but for what publishes or subscribes (see its step). */
  readonly name: string
  readonly description: string
  /** Code of the connection. */
  readonly connection: string
  /** Where project.xml names it. */
  readonly connectionAt: Evidence
  /** Lower case; from the connection, or from the JCA where that is not bundled; empty where neither says. */
  readonly adapterType: string
  /** `push-sync`, `push-async`, `pull`, `fire-and-forget` … */
  readonly mep: string
  /** Verb and resource for REST, operation or procedure or file operation for the rest; empty where nothing says. */
  readonly operation: string
  /** `operation` as project.xml has it. */
  readonly targetOperation: string
  readonly configuration: AdapterConfiguration | null
  readonly eventTypes: readonly (EventTypeName & { readonly evidence: Evidence })[]
  /** Files that project.xml names under it. */
  readonly resources: readonly Resource[]
  /** `adapter/property` and `property` of the application. */
  readonly properties: Readonly<Record<string, string>>
  /** Where each property's value stands. */
  readonly propertiesAt: Readonly<Record<string, Location>>
  readonly location: Location
}

/** A file that project.xml names. */
export interface Resource {
  /** Path in the archive. */
  readonly path: string
  /** `jca`, `wsdl`, `xsd`, `xslt`, `properties` … as project.xml says. */
  readonly type: string
  /** `role` of the resource or its group: `CODE`, `WRITE_FILENAME`, `NotificationData` …; empty where none. */
  readonly role: string
  /** False where the archive does not hold the file. */
  readonly present: boolean
  /** Where project.xml names it. */
  readonly location: Location
}

/** `processor` of project.xml: the configuration behind a step. */
export interface Action {
  /** `processor_41`. */
  readonly id: string
  /** As project.xml writes it: transformer, assignment, contentBasedRouter … */
  readonly type: string
  /** `processorName`; empty where there is none. */
  readonly name: string
  readonly description: string
  readonly role: string
  /** `property` name to value: `operation`, `apiid`, `dependent-dvms`, `parallel` … */
  readonly properties: Readonly<Record<string, string>>
  /** Where each property's value stands. */
  readonly propertiesAt: Readonly<Record<string, Location>>
  readonly expressions: readonly Expression[]
  readonly mappers: readonly Mapper[]
  readonly stitches: readonly Stitch[]
  readonly notification: Notification | null
  readonly configuration: AdapterConfiguration | null
  readonly trackingVariables: readonly TrackingVariable[]
  readonly resources: readonly Resource[]
  readonly outputs: readonly ActionOutput[]
  readonly location: Location
}

/** One `*expr.properties` file of an action. */
export interface Expression extends ExpressionFile {
  /** The output of the action that it belongs to (`output_52` of a router's route); empty where none. */
  readonly output: string
}

/** A notification's e-mail. The texts hold `{PARAMETER}` placeholders; the parameters' expressions are the action's. */
export interface Notification {
  readonly from: NotificationText | null
  readonly to: NotificationText | null
  readonly cc: NotificationText | null
  readonly bcc: NotificationText | null
  readonly subject: NotificationText | null
  readonly body: NotificationText | null
}

/** What every step of a flow has. */
export interface StepBase {
  /** `a4`: OIC's id of the element; unique in a flow, renumbered on edit; empty where there is none. */
  readonly id: string
  /** Display name as the canvas shows it; falls back to `name`, then to the kind in words. */
  readonly name: string
  readonly description: string
  /** `refUri` as written; empty where there is none. */
  readonly ref: string
  readonly children: readonly Step[]
  readonly location: Location
}

/** Steps that stand for an endpoint. */
export interface EndpointStep extends StepBase {
  readonly kind: 'receive' | 'pickReceive' | 'reply' | 'invoke' | 'publish' | 'subscribe'
  /** Id of the {@link Endpoint}; empty where project.xml has none of that id. */
  readonly endpoint: string
  /** Id of the messageTracker of a trigger; empty where none. */
  readonly tracker: string
}

/** A route of a router. */
export interface RouteStep extends StepBase {
  readonly kind: 'route'
  /** Null for a route without an expression. */
  readonly condition: XPathText | null
  /** The condition as the canvas shows it; empty where there is none. */
  readonly conditionText: string
  /** True for the route that is taken when no other is. */
  readonly otherwise: boolean
}

/** Everything else that has a processor behind it, or none at all. */
export interface ActionStep extends StepBase {
  readonly kind: Exclude<StepKind, EndpointStep['kind'] | 'route'>
  /** Id of the {@link Action}; empty where there is none (labels, scopes, stop, notes). */
  readonly action: string
}

/** An element that the library does not know: kept and reported. */
export interface UnknownStep extends StepBase {
  readonly kind: 'unknown'
  /** Its local name. */
  readonly element: string
}

export type Step = EndpointStep | RouteStep | ActionStep | UnknownStep

/** Where in a flow a reference stands, as far as it stands in one. */
export interface ReferenceBase {
  /** Id of the endpoint or action (`application_13`, `processor_41`); empty where it stands outside the flow. */
  readonly at: string
  readonly evidence: Evidence
}

export interface ConnectionReference extends ReferenceBase {
  readonly kind: 'connection'
  readonly code: string
}

export interface LookupReference extends ReferenceBase {
  readonly kind: 'lookup'
  /** Null where the name is computed: no static reading can resolve it. */
  readonly name: string | null
  /** Null where computed. */
  readonly sourceColumn: string | null
  readonly targetColumn: string | null
}

export interface LibraryReference extends ReferenceBase {
  readonly kind: 'library'
  readonly code: string
  /** Empty where the reference does not say (a call in XPath). */
  readonly version: string
  readonly file: string
  readonly function: string
}

/** A call of another integration. */
export interface IntegrationReference extends ReferenceBase {
  readonly kind: 'integration'
  /** Null where it is computed and no lookup tells. */
  readonly code: string | null
  /** As written: `01.00.0000` in a JCA, at times `1.0.0` in a lookup's cell; null where unknown. */
  readonly version: string | null
  /** Code of the project that the child lives in; null for a global one. */
  readonly project: string | null
  /** True where the child is chosen at run time. */
  readonly dynamic: boolean
  /** The lookup whose cells name the child; empty where none does. */
  readonly lookup: string
  /** 1-based row of that lookup; null where no row names it. */
  readonly lookupRow: number | null
}

export interface CertificateReference extends ReferenceBase {
  readonly kind: 'certificate'
  readonly alias: string
  /** Code of the connection that names it; empty where an action or endpoint of the flow does. */
  readonly connection: string
}

export interface EventTypeReference extends ReferenceBase {
  readonly kind: 'event-type'
  readonly code: string
  readonly revision: string
  readonly direction: 'publishes' | 'subscribes'
}

export interface AgentGroupReference extends ReferenceBase {
  readonly kind: 'agent-group'
  readonly name: string
  /** Code of the connection that names it. */
  readonly connection: string
}

export interface ScheduleReference extends ReferenceBase {
  readonly kind: 'schedule'
  /** `schedule/@name`. */
  readonly name: string
}

export type Reference =
  | ConnectionReference
  | LookupReference
  | LibraryReference
  | IntegrationReference
  | CertificateReference
  | EventTypeReference
  | AgentGroupReference
  | ScheduleReference

/** Sorted, without repeats; ids as in design's contract. */
export interface Dependencies {
  readonly connections: readonly string[]
  readonly lookups: readonly string[]
  /** `CODE|VERSION`. */
  readonly libraries: readonly string[]
  /** `CODE|VERSION`, or `OTHERPROJECT/CODE|VERSION` where the child lives in another project. */
  readonly integrations: readonly string[]
  /** Children chosen at run time, versions as written. */
  readonly dynamicIntegrations: readonly string[]
  /** `schedule/@name`. */
  readonly schedules: readonly string[]
  /** `CODE|REVISION`. */
  readonly eventTypes: readonly string[]
  /** Aliases named by the connections it uses, and of the keys that its actions and endpoints encrypt or verify with. */
  readonly certificates: readonly string[]
  readonly agentGroups: readonly string[]
}

/** OIC's own records in the archive: answer keys, never the source of the model. */
export interface RecordedFacts {
  /** `icsProject.processorCount` of analysis.json. */
  readonly processorCount: Readonly<Record<string, number>> | null
  /** `dependencies` of info.json, list name to ids. */
  readonly dependencies: Readonly<Record<string, readonly string[]>> | null
  /** Union of the `dependent-dvms` of all actions; null where no action carries the property. */
  readonly lookups: readonly string[] | null
  /** Union of `dependent-xpath-apis` and callouts' `apiid`, as `CODE|VERSION`; null where no action carries one. */
  readonly libraries: readonly string[] | null
}

/** `ApplicationInstance`: a connection. */
export interface Connection extends ConnectionFile {
  readonly kind: 'connection'
  /** `connection:CODE` or `connection:PROJECT/CODE`. */
  readonly id: string
  /** True for OIC's own: `PRESEEDED_…` and APPLICATION_EVENT_CONNECTION. */
  readonly preseeded: boolean
  readonly project: string | null
}

/** A lookup (DVM). */
export interface Lookup extends LookupFile {
  readonly kind: 'lookup'
  /** `lookup:NAME` or `lookup:PROJECT/NAME`. */
  readonly id: string
  readonly keywords: readonly string[]
  readonly project: string | null
}

/** A JavaScript library. */
export interface Library extends LibraryFile {
  readonly kind: 'library'
  /** `library:CODE|VERSION` or `library:PROJECT/CODE|VERSION`. */
  readonly id: string
  readonly scripts: readonly LibraryScript[]
  readonly project: string | null
}

/** One `.js` in a library's jar. */
export interface LibraryScript {
  /** `Name.jar!/Name.js` below the library's folder. */
  readonly path: string
  readonly file: string
  readonly text: string
}

export interface Schedule extends ScheduleFile {
  readonly kind: 'schedule'
  /** `schedule:NAME` or `schedule:PROJECT/NAME`. */
  readonly id: string
  readonly project: string | null
}

export interface EventType extends EventTypeFile {
  readonly kind: 'event-type'
  /** `event-type:CODE|REVISION` or `event-type:PROJECT/CODE|REVISION`. */
  readonly id: string
  readonly project: string | null
}

/** `labels/CODE.json`: what of a project is to be activated together. */
export interface Deployment extends DeploymentFile {
  readonly kind: 'deployment'
}

/** What agents, tools and prompts of a project have in common. */
export interface AiArtifact {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly description: string
  /** `content.json`, with the JSON inside it unpacked; null where it could not be read. */
  readonly content: unknown
  readonly project: string | null
  readonly location: Location
}

/** A tool of an AI agent. */
export interface Tool extends AiArtifact {
  readonly kind: 'tool'
  /** `INTEGRATION`, … */
  readonly type: string
  /** The integration behind it, `CODE|VERSION`; null where there is none. */
  readonly integration: string | null
  /** Absolute address that it calls; empty where none. */
  readonly endpointUrl: string
}

export interface AgentPattern extends AiArtifact {
  readonly kind: 'pattern'
}

export interface PromptTemplate extends AiArtifact {
  readonly kind: 'prompt-template'
}

/** A B2B document or schema. */
export interface B2bArtifact extends B2bFile {
  readonly kind: 'b2b-artifact'
}

/** A recorded test run: payloads of real messages. */
export interface Recording {
  readonly id: string
  readonly paths: readonly string[]
}
