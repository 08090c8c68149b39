/** What a diagram says of one step: the canvas's word for it, its name, and the facts that a reader looks for. */
import { STEP_WORDS } from '../model/steps.js'
import type {
  Action,
  Endpoint,
  Expression,
  IntegrationReference,
  NotificationText,
  Step,
  StepKind,
} from '../model/types.js'
import { actionOf, endpointOf, type FlowFacts, refOf } from './facts.js'
import type { FlowNode } from './types.js'
import { condition, oneLine, plain, plainText, withoutLiterals } from './words.js'

export type Description = Pick<FlowNode, 'caption' | 'title' | 'details'>

/**
 * @param next the step that follows: OIC puts a mapper right before what it fills
 */
export function describe(step: Step, facts: FlowFacts, next: Step | null = null): Description {
  const caption = step.kind === 'unknown' ? 'Unknown step' : STEP_WORDS[step.kind]
  const title = step.name === caption ? '' : oneLine(step.name)
  const own = step.kind === 'unknown' ? [`element ${step.element}`] : (DETAILS[step.kind]?.(step, facts, next) ?? [])
  const details = [...own, ...lookupLines(step, facts)].map(oneLine).filter((line) => line !== '' && line !== title)
  return { caption, title, details }
}

type Details = (step: Step, facts: FlowFacts, next: Step | null) => readonly string[]

/** Details that rest on the action behind the step. */
const ofAction =
  (read: (action: Action) => readonly string[]): Details =>
  (step, facts) => {
    const action = actionOf(step, facts)
    return action === null ? [] : read(action)
  }

const ofEndpoint: Details = (step, facts) => {
  const endpoint = endpointOf(step, facts)
  return endpoint === null ? [`${step.ref || 'its endpoint'} is not in the archive`] : endpointLines(endpoint, facts)
}

/** A new kind of step is drawn with its name alone until it has a line here. */
const DETAILS: Readonly<Partial<Record<StepKind, Details>>> = {
  receive: ofEndpoint,
  pickReceive: ofEndpoint,
  subscribe: ofEndpoint,
  invoke: ofEndpoint,
  publish: ofEndpoint,
  scheduleReceive: ofAction((action) =>
    parameters(action).map(
      ({ variable, name }) => `parameter ${variable}${name === '' ? '' : ` = ${shownValue(variable, name)}`}`,
    ),
  ),
  transformer: fillingLines,
  assignment: (step, facts) => assignments(step, facts),
  label: (step, facts) => step.children.flatMap((child) => assignments(child, facts)),
  for: ofAction((action) => [loopWords(action), ...(action.properties['parallel'] === 'true' ? ['in parallel'] : [])]),
  while: ofAction((action) => [conditionOf(action)]),
  stageFile: ofAction(stageLines),
  stitch: ofAction((action) =>
    action.stitches.flatMap(({ readable, assigns }) =>
      readable
        ? assigns.map(({ operation, to, from }) => {
            const target = plainText(to)
            const value = from === null ? '' : shownValue(target, plainText(from.source))
            return operation === 'Assign' ? `${target} = ${value}` : `${operation} ${target} ${value}`
          })
        : ['written by an old OIC: cannot be read'],
    ),
  ),
  notification: ofAction((action) => [
    ...addressLine('to', action.notification?.to ?? null, action),
    ...addressLine('cc', action.notification?.cc ?? null, action),
    ...addressLine('bcc', action.notification?.bcc ?? null, action),
    ...addressLine('subject', action.notification?.subject ?? null, action),
  ]),
  activityStreamLogger: ofAction((action) => action.expressions.slice(0, 1).map(plain)),
  wait: ofAction((action) => action.expressions.slice(0, 1).map(waitWords)),
  throw: ofAction((action) => [
    ...roleLine(action, 'CODE', 'code'),
    ...roleLine(action, 'REASON', 'reason'),
    ...roleLine(action, 'DETAILS', 'details'),
  ]),
  callout: ofAction((action) => [calloutWords(action)]),
  note: (step) => [step.description],
}

/** What a mapper right before it fills, where its own head does not say. */
const FILLED: ReadonlySet<string> = new Set<StepKind>(['invoke', 'reply', 'publish', 'stageFile'])

function fillingLines(step: Step, facts: FlowFacts, next: Step | null): string[] {
  const action = actionOf(step, facts)
  const filled = action === null ? null : facts.fills(action)
  if (filled !== null) return [`for ${filled.name}`]
  return next !== null && FILLED.has(next.kind) ? [`for ${next.name}`] : []
}

function endpointLines(endpoint: Endpoint, facts: FlowFacts): string[] {
  const children = (facts.calls.get(endpoint.id) ?? []).map(callWords)
  const collocated = endpoint.adapterType === 'collocatedics'
  return [
    ...children.map((child) => `calls ${child}`),
    ...(collocated && children.length > 0 ? [] : [connectionWords(endpoint)]),
    endpoint.operation,
  ]
}

/** `RETAIL_REST_TRIGGER (rest)`. */
export function connectionWords({ connection, adapterType }: Endpoint): string {
  return adapterType === '' ? connection : `${connection} (${adapterType})`
}

