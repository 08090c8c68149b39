/** What an adapter configuration says, by the names that adapters use. */
import type { Location } from '../base/location.js'
import { namedProject } from './project-code.js'
import type { AdapterConfiguration, AdapterProperty, ProjectEndpoint } from './types.js'

/** A call of another integration, as its adapter configuration names the child. */
export interface CollocatedCall {
  readonly code: string
  /** As written; empty where the file does not say. */
  readonly version: string
  /** Where the child lives: a global integration, the same project, another one; empty in older files, which means global. */
  readonly context: 'GLOBAL' | 'INTRA_PROJECT' | 'INTER_PROJECT' | ''
  /** `project_id`: code of the child's project; empty where the file does not say. */
  readonly project: string
  /** Where `integration_code` stands, or the `integration_id` that stood in for it. */
  readonly at: Location
}

/** What project.xml says of an endpoint, for adapters whose configuration does not say enough. */
export type EndpointHints = Pick<ProjectEndpoint, 'name' | 'operation' | 'properties'>

/**
 * The property of a name, or null. Of several the first one that has a value.
 *
 * @param prefix operation of a multi-operation trigger: `start` finds `start.HttpVerb`, and the plain name only where
 * there is no such one
 */
export function propertyOf(config: AdapterConfiguration, name: string, prefix = ''): AdapterProperty | null {
  if (prefix !== '') {
    const prefixed = propertyOf(config, `${prefix}.${name}`)
    if (prefixed !== null) return prefixed
  }
  const named = config.properties.filter((property) => property.name === name)
  return named.find(({ value }) => value.trim() !== '') ?? named[0] ?? null
}

/** The value of a property, trimmed; empty where there is none. */
function textOf(config: AdapterConfiguration, name: string, prefix = ''): string {
  return propertyOf(config, name, prefix)?.value.trim() ?? ''
}

const CONTEXTS = ['GLOBAL', 'INTRA_PROJECT', 'INTER_PROJECT'] as const

/**
 * The child that a configuration of the `collocatedics` adapter calls. Null for other adapters, and where no child is
 * named.
 */
export function collocatedCall(config: AdapterConfiguration): CollocatedCall | null {
  if (config.adapter.toLowerCase() !== 'collocatedics') return null
  const id = propertyOf(config, 'integration_id')
  const [idCode = '', idVersion = ''] = (id?.value ?? '').split('|', 2).map((part) => part.trim())
  const codeProperty = propertyOf(config, 'integration_code')
  const ownCode = codeProperty?.value.trim() ?? ''
  const code = ownCode || idCode
  const evidence = ownCode === '' ? id : codeProperty
  if (code === '' || evidence === null) return null
  const project = textOf(config, 'project_id')
  const said = textOf(config, 'integrationContext').toUpperCase()
  const context = said === 'INTER_PROJECT' && namedProject(project) === null ? 'GLOBAL' : said
  const { entry, line, column } = evidence
  return {
    code,
    version: textOf(config, 'integration_version') || idVersion,
    context: CONTEXTS.find((known) => known === context) ?? '',
    project,
    at: { entry, line, column },
  }
}

/** One way in which an adapter says its operation; empty where it does not say it so. */
type OperationReader = (config: AdapterConfiguration) => string

const property =
  (name: string): OperationReader =>
  (config) =>
    textOf(config, name)

/** Adapter in lower case to the ways in which it names its operation, best first. Others: {@link OTHERS}. */
const OPERATION_READERS: ReadonlyMap<string, readonly OperationReader[]> = new Map([
  ['rest', [restOperation, restOperations, property('targetOperation')]],
  ['collocatedics', [collocatedOperation, property('integration_operation'), property('targetOperation')]],
  ['soap', [property('targetOperation')]],
  ['ebusiness', [property('targetOperation')]],
  ['erp', [property('SubscribeEvent'), fusionResource, property('targetOperation')]],
  ['hcm', [property('SubscribeEvent'), fusionResource, property('targetOperation')]],
  ['appevent', [property('EventTypeName')]],
  ['ftp', [property('Operation')]],
  ['stagefile', [property('Operation')]],
  ['bbtranslationadapter', [property('b2b_translate_tp_operation_name')]],
  ['hctranslationadapter', [property('healthcare_translate_tp_operation_name')]],
])

/** Databases go by many adapter names: `atpdatabase`, `dbaasdatabase`, `database` … */
const DATABASE: readonly OperationReader[] = [procedure, tableOperation, statement, property('OperationName')]
const OTHERS: readonly OperationReader[] = [otherRestOperation, property('targetOperation'), property('Operation')]

/**
 * What an endpoint does, for people: `GET /orders/{id}` for REST and calls of other integrations, the operation for
 * SOAP, `PACKAGE.PROCEDURE`, `merge Table` or the start of the statement for databases, the file operation for FTP, the
 * event for events. Falls back to what project.xml says, which for many adapters is just `execute`.
 *
 * @param config null where the endpoint has none: the operations of a multi-operation trigger share the pick action's
 */
