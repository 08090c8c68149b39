import { readXPath } from '../../../src/formats/xpath.js'
import type { Action, Archive, Endpoint, Integration, XPathText } from '../../../src/model/index.js'
import type { OptionsSchema, Rule, RuleContext, RuleFinding } from '../../../src/rules/types.js'

/** Flows made up for a test, where changing a fixture would hide what the test is about. */
export const AT = { entry: '', line: null, column: null }

export function action(type: string, parts: Partial<Action> = {}): Action {
  return {
    id: 'processor_1',
    type,
    name: '',
    description: '',
    role: '',
    properties: {},
    propertiesAt: {},
    expressions: [],
    mappers: [],
    stitches: [],
    notification: null,
    configuration: null,
    trackingVariables: [],
    resources: [],
    outputs: [],
    location: AT,
    ...parts,
  }
}

export function endpoint(id: string, parts: Partial<Endpoint> = {}): Endpoint {
  return {
    id,
    role: 'trigger',
    name: id,
    description: '',
    connection: '',
    connectionAt: { ...AT, text: '' },
    adapterType: 'rest',
    mep: '',
    operation: '',
    targetOperation: '',
    configuration: null,
    eventTypes: [],
    resources: [],
    properties: {},
    propertiesAt: {},
    location: AT,
    ...parts,
  }
}

export function xpath(source: string): XPathText {
  return readXPath(source, () => AT, null)
}

/** An action's expression, which sets a variable where one is named. */
export function expression(source: string, variable = ''): Action['expressions'][number] {
  return { variable, xpath: xpath(source), output: '' } as unknown as Action['expressions'][number]
}

/** A data stitch that writes to a path. */
export function writesTo(...paths: readonly string[]): Action['stitches'][number] {
  const assigns = paths.map((to) => ({ to, from: null, operation: 'Assign', entry: 'stitch.json', line: 3, column: 7 }))
  return { assigns, readable: true } as unknown as Action['stitches'][number]
}

/** What a rule without options finds in a flow, as the rule gives it: with the keys of the fingerprints. */
export async function foundIn<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  flow: Partial<Integration>,
): Promise<RuleFinding[]> {
  const whole = { code: 'MADE', version: '01.00.0000', id: 'integration:MADE|01.00.0000', kind: 'integration' }
  const empty = { actions: [], endpoints: [], steps: [], location: { ...AT, entry: 'project.xml' } }
  const integrations = [{ ...whole, ...empty, ...flow }]
  const archives = [{ file: 'made.iar', integrations, agents: [] }] as unknown as Archive[]
  const found: RuleFinding[] = []
  for await (const finding of rule.check({ archives, couldNotCheck: () => {} } as unknown as RuleContext<never>)) {
    found.push(finding)
  }
  return found
}
