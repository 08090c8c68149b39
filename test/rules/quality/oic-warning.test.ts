import { describe, expect, it } from 'vitest'
import { oicWarning } from '../../../src/rules/quality/oic-warning.js'
import { archiveOf, flowOf, foundIn, stepOf } from '../../support/model.js'

const message = (parts: object = {}) => ({
  step: 'x',
  severity: '',
  code: 'SOME_CODE',
  text: '',
  entry: 'm.json',
  line: 3,
  column: 4,
  ...parts,
})
const of = async (parts: Parameters<typeof flowOf>[0]) =>
  foundIn(oicWarning, [archiveOf({ integrations: [flowOf(parts)] })])
const words = async (code: string, text: string) =>
  (await of({ messages: [message({ code, text })] })).map((found) => found.message)

describe('oic-warning', () => {
  it('stands where the message stands', async () => {
    expect(await of({ messages: [message()] })).toEqual([
      {
        archive: 'a.iar',
        entry: 'm.json',
        line: 3,
        column: 4,
        message: 'OIC warns in ORDERS: SOME_CODE.',
        artifact: 'integration:ORDERS|01.00.0000',
        step: '',
        severity: 'warning',
        key: 'SOME_CODE',
      },
    ])
  })

  it.each([
    ['error', 'error'],
    ['ERROR', 'error'],
    ['Fatal', 'error'],
    ['critical', 'error'],
    ['errors', 'warning'],
    ['no error', 'warning'],
    ['info', 'info'],
    ['Information', 'info'],
    ['some info', 'warning'],
    ['warning', 'warning'],
    ['', 'warning'],
  ])('takes the severity %j for %s', async (severity, expected) => {
    const [found] = await of({ messages: [message({ severity })] })
    expect(found?.severity).toBe(expected)
    expect(found?.message).toBe(
      expected === 'error' ? 'OIC found an error in ORDERS: SOME_CODE.' : 'OIC warns in ORDERS: SOME_CODE.',
    )
  })

  it.each([
    ['CODE', '', 'CODE'],
    ['CODE', 'CODE', 'CODE'],
    ['CODE.', '', 'CODE'],
    ['CODE', 'What it is.', 'What it is. (CODE)'],
    ['CODE', ' over \n\t two  lines', 'over two lines (CODE)'],
    ['EMPTY_WARNING_ROUTE', 'Text', 'a route of a switch is empty (EMPTY_WARNING_ROUTE)'],
    [
      'SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN',
      '',
      'a synchronous integration reads a file in segments and may time out (SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN)',
    ],
    [
      'STAGEFILE_PARALLEL_PROCESSING_DISABLED',
      '',
      'segments of a file are not read in parallel (STAGEFILE_PARALLEL_PROCESSING_DISABLED)',
    ],
    ['CODE', 'x'.repeat(299), `${'x'.repeat(299)}`],
    ['CODE', 'x'.repeat(400), 'x'.repeat(300)],
  ])('says %s “%s” as %j', async (code, text, expected) => {
    expect(await words(code, text)).toEqual([`OIC warns in ORDERS: ${expected}.`])
  })

  describe('names the step', () => {
    const steps = [
      stepOf('note', { id: 'n1', name: 'A note', ref: '' }),
      stepOf('try', {
        id: 't1',
        name: 'Scope',
        ref: 'processor_1',
        children: [stepOf('wait', { id: 'w1', name: 'Pause', ref: 'processor_2' })],
      }),
    ]
    const parts = {
      steps,
      actions: [{ id: 'processor_9', name: 'Router' }],
      endpoints: [{ id: 'application_5', name: 'placeOrder' }],
    }
    it.each([
      ['t1', 'Scope'],
      ['w1', 'Pause'],
      ['processor_2', 'Pause'],
      ['processor_9', 'Router'],
      ['application_5', 'placeOrder'],
      ['processor_77', ''],
      ['', ''],
    ])('of the element %j as %j', async (step, expected) => {
      const [found] = await of({ ...parts, messages: [message({ step })] })
      expect(found?.step).toBe(expected)
      expect(found?.message).toBe(`OIC warns in ORDERS${expected === '' ? '' : ` at ${expected}`}: SOME_CODE.`)
    })
  })

  it('speaks of the flag only where it is set and nothing spells it out', async () => {
    expect(await of({ hasWarnings: false })).toEqual([])
    expect(await of({ hasWarnings: true })).toMatchObject([{ key: 'flag', step: '' }])
    expect(await of({ hasWarnings: true, messages: [message()] })).toMatchObject([{ key: 'SOME_CODE' }])
  })
})
