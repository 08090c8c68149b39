import type { GraphEdge, GraphNode } from '../../../src/graph/types.js'
import type { TargetInventory } from '../../../src/inventory/types.js'
import type { Archive, Integration, IntegrationReference } from '../../../src/model/index.js'
import type { OptionsSchema, Rule, RuleContext, RuleFinding } from '../../../src/rules/types.js'

/** Runs made up for a test: flows that refer to something, and what archives and target have of it. */
const AT = { entry: 'project.xml', line: 1, column: 1 }

/** A flow by its code and version; its references are what the test is about. */
export function flow(code: string, references: readonly object[] = [], more: object = {}): Integration {
  const id = `integration:${code}|01.00.0000`
  const evidence = { ...AT, text: 'text' }
  const whole = { kind: 'integration', id, code, version: '01.00.0000', project: null, style: 'app-driven', scope: '' }
  const parts = {
    endpoints: [],
    actions: [],
    leftovers: [],
    steps: [],
    schemaVersion: '8.0',
    folder: `${code}/`,
    location: AT,
  }
  const recorded = { processorCount: null, dependencies: null, lookups: null, libraries: null }
  const all = references.map((each) => ({ at: '', evidence, ...each }))
  return { ...whole, ...parts, recorded, references: all, ...more } as unknown as Integration
}

/** A call of a child. */
export function calls(code: string | null, more: Partial<IntegrationReference> = {}): object {
  const reference = { kind: 'integration', code, version: '01.00.0000', project: null }
  return { ...reference, dynamic: false, lookup: '', lookupRow: null, ...more }
}

export function archive(parts: object): Archive {
  const none = { integrations: [], agents: [], connections: [], lookups: [], libraries: [], tools: [], patterns: [] }
  const whole = { file: 'made.iar', kind: 'integration', zipped: true, entries: [], diagnostics: [] }
  return { ...whole, ...none, ...parts } as unknown as Archive
}

/** What one integration, CALLER, needs by edges of some kind, and who else is in the graph. */
export function graph(kind: GraphEdge['kind'], ids: readonly string[], others: readonly Partial<GraphNode>[] = []) {
  const node = (id: string, more: Partial<GraphNode> = {}) => {
    const [artifact = '', key = ''] = id.split(':')
    const slash = key.indexOf('/')
    const project = slash === -1 ? null : key.slice(0, slash)
    return { id, kind: artifact, present: false, preseeded: false, project, ...more }
  }
  const nodes = [...ids.map((id) => node(id)), ...others.map((other) => node(other.id ?? '', other))]
  const evidence = [{ ...AT, archive: 'made.iar', at: '', text: '' }]
  const edges = ids.map((to) => ({ from: 'integration:CALLER|01.00.0000', to, kind, dynamic: false, evidence }))
  return {
    nodes,
    edges,
    node: (id: string) => nodes.find((each) => each.id === id) ?? null,
    edgesTo: (id: string) => edges.filter(({ to }) => to === id),
  }
}

/** What a rule finds in a made run, with its keys, and what it could not check. */
export async function made<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  context: { archives?: readonly Archive[]; graph?: object; inventory?: object | null; failed?: readonly object[] },
): Promise<{ found: RuleFinding[]; messages: string[]; notRun: string[] }> {
  const found: RuleFinding[] = []
  const notRun: string[] = []
  const inventory = context.inventory ? { environment: 'TEST', takenAt: '', ...context.inventory } : null
  const whole = {
    archives: [archive({ integrations: [flow('CALLER')] })],
    failed: [],
    options: {},
    ...context,
    inventory: inventory as unknown as TargetInventory | null,
    couldNotCheck: (why: string) => void notRun.push(why),
  }
  for await (const finding of rule.check(whole as unknown as RuleContext<never>)) found.push(finding)
  return { found, messages: found.map(({ message }) => message), notRun }
}
