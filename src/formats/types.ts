/**
 * What each file format holds. A reader is given one file's path and text and gives one of these, with positions;
 * it knows nothing of the archive around the file. The path serves to say where a thing stands.
 */
import type { Evidence, Location } from '../base/location.js'

/** Something wrong in one file. What could be read is in the value all the same. */
export interface Problem extends Location {
  readonly code: 'malformed-content' | 'unrecognised-entry' | 'missing-file'
  readonly severity: 'error' | 'warning' | 'info'
  /** One sentence; never holds a secret. */
  readonly message: string
}

/** What a reader gives: the value as far as it could be read (null where nothing could), and what was wrong. */
export interface Read<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}

/** An XPath expression with what its tokens say. */
export interface XPathText {
  readonly source: string
  /** Where its first character stands. */
  readonly location: Location
  readonly calls: readonly XPathCall[]
  /** String literals, unescaped, in order. */
  readonly literals: readonly XPathLiteral[]
  /** Names of the variables read, without `$`, without repeats. */
  readonly variables: readonly string[]
  /** Prefix to URI, as bound where it stands; null where nothing is known. */
  readonly namespaces: ReadonlyMap<string, string> | null
}

/** A function call in an expression. */
export interface XPathCall extends Location {
  readonly prefix: string
  readonly name: string
  /** URI that the prefix is bound to; null where no binding is known. */
  readonly namespace: string | null
  /** Each argument's text; a lone string literal also as its value. */
  readonly arguments: readonly XPathArgument[]
}

export interface XPathArgument {
  readonly source: string
  /** The value where the argument is one string literal; null where it is computed. */
  readonly literal: string | null
}

export interface XPathLiteral extends Location {
  readonly value: string
}

/** One `*expr.properties` file. */
export interface ExpressionFile {
  readonly path: string
  /** From the file's name: empty for a plain `expr.properties`, else `CODE`, `TO_PARAM_1`, `READ_DIRNAME` … */
  readonly role: string
  /** `ExpressionName`: a route's name, a schedule parameter's default. */
  readonly name: string
  readonly nameLocation: Location
  /** `TextExpression`: what the canvas shows. */
  readonly text: string
  readonly xpath: XPathText
  /** `VariableName`. */
  readonly variable: string
  /** `VariableType`. */
  readonly variableType: string
  /** `VariableDescription`. */
  readonly description: string
}

/** One mapper XSL. */
export interface Mapper {
  readonly path: string
  /** From its name: `req_…` or `resp_…`; `other` for hand-made names. */
  readonly direction: 'request' | 'response' | 'other'
  /** `version` of the style sheet. */
  readonly version: string
  readonly sources: readonly MapperEnd[]
  readonly targets: readonly MapperEnd[]
  /** Names of `xsl:param` at the top level. */
  readonly parameters: readonly string[]
  /** Other style sheets that it takes in. */
  readonly imports: readonly MapperImport[]
  /**
   * Every instruction that fills or guards a target element, in document order; behind its own those of the style sheets
   * that it takes in, as far as the archive holds them.
   */
  readonly mappings: readonly Mapping[]
}

/** `xsl:import` or `xsl:include`. */
export interface MapperImport extends Location {
  /** As written, relative to the style sheet that it stands in; empty where not said. */
  readonly href: string
}

/** A source or target of a mapper, as its head names it. */
export interface MapperEnd {
  /** Path of the schema as written. */
  readonly schema: string
  readonly rootElement: string
  readonly namespace: string
  /** The parameter that carries it; empty for the primary source and for targets. */
  readonly parameter: string
}

/** One instruction of a mapper. */
export interface Mapping extends Location {
  /** Target elements by local name from the root: `/execute/TemplateParameters/Code`; attributes with `@`. */
  readonly target: string
  /** `value-of`, `text`, `attribute`, `for-each`, `if`, `when`, `otherwise`, `copy-of`, `call-template`, `variable`, `apply-templates`, `sort`, `with-param` … */
  readonly instruction: string
  /** The XPath of `select` or `test`, one for each in an attribute value template; empty for literal text. */
  readonly expressions: readonly XPathText[]
  /** Literal text that goes into the target; empty where it is computed. */
  readonly text: string
  /**
   * What else the instruction says, by attribute: `order` of `sort`, `regex`, `separator`, `mode` …; in a value template
   * `{}` for each expression. Under the empty name, for an attribute of the target, behind how many characters of its text
   * each expression stands, where that is not behind all of them.
   */
  readonly settings: readonly MappingSetting[]
  /** Enclosing conditions and loops, outermost first, as `if(…)`, `when(…)`, `otherwise`, `for-each(…)`. */
  readonly within: readonly string[]
}

export type MappingSetting = readonly [name: string, value: string]

