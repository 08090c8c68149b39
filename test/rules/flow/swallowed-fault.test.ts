import { describe, expect, it } from 'vitest'
import { swallowedFault } from '../../../src/rules/flow/swallowed-fault.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

const RETHROW = '<ns2:ehStop id="eh1"/>'
const LOGGER = '<ns2:activityStreamLogger id="lg1" refUri="processor_112"/>'
const HANDLER = `<ns2:catchAll id="ta1" refUri="processor_108">\n          ${LOGGER}\n          ${RETHROW}\n        </ns2:catchAll>`

/** ORDER_INTAKE with another content of its global fault handler. */
const globalHandler = (content: string) =>
  edited('ORDER_INTAKE', [HANDLER, `<ns2:catchAll id="ta1">${content}</ns2:catchAll>`])
/** The same in ORDER_FULFIL, which nobody waits for. */
const asynchronous = (content: string) =>
  edited('ORDER_FULFIL', [
    '<ns2:stop id="st0"/>',
    `<ns2:try id="t9" name="Last"><ns2:catchAll id="t8">${content}</ns2:catchAll></ns2:try>`,
  ])

describe('swallowed-fault', () => {
  it.each([
    ['only logs', LOGGER],
    ['only stops', `${LOGGER}<ns2:stop id="x"/>`],
    [
      'only sets variables',
      `<ns2:label id="x" name="Note"><ns2:assignment id="y" refUri="processor_0"/></ns2:label>${LOGGER}`,
    ],
    ['does nothing', ''],
    ['does nothing', '<ns2:note id="x" name="Later"/>'],
    ['does nothing with the fault', '<ns2:callout id="x" refUri="processor_50"/>'],
    ['only logs', `<ns2:router id="x"><ns2:route id="y">${LOGGER}</ns2:route></ns2:router>`],
  ])('finds a handler that %s: %s', async (what, content) => {
    const findings = await check(swallowedFault, globalHandler(content))
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining(`the global fault handler ${what}, so the fault is lost`),
      },
    ])
  })

  it.each([
    ['re-throws, as OIC has it at first', RETHROW],
    ['throws', '<ns2:throw id="x"/>'],
    ['notifies', '<ns2:notification id="x" refUri="processor_90"/>'],
    ['replies', '<ns2:reply id="x" refUri="application_8/outbound_9/input_16"/>'],
    ['invokes', '<ns2:invoke id="x" refUri="application_19"/>'],
    ['publishes an event', '<ns2:publish id="x" refUri="application_19"/>'],
    ['does so in one case only', `<ns2:router id="x"><ns2:route id="y">${RETHROW}</ns2:route></ns2:router>`],
    ['maps the answer that the caller gets', '<ns2:transformer id="x" refUri="processor_102"/>'],
    ['has a step that is not known', '<ns2:escalate id="x"/>'],
  ])('leaves a handler alone that %s', async (_, content) => {
    expect(await check(swallowedFault, globalHandler(content))).toEqual([])
  })

  it('finds a mapper by itself where no caller waits for an answer', async () => {
    const [finding] = await check(swallowedFault, asynchronous('<ns2:transformer id="x" refUri="processor_98"/>'))
    expect(finding).toMatchObject({
      step: 'Last',
      message: expect.stringContaining('the fault handler of “Last” does nothing with'),
    })
  })

  it('leaves a handler alone that writes to a report of errors', async () => {
    expect(await check(swallowedFault, asynchronous('<ns2:stageFile id="x" refUri="processor_87"/>'))).toEqual([])
  })

  it('is information where what the handler sets is read afterwards', async () => {
    const findings = await check(swallowedFault, edited('PARCEL_EXPORT'))
    expect(findings).toMatchObject([
      { severity: 'info', step: 'bookOne', message: expect.stringContaining('reads failures') },
    ])
  })

  it('is a warning where only the handler itself reads it', async () => {
    const findings = await check(swallowedFault, {
      ...edited('PARCEL_EXPORT'),
      change: [
        { path: '**/processor_65/output_66/**/expr.properties', replace: ['$failures > 0', 'false()'] },
        {
          path: '**/processor_75/**/REASONexpr.properties',
          replace: ["concat($failures, ' parcels were not booked')", "'Failed'"],
        },
      ],
    })
    expect(findings).toMatchObject([{ severity: 'warning' }])
  })

  it('finds each of several handlers, told apart by what they are for', async () => {
    const handlers =
      '<ns2:catch id="c1" name="TimedOut"/><ns2:catch id="c2" name="Refused"/><ns2:catchAll id="t8"><ns2:ehStop id="x"/></ns2:catchAll>'
    const findings = await check(
      swallowedFault,
      edited('ORDER_FULFIL', ['<ns2:stop id="st0"/>', `<ns2:try id="t9" name="Last">${handlers}</ns2:try>`]),
    )
    expect(findings.map(({ message }) => /handler (“\w+”)/.exec(message)?.[1])).toEqual(['“TimedOut”', '“Refused”'])
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })

  it('looks into AI agents, too', async () => {
    const findings = await check(swallowedFault, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      change: [
        {
          path: '**/ai_agents/agents/**/project.xml',
          replace: ['<ns2:stop id="st0"/>', '<ns2:try id="t9" name="Ask"><ns2:catchAll id="t8"/></ns2:try>'],
        },
      ],
    })
    expect(findings).toMatchObject([{ artifact: 'agent:RETURNS/RETURNS_HELPER|01.00.0000' }])
  })
})
