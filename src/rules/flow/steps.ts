import { once } from '../../base/once.js'
import type { Action, Endpoint, Flow, Step } from '../../model/index.js'

/** A step with the steps around it. */
export interface PlacedStep {
  readonly step: Step
  /** Outermost first. */
  readonly parents: readonly Step[]
}

/** Every step of a flow in the order of the canvas, parents before children, each with the steps around it. */
export function placedSteps(steps: readonly Step[]): readonly PlacedStep[] {
  return once(PLACED, steps, () => {
    const found: PlacedStep[] = []
    gather(steps, [], found)
    return found
  })
}

/** Depth is bounded by the XML reader. */
function gather(steps: readonly Step[], parents: readonly Step[], found: PlacedStep[]): void {
  for (const step of steps) {
    found.push({ step, parents })
    if (step.children.length > 0) gather(step.children, [...parents, step], found)
  }
}

/** Each rule of the family asks the same of a flow. */
const PLACED = new WeakMap<readonly Step[], readonly PlacedStep[]>()
const PARTS = new WeakMap<Pick<Flow, 'actions' | 'endpoints'>, FlowParts>()

/** A fault handler: of a scope, or the global one. */
export function isHandler({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'catch' || kind === 'catchAll'
}

/** Whether a step runs only after a fault. */
export function isInHandler({ parents }: Pick<PlacedStep, 'parents'>): boolean {
  return parents.some(isHandler)
}

/**
 * Whether a fault of a step reaches a fault handler. A fault in a handler goes to the scopes around the handler's own.
 *
 * @param root the steps around the outermost parent: the flow's, or the children of a step to stay within
 */
export function isGuarded({ step, parents }: PlacedStep, root: readonly Step[]): boolean {
  const path = [...parents, step]
  const siblings = [root, ...parents.map(({ children }) => children)]
  return path.some((each, depth) => !isHandler(each) && hasHandler(siblings[depth] ?? []))
}

/** Asked for each of the steps, of which there may be thousands side by side. */
const WITH_HANDLER = new WeakMap<readonly Step[], boolean>()

function hasHandler(steps: readonly Step[]): boolean {
  return once(WITH_HANDLER, steps, () => steps.some(isHandler))
}

/** The handlers of the global fault: those of globalTry, which wraps the whole flow. */
export function globalHandlers(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (step.kind === 'globalTry' ? step.children.filter(isHandler) : []))
}

/** A loop: for each, while, and a stage read in segments, which has the steps that it repeats as its children. */
export function isLoop({ kind, children }: Pick<Step, 'kind' | 'children'>): boolean {
  return kind === 'for' || kind === 'while' || (kind === 'stageFile' && children.length > 0)
}

/** What the steps of a flow refer to, by id. */
export interface FlowParts {
  readonly action: (id: string) => Action | null
  readonly endpoint: (id: string) => Endpoint | null
}

export function partsOf(flow: Pick<Flow, 'actions' | 'endpoints'>): FlowParts {
  return once(PARTS, flow, () => {
    const actions = new Map(flow.actions.map((action) => [action.id, action]))
    const endpoints = new Map(flow.endpoints.map((endpoint) => [endpoint.id, endpoint]))
    return { action: (id) => actions.get(id) ?? null, endpoint: (id) => endpoints.get(id) ?? null }
  })
}

/** The action behind a step; null for steps that have none. A route's is its router's. */
export function actionOf(step: Step, parts: FlowParts): Action | null {
  return 'action' in step ? parts.action(step.action) : null
}

/** The endpoint behind a step; null for steps that have none. */
export function endpointOf(step: Step, parts: FlowParts): Endpoint | null {
  return 'endpoint' in step ? parts.endpoint(step.endpoint) : null
}