/** A `stitch.json`. Old `.ser` ones are opaque: `readable` is false. */
export interface Stitch {
  readonly path: string
  readonly readable: boolean
  readonly assigns: readonly StitchAssign[]
  /** `state.listOfReferencedLookupTables`: an answer key. */
  readonly recordedLookups: readonly string[]
}

export interface StitchAssign extends Location {
  /** `Assign`, `Append`, `Remove` … as `@type` says. */
  readonly operation: string
  readonly from: XPathText | null
  /** The XPath of the target. */
  readonly to: string
}

export interface NotificationText {
  readonly path: string
  readonly text: string
  /** Placeholders in the order of their first occurrence, without braces. */
  readonly parameters: readonly string[]
}

/** A `.jca` file. */
export interface AdapterConfiguration {
  /** `adapter` as written: `rest`, `REST`, `collocatedics`, `oracle:gcp-storage`. */
  readonly adapter: string
  readonly path: string
  /** Every `property` in order; names repeat at times. */
  readonly properties: readonly AdapterProperty[]
  /** Agent group named by `endpoint-activation/@agent` or `endpoint-interaction/@agent`; null where none. */
  readonly agentGroup: string | null
}

export interface AdapterProperty extends Location {
  readonly name: string
  readonly value: string
  /** Where it stands: the connection factory, or the interaction or activation specification. */
  readonly part: 'connection' | 'interaction'
}

/** Elements of an orchestration that the library knows, by project.xml's own names. */
export type StepKind =
  | 'receive'
  | 'scheduleReceive'
  | 'pick'
  | 'pickReceive'
  | 'reply'
  | 'invoke'
  | 'transformer'
  | 'assignment'
  | 'label'
  | 'router'
  | 'route'
  | 'for'
  | 'while'
  | 'try'
  | 'globalTry'
  | 'catch'
  | 'catchAll'
  | 'throw'
  | 'stop'
  | 'ehStop'
  | 'stageFile'
  | 'stitch'
  | 'notification'
  | 'activityStreamLogger'
  | 'wait'
  | 'callout'
  | 'parallel'
  | 'parallelBranch'
  | 'publish'
  | 'subscribe'
  | 'template'
  | 'agent'
  | 'memory'
  | 'note'
  | 'integrationMetadata'
  | 'globalVariable'
  | 'integrationProperties'
  | 'patternMemoryDataType'

/** Processor types that the library knows. */
export type ActionType =
  | 'assignment'
  | 'transformer'
  | 'contentBasedRouter'
  | 'catchAll'
  | 'stageFile'
  | 'messageTracker'
  | 'globalVariableDefinition'
  | 'integrationMetadata'
  | 'notification'
  | 'stitch'
  | 'throw'
  | 'for'
  | 'activityStreamLogger'
  | 'scheduleReceive'
  | 'typeDefinitions'
  | 'catch'
  | 'wait'
  | 'while'
  | 'template'
  | 'agent'
  | 'memory'
  | 'pick'
  | 'parallelBranch'
  | 'callout'
  | 'integrationProperties'
  | 'parallel'
  | 'patternIntegrationMemoryData'

/** `project.xml` as it stands: nothing resolved, no other file read. */
export interface ProjectXml {
  /** `version` of the root: 4.0 to 10.1. */
  readonly schemaVersion: string
  /** Lower case: freeform, template, aiagent; empty in old ones. */
  readonly modelType: string
  readonly code: string
  readonly version: string
  readonly name: string
  readonly description: string
  readonly percentComplete: number | null
  readonly hasErrors: boolean
  readonly hasWarnings: boolean
  readonly endpoints: readonly ProjectEndpoint[]
  readonly actions: readonly ProjectAction[]
  /** Children of `orchestration`. */
  readonly steps: readonly ProjectStep[]
  readonly wires: readonly Wire[]
  /** Elements that are in no list of ours, in document order; the text is the element's name and attributes. */
  readonly unknownElements: readonly Evidence[]
  readonly location: Location
}

/** `resource` of a resource group. */
export interface ProjectResource {
  /** As written: `../resources/processor_41/resourcegroup_42/req_….xsl`. */
  readonly location: string
  readonly type: string
  /** `role` of the resource, else of its group; empty where neither has one. */
  readonly role: string
  /** Id of the output or input that the group belongs to (`output_52`); empty where it belongs to the whole. */
  readonly output: string
  readonly at: Location
}

/** `application`. */
export interface ProjectEndpoint {
  readonly id: string
  /** `source` is a trigger, `target` an invoke; anything else counts as invoke. */
  readonly role: 'trigger' | 'invoke'
  readonly connection: string
  /** Where `adapter/code` stands. */
  readonly connectionAt: Evidence
  readonly name: string
  readonly description: string
  readonly mep: string
  readonly binding: string
  readonly operation: string
  readonly properties: Readonly<Record<string, string>>
  /** Where each property's value stands, by its name. */
  readonly propertiesAt: Readonly<Record<string, Location>>
  readonly eventTypes: readonly (EventTypeName & { readonly at: Evidence })[]
  readonly resources: readonly ProjectResource[]
  readonly at: Location
}

