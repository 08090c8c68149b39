import type { ActionType, ProjectStep, ProjectXml } from '../formats/types.js'

/** Types that do something when a step refers to them. The others declare something, and need no step of their own. */
const RUN: ReadonlySet<string> = new Set<ActionType>([
  'assignment',
  'transformer',
  'contentBasedRouter',
  'catchAll',
  'stageFile',
  'notification',
  'stitch',
  'throw',
  'for',
  'activityStreamLogger',
  'catch',
  'wait',
  'while',
  'template',
  'agent',
  'parallelBranch',
  'callout',
  'parallel',
])

/**
 * Actions that OIC left behind in project.xml when a step was removed: nothing in the orchestration, and no other action or
 * endpoint, names them, so that they never run. None where there is no orchestration (map data), or where it holds
 * elements that the library does not know, which may name them in a way of their own.
 */
export function leftoversOf({ actions, endpoints, steps }: ProjectXml): readonly string[] {
  if (steps.length === 0) return []
  const named = new Set<string>()
  if (!collect(steps, named)) return []
  // Nearly always every action is one that a step refers to, and no other place has to be looked through.
  if (left(actions, named).length === 0) return []
  for (const { properties } of endpoints) for (const value of Object.values(properties)) add(value, named)
  for (const { id, properties } of actions) {
    for (const value of Object.values(properties)) add(value, named, id)
  }
  return left(actions, named)
}

function left(actions: ProjectXml['actions'], named: ReadonlySet<string>): string[] {
  return [...new Set(actions.filter(({ id, type }) => RUN.has(type) && !named.has(id)).map(({ id }) => id))]
}

/** False where an element is not known. Depth is bounded by the XML reader. */
function collect(steps: readonly ProjectStep[], named: Set<string>): boolean {
  return steps.every(({ known, ref, tracker, attributes, children }) => {
    add(ref, named)
    add(tracker, named)
    for (const value of Object.values(attributes)) add(value, named)
    return known && collect(children, named)
  })
}

/** The ids in a reference such as `processor_41/output_52`, or in a list of them. */
function add(value: string, named: Set<string>, but = ''): void {
  if (!value.includes('_')) return
  for (const [id] of value.matchAll(/[A-Za-z]+_\d+/g)) if (id !== but) named.add(id)
}
