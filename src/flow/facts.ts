/** What both diagrams need to know of a flow, looked up once. */
import { mapperTargets } from '../model/mapper-target.js'
import type { Action, Endpoint, IntegrationReference, Step, StepKind } from '../model/types.js'
import type { DrawnFlow, FlowHead, Omitted } from './types.js'

export interface FlowFacts {
  readonly endpoints: ReadonlyMap<string, Endpoint>
  readonly actions: ReadonlyMap<string, Action>
  /** Children called, by the endpoint or action that calls. */
  readonly calls: ReadonlyMap<string, readonly IntegrationReference[]>
  /** Lookups used, by action; null is a computed name. */
  readonly lookups: ReadonlyMap<string, ReadonlySet<string | null>>
  /** What a mapper says that it fills; null where it does not. */
  readonly fills: ReturnType<typeof mapperTargets>
}

export function factsOf(flow: DrawnFlow): FlowFacts {
  const calls = new Map<string, IntegrationReference[]>()
  const lookups = new Map<string, Set<string | null>>()
  for (const reference of flow.references) {
    if (reference.kind === 'integration') {
      const known = calls.get(reference.at)
      if (known === undefined) calls.set(reference.at, [reference])
      else known.push(reference)
    }
    if (reference.kind === 'lookup')
      lookups.set(reference.at, (lookups.get(reference.at) ?? new Set()).add(reference.name))
  }
  return {
    endpoints: new Map(flow.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    actions: new Map(flow.actions.map((action) => [action.id, action])),
    calls,
    lookups,
    fills: mapperTargets(flow),
  }
}

export function headOf(flow: DrawnFlow): FlowHead {
  const { id, kind, code, version, name } = flow
  return { id, kind, code, version, name, style: flow.kind === 'integration' ? flow.style : null }
}

/** `application_13`, `processor_41`: what is behind a step; empty where nothing is. */
export function refOf(step: Step): string {
  if ('endpoint' in step) return step.endpoint
  if ('action' in step) return step.action
  return step.ref.split('/', 1)[0] ?? ''
}

export function endpointOf(step: Step, facts: FlowFacts): Endpoint | null {
  return 'endpoint' in step ? (facts.endpoints.get(step.endpoint) ?? null) : null
}

export function actionOf(step: Step, facts: FlowFacts): Action | null {
  return 'action' in step ? (facts.actions.get(step.action) ?? null) : null
}

/** What an integration declares, which is no part of the way through it. */
const DECLARATIONS: ReadonlySet<string> = new Set<StepKind>([
  'integrationMetadata',
  'globalVariable',
  'integrationProperties',
  'patternMemoryDataType',
])

export function isDeclaration({ kind }: Step): boolean {
  return DECLARATIONS.has(kind)
}

export function isHandler({ kind }: Step): boolean {
  return kind === 'catch' || kind === 'catchAll'
}

/** Whether a fault handler only passes the fault on, which is what OIC puts into each new one. */
export function onlyRethrows(handler: Step): boolean {
  return handler.kind === 'catchAll' && handler.children.every(({ kind }) => kind === 'ehStop' || kind === 'note')
}

/** Whether a flow begins with this step by itself: a trigger, or a scope or pick around one. */
export function startsFlow(step: Step | undefined): boolean {
  if (step === undefined) return false
  if (STARTS.has(step.kind)) return true
  const isAround = step.kind === 'globalTry' || step.kind === 'try'
  return isAround && startsFlow(step.children.find((child) => !isDeclaration(child) && child.kind !== 'note'))
}

const STARTS: ReadonlySet<string> = new Set<StepKind>([
  'receive',
  'scheduleReceive',
  'subscribe',
  'pick',
  'pickReceive',
])

/** Counts what is left out. */
export class Omissions {
  readonly #counts = new Map<StepKind, number>()

  add({ kind }: Step): void {
    if (kind !== 'unknown') this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  list(): Omitted[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }))
  }
}
