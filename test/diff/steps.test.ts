/** Pairing the steps of two flows as trees. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fact, type Part, part } from '../../src/diff/part.js'
import { longestRising } from '../../src/diff/sequences.js'
import { matchSteps } from '../../src/diff/steps.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

/** A step: kind, name, what it says, what is in it. */
function step(kind: string, name = '', says = '', ...steps: Part[]): Part {
  const facts = [...fact('name', '', name), ...fact('expression', '', says)]
  return part({ what: 'step', key: kind, label: `${kind} ${name}`.trim(), facts, steps })
}

function summary(old: readonly Part[], new_: readonly Part[]): string[] {
  const { pairs, removed, added } = matchSteps(old, new_)
  return [
    ...removed.map(({ path }) => `- ${path.join(' > ')}`),
    ...added.map(({ path }) => `+ ${path.join(' > ')}`),
    ...pairs.filter(({ moved }) => moved).map((pair) => `> ${pair.new.path.join(' > ')}`),
    ...pairs
      .filter((pair) => JSON.stringify(pair.old.part.facts) !== JSON.stringify(pair.new.part.facts))
      .map((pair) => `~ ${pair.new.path.join(' > ')}`),
  ]
}

const log = (says: string) => step('log', '', says)

describe('matchSteps', () => {
  it('finds the one that was put between two others', () => {
    expect(summary([log('a'), log('b')], [log('a'), log('new'), log('b')])).toEqual(['+ log (2)'])
  })

  it('finds a step that was moved, and calls only that one moved', () => {
    const [a, b, c, d] = [log('a'), log('b'), log('c'), log('d')]
    expect(summary([a, b, c, d], [b, c, a, d])).toEqual(['> log (3)'])
  })

  it('takes a step of the same name for the same step, whatever else changed', () => {
    expect(summary([step('invoke', 'Pay', 'a')], [step('invoke', 'Pay', 'b')])).toEqual(['~ invoke Pay'])
  })

  it('takes a step that says the same under another name for renamed', () => {
    expect(summary([step('invoke', 'Pay', 'long text')], [step('invoke', 'Pay card', 'long text')])).toEqual([
      '~ invoke Pay card',
    ])
  })

  it('does not take one step for another of the same kind that has nothing in common', () => {
    expect(summary([step('invoke', 'Pay', 'a')], [step('invoke', 'Ship', 'b')])).toEqual([
      '- invoke Pay',
      '+ invoke Ship',
    ])
  })

  it('tells a scope that was put around steps from the steps that went into it', () => {
    const [a, b] = [step('invoke', 'Pay', 'a'), step('invoke', 'Ship', 'b')]
    expect(summary([a, b], [step('try', 'Guard', '', a, b)])).toEqual([
      '+ try Guard',
      '> try Guard > invoke Pay',
      '> try Guard > invoke Ship',
    ])
  })

  it('knows a scope that was put into another one, changed or not, with the reply behind it', () => {
    const pay = (says: string) => step('try', 'Pay', '', step('invoke', 'Bank', 'a'), step('set', 'x', says), log('b'))
    const reply = step('reply')
    const around = (...steps: Part[]) => [step('receive', 'r', 'r'), step('try', 'All', '', log('first'), ...steps)]
    const before = [step('receive', 'r', 'r'), log('first'), pay('1'), reply]
    expect(summary(before, around(pay('1'), reply))).toEqual([
      '+ try All',
      '> try All > log',
      '> try All > try Pay',
      '> try All > reply',
    ])
    expect(summary(before, around(pay('2'), reply))).toEqual([
      '+ try All',
      '> try All > log',
      '> try All > try Pay',
      '> try All > reply',
      '~ try All > try Pay > set x',
    ])
    expect(summary(around(pay('2'), reply), before)).toEqual([
      '- try All',
      '> log',
      '> try Pay',
      '> reply',
      '~ try Pay > set x',
    ])
  })

  it('finds a change deep inside a scope that kept its name', () => {
    const scope = (says: string) =>
      step('try', 'Guard', '', step('for', 'Each', 'items', log('x'), step('set', 'v', says)))
    expect(summary([scope('1')], [scope('2')])).toEqual(['~ try Guard > for Each > set v'])
  })

  it('keeps apart equal steps that were added and removed', () => {
    expect(summary([log('a'), log('a')], [log('a'), log('a'), log('a')])).toEqual(['+ log (3)'])
    expect(summary([log('a'), log('a'), log('a')], [log('a')])).toHaveLength(2)
  })

  const flow = fc.letrec<{ step: Part; steps: Part[] }>((tie) => ({
    step: fc
      .tuple(
        fc.constantFrom('log', 'invoke', 'try', 'set'),
        fc.constantFrom('', 'A', 'B'),
        fc.constantFrom('', '1', '2', '3'),
        fc.oneof({ depthSize: 'small' }, fc.constant([]), tie('steps')),
      )
      .map(([kind, name, says, steps]) => step(kind, name, says, ...steps)),
    steps: fc.array(tie('step'), { maxLength: 5 }),
  })).steps

  it('finds nothing between a flow and itself', () => {
    fc.assert(
      fc.property(flow, (steps) => {
        expect(summary(steps, steps)).toEqual([])
      }),
    )
  })

  it('pairs each step once, and leaves none out', () => {
    fc.assert(
      fc.property(flow, flow, (old, new_) => {
        const { pairs, isPaired, added, removed } = matchSteps(old, new_)
        expect(new Set(pairs.map((pair) => pair.old)).size).toBe(pairs.length)
        expect(new Set(pairs.map((pair) => pair.new)).size).toBe(pairs.length)
        expect(pairs.every((pair) => pair.old.part.key === pair.new.part.key)).toBe(true)
        expect([...added, ...removed].some(isPaired)).toBe(false)
      }),
    )
  })

  it('mirrors', () => {
    const ends = ({ order }: { order: number }) => order
    fc.assert(
      fc.property(flow, flow, (old, new_) => {
        const forth = matchSteps(old, new_)
        const back = matchSteps(new_, old)
        expect(back.pairs.map((pair) => [ends(pair.new), ends(pair.old), pair.moved]).sort()).toEqual(
          forth.pairs.map((pair) => [ends(pair.old), ends(pair.new), pair.moved]).sort(),
        )
        expect(back.added.map(ends)).toEqual(forth.removed.map(ends))
      }),
    )
  })

  it('takes time in proportion for thousands of steps that are all alike or all different', async () => {
    const many = (length: number, says: (at: number) => string) => Array.from({ length }, (_, at) => log(says(at)))
    const alike = (length: number) => {
      const same = many(length, () => 'same')
      return matchSteps(same, [log('first'), ...same])
    }
    const different = (length: number) =>
      matchSteps(
        many(length, String),
        many(length, (at) => `other ${at}`),
      )
    expect(await growth(alike, 1500)).toBeLessThan(SUPERLINEAR)
    expect(await growth(different, 1500)).toBeLessThan(SUPERLINEAR)
  })

  it('takes time in proportion for many steps in scopes, one in the other', async () => {
    const inside = Array.from({ length: 4000 }, (_, at) => log(`says ${at}`))
    const nested = (depth: number, name: string) => {
      let steps: readonly Part[] = inside
      for (let at = 0; at < depth; at++) steps = [step('scope', `${name} ${at}`, '', ...steps)]
      return steps
    }
    expect(await growth((depth) => matchSteps(nested(depth, 'a'), nested(depth, 'b')), 60)).toBeLessThan(SUPERLINEAR)
  })

  it('says of a step that is nested very deep where that begins and what it is', () => {
    const nested = (says: string) => {
      let inner = step('log', 'last', says)
      for (let at = 99; at >= 0; at--) inner = step('scope', String(at), '', inner)
      return [inner]
    }
    const [change] = summary(nested('a'), nested('b'))
    const names = change?.split(' > ') ?? []
    expect(names).toHaveLength(40)
    expect([names[0], names[37], names[38], names[39]]).toEqual(['~ scope 0', 'scope 37', '…', 'log last'])
  })
})

describe('longestRising', () => {
  it('keeps the most that stay in order', () => {
    expect([...longestRising([3, 0, 1, 2])].sort()).toEqual([1, 2, 3])
    expect([...longestRising([])]).toEqual([])
  })
})