export function operationOf(config: AdapterConfiguration | null, endpoint: EndpointHints): string {
  const { verb = '', resourceUrl = '' } = endpoint.properties
  if (verb !== '' && resourceUrl !== '') return `${verb} ${resourceUrl}`
  if (config !== null) {
    const own = ownOperation(config, endpoint.name)
    if (own !== '') return own
    const adapter = config.adapter.toLowerCase()
    const readers = OPERATION_READERS.get(adapter) ?? (adapter.includes('database') ? DATABASE : OTHERS)
    for (const read of readers) {
      const operation = read(config)
      if (operation !== '') return operation
    }
  }
  return endpoint.operation
}

function restOperation(config: AdapterConfiguration): string {
  return verbAndPath(textOf(config, 'HttpVerb'), textOf(config, 'ResourceURI'))
}

/** Where an adapter other than REST's notes a whole address, it is its own doing: the operation has a name. */
function otherRestOperation(config: AdapterConfiguration): string {
  const named = textOf(config, 'targetOperation')
  const isNamed = named !== '' && named !== 'execute'
  return isNamed && textOf(config, 'ResourceURI').includes('://') ? named : restOperation(config)
}

/** `create Invoices`: all REST resources of Fusion share the names of their operations. */
function fusionResource(config: AdapterConfiguration): string {
  const operation = textOf(config, 'targetOperation')
  if (operation === '' || textOf(config, 'RestApplication') === '') return ''
  const object = textOf(config, 'outboundRequestObject')
  return `${operation} ${object.slice(object.lastIndexOf('}') + 1)}`.trim()
}

/** Which of the operations of a multi-operation trigger an endpoint is: endpoints are named by them. */
function ownOperation(config: AdapterConfiguration, name: string): string {
  const isOne = propertyOf(config, `${name}.HttpVerb`) !== null && operationNames(config).includes(name)
  return isOne ? namedOperation(config, name) : ''
}

function operationNames(config: AdapterConfiguration): string[] {
  return textOf(config, 'operations')
    .split(',')
    .map((name) => name.trim())
}

function namedOperation(config: AdapterConfiguration, name: string): string {
  return verbAndPath(textOf(config, 'HttpVerb', name), textOf(config, 'ResourceURI', name))
}

/** A multi-operation trigger: its operations joined. */
function restOperations(config: AdapterConfiguration): string {
  const operations = operationNames(config).map((name) => namedOperation(config, name))
  return operations.filter((operation) => operation !== '').join(', ')
}

function collocatedOperation(config: AdapterConfiguration): string {
  const uri = textOf(config, 'ResourceURI')
  // Older files have the child's whole internal address there.
  const path = uri.startsWith('/') ? uri : textOf(config, 'integration_service') || uri
  return verbAndPath(textOf(config, 'HttpVerb'), path)
}

function verbAndPath(verb: string, path: string): string {
  // Who writes a whole address here may write a password into it: it is no part of what the endpoint does.
  return verb === '' || path === '' ? '' : `${verb} ${path.replace(USER_AND_PASSWORD, '$1')}`
}

/** `ann:secret@` of `https://ann:secret@host/path`. */
const USER_AND_PASSWORD = /^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/\s@]{1,400}@/i

function procedure(config: AdapterConfiguration): string {
  const name = textOf(config, 'ProcedureName')
  const packageName = textOf(config, 'PackageName')
  return name === '' || packageName === '' ? name : `${packageName}.${name}`
}

/** `DescriptorName` is `EndpointName.Table`; a query of a table has a `QueryName` in place of a `DmlType`. */
function tableOperation(config: AdapterConfiguration): string {
  const descriptor = textOf(config, 'DescriptorName')
  if (descriptor === '') return ''
  const verb = textOf(config, 'DmlType') || (textOf(config, 'QueryName') === '' ? '' : 'select')
  return `${verb} ${descriptor.slice(descriptor.lastIndexOf('.') + 1)}`.trim()
}

const STATEMENT_LENGTH = 60

/** The start of the SQL statement, up to the first literal: those hold data at times. */
function statement(config: AdapterConfiguration): string {
  const whole = textOf(config, 'SqlString').replace(/\s+/g, ' ')
  const [start = ''] = whole.split("'", 1)
  if (start.length === whole.length && whole.length <= STATEMENT_LENGTH) return whole
  const cut = start.length <= STATEMENT_LENGTH ? start : wholeWords(start)
  return `${cut.trimEnd()} …`
}

function wholeWords(text: string): string {
  const space = text.lastIndexOf(' ', STATEMENT_LENGTH)
  return text.slice(0, space > 0 ? space : STATEMENT_LENGTH)
}
