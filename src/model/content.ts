import { addTo } from '../base/group.js'
import { shortHash } from '../base/short-hash.js'
import { compareText } from '../base/version.js'
import { isGuard, labelsOf } from './mapper-guards.js'
import {
  compactText,
  givenTags,
  isIdle,
  isNoise,
  isRepeated,
  normalScript,
  ownPlaceholder,
  portableValue,
  withoutNumbers,
  withoutRepeats,
} from './noise.js'
import { normalXPath } from './normal-xpath.js'
import { configurationsOf } from './pick.js'
import { isScheduleParameter } from './schedule-parameter.js'
import type {
  Action,
  AdapterConfiguration,
  Agent,
  Connection,
  Endpoint,
  EventType,
  Expression,
  Integration,
  Library,
  Lookup,
  Mapper,
  Schedule,
  Step,
  Stitch,
} from './types.js'

/**
 * What an artifact says, as comparable text: two copies of one artifact are the same where their texts are. What a diff
 * passes over is left out here as well (places, state, release, audit data, what OIC numbers or computes), so that where a
 * diff is empty the texts are equal. The files beside an artifact are not read: schemas do not count, attachments do by
 * their sizes.
 */
export function contentOf(artifact: unknown): string {
  return JSON.stringify(isTold(artifact) ? told(artifact) : artifact, (key, inner: unknown) =>
    INCIDENTAL.has(key) ? undefined : inner,
  )
}

/** Fields that say where and when, not what, of whatever has no form of its own here. */
const INCIDENTAL: ReadonlySet<string> = new Set([
  'location',
  'entry',
  'line',
  'column',
  'path',
  'folder',
  'evidence',
  'audit',
  'pluginVersion',
  'resources',
])

/** What may be held by many archives at once. */
type Told = Integration | Agent | Connection | Lookup | Library | Schedule | EventType

const TOLD: ReadonlySet<unknown> = new Set<Told['kind']>([
  'integration',
  'agent',
  'connection',
  'lookup',
  'library',
  'schedule',
  'event-type',
])

function isTold(artifact: unknown): artifact is Told {
  return typeof artifact === 'object' && artifact !== null && 'kind' in artifact && TOLD.has(artifact.kind)
}

function told(artifact: Told): readonly unknown[] {
  switch (artifact.kind) {
    case 'integration':
    case 'agent':
      return flow(artifact)
    case 'connection':
      return connection(artifact)
    case 'lookup':
      return lookup(artifact)
    case 'library':
      return library(artifact)
    case 'schedule':
      return [artifact.displayName, artifact.timeZone, artifact.recurrence]
    case 'event-type':
      return [artifact.name, artifact.description, compactText(artifact.schema)]
  }
}

function connection(one: Connection): readonly unknown[] {
  const uploaded = new Set(one.attachments.map(({ property }) => property))
  const entered = one.properties.filter(
    ({ name, value }) => value !== '' && !isNoise(name) && !uploaded.has(name) && name !== 'integration_role',
  )
  return [
    ...[one.name, one.description, one.adapterType, one.role, one.securityPolicy, one.agentGroup ?? ''],
    ...[one.privateEndpoint, one.remote],
    byName(entered.map(({ name, value }) => [name, ownPlaceholder(value, one.code)])),
    one.attachments.map(({ property, name, size }) => [property, name, size]),
  ]
}

/** The order of rows and of columns does not count; nor do search keywords, which a lookup's own file has not. */
function lookup({ description, columns, rows }: Lookup): readonly unknown[] {
  const order = [...columns.keys()].sort((a, b) => compareText(columns[a] ?? '', columns[b] ?? '') || a - b)
  const rank = new Map(order.map((column, at) => [column, at]))
  const cells = rows.map((row) =>
    JSON.stringify(
      row.cells
        .flatMap((cell, at) => (cell === '' ? [] : [[rank.get(at) ?? at, cell] as const]))
        .sort(([a], [b]) => a - b),
    ),
  )
  return [description, order.map((column) => columns[column]), cells.sort()]
}

function library({ name, description, functions, scripts }: Library): readonly unknown[] {
  const signatures = functions.map((each) => [each.name, each.file, each.classifications, each.inputs, each.outputs])
  return [
    ...[name, description],
    signatures.sort(byText),
    scripts.map(({ file, text }) => [file, normalScript(text)]).sort(byText),
  ]
}

function flow(one: Integration | Agent): readonly unknown[] {
  const { endpoints, actions } = one
  const configuration = configurationsOf(one)
  const names = new Map([
    ...endpoints.map(({ id, name }) => [id, name] as const),
    ...actions.map(({ id, type, role }) => [id, role || type] as const),
  ])
  const end = (reference: string) => names.get(reference.split('/')[0] ?? '') ?? ''
  // Each is told at the first step that stands for it; ids are numbers, and tie the two together no further.
  const behind = new Map<string, readonly unknown[]>([
    ...endpoints.map((each) => [each.id, endpoint(each, configuration(each))] as const),
    ...actions.map((each) => [each.id, action(each, configuration(each))] as const),
  ])
  const tell = (id: string): readonly unknown[] | undefined => {
    const said = behind.get(id)
    behind.delete(id)
    return said
  }
  const steps = one.steps.map((each) => step(each, tell))
  return [
    ...[one.name, one.description, one.kind === 'integration' ? one.style : ''],
    ...[[...one.keywords].sort(), givenTags(one.smartTags)],
    one.wires.map(({ source, target }) => [end(source), end(target)]).sort(byText),
    ...[steps, [...behind.values()]],
  ]
}

