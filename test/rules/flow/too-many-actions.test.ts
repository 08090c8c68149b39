import { describe, expect, it } from 'vitest'
import { tooManyActions } from '../../../src/rules/flow/too-many-actions.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

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
})
