import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/model/index.js'
import { placedSteps } from '../../../src/rules/flow/steps.js'
import { callerWaits, isSynchronous } from '../../../src/rules/flow/synchronous.js'
import { step } from './flow-steps.js'
import { endpoint } from './made-flow.js'

const flow = (steps: readonly Step[], meps: Readonly<Record<string, string>> = {}) => ({
  steps,
  actions: [],
  endpoints: Object.entries(meps).map(([id, mep]) => endpoint(id, { mep })),
})

const pick = step('pick', 'request', [
  step('pickReceive', 'quote', [step('wait', 'short'), step('reply', 'quote')]),
  step('pickReceive', 'book', [step('wait', 'long')]),
])

describe('isSynchronous', () => {
  it('goes by the message exchange pattern of the trigger', () => {
    expect(isSynchronous(flow([step('receive', 'order')], { order: 'push-sync' }))).toBe(true)
    expect(isSynchronous(flow([step('receive', 'order')], { order: 'fire-and-forget' }))).toBe(false)
  })

  it('goes by the reply where the pattern is not known', () => {
    expect(isSynchronous(flow([step('globalTry', '', [step('receive', 'order'), step('reply', 'order')])]))).toBe(true)
  })

  it('does not take the pattern of an invoke for that of the trigger', () => {
    const steps = [step('scheduleReceive'), step('invoke', 'call')]
    expect(isSynchronous(flow(steps, { call: 'push-sync' }))).toBe(false)
  })

  it('asks that all operations of a pick are', () => {
    expect(isSynchronous(flow([pick]))).toBe(false)
    expect(isSynchronous(flow([pick], { book: 'push-sync' }))).toBe(true)
  })
})

describe('callerWaits', () => {
  it('goes by the operation that a step stands in', () => {
    const waits = callerWaits(flow([pick]))
    const answers = [...placedSteps([pick])].filter((placed) => placed.step.kind === 'wait').map(waits)
    expect(answers).toEqual([true, false])
  })
})
