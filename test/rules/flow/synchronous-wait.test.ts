import { describe, expect, it } from 'vitest'
import { synchronousWait } from '../../../src/rules/flow/synchronous-wait.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'
import { step } from './flow-steps.js'
import { action, endpoint, expression, foundIn } from './made-flow.js'

const WAIT = '<ns2:wait id="wt0" refUri="processor_35"/>'

describe('synchronous-wait', () => {
  it('finds a wait while the caller waits, and says how long', async () => {
    const before = '<ns2:invoke id="i0" refUri="application_120" name="REST1"/>'
    const example = edited('PARCEL_DESK', [WAIT, ''], [before, `${WAIT}${before}`])
    expect(await check(synchronousWait, example)).toMatchObject([
      { severity: 'warning', step: 'untilLabelIsPrinted', message: expect.stringContaining('waits 120 s while') },
    ])
  })

  it('leaves an operation alone that nobody waits for, beside one that answers', async () => {
    expect(await check(synchronousWait, edited('PARCEL_DESK'))).toEqual([])
  })

  it('leaves asynchronous and scheduled flows alone', async () => {
    expect(await check(synchronousWait, edited('ORDER_FULFIL'))).toEqual([])
    expect(await check(synchronousWait, edited('PARCEL_EXPORT'))).toEqual([])
  })

  it('finds one by the pattern of the trigger alone', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:mep>fire-and-forget</ns2:mep>', '<ns2:mep>push-sync</ns2:mep>'])
    expect(await check(synchronousWait, example)).toMatchObject([{ step: 'untilCarrierIsReady' }])
  })

  it('does not guess a duration that is computed', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:mep>fire-and-forget</ns2:mep>', '<ns2:mep>push-sync</ns2:mep>'])
    const computed = {
      path: '**/processor_95/**/expr.properties',
      replace: [[': 60', ': $pause * 2']] as [string, string][],
    }
    const [finding] = await check(synchronousWait, { ...example, change: [...(example.change ?? []), computed] })
    expect(finding?.message).toContain('waits while the caller')
  })

  it.each([
    ["'60'", ' 60 s'],
    ['"090"', ' 90 s'],
    ['60 ', ' 60 s'],
    ["'5' + '5'", ''],
    ['60 * 2', ''],
    ['1234567', ''],
    ['', ''],
  ])('says of a wait of %s that it waits%s', async (source, words) => {
    const [finding] = await foundIn(synchronousWait, {
      steps: [step('receive', 'start'), step('wait', 'pause')],
      endpoints: [endpoint('start', { mep: 'push-sync' })],
      actions: [action('wait', { id: 'pause', expressions: [expression(source)] })],
    })
    expect(finding?.message).toBe(
      `MADE: “pause” waits${words} while the caller waits for the answer, which OIC gives up after 5 minutes: answer first, or make the flow asynchronous.`,
    )
  })

  it('finds a wait whose action is not there, or says nothing', async () => {
    const flow = { steps: [step('receive', 'start'), step('wait', 'pause'), step('reply', 'start')] }
    expect(await foundIn(synchronousWait, flow)).toMatchObject([{ step: 'pause', key: '' }])
    expect(await foundIn(synchronousWait, { ...flow, actions: [action('wait', { id: 'pause' })] })).toHaveLength(1)
  })
})
