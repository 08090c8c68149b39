import type {
  Action,
  AdapterConfiguration,
  Agent,
  Expression,
  Integration,
  Mapping,
  Notification,
  Step,
  XPathText,
} from '../../model/index.js'
import { allSteps } from '../../model/index.js'
import { isLeftover, stepNameOf } from '../../model/step-names.js'
import { literal, positionsIn } from './literal.js'
import type { LiteralPlace, NotificationPart, PlaceOwner } from './types.js'
import { xpathLiterals } from './xpath-literals.js'

const PARTS = ['to', 'cc', 'bcc', 'from', 'subject', 'body'] as const satisfies readonly NotificationPart[]

/** Every literal of a flow: of its endpoints' configuration, its expressions, mappers, stitches and notifications. */
export function* flowPlaces(flow: Integration | Agent): Generator<LiteralPlace> {
  const names = stepNames(flow.steps)
  const { id: artifact, code: owner } = flow
  for (const endpoint of flow.endpoints) {
    if (endpoint.configuration === null) continue
    const { connection, adapterType, configuration, role } = endpoint
    const step = stepNameOf(flow, endpoint.id)
    const adapter = adapterType || configuration.adapter.toLowerCase()
    yield* configurationPlaces(
      { artifact, owner, connection, adapter, role, kind: 'adapter-configuration', step },
      configuration,
    )
  }
  const takenIn = new Set<Mapping>()
  for (const action of flow.actions) {
    const step = names.get(action.id) ?? action.name
    const leftover = isLeftover(flow, action.id)
    const at = (kind: PlaceOwner['kind'], name = step, adapter = ''): PlaceOwner => ({
      artifact,
      owner,
      connection: '',
      adapter,
      role: null,
      kind,
      step: name,
      leftover,
    })
    for (const expression of action.expressions) {
      const route = expression.output === '' ? undefined : names.get(`${action.id}/${expression.output}`)
      yield* expressionPlaces(at(expressionKind(action), route ?? step), action, expression)
    }
    for (const { path, mappings } of action.mappers) {
      for (const mapping of mappings) {
        // What stands in a style sheet that several mappers take in stands there once.
        if (mapping.entry !== path && takenIn.has(mapping)) continue
        if (mapping.entry !== path) takenIn.add(mapping)
        yield* mappingPlaces(at('mapper'), mapping)
      }
    }
    for (const { assigns } of action.stitches) {
      for (const { from, to } of assigns) if (from !== null) yield* xpathPlaces(at('data-stitch'), from, to)
    }
    if (action.notification !== null) yield* notificationPlaces(at('notification'), action.notification)
    if (action.configuration !== null) {
      const adapter = action.configuration.adapter.toLowerCase()
      yield* configurationPlaces(at('adapter-configuration', step, adapter), action.configuration)
    }
  }
}

/** Attributes of instructions that are texts of a person's. Others are names, types and words of XSLT. */
const TEXTS: ReadonlySet<string> = new Set(['separator', 'regex', 'string', 'format', 'href'])

function* mappingPlaces(owner: PlaceOwner, mapping: Mapping): Generator<LiteralPlace> {
  const { target, text, expressions, settings } = mapping
  for (const xpath of expressions) yield* xpathPlaces(owner, xpath, target)
  const value = text.trim()
  if (value !== '') {
    const before = text.length - text.trimStart().length
    const gaps = gapsOf(mapping).map((gap) => gap - before)
    yield literal(owner, value, target, mapping, gaps.length === 0 ? undefined : { gaps })
  }
  for (const [name, said] of settings) {
    // It goes to the instruction as an argument goes to a function: it is not what the target is filled with.
    if (TEXTS.has(name) && said.trim() !== '') yield literal(owner, said.trim(), target, mapping, { functions: [name] })
  }
}

/** Where expressions stand within the text of an attribute; nowhere where all stand behind it. */
function gapsOf({ settings }: Mapping): readonly number[] {
  const places = settings.find(([name]) => name === '')?.[1]
  return places === undefined ? [] : places.split(' ').map(Number)
}

/** Display names by action id, and by `action/output` for routes. */
function stepNames(steps: readonly Step[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const step of allSteps(steps)) {
    const id = step.kind === 'route' ? step.ref : 'action' in step ? step.action : ''
    if (id !== '' && !names.has(id)) names.set(id, step.name)
  }
  return names
}

const SAMPLE = /sample$/i
const NAMESPACE = /NS$|[Nn]ame[Ss]pace$/

function* configurationPlaces(owner: PlaceOwner, configuration: AdapterConfiguration): Generator<LiteralPlace> {
  const siblings = configuration.properties.filter(({ name }) => NAMESPACE.test(name)).map(({ value }) => value)
  const around = { siblings }
  for (const property of configuration.properties) {
    const { name, value } = property
    if (value === '' || value.startsWith('%%')) continue
    yield literal(owner, value, name, property, SAMPLE.test(name) ? { sample: true, siblings } : around)
  }
}

function expressionKind({ type }: Action): PlaceOwner['kind'] {
  return type === 'integrationProperties' ? 'integration-property' : 'expression'
}

function* expressionPlaces(owner: PlaceOwner, action: Action, expression: Expression): Generator<LiteralPlace> {
  const { xpath, variable, role } = expression
  const name = variable || role
  const part = action.notification === null ? null : partOf(action.notification, role)
  if (xpath.literals.length === 0 && owner.kind === 'integration-property') {
    // A value that was typed without quotes.
    if (xpath.source !== '') yield literal(owner, xpath.source, name, xpath.location)
  } else {
    yield* xpathPlaces(owner, xpath, name, part)
  }
  // A schedule parameter's default stands where other expressions have a name.
  if (action.type !== 'scheduleReceive') return
  const value = expression.name.replace(/^(["'])(.*)\1$/s, '$2')
  if (value !== '') yield literal({ ...owner, kind: 'schedule-parameter' }, value, name, expression.nameLocation)
}

function* xpathPlaces(
  owner: PlaceOwner,
  xpath: XPathText,
  name: string,
  part: NotificationPart | null = null,
): Generator<LiteralPlace> {
  for (const { value, index, functions, argument, compared, before } of xpathLiterals(xpath)) {
    if (value === '') continue
    const around = { functions, argument, compared, before, part }
    yield literal(owner, value, name, xpath.literals[index] ?? xpath.location, around)
  }
}

/** The part of the e-mail that a parameter stands in; OIC names parameters after it where the texts do not tell. */
function partOf(notification: Notification, parameter: string): NotificationPart | null {
  const named = PARTS.find((part) => notification[part]?.parameters.includes(parameter))
  return named ?? PARTS.find((part) => parameter.toLowerCase().startsWith(`${part}_param`)) ?? null
}

function* notificationPlaces(owner: PlaceOwner, notification: Notification): Generator<LiteralPlace> {
  for (const part of PARTS) {
    const text = notification[part]
    if (text === null || text.text === '') continue
    const positionOf = positionsIn(text.path, text.text)
    yield literal(owner, text.text, part, positionOf(0), { part, positionOf })
  }
}
