import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import { rulesOf } from '../../../src/rules/plugins.js'

const check = async function* () {}
const least = { id: 'acme/no-mondays', severity: 'warning', category: 'flow', summary: 'No Mondays', check }

function refusal(exports: object): IarkitError {
  try {
    rulesOf(exports, 'rules.js')
  } catch (error) {
    if (error instanceof IarkitError) return error
    throw error
  }
  throw new Error('The rules were taken.')
}

describe('rulesOf', () => {
  it('fills in what a plain object leaves out', () => {
    const [rule, ...others] = rulesOf({ default: least }, 'rules.js')
    expect(others).toEqual([])
    expect(rule).toMatchObject({ ...least, needs: [], help: '' })
    expect(v.safeParse(rule?.options ?? v.never(), {}).success).toBe(true)
  })

  it('keeps what a rule says of itself', () => {
    const options = v.strictObject({ day: v.string() })
    const full = { ...least, options, needs: [['set']], help: 'https://rules.example.com/', scope: 'archive' }
    expect(rulesOf({ full }, 'rules.js')).toEqual([full])
  })

  it('finds rules on their own and in lists, each once', () => {
    const other = { ...least, id: 'b2' }
    expect(
      rulesOf({ default: [least, other], least, text: 'x', none: null, half: { id: 'x' } }, 'a').map(({ id }) => id),
    ).toEqual(['acme/no-mondays', 'b2'])
  })

  it.each([
    ['nothing', {}],
    ['null and texts', { a: null, b: 'x', c: 1 }],
    ['an object without a check', { a: { id: 'x' } }],
    ['a check that is no function', { a: { ...least, check: 'x' } }],
    ['an object without an id', { a: { check } }],
    ['an id that is no text', { a: { ...least, id: 5 } }],
  ])('refuses a module that exports %s', (_, exports) => {
    const { code, message, file } = refusal(exports)
    expect(code).toBe('invalid-configuration')
    expect(message).toBe('rules.js exports no rule: export what defineRule returns.')
    expect(file).toBe('rules.js')
  })

  it.each([
    [{ id: 'Upper' }, 'its id is not of small letters, digits and hyphens'],
    [{ id: 'x_y' }, 'its id is not of small letters, digits and hyphens'],
    [{ id: '-x' }, 'its id is not of small letters, digits and hyphens'],
    [{ id: 'x-' }, 'its id is not of small letters, digits and hyphens'],
    [{ id: 'a b' }, 'its id is not of small letters, digits and hyphens'],
    [{ severity: 'fatal' }, 'its severity is none of error, warning, info, off'],
    [{ severity: undefined }, 'its severity is none of error, warning, info, off'],
    [
      { category: 'style' },
      'its category is none of references, target, portability, security, flow, quality, archive',
    ],
    [{ summary: '' }, 'it has no summary'],
    [{ summary: 5 }, 'it has no summary'],
    [{ needs: 'set' }, 'its needs are no list of lists'],
    [{ needs: ['set'] }, 'its needs are no list of lists'],
    [{ needs: [['set'], 'target'] }, 'its needs are no list of lists'],
    [{ options: null }, 'its options are no valibot schema'],
    [{ options: 'x' }, 'its options are no valibot schema'],
    [{ options: {} }, 'its options are no valibot schema'],
    [{ summary: '', severity: 'x' }, 'its severity is none of error, warning, info, off; it has no summary'],
  ])('refuses %j', (change, fault) => {
    const rule = { ...least, ...change }
    const { code, message, file } = refusal({ rule })
    expect(code).toBe('invalid-configuration')
    expect(message).toBe(`rules.js: the rule ${rule.id}: ${fault}.`)
    expect(file).toBe('rules.js')
  })

  it('quotes no more than 80 characters of an id', () => {
    expect(refusal({ a: { ...least, id: `${'A'.repeat(80)}B` } }).message).toContain(`the rule ${'A'.repeat(80)}: `)
  })

  it.each(['info', 'off', 'error'])('takes the severity %s', (severity) => {
    expect(rulesOf({ a: { ...least, severity } }, 'a')).toHaveLength(1)
  })

  it.each(['references', 'target', 'portability', 'security', 'flow', 'quality', 'archive'])(
    'takes the category %s',
    (category) => {
      expect(rulesOf({ a: { ...least, category } }, 'a')).toHaveLength(1)
    },
  )
})