/** Depth is bounded by the XML reader. */
function step(one: Step, tell: (id: string) => readonly unknown[] | undefined): readonly unknown[] {
  const own =
    'endpoint' in one
      ? // A reply answers its trigger: the name is the trigger's.
        [one.kind === 'reply' ? '' : one.name, tell(one.endpoint), tell(one.tracker)]
      : one.kind === 'route'
        ? [one.name === one.conditionText ? '' : one.name, one.otherwise || xpath(one.condition)]
        : one.kind === 'unknown'
          ? [one.name, one.element]
          : [one.name, tell(one.action)]
  return [one.kind, one.description, own, one.children.map((child) => step(child, tell))]
}

function endpoint(one: Endpoint, configuration: AdapterConfiguration | null): readonly unknown[] {
  return [
    ...[one.role, one.name, one.description, one.connection, one.mep],
    // An adapter configuration says it better.
    configuration === null ? one.targetOperation : '',
    one.eventTypes.map(({ code, revision }) => [code, revision]),
    ...configured(one.properties, configuration, one.connection),
  ]
}

function action(one: Action, configuration: AdapterConfiguration | null): readonly unknown[] {
  const isRouter = one.type === 'contentBasedRouter'
  return [
    ...[one.type, one.name, one.description, one.role],
    ...configured(one.properties, configuration, ''),
    // The conditions of a router's routes are told there.
    one.expressions.filter(({ output }) => !isRouter || output === '').map((each) => expression(each, one)),
    one.mappers.map(mapper),
    one.stitches.map(stitch),
    one.notification === null ? [] : Object.values(one.notification).map((text) => text?.text.trim() ?? ''),
    one.trackingVariables
      .filter(({ xpath: path, name, slot }) => path.trim() !== '' || (name !== '' && name !== slot))
      .map(({ slot, name, primary, xpath: path }) => [slot, name, primary, xpath({ source: path, namespaces: null })]),
  ]
}

function expression(one: Expression, of: Action): readonly unknown[] {
  const { source } = one.xpath
  const name = isScheduleParameter(one, of) ? xpath({ source: one.name, namespaces: null }) : one.name.trim()
  return [
    ...[one.role, one.variable, one.variableType, name, one.description.trim()],
    xpath(source.trim() === '' ? { source: one.text, namespaces: null } : one.xpath),
  ]
}

function stitch({ readable, assigns }: Stitch): readonly unknown[] {
  if (!readable) return []
  return assigns.map(({ operation, from, to }) => [
    operation,
    xpath({ source: to, namespaces: from?.namespaces ?? null }),
    xpath(from),
  ])
}

/** By target element; what is filled is told with the condition or loop next to it, and how deep it stands in them. */
function mapper({ direction, version, sources, targets, mappings }: Mapper): readonly unknown[] {
  /** A guard's label as the reader writes it, to what stands for it: long ones enclose thousands of instructions. */
  const guards = new Map([['', '']])
  const byTarget = new Map<string, unknown[]>()
  for (const mapping of mappings) {
    // Its parts are told by `when` and `otherwise`.
    if (mapping.instruction === 'choose') continue
    const { target, instruction, text, settings, within } = mapping
    const said = [instruction, text, ...mapping.expressions.map(xpath), ...settings]
    const inner = within.at(-1) ?? ''
    const guard = guards.get(inner) ?? shortHash(inner)
    guards.set(inner, guard)
    addTo(byTarget, target, [within.length, guard, said])
    if (isGuard(mapping)) for (const label of labelsOf(mapping)) guards.set(label, shortHash(JSON.stringify(said)))
  }
  const ends = [...sources.filter(({ parameter }) => parameter === ''), ...targets]
  return [
    direction,
    version.trim(),
    ends.map(({ namespace, rootElement }) => `{${namespace}}${rootElement}`),
    [...byTarget].sort(([a], [b]) => compareText(a, b)),
  ]
}

/** What project.xml repeats of the adapter configuration is told once. */
function configured(
  properties: Readonly<Record<string, string>>,
  configuration: AdapterConfiguration | null,
  code: string,
): readonly unknown[] {
  const entered = withoutRepeats(configuration?.properties ?? []).filter(({ name }) => !isNoise(name))
  const said = new Set(entered.map(({ name }) => name))
  const own = Object.entries(properties).filter(
    ([name, value]) => !isRepeated(name, said, properties) && !isIdle(name, value),
  )
  return [
    byName(own),
    ...(configuration === null
      ? []
      : [
          ...[configuration.adapter.toLowerCase(), configuration.agentGroup ?? ''],
          byName(entered.map(({ name, value }) => [name, portableValue(value, configuration, code)])),
        ]),
  ]
}

/** Properties by name, repeated names together; without those that have no value. */
function byName(properties: readonly (readonly [name: string, value: string])[]): readonly unknown[] {
  const values = new Map<string, string[]>()
  for (const [name, value] of properties)
    if (value.trim() !== '') addTo(values, name, compactText(withoutNumbers(value)))
  return [...values].map(([name, list]) => [name, ...new Set(list)]).sort(byText)
}

/** By what comes first. */
function byText([a = '']: readonly unknown[], [b = '']: readonly unknown[]): number {
  return compareText(String(a), String(b))
}

function xpath(one: Parameters<typeof normalXPath>[0] | null): string {
  return one === null ? '' : normalXPath(one).value
}
