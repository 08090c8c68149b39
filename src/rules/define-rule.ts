import * as v from 'valibot'
import { checkType } from '../base/given.js'
import type { OptionsSchema, OwnRule, Rule } from './types.js'

/** For rules without options. */
export const noOptions = v.strictObject({})

/**
 * Gives a rule its types; also for rules of one's own, named in a configuration's `plugins` or given to `lint`. `options` and
 * `needs` may be left out.
 *
 * To write a rule of the catalogue:
 * 1. `src/rules/<category>/<id>.ts` exports it under its id in camelCase, and one line in `src/rules/<category>/index.ts`
 *    lists it.
 * 2. `docs/rules/<id>.md` is its page, with a wrong and a right example that `test/rules/pages.test.ts` runs.
 * 3. `test/rules/<category>/<id>.test.ts` has a true finding and a near miss at least; `check` of `test/support/rules.ts`
 *    runs a rule over changed fixtures.
 * 4. `npm run docs` writes what is generated.
 *
 * @example
 * export const noteFree = defineRule({
 *   id: 'note-free', severity: 'info', category: 'quality',
 *   summary: 'A note is left on the canvas',
 *   options: v.strictObject({ allow: v.optional(v.array(v.string()), []) }),
 *   needs: [],
 *   async *check({ archives, options }) {
 *     for (const archive of archives)
 *       for (const flow of archive.integrations)
 *         for (const step of allSteps(flow.steps))
 *           if (step.kind === 'note' && !options.allow.includes(step.name))
 *             yield {
 *               ...place(archive, step.location),
 *               message: `The note “${step.name}” is left on the canvas of ${flow.code}: remove it.`,
 *               artifact: flow.id, step: step.name, key: '',
 *             }
 *   },
 * })
 */
export function defineRule<Schema extends OptionsSchema = typeof noOptions, const Id extends string = string>(
  rule: OwnRule<Schema, Id>,
): Rule<Schema, Id> {
  checkType(rule, 'object', 'rule')
  const { needs = [], options = noOptions } = rule
  if (rule.needs === needs && rule.options === options) return rule as Rule<Schema, Id>
  // Without a schema, `Schema` is that of `noOptions`.
  return { ...rule, needs, options: options as unknown as Schema }
}
