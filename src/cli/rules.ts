import { type Command, Option } from 'commander'
import { IarkitError } from '../base/errors.js'
import { capitalised } from '../base/words.js'
import type { Rule } from '../rules/types.js'
import { type Context, paintFor } from './context.js'
import { writeResult } from './write-result.js'

/** `iarkit rules [ID]`: the list of rules, or one of them explained. */
export function addRules(program: Command, context: Context): void {
  program
    .command('rules')
    .description('list the rules, or explain one')
    .argument('[id]', 'a rule')
    .addOption(new Option('-f, --format <format>', 'format of the list').choices(['text', 'json']).default('text'))
    .action(async (id: string | undefined, { format }: { readonly format: 'text' | 'json' }) => {
      const { allRules } = await import('../rules/index.js')
      const text = id === undefined ? await list(allRules, format, context) : await explain(id, allRules, context)
      await writeResult(context, text, undefined)
    })
}

async function list(rules: readonly Rule[], format: 'text' | 'json', context: Context): Promise<string> {
  const { rulesJson, rulesText } = await import('../report/rules-list.js')
  const { helpOf } = await import('../rules/run-rule.js')
  if (format === 'json') return rulesJson(rules, helpOf)
  return rulesText(rules, paintFor(context, false))
}

async function explain(id: string, rules: readonly Rule[], context: Context): Promise<string> {
  const { rulePage, terminalPage } = await import('./rule-page.js')
  if (!rules.some((rule) => rule.id === id)) {
    const { noSuchRule } = await import('../rules/config.js')
    throw new IarkitError('usage', capitalised(noSuchRule(id, new Map(rules.map((rule) => [rule.id, rule])))))
  }
  const page = await rulePage(id)
  if (page === null) throw new IarkitError('not-found', `The page of ${id} is not installed.`)
  return terminalPage(page, paintFor(context, false).bold)
}
