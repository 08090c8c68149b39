import { checkType } from '../base/given.js'
import { type Evidence, quote } from '../base/location.js'
import { collocatedCall, propertyOf } from '../formats/adapter.js'
import { keysNoted, keysOfConfiguration } from '../formats/certificates.js'
import { isActionType } from '../formats/project-grammar.js'
import { libraryCalls, lookupCalls, lookupName } from '../formats/references.js'
import type { XPathCall, XPathText } from '../formats/types.js'
import { dynamicCalls } from './dynamic-calls.js'
import { versioned } from './ids.js'
import { libraryResolver, notedApis } from './library-calls.js'
import type { Action, Connection, Endpoint, Library, Lookup, Reference, Step } from './types.js'

/** What a flow's references are collected from. */
export interface ReferenceSources {
  readonly endpoints: readonly Endpoint[]
  readonly actions: readonly Action[]
  readonly steps: readonly Step[]
  /** Code of the project that the flow lives in; null for a global one. */
  readonly project: string | null
  /** What the archive bundles. */
  readonly connections: ReadonlyMap<string, Connection>
  readonly lookups: ReadonlyMap<string, Lookup>
  readonly libraries: readonly Library[]
}

/** An expression of a flow, with the action that it stands in. */
export interface PlacedXPath {
  readonly at: string
  readonly xpath: XPathText
}

/** Every XPath of the actions: expressions, mappers, stitches. The display form is the same again, and is left out. */
export function* allXPaths(actions: readonly Action[]): Generator<PlacedXPath> {
  checkType(actions, 'list', 'actions')
  for (const action of actions) {
    for (const expression of action.expressions) yield { at: action.id, xpath: expression.xpath }
    for (const mapper of action.mappers) {
      for (const mapping of mapper.mappings) for (const xpath of mapping.expressions) yield { at: action.id, xpath }
    }
    for (const stitch of action.stitches) {
      for (const assign of stitch.assigns) if (assign.from !== null) yield { at: action.id, xpath: assign.from }
    }
  }
}

/** Everything that a flow refers to, each with the place that says so. */
export function collectReferences(sources: ReferenceSources): Reference[] {
  return [
    ...endpointReferences(sources),
    ...dynamicCalls(sources),
    ...calloutReferences(sources.actions),
    ...expressionReferences(sources),
    ...opaqueReferences(sources.actions),
    ...keyReferences(sources),
    ...connectionReferences(sources),
  ]
}

function* endpointReferences({ endpoints, project }: ReferenceSources): Generator<Reference> {
  for (const endpoint of endpoints) {
    const at = endpoint.id
    yield { kind: 'connection', code: endpoint.connection, at, evidence: endpoint.connectionAt }
    const call = endpoint.configuration === null ? null : collocatedCall(endpoint.configuration)
    if (call !== null && endpoint.role === 'invoke') {
      yield {
        kind: 'integration',
        code: call.code,
        version: call.version || null,
        project: call.context === 'INTER_PROJECT' ? call.project : call.context === 'INTRA_PROJECT' ? project : null,
        dynamic: false,
        lookup: '',
        lookupRow: null,
        at,
        evidence: { ...call.at, text: quote(versioned(call.code, call.version)) },
      }
    }
    yield* eventReferences(endpoint)
  }
}

function* eventReferences(endpoint: Endpoint): Generator<Reference> {
  const direction = endpoint.role === 'trigger' ? 'subscribes' : 'publishes'
  for (const { code, revision, evidence } of endpoint.eventTypes) {
    yield { kind: 'event-type', code, revision, direction, at: endpoint.id, evidence }
  }
  if (endpoint.eventTypes.length > 0 || endpoint.configuration === null) return
  const name = propertyOf(endpoint.configuration, 'EventTypeName')
  if (name === null) return
  const revision = propertyOf(endpoint.configuration, 'EventTypeVersion')?.value ?? ''
  const { entry, line, column } = name
  yield {
    kind: 'event-type',
    code: name.value,
    revision,
    direction,
    at: endpoint.id,
    evidence: { entry, line, column, text: quote(name.value) },
  }
}

/** A callout names its function twice: `operation` CODE/VERSION/file.js/function, `apiid` the same with colons. */
function* calloutReferences(actions: readonly Action[]): Generator<Reference> {
  for (const action of actions) {
    if (action.type !== 'callout') continue
    const operation = action.properties['operation'] ?? ''
    const apiId = action.properties['apiid'] ?? ''
    const parts = apiId.includes(':') ? apiId.split(':') : operation.split('/')
    const [code = '', version = '', file = '', name = ''] = parts
    if (code === '') continue
    const at = action.propertiesAt[apiId.includes(':') ? 'apiid' : 'operation'] ?? action.location
    yield {
      kind: 'library',
      code,
      version,
      file,
      function: name,
      at: action.id,
      evidence: { ...at, text: quote(parts.join(':')) },
    }
  }
}

