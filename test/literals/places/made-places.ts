import { readXPath } from '../../../src/formats/xpath.js'
import type { Action, Archive, Endpoint } from '../../../src/model/index.js'
import type { OptionsSchema, Rule, RuleContext, RuleFinding } from '../../../src/rules/types.js'

/** Archives made up for a test, each with literals in a few places. */
const AT = { entry: 'made.xml', line: 1, column: 1 }

export function xpath(source: string) {
  return readXPath(source, (index) => ({ ...AT, column: index + 1 }), null)
}

/** An action that sets a variable by an expression. */
export function expression(source: string, variable = '', more: object = {}): object {
  const nameLocation = { entry: 'expr.properties', line: 6, column: 18 }
  const one = { xpath: xpath(source), variable, role: '', output: '', name: '', nameLocation, path: 'expr.properties' }
  return action({ type: 'assignment', expressions: [{ ...one, ...more }] })
}

export function action(parts: object): object {
  const none = { expressions: [], mappers: [], stitches: [], notification: null, configuration: null }
  return { id: 'a1', name: 'step', type: 'assignment', ...none, ...parts } satisfies Partial<
    Record<keyof Action, unknown>
  >
}

/** A mapping to a target: of a text, or of an expression where there is no text. */
export function mapping(target: string, text: string, source?: string): object {
  const expressions = source === undefined ? [] : [xpath(source)]
  return action({ type: 'transformer', mappers: [{ mappings: [{ ...AT, target, text, expressions, settings: [] }] }] })
}

export function stitch(to: string, source: string): object {
  return action({ type: 'stitch', stitches: [{ assigns: [{ to, from: xpath(source) }] }] })
}

/** A notification, of texts by the part of the mail that they are. */
export function notification(texts: Readonly<Record<string, string>>): object {
  const parts = ['to', 'cc', 'bcc', 'from', 'subject', 'body'].map((part) => {
    const text = texts[part]
    return [part, text === undefined ? null : { path: `${part}.data`, text, parameters: [] }]
  })
  return action({ type: 'notification', notification: Object.fromEntries(parts) })
}

/** An endpoint with properties by name. */
export function endpoint(properties: Readonly<Record<string, string>>, more: Partial<Endpoint> = {}): object {
  const list = Object.entries(properties).map(([name, value]) => ({ ...AT, name, value }))
  const configuration = { adapter: 'REST', properties: list }
  return { name: 'call', connection: 'CONN', adapterType: '', role: 'invoke', resources: [], configuration, ...more }
}

export function connection(properties: Readonly<Record<string, string>>, more: object = {}): object {
  const list = Object.entries(properties).map(([name, value]) => ({ ...AT, name, value, placeholder: false }))
  return { id: 'connection:CONN', code: 'CONN', adapterType: 'rest', properties: list, attachments: [], ...more }
}

/** An archive of one integration, INTEGRATION, with some actions and endpoints. */
export function archiveWith(
  { actions = [], endpoints = [], steps = [] }: { actions?: object[]; endpoints?: object[]; steps?: object[] },
  more: object = {},
): Archive {
  const flow = { id: 'integration:INTEGRATION|01.00.0000', code: 'INTEGRATION', folder: 'folder/', location: AT }
  const none = { agents: [], connections: [], lookups: [], libraries: [], entries: [] }
  const ai = { tools: [], patterns: [], promptTemplates: [] }
  const integrations = [{ ...flow, actions, endpoints, steps }]
  return { file: 'made.iar', integrations, ...none, ...ai, ...more } as unknown as Archive
}

/** What a rule finds in one archive, with its keys. The options are those of the rule in full. */
export async function foundWith<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  archive: Archive,
  options: object,
): Promise<RuleFinding[]> {
  const found: RuleFinding[] = []
  const context = { archives: [archive], options, couldNotCheck: () => {} }
  for await (const finding of rule.check(context as unknown as RuleContext<never>)) found.push(finding)
  return found
}