/** `processor`. */
export interface ProjectAction {
  readonly id: string
  readonly type: string
  readonly role: string
  readonly name: string
  readonly description: string
  readonly properties: Readonly<Record<string, string>>
  /** Where each property's value stands, by its name. */
  readonly propertiesAt: Readonly<Record<string, Location>>
  readonly trackingVariables: readonly TrackingVariable[]
  readonly outputs: readonly ActionOutput[]
  readonly resources: readonly ProjectResource[]
  readonly at: Location
}

/** An element of the orchestration. */
export interface ProjectStep {
  /** Local name as written; one of {@link StepKind} or something new. */
  readonly element: string
  readonly known: boolean
  readonly id: string
  /** `name` attribute, or `displayName` where there is no name; of `publish` and `subscribe` `displayName` first. */
  readonly name: string
  readonly description: string
  readonly ref: string
  /** `trackingRefUri`. */
  readonly tracker: string
  /** The other attributes. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly ProjectStep[]
  readonly at: Location
}

export interface EventTypeName {
  readonly code: string
  readonly revision: string
}

export interface TrackingVariable {
  /** `tracking_var_1`. */
  readonly slot: string
  readonly name: string
  readonly primary: boolean
  readonly xpath: string
  readonly location: Location
}

export interface ActionOutput {
  /** `output_52`. */
  readonly id: string
  /** `variable`, `fault` …; empty where none. */
  readonly role: string
}

/** `wire` of a map-data integration. */
export interface Wire {
  readonly source: string
  readonly target: string
  readonly location: Location
}

/** `ApplicationInstance`: a connection. */
export interface ConnectionFile {
  readonly code: string
  readonly name: string
  readonly description: string
  /** `applicationTypeRef` in lower case. */
  readonly adapterType: string
  /** `SOURCE`, `TARGET`, `SOURCE_AND_TARGET`; empty where not said. */
  readonly role: string
  readonly securityPolicy: string
  /** `CONFIGURED`, `IN_PROGRESS` … */
  readonly status: string
  /** `percentageComplete`; null where not said. */
  readonly percentComplete: number | null
  /** `agentDefinition`; null where none. */
  readonly agentGroup: string | null
  /** Where the agent group is named; the connection itself where none is. */
  readonly agentGroupAt: Location
  readonly privateEndpoint: boolean
  readonly pluginVersion: string
  readonly properties: readonly ConnectionProperty[]
  /** Values of the properties that name a certificate or key by alias. */
  readonly certificates: readonly CertificateAlias[]
  readonly attachments: readonly Attachment[]
  /**
   * `remoteResource`: the connection that this one stands for and takes its settings from, in another project, or in none
   * (`project` is null): a global one; null as a rule.
   */
  readonly remote: { readonly code: string; readonly project: string | null } | null
  /** People's names and addresses in the audit data. */
  readonly audit: readonly AuditName[]
  readonly location: Location
}

/** A lookup (DVM). */
export interface LookupFile {
  readonly name: string
  readonly description: string
  readonly columns: readonly string[]
  /** Cells in the order of the columns; short rows are filled with empty cells, and a diagnostic says so. */
  readonly rows: readonly LookupRow[]
  readonly location: Location
}

/** A JavaScript library. */
export interface LibraryFile {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly description: string
  readonly functions: readonly LibraryFunction[]
  readonly location: Location
}

export interface ScheduleFile {
  /** `schedule/@name`. */
  readonly name: string
  /** Where the name stands. */
  readonly nameAt: Location
  readonly displayName: string
  readonly timeZone: string
  readonly recurrence: ScheduleRecurrence
  readonly location: Location
}

export interface EventTypeFile {
  readonly code: string
  readonly revision: string
  readonly name: string
  readonly description: string
  /** The JSON sample or schema, as text. */
  readonly schema: string
  readonly hasPublisher: boolean
  readonly hasSubscriber: boolean
  readonly location: Location
}

/** `labels/CODE.json`: what of a project is to be activated together. */
export interface DeploymentFile {
  readonly code: string
  readonly name: string
  readonly revision: string
  /** `CODE|VERSION`. */
  readonly integrations: readonly string[]
  /** `CODE|VERSION`. */
  readonly agents: readonly string[]
  /** Robots, decisions, B2B trading partners and whatever else is deployed with them, in the order of the file. */
  readonly others: readonly DeployedAsset[]
  readonly location: Location
}

/** What a deployment holds beside integrations and agents. */
export interface DeployedAsset {
  /** Name of its list, as OIC writes it: `robots`, `decisions`, `b2btradingpartners` … */
  readonly kind: string
  /** `CODE|VERSION`. */
  readonly id: string
}

