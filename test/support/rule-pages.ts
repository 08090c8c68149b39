import { describe, expect, it } from 'vitest'
import type { Rule } from '../../src/rules/types.js'
import { readPage } from './pages.js'
import { check, run } from './rules.js'

/** `suppression` speaks of a configuration, which examples do not have; test/rules/suppressions.test.ts tests it. */
const WITHOUT_EXAMPLES = new Set(['suppression'])

/** Their findings cannot be had from a sound library and a fixture alone. */
const SECTIONS = ['What it finds', 'Why it matters', 'Examples', 'When to turn it off']

/** Tests of the rules' pages in docs/rules: their sections, options and examples. */
export function describePages(rules: readonly Rule[]): void {
  for (const rule of rules) {
    describe(rule.id, () => {
      it('has the sections that every page has, and one on options where there are some', () => {
        const { sections } = readPage(rule.id)
        const options = optionNames(rule).length > 0
        const wanted = SECTIONS.flatMap((name) =>
          name === 'When to turn it off' && options ? ['Options', name] : [name],
        )
        expect(sections).toEqual(wanted.filter((name) => name !== 'Examples' || !WITHOUT_EXAMPLES.has(rule.id)))
      })

      it('names every option', () => {
        const { text } = readPage(rule.id)
        const section = text.slice(text.indexOf('\n## Options'), text.indexOf('\n## When to turn it off'))
        expect(optionNames(rule).filter((name) => !section.includes(`\`${name}\``))).toEqual([])
      })

      if (WITHOUT_EXAMPLES.has(rule.id)) return

      it('finds what is wrong in its wrong examples', async () => {
        const { wrong } = readPage(rule.id)
        expect(wrong.length).toBeGreaterThan(0)
        for (const example of wrong) {
          const { findings } = await run(rule, example)
          expect(findings.map(({ message }) => message).join('\n'), JSON.stringify(example)).toContain(
            example.expect ?? '',
          )
          expect(findings.length, JSON.stringify(example)).toBeGreaterThan(0)
          if (example.count !== undefined) expect(findings).toHaveLength(example.count)
          if (example.severity !== undefined)
            expect(findings.map(({ severity }) => severity)).toEqual(findings.map(() => example.severity))
        }
      })

      it('finds nothing in its right examples', async () => {
        const { right } = readPage(rule.id)
        expect(right.length).toBeGreaterThan(0)
        for (const example of right) {
          expect(
            (await check(rule, example)).map(({ message }) => message),
            JSON.stringify(example),
          ).toEqual([])
        }
      })
    })
  }
}

function optionNames({ options }: Rule): string[] {
  const entries: unknown = 'entries' in options ? options.entries : {}
  return typeof entries === 'object' && entries !== null ? Object.keys(entries) : []
}
