import { toJsonSchema } from '@valibot/to-json-schema'
import { describe, expect, it } from 'vitest'
import type { Finding, Rule } from '../../src/rules/types.js'
import { readPage } from './pages.js'
import { check, run } from './rules.js'

/** `suppression` speaks of a configuration, which examples do not have; test/rules/suppressions.test.ts tests it. */
const WITHOUT_EXAMPLES = new Set(['suppression'])

/** Their findings cannot be had from a sound library and a fixture alone. */
const SECTIONS = ['What it finds', 'Why it matters', 'Examples', 'When to turn it off']

/** What a rule's page says of the rule before its first section. */
const SEVERITIES = { error: 'an error', warning: 'a warning', info: 'a note', off: 'off unless configured' } as const

/**
 * Tests of the rules' pages in docs/rules: heads, sections, options and examples.
 *
 * @param byTheRun those of the rules whose findings in one archive depend on other archives of the run
 * @param golden file of what they find in their wrong examples, each finding in full. A fingerprint that changes there makes
 *   the finding new to every user who has a baseline
 */
export function describePages(rules: readonly Rule[], byTheRun: readonly string[], golden: string): void {
  it('rules are judged archive by archive, or by all of the run', () => {
    const ids = rules.filter(({ scope }) => scope !== 'archive').map(({ id }) => id)
    expect(ids.sort()).toEqual([...byTheRun].sort())
  })

  it('rules find in their wrong examples what is written down, under the same fingerprints', async () => {
    const lines: string[] = []
    for (const rule of rules) {
      for (const [at, example] of readPage(rule.id).wrong.entries()) {
        lines.push(`# ${rule.id}, example ${at + 1}`)
        for (const finding of (await run(rule, example)).findings) lines.push('', ...inFull(finding))
        lines.push('')
      }
    }
    await expect(lines.join('\n')).toMatchFileSnapshot(golden)
  })

  for (const rule of rules) {
    describe(rule.id, () => {
      it('stands at the head of its page as it is', () => {
        const [title, summary, facts, ...table] = readPage(rule.id).head
        expect(title).toBe(`# ${rule.id}`)
        expect(summary).toBe(`${rule.summary}.`)
        const needs = rule.needs.map((all) => all.join(' and ')).join(' or ')
        expect(facts).toBe(
          `Family: ${rule.category}. Default: ${SEVERITIES[rule.severity]}.${needs === '' ? '' : ` Needs: ${needs}.`}`,
        )
        const { properties = {} } = toJsonSchema(rule.options, { errorMode: 'ignore' })
        const options = Object.entries(properties).map(([name, schema]) => {
          const { default: value, description = '' } = typeof schema === 'object' ? schema : {}
          return [name, value === undefined ? '' : JSON.stringify(value), description]
        })
        const rows = table.slice(2).map((line) => /^\| `(\w+)` \| (?:`(.*)` )?\| (?:(.+) )?\|$/.exec(line)?.slice(1))
        expect(rows.map((cells) => cells?.map((cell) => cell ?? ''))).toEqual(options)
      })

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

function inFull({ severity, message, archive, entry, line, column, artifact, step, fingerprint }: Finding): string[] {
  const place = [archive, entry, line, column].filter((part) => part !== '' && part !== null).join(':')
  return [
    `${severity}: ${message}`,
    `  ${place}`,
    `  ${artifact || 'no artifact'}, ${step || 'no step'}`,
    `  ${fingerprint}`,
  ]
}
