import { describe, expect, it } from 'vitest'
import type { Archive } from '../../../src/model/index.js'
import { lintPaths } from '../../../src/node/index.js'
import { defineRule } from '../../../src/rules/define-rule.js'
import { lint } from '../../../src/rules/lint.js'
import { runRule } from '../../../src/rules/run-rule.js'
import type { OwnRule } from '../../../src/rules/types.js'
import { prepare } from '../../support/examples.js'
import { found } from '../../support/own-rule.js'

const [one] = (await prepare({ estate: true })).archives as [Archive, ...Archive[]]

const plain: OwnRule = {
  id: 'acme/plain',
  severity: 'warning',
  category: 'quality',
  summary: 'A rule that says the least',
  async *check({ archives, options }) {
    for (const { file } of archives) yield found(file, { message: JSON.stringify(options) })
  },
}

describe('a rule of one’s own without options and needs', () => {
  it('is what defineRule takes and completes', async () => {
    const defined = defineRule({
      id: 'acme/defined',
      severity: 'warning',
      category: 'quality',
      summary: 'A rule that says the least',
      async *check({ archives, options }) {
        const none: Record<string, never> = options
        for (const { file } of archives) yield found(file, { message: JSON.stringify(none) })
      },
    })
    expect(defined).toMatchObject({ needs: [], options: expect.objectContaining({ kind: 'schema' }) })
    expect((await runRule(defined, [one])).findings).toMatchObject([{ rule: 'acme/defined', message: '{}' }])
  })

  it('stays the object that it is where it leaves nothing out', () => {
    const whole = defineRule(plain)
    expect(defineRule(whole)).toBe(whole)
  })

  it('runs in lint, lintPaths and runRule, also as a plain object', async () => {
    const expected = [expect.objectContaining({ rule: 'acme/plain', message: '{}', help: '' })]
    const own = <T extends { readonly rule: string }>(list: readonly T[]) =>
      list.filter(({ rule }) => rule === 'acme/plain')
    expect(own((await lint([one], { rules: [plain] })).findings)).toEqual(expected)
    expect((await runRule(plain, [one])).findings).toMatchObject([{ rule: 'acme/plain', message: '{}' }])
    const { findings, failed } = await lintPaths(['fixtures/retail-dev'], { rules: [plain], threads: 0 })
    expect(failed).toEqual([])
    expect(own(findings).length).toBeGreaterThan(0)
  })

  it.each([
    ['nothing', null, 'What was given as a rule has no id, or no function check.'],
    ['a rule without a check', { id: 'acme/x' }, 'What was given as a rule has no id, or no function check.'],
    [
      'options that are no schema',
      { ...plain, options: {} },
      'The rule acme/plain: its options are no valibot schema.',
    ],
    ['needs that are no list', { ...plain, needs: 'set' }, 'The rule acme/plain: its needs are no list of lists.'],
  ])('is refused: %s', async (_, wrong, message) => {
    const rule = wrong as unknown as OwnRule
    const refused = { code: 'invalid-configuration', message }
    await expect(lint([one], { rules: [rule] })).rejects.toMatchObject(refused)
    await expect(lintPaths([], { rules: [rule] })).rejects.toMatchObject(refused)
    await expect(runRule(rule, [one])).rejects.toMatchObject(refused)
  })

  it('is refused where there is no list of them', async () => {
    await expect(lint([one], { rules: plain as unknown as OwnRule[] })).rejects.toMatchObject({
      code: 'invalid-configuration',
    })
  })
})