/** A B2B document or schema. */
export interface B2bFile {
  /** Root element in lower case: `b2bdocument`, `b2bschema`. */
  readonly type: string
  readonly code: string
  readonly name: string
  readonly standard: string
  readonly version: string
  readonly location: Location
}

export interface ConnectionProperty extends Location {
  readonly name: string
  /** Empty where there is none. A map's entries are properties of their own, named `name[key]`. */
  readonly value: string
  /** True where the value is a placeholder (`%%…`) that is filled in the target. */
  readonly placeholder: boolean
}

export interface CertificateAlias extends Location {
  /** Property that names it: `sslCertificateAlias`, `PGPPRIVATEKEY`, `encryptPGPKey` … */
  readonly property: string
  readonly alias: string
}

/** `attachments/attachment`: a file inside a connection. Key material hides here. */
export interface Attachment extends Location {
  readonly property: string
  readonly name: string
  /** The decoded content. */
  bytes(): Uint8Array
  /** Length of the decoded content in bytes. */
  readonly size: number
}

export interface AuditName extends Location {
  /** `createdBy`, `lastUpdatedBy`, `lockedBy`. */
  readonly field: string
  readonly value: string
}

export interface LookupRow extends Location {
  readonly cells: readonly string[]
}

export interface LibraryFunction extends Location {
  readonly name: string
  readonly file: string
  /** `CODE:VERSION:file.js:function:parameter:…`. */
  readonly apiId: string
  /** `ORCHESTRATION`, `XPATH`; sorted. */
  readonly classifications: readonly string[]
  readonly inputs: readonly LibraryParameter[]
  readonly outputs: readonly LibraryParameter[]
}

export interface LibraryParameter {
  readonly name: string
  readonly type: string
}

/** What a schedule says of its times. */
export type ScheduleRecurrence =
  | { readonly kind: 'ical'; readonly expression: string }
  | {
      readonly kind: 'recurring'
      /** `DAILY`, `HOURLY`, `MINUTELY` … */
      readonly frequency: string
      readonly interval: string
      readonly start: string
      /** Every other element below `recurrence` that has a text. */
      readonly details: Readonly<Record<string, string>>
    }
  /** `YYYY-MM-DD HH:MM:SS` each. */
  | { readonly kind: 'once'; readonly dates: readonly string[] }
  | { readonly kind: 'none' }

/** An OIC 3 project, from `project.yaml`. */
export interface ProjectYaml {
  readonly code: string
  readonly name: string
  readonly description: string
  /** `DEVELOPED`, `ACCELERATOR` … */
  readonly type: string
  readonly status: string
  /** `projectRevision`; null where it is not given. */
  readonly revision: number | null
  /** What `project.yaml` lists as the project's parts: an answer key. */
  readonly assets: readonly ProjectAsset[]
  readonly location: Location
}

/** One line of `assets` in `project.yaml`. */
export interface ProjectAsset {
  /** The list's name: integrations, connections, lookups, libraries, schedules, eventtypes, labels, ai_agents, templates … */
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly location: Location
}

/** `ics_project_attributes.properties` or the `properties` of info.json: one shape for both. */
export interface IntegrationAttributes {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly package: string
  /** `project_persisted_state`, `persistedState`. */
  readonly status: string
  /** `mep_type`, `mepType`. */
  readonly mep: string
  readonly modelType: string
  readonly scope: string
  readonly keywords: readonly string[]
  readonly smartTags: readonly string[]
  /** `lastUpdatedICSVersion`. */
  readonly oicVersion: string
  readonly location: Location
}

/** `info.json`. */
export interface IntegrationInfo extends IntegrationAttributes {
  /** `dependencies`: list name to ids as written; null where the file has none. */
  readonly dependencies: Readonly<Record<string, readonly string[]>> | null
}

/** `analysis.json`. */
export interface Analysis {
  /** `icsProject.processorCount`. */
  readonly processorCount: Readonly<Record<string, number>>
}

/** A message of `project_messages.json`. */
export interface FlowMessage extends Location {
  /** Id of the step it is about. */
  readonly step: string
  /** OIC's own code, such as `EMPTY_WARNING_ROUTE`; the whole text where there is none. */
  readonly code: string
  readonly severity: string
  readonly text: string
}

/** A tool, pattern or prompt template of AI agents: its properties file and content.json together. */
export interface AiContent {
  /** `content.json` with the JSON inside its string unpacked; null where it could not be read. */
  readonly content: unknown
  readonly location: Location
}

/** A certificate that an archive names without carrying it. */
export interface CertificateFile {
  readonly alias: string
  /** `TRUST`, `IDENTITY` …; empty where not said. */
  readonly category: string
  readonly location: Location
}
