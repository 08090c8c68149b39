import { compareText } from '../base/version.js'
import type { Rule, RuleCategory } from '../rules/types.js'
import { jsonText } from './json-text.js'
import { columns } from './terminal.js'
import type { Paint } from './types.js'

/** What each family is about, in the order of the catalogue. */
export const CATEGORY_WORDS: Readonly<Record<RuleCategory, string>> = {
  references: 'References: the dependency graph, checked',
  target: 'The target: what an import would meet there',
  portability: 'Portability: what ties an archive to one environment',
  security: 'Security',
  flow: 'Flow: what happens when things go wrong, or grow',
  quality: 'Quality',
  archive: 'Archive: the file itself',
}

/** Rules of one family after the other, each family's by id. */
export function byCategory(rules: readonly Rule[]): [RuleCategory, readonly Rule[]][] {
  return (Object.keys(CATEGORY_WORDS) as RuleCategory[]).flatMap((category) => {
    const own = rules.filter((rule) => rule.category === category)
    own.sort((a, b) => compareText(a.id, b.id))
    return own.length === 0 ? [] : [[category, own] as [RuleCategory, readonly Rule[]]]
  })
}

/** What a rule needs, in a word or two: `inventory`, `set or inventory`; empty for nothing. */
export function needsWords({ needs }: Pick<Rule, 'needs'>): string {
  return needs.map((all) => all.join(' and ')).join(' or ')
}

/** The list of rules for a terminal. */
export function rulesText(rules: readonly Rule[], paint: Paint): string {
  const rows = rules.map((rule) => rowOf(rule))
  const laidOut = new Map(columns(rows, ' ').map((line, at) => [rules[at]?.id, line]))
  const lines = byCategory(rules).flatMap(([category, own]) => [
    paint.bold(CATEGORY_WORDS[category]),
    ...own.map(({ id }) => laidOut.get(id) ?? ''),
  ])
  return `${lines.join('\n')}\n`
}

/** The list of rules for programs. Nothing is read for it, so nothing fails; the name stands in every output. */
export function rulesJson(rules: readonly Rule[], helpOf: (rule: Rule) => string): string {
  const list = byCategory(rules).flatMap(([, own]) =>
    own.map((rule) => ({
      id: rule.id,
      severity: rule.severity,
      category: rule.category,
      summary: rule.summary,
      needs: rule.needs,
      help: helpOf(rule),
    })),
  )
  return jsonText({ formatVersion: 1, rules: list, failed: [] })
}

function rowOf(rule: Rule): string[] {
  const needs = needsWords(rule)
  return [rule.id, rule.severity, needs === '' ? '' : `needs ${needs}`, rule.summary]
}
