import type { Action, Endpoint, Flow, Step } from './types.js'

/** What a mapper fills. */
export interface MapperTarget {
  /** As the canvas names the step: an endpoint, a stage file action … */
  readonly name: string
  /** True for the reply of a trigger, whose name it bears. */
  readonly isReply: boolean
}

/** `../../application_29/inbound_30/…`, from the folder of the mapper. */
const OWNER = /(?:^|\/)((?:application|processor)_\d+)\//

/**
 * What each mapper fills: the endpoint or action in whose folder the schema lies that its head names as target. Null where
 * the head names none, or none that is there: then the step that follows says it, for OIC puts a mapper right before what
 * it fills.
 */
export function mapperTargets({
  steps,
  endpoints,
  actions,
}: Pick<Flow, 'steps' | 'endpoints' | 'actions'>): (mapper: Action) => MapperTarget | null {
  const ends = new Map<string, Endpoint | Action>([...endpoints, ...actions].map((end) => [end.id, end]))
  const names = stepNames(steps)
  return ({ mappers }) => {
    for (const { schema } of mappers.flatMap(({ targets }) => targets)) {
      const id = OWNER.exec(schema)?.[1] ?? ''
      const end = ends.get(id)
      const name = names.get(id) || end?.name || ''
      if (end !== undefined && name !== '') return { name, isReply: end.role === 'trigger' }
    }
    return null
  }
}

/** Names of steps by the endpoint or action that they stand for. Depth is bounded by the XML reader. */
function stepNames(steps: readonly Step[], names = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const step of steps) {
    const id = 'endpoint' in step ? step.endpoint : 'action' in step ? step.action : ''
    if (!names.has(id)) names.set(id, step.name)
    stepNames(step.children, names)
  }
  return names
}