/** `ORDER_FULFIL 01.00.0000`, with what is special about the call. */
export function callWords(call: IntegrationReference): string {
  const name = [call.code ?? 'an integration chosen at run time', call.version ?? ''].join(' ').trim()
  const where = call.project === null ? '' : ` in ${call.project}`
  if (!call.dynamic || (call.code === null && call.lookup === '')) return `${name}${where}`
  return `${name}${where}${call.lookup === '' ? ', at run time' : `, by lookup ${call.lookup}`}`
}

function lookupLines(step: Step, facts: FlowFacts): string[] {
  const steps = step.kind === 'label' ? [step, ...step.children] : [step]
  if (step.kind === 'route') return []
  const names = new Set(steps.flatMap((each) => [...(facts.lookups.get(refOf(each)) ?? [])]))
  const known = [...names].filter((name) => name !== null)
  return [
    ...(known.length === 0 ? [] : [`lookup ${known.join(', ')}`]),
    ...(names.has(null) ? ['lookup with a computed name'] : []),
  ]
}

/** Schedule parameters; OIC writes an entry without a name as well. */
function parameters(action: Action): Expression[] {
  return action.expressions.filter(({ variable }) => variable !== '')
}

function assignments(step: Step, facts: FlowFacts): string[] {
  const action = actionOf(step, facts)
  if (step.kind !== 'assignment') return [step.name, ...step.children.flatMap((child) => assignments(child, facts))]
  if (action === null) return [step.name]
  return action.expressions.map(
    (expression) => `${expression.variable || step.name} = ${shownValue(expression.variable, plain(expression))}`,
  )
}

/** Literals do not show where the variable's name says that its value is a secret. */
function shownValue(name: string, value: string): string {
  return SECRET_NAME.test(name) ? withoutLiterals(value) : value
}

const SECRET_NAME = /passw|passphrase|pwd|secret|token|api_?key|credential|private_?key/i

/** `each currentLine of line`. */
function loopWords({ expressions }: Action): string {
  const [expression] = expressions
  if (expression === undefined) return ''
  return expression.variable === ''
    ? `each ${plain(expression)}`
    : `each ${expression.variable} of ${plain(expression)}`
}

/** The first expression of an action as a condition in words; empty where there is none. */
function conditionOf({ expressions }: Action): string {
  const [expression] = expressions
  return expression === undefined ? '' : condition(expression.text.trim() || expression.xpath.source)
}

/** The condition under which a throw does nothing (`PRECONDITION`, the canvas's skip condition); empty where there is none. */
export function skipCondition(step: Step, facts: FlowFacts): string {
  const found = actionOf(step, facts)?.expressions.find(({ role }) => role === 'PRECONDITION')
  return found === undefined ? '' : condition(found.text.trim() || found.xpath.source)
}

/** The condition of a route in words, or `otherwise`. */
export function routeWords(step: Step): string {
  if (step.kind !== 'route') return ''
  if (step.otherwise) return 'otherwise'
  return condition(step.conditionText || step.condition?.source || '')
}

/** The name of a route where it says more than its condition does. */
export function routeName(step: Step): string {
  if (step.kind !== 'route') return step.name
  const name = oneLine(step.name)
  const isSaid = name === STEP_WORDS.route || name === oneLine(step.conditionText) || /^otherwise$/i.test(name)
  return isSaid || name === routeWords(step) ? '' : name
}

function roleLine(action: Action, role: string, label: string): string[] {
  const found = action.expressions.find((expression) => expression.role === role)
  const words = found === undefined ? '' : plain(found)
  return words === '' ? [] : [`${label} ${words}`]
}

/** OIC writes the duration of a wait in seconds. */
function waitWords(expression: Expression): string {
  const words = plain(expression)
  if (!/^\d{1,9}$/.test(words)) return `for ${words}`
  const seconds = Number(words)
  return seconds >= 120 && seconds % 60 === 0 ? `for ${seconds / 60} minutes` : `for ${seconds} seconds`
}

function stageLines(action: Action): string[] {
  const part = (name: string) => {
    const found = action.expressions.find(({ role }) => role.endsWith(name))
    return found === undefined ? '' : plain(found)
  }
  const operation = action.properties['operation'] ?? ''
  const inSegments = action.properties['chunk'] === 'true' ? `${operation} in segments` : operation
  const [directory, file] = [part('_DIRNAME'), part('_FILENAME')]
  const place = directory === '' ? '' : operation === 'ListFiles' || file === '' ? directory : `in ${directory}`
  return [inSegments.replace('ListFiles', 'List files'), [file, place].filter((words) => words !== '').join(' ')]
}

function calloutWords({ properties }: Action): string {
  const [code = '', version = '', file = '', name = ''] = (properties['operation'] ?? '').split('/')
  if (name !== '') return `${name} of ${code} ${version}`
  return [code, version, file].filter((part) => part !== '').join(' ')
}

/** A notification's text with its parameters filled in. */
function addressLine(label: string, text: NotificationText | null, action: Action): string[] {
  if (text === null || text.text.trim() === '') return []
  const filled = oneLine(text.text).replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const found = action.expressions.find(({ role }) => role === name)
    return found === undefined ? whole : plain(found)
  })
  return [`${label} ${filled}`]
}
