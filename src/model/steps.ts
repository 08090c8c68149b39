import { checkType } from '../base/given.js'
import type { ProjectStep, ProjectXml } from '../formats/types.js'
import type { Action, Endpoint, EndpointStep, Expression, Step, StepKind } from './types.js'

/** What the canvas calls each element where it has no name of its own. */
export const STEP_WORDS: Readonly<Record<StepKind, string>> = {
  receive: 'Trigger',
  scheduleReceive: 'Schedule',
  pick: 'Pick',
  pickReceive: 'Trigger',
  reply: 'Reply',
  invoke: 'Invoke',
  transformer: 'Map',
  assignment: 'Assign',
  label: 'Assign',
  router: 'Switch',
  route: 'Route',
  for: 'For each',
  while: 'While',
  try: 'Scope',
  globalTry: 'Global scope',
  catch: 'Fault handler',
  catchAll: 'Default fault handler',
  throw: 'Throw new fault',
  stop: 'Stop',
  ehStop: 'Re-throw fault',
  stageFile: 'Stage file',
  stitch: 'Data stitch',
  notification: 'Notification',
  activityStreamLogger: 'Logger',
  wait: 'Wait',
  callout: 'JavaScript',
  parallel: 'Parallel',
  parallelBranch: 'Branch',
  publish: 'Publish event',
  subscribe: 'Subscribe to event',
  template: 'Template',
  agent: 'Agent',
  memory: 'Memory',
  note: 'Note',
  integrationMetadata: 'Integration metadata',
  globalVariable: 'Global variable',
  integrationProperties: 'Integration properties',
  patternMemoryDataType: 'Memory data type',
}

const ENDPOINT_STEPS: ReadonlySet<string> = new Set([
  'receive',
  'pickReceive',
  'reply',
  'invoke',
  'publish',
  'subscribe',
])

function isEndpointStep(kind: string): kind is EndpointStep['kind'] {
  return ENDPOINT_STEPS.has(kind)
}

/** Joins the orchestration to its endpoints and actions, and names each step as the canvas does. */
export function buildSteps(
  project: ProjectXml,
  endpoints: ReadonlyMap<string, Endpoint>,
  actions: ReadonlyMap<string, Action>,
): Step[] {
  const join = (step: ProjectStep): Step => {
    const [first = '', second = ''] = step.ref.split('/')
    const { id, ref, element, at: location } = step
    const children = step.children.map(join)
    if (!step.known) {
      const { description } = step
      return { id, description, ref, children, location, kind: 'unknown', element, name: step.name || element }
    }
    const kind = element as StepKind
    if (isEndpointStep(kind)) {
      const endpoint = endpoints.get(first)
      const name = (hasDisplayName(step) ? '' : endpoint?.name) || step.name || STEP_WORDS[kind]
      const { description, tracker } = step
      return { id, description, ref, children, location, kind, name, endpoint: endpoint?.id ?? '', tracker }
    }
    const action = actions.get(first)
    const description = step.description || action?.description || ''
    if (kind === 'route') {
      const expression = action?.expressions.find((candidate) => candidate.output === second) ?? null
      const { name, condition, conditionText, otherwise } = routeFacts(step, expression)
      return { id, description, ref, children, location, kind, name, condition, conditionText, otherwise }
    }
    const variable = kind === 'globalVariable' ? (action?.properties['variableName'] ?? '') : assigned(kind, action)
    const name = action?.name || step.name || variable || STEP_WORDS[kind]
    return { id, description, ref, children, location, kind, name, action: action?.id ?? '' }
  }
  return project.steps.map(join)
}

/** What publishes or subscribes: its endpoint's name is OIC's own, and `displayName` the one that a person gave. */
function hasDisplayName({ element, attributes }: ProjectStep): boolean {
  return (element === 'publish' || element === 'subscribe') && (attributes['displayName'] ?? '') !== ''
}

/** An assignment has no name; the canvas shows the variable that it sets. */
function assigned(kind: StepKind, action: Action | undefined): string {
  return kind === 'assignment' ? (action?.expressions[0]?.variable ?? '') : ''
}

function routeFacts(step: ProjectStep, expression: Expression | null) {
  const source = expression?.xpath.source.trim() ?? ''
  // OIC writes the otherwise route as one whose condition is `true`.
  const otherwise = source === '' || source === 'true' || source === 'true()'
  const conditionText = expression === null ? '' : otherwise ? '' : expression.text || source
  const name = expression?.name || step.name || (otherwise ? 'Otherwise' : conditionText) || STEP_WORDS.route
  return { name, condition: expression?.xpath ?? null, conditionText, otherwise }
}

/** Every step of a flow, in the order of the canvas, parents before children. */
export function allSteps(steps: readonly Step[]): readonly Step[] {
  checkType(steps, 'list', 'steps')
  const found: Step[] = []
  collect(steps, found)
  return found
}

/** Depth is bounded by the XML reader. */
function collect(steps: readonly Step[], found: Step[]): void {
  for (const step of steps) {
    found.push(step)
    if (step.children.length > 0) collect(step.children, found)
  }
}