function* expressionReferences({ actions, libraries }: ReferenceSources): Generator<Reference> {
  const resolve = libraryResolver(libraries, actions)
  for (const { at, xpath } of allXPaths(actions)) {
    for (const { name, sourceColumn, targetColumn, call } of lookupCalls(xpath)) {
      yield { kind: 'lookup', name, sourceColumn, targetColumn, at, evidence: evidenceOf(xpath, call) }
    }
    for (const { library: spelled, function: called, call } of libraryCalls(xpath)) {
      const library = resolve(at, spelled, called)
      yield { kind: 'library', ...library, function: called, at, evidence: evidenceOf(xpath, call) }
    }
  }
}

/**
 * Data stitches of old versions are serialised Java, which nobody outside OIC reads, and what an action of an unknown type
 * refers to may stand in files that nobody knows. What OIC noted at such actions is then the only word on what they use.
 */
function* opaqueReferences(actions: readonly Action[]): Generator<Reference> {
  for (const action of actions) {
    if (isActionType(action.type) && action.stitches.every(({ readable }) => readable)) continue
    const at = action.id
    const lookups = (action.properties['dependent-dvms'] ?? '').split(',')
    for (const name of lookups.flatMap((written) => lookupName(written) ?? [])) {
      const evidence = { ...(action.propertiesAt['dependent-dvms'] ?? action.location), text: quote(name) }
      yield { kind: 'lookup', name, sourceColumn: null, targetColumn: null, at, evidence }
    }
    const libraries = new Set(notedApis(action).map(({ code, version }) => versioned(code, version)))
    for (const library of libraries) {
      const [code = '', version = ''] = library.split('|')
      const evidence = { ...(action.propertiesAt['dependent-xpath-apis'] ?? action.location), text: quote(library) }
      yield { kind: 'library', code, version, file: '', function: '', at, evidence }
    }
  }
}

function evidenceOf(xpath: XPathText, call: XPathCall): Evidence {
  const { entry, line, column } = call
  const name = call.prefix === '' ? call.name : `${call.prefix}:${call.name}`
  return {
    entry: entry || xpath.location.entry,
    line,
    column,
    text: quote(`${name}(${call.arguments.map((argument) => argument.source.trim()).join(', ')})`),
  }
}

/** Keys that files and messages are encrypted or verified with: OIC notes them in project.xml beside the configuration. */
function* keyReferences({ endpoints, actions }: ReferenceSources): Generator<Reference> {
  // The operations of a multi-operation trigger share one configuration.
  const told = new Set<string>()
  for (const { id: at, properties, propertiesAt, configuration } of [...endpoints, ...actions]) {
    const keys = [
      ...keysNoted(properties, propertiesAt),
      ...(configuration === null ? [] : keysOfConfiguration(configuration)),
    ]
    for (const { alias, entry, line, column } of keys) {
      const place = JSON.stringify([entry, line, column, alias])
      if (told.has(place)) continue
      told.add(place)
      yield { kind: 'certificate', alias, connection: '', at, evidence: { entry, line, column, text: quote(alias) } }
    }
  }
}

/** Certificates and agent groups are named by the connections that the flow uses. */
function* connectionReferences({ endpoints, connections }: ReferenceSources): Generator<Reference> {
  for (const code of new Set(endpoints.map((endpoint) => endpoint.connection))) {
    const connection = connections.get(code)
    const at = ''
    if (connection === undefined) continue
    for (const { alias, entry, line, column } of connection.certificates) {
      yield { kind: 'certificate', alias, connection: code, at, evidence: { entry, line, column, text: quote(alias) } }
    }
    if (connection.agentGroup !== null) {
      const evidence = { ...connection.agentGroupAt, text: quote(connection.agentGroup) }
      yield { kind: 'agent-group', name: connection.agentGroup, connection: code, at, evidence }
    }
  }
  for (const endpoint of endpoints) {
    const group = endpoint.configuration?.agentGroup ?? null
    if (group === null || connections.get(endpoint.connection)?.agentGroup === group) continue
    const evidence = {
      ...endpoint.location,
      entry: endpoint.configuration?.path ?? '',
      line: null,
      column: null,
      text: quote(group),
    }
    yield { kind: 'agent-group', name: group, connection: endpoint.connection, at: endpoint.id, evidence }
  }
}
