import { buildGraph } from '../../src/graph/index.js'
import { parseOptions } from '../../src/rules/options.js'
import { NOT_OUTLINED, runRule } from '../../src/rules/run-rule.js'
import type { Finding, NotRun, OptionsSchema, Rule, RuleFinding } from '../../src/rules/types.js'
import { type Example, prepare } from './examples.js'

/** What a rule finds in an example (docs/rules/README.md), and what it could not check. */
export async function run<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  example: Example,
): Promise<{ readonly findings: readonly Finding[]; readonly notRun: readonly NotRun[] }> {
  const { archives, failed, inventory } = await prepare(example)
  return runRule(rule as unknown as Rule, archives, { failed, inventory, options: example.options ?? {} })
}

/**
 * What a rule finds in an example. Throws where the rule could not run, so that "finds nothing" means what it says.
 *
 * @example
 * const findings = await check(missingLookup, {
 *   fixture: 'retail-dev/ORDER_INTAKE_01.00.0000',
 *   change: [{ path: '**' + '/STORE_REGIONS.dvm', remove: true }],
 * })
 */
export async function check<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  example: Example,
): Promise<readonly Finding[]> {
  const { findings, notRun } = await run(rule, example)
  const broken = findings.find(({ message }) => message.startsWith('The rule failed'))
  if (broken !== undefined) throw new Error(broken.message)
  if (notRun.length > 0) throw new Error(`${rule.id} was not run: ${notRun.map(({ why }) => why).join('; ')}`)
  return findings
}

/** What a rule's check itself gives, with the keys that fingerprints are made of, in its own order. */
export async function raw<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  example: Example,
): Promise<readonly RuleFinding[]> {
  const { archives, failed, inventory } = await prepare(example)
  const options = parseOptions(rule, example.options, 'options')
  const graph = buildGraph(archives)
  const context = { archives, failed, inventory, options, graph, couldNotCheck: () => {}, ...NOT_OUTLINED }
  const found: RuleFinding[] = []
  for await (const finding of rule.check(context)) found.push(finding)
  return found
}
