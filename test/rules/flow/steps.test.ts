import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/model/index.js'
import { globalHandlers, isGuarded, isInHandler, isLoop, placedSteps } from '../../../src/rules/flow/steps.js'
import { step } from './flow-steps.js'

const placed = (root: readonly Step[], name: string) => {
  const found = [...placedSteps(root)].find((each) => each.step.name === name)
  if (found === undefined) throw new Error(`no step ${name}`)
  return found
}
const guarded = (root: readonly Step[], name: string) => isGuarded(placed(root, name), root)

describe('placedSteps', () => {
  it('gives parents before children, each with the steps around it, outermost first', () => {
    const root = [step('try', 'outer', [step('for', 'loop', [step('invoke', 'call')])]), step('stop', 'end')]
    const shown = [...placedSteps(root)].map((each) => [...each.parents, each.step].map(({ name }) => name).join('/'))
    expect(shown).toEqual(['outer', 'outer/loop', 'outer/loop/call', 'end'])
  })
})

describe('isGuarded', () => {
  it('is false without any handler', () => {
    expect(guarded([step('try', 'scope', [step('invoke', 'call')])], 'call')).toBe(false)
  })

  it('is true below a scope with a handler, however deep', () => {
    const loop = step('for', 'loop', [step('router', 'switch', [step('route', 'a', [step('invoke', 'call')])])])
    expect(guarded([step('try', 'scope', [loop, step('catchAll')])], 'call')).toBe(true)
  })

  it('is true for a handler of one fault only', () => {
    expect(guarded([step('try', 'scope', [step('invoke', 'call'), step('catch')])], 'call')).toBe(true)
  })

  it('is false beside a scope that has one', () => {
    const root = [step('try', 'scope', [step('invoke', 'inside'), step('catchAll')]), step('invoke', 'beside')]
    expect(guarded(root, 'inside')).toBe(true)
    expect(guarded(root, 'beside')).toBe(false)
  })

  it('takes the global handler', () => {
    expect(guarded([step('globalTry', 'global', [step('invoke', 'call'), step('catchAll')])], 'call')).toBe(true)
  })

  it('is false in the handler itself, and true there when a scope further out has one', () => {
    const scope = step('try', 'scope', [
      step('invoke', 'call'),
      step('catchAll', 'handler', [step('invoke', 'report')]),
    ])
    expect(guarded([scope], 'report')).toBe(false)
    expect(guarded([step('globalTry', 'global', [scope, step('catchAll')])], 'report')).toBe(true)
  })

  it('is true in a scope of its own inside a handler', () => {
    const inner = step('try', 'inner', [step('invoke', 'report'), step('catchAll')])
    const root = [step('try', 'scope', [step('catchAll', 'handler', [inner])])]
    expect(guarded(root, 'report')).toBe(true)
    expect(isInHandler(placed(root, 'report'))).toBe(true)
  })
})

describe('globalHandlers', () => {
  it('are those of globalTry, not those of scopes inside it', () => {
    const scope = step('try', 'scope', [step('catchAll', 'local')])
    const root = [step('note'), step('globalTry', 'global', [scope, step('catchAll', 'last')])]
    expect(globalHandlers(root).map(({ name }) => name)).toEqual(['last'])
  })
})

describe('isLoop', () => {
  it.each([
    [true, step('for')],
    [true, step('while')],
    [true, step('stageFile', 'read', [step('invoke')])],
    [false, step('stageFile', 'read')],
    [false, step('try', 'scope', [step('invoke')])],
  ])('is %s for %o', (expected, each) => {
    expect(isLoop(each)).toBe(expected)
  })
})
