/** Models written by hand, for tests of what looks at a model alone: no archive is packed and read. */
import { buildGraph } from '../../src/graph/index.js'
import type { Archive, Integration, Step } from '../../src/model/index.js'
import { parseOptions } from '../../src/rules/options.js'
import { NOT_OUTLINED } from '../../src/rules/run-rule.js'
import type { FailedInput, OptionsSchema, Rule, RuleFinding } from '../../src/rules/types.js'

type Parts<T> = { readonly [Key in keyof T]?: unknown }

export const HERE = { entry: 'e', line: 1, column: 2 } as const

/** An archive that holds nothing but what is given. */
export function archiveOf(parts: Parts<Archive>): Archive {
  const lists = {
    integrations: [],
    agents: [],
    connections: [],
    lookups: [],
    libraries: [],
    schedules: [],
    eventTypes: [],
    entries: [],
    containers: [],
    diagnostics: [],
    recordings: [],
  }
  return { file: 'a.iar', kind: 'integration', project: null, zipped: true, ...lists, ...parts } as unknown as Archive
}

/** An integration ORDERS 01.00.0000 that holds nothing but what is given. */
export function flowOf(parts: Parts<Integration>): Integration {
  const lists = { steps: [], actions: [], endpoints: [], references: [], messages: [] }
  const names = { code: 'ORDERS', name: 'Orders', version: '01.00.0000', id: 'integration:ORDERS|01.00.0000' }
  const state = { percentComplete: 100, hasErrors: false, hasWarnings: false, description: '', style: 'appDriven' }
  const all = {
    kind: 'integration',
    project: null,
    folder: 'f/',
    location: HERE,
    ...names,
    ...state,
    ...lists,
    ...parts,
  }
  return all as unknown as Integration
}

/** A step with fields of its own. */
export function stepOf(kind: Step['kind'], parts: Readonly<Record<string, unknown>> = {}): Step {
  const base = { id: '', name: kind, description: '', ref: '', children: [], location: HERE }
  return { ...base, kind, ...parts } as unknown as Step
}

/** What a rule's check gives for such archives. */
export async function foundIn<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  archives: readonly Archive[],
  given: unknown = {},
  failed: readonly FailedInput[] = [],
): Promise<readonly RuleFinding[]> {
  const options = parseOptions(rule, given, 'options')
  const found: RuleFinding[] = []
  const context = { archives, options, failed, inventory: null, couldNotCheck: () => {}, ...NOT_OUTLINED }
  // The graph is made where a rule asks for it.
  const around = Object.defineProperty(context as typeof context & { graph: never }, 'graph', {
    get: () => buildGraph(archives),
  })
  for await (const finding of rule.check(around)) found.push(finding)
  return found
}
