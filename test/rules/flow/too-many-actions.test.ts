import { describe, expect, it } from 'vitest'
import type { StepKind } from '../../../src/model/index.js'
import { tooManyActions } from '../../../src/rules/flow/too-many-actions.js'
import type { Rule } from '../../../src/rules/types.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'
import { step } from './flow-steps.js'
import { foundIn } from './made-flow.js'

const WRITE = '<ns2:stageFile id="sf0" refUri="processor_87"/>'
const writes = (count: number) => edited('ORDER_FULFIL', [WRITE, WRITE.repeat(count)])

describe('too-many-actions', () => {
  it('finds 25 stage writes, and says what they lead to', async () => {
    expect(await check(tooManyActions, writes(25))).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('25 stage writes; OIC may fail to activate') },
    ])
  })

  it('leaves 24 alone', async () => {
    expect(await check(tooManyActions, writes(24))).toEqual([])
  })

  it('does not count stage reads', async () => {
    const reads = edited(
      'ORDER_FULFIL',
      [WRITE, WRITE.repeat(30)],
      ['name="operation" value="Write"', 'name="operation" value="Read"'],
    )
    expect(await check(tooManyActions, reads)).toEqual([])
  })

  it('takes its limits from the options', async () => {
    const findings = await check(tooManyActions, { ...writes(3), options: { maxActions: 13, maxStageWrites: 2 } })
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('14 actions, where the limit is 13'),
      expect.stringContaining('3 stage writes; the limit is 2'),
    ])
  })

  it('counts what is an action on the canvas: an Assign once, no routes, scopes of the whole, triggers or notes', async () => {
    // Assign, JavaScript, switch, two Assigns and a logger in it, scope, map, invoke, notification, re-throw, map, reply, logger, re-throw
    const of = (maxActions: number) => check(tooManyActions, { ...edited('ORDER_INTAKE'), options: { maxActions } })
    expect(await of(15)).toEqual([])
    expect(await of(14)).toMatchObject([{ message: expect.stringContaining('15 actions') }])
  })

  /** The rule as it is with some options, for flows that are made up. */
  const limited = (options: { maxActions: number; maxStageWrites: number }): Rule =>
    ({ ...tooManyActions, check: (context: object) => tooManyActions.check({ ...context, options } as never) }) as never
  const count = async (...steps: ReturnType<typeof step>[]) => {
    const [finding] = await foundIn(limited({ maxActions: -1, maxStageWrites: 99 }), { steps })
    return Number(/MADE: (\d+) actions, where the limit is -1:/.exec(finding?.message ?? '')?.[1])
  }

  it.each([
    'receive',
    'scheduleReceive',
    'pick',
    'pickReceive',
    'subscribe',
    'globalTry',
    'catch',
    'catchAll',
    'route',
    'parallelBranch',
    'note',
    'globalVariable',
    'integrationProperties',
    'patternMemoryDataType',
  ] as StepKind[])('does not count a %s', async (kind) => {
    expect(await count(step(kind, 'x'))).toBe(0)
  })

  it('counts assignments of an Assign once, and one that stands by itself', async () => {
    expect(await count(step('label', 'l', [step('assignment', 'a'), step('assignment', 'b')]))).toBe(1)
    expect(await count(step('assignment', 'a'))).toBe(1)
    expect(await count(step('label', 'l', [step('wait', 'a')]))).toBe(2)
  })

  it('stands at the first stage write, under keys that tell the two findings apart', async () => {
    const findings = await check(tooManyActions, { ...writes(3), options: { maxActions: 13, maxStageWrites: 2 } })
    expect(findings).toMatchObject([
      {
        step: '',
        line: 2,
        message: 'ORDER_FULFIL: 14 actions, where the limit is 13: move parts of the flow into child integrations.',
      },
      {
        step: '',
        line: 402,
        message: 'ORDER_FULFIL: 3 stage writes; the limit is 2: move some into a child integration.',
      },
    ])
    const found = await foundIn(limited({ maxActions: 0, maxStageWrites: -1 }), { steps: [step('wait', 'w')] })
    expect(found.map(({ key, step, entry }) => [key, step, entry])).toEqual([
      ['stage writes', '', 'project.xml'],
      ['actions', '', 'project.xml'],
    ])
  })

  it('warns of what OIC does only beyond 24', async () => {
    const [finding] = await check(tooManyActions, { ...writes(24), options: { maxStageWrites: 23 } })
    expect(finding?.message).toContain('24 stage writes; the limit is 23: move')
  })
})
