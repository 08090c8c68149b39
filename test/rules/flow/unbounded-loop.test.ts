import { describe, expect, it } from 'vitest'
import { unboundedLoop } from '../../../src/rules/flow/unbounded-loop.js'
import { check } from '../../support/rules.js'
import { edited, withFiles } from './examples.js'
import { step } from './flow-steps.js'
import { action, endpoint, expression, foundIn, writesTo } from './made-flow.js'

const CONDITION = '**/processor_35/**/expr.properties'
const STATE =
  '<ns2:label id="l2" name="state">\n          <ns2:assignment id="a3" refUri="processor_45"/>\n        </ns2:label>'
const when = (condition: string, ...replace: readonly (readonly [string, string])[]) =>
  withFiles(edited('PARCEL_EXPORT', ...replace), { [CONDITION]: [["$exportStatus = 'RUNNING'", condition]] })

describe('unbounded-loop', () => {
  it('leaves a while alone whose condition reads what its body assigns', async () => {
    expect(await check(unboundedLoop, edited('PARCEL_EXPORT'))).toEqual([])
  })

  it('finds one whose body does not assign it', async () => {
    expect(await check(unboundedLoop, edited('PARCEL_EXPORT', [STATE, '']))).toMatchObject([
      {
        severity: 'warning',
        step: 'untilExported',
        message: expect.stringContaining('reads $exportStatus, which nothing'),
      },
    ])
  })

  it.each([
    ['a constant', 'true()', 'reads no variable, so it never ends'],
    ['the message that started the flow', "/ns1:execute/ns1:mode = 'all'", 'reads no variable, so'],
    ['the response of an invoke before the loop', '$startExport/ns1:done = 0', '$startExport'],
    ['a variable that is assigned outside', 'number($failures) < 3', '$failures'],
  ])('finds a condition that reads %s', async (_, condition, words) => {
    expect(await check(unboundedLoop, when(condition))).toMatchObject([{ message: expect.stringContaining(words) }])
  })

  it.each([
    ['the response of an invoke in the loop', "$exportState/ns1:status != 'DONE'"],
    ['the request of one', '$exportState_REQUEST/ns1:page < 9'],
    ['the clock', "fn:current-dateTime() < xsd:dateTime('2030-01-01T00:00:00')"],
    ['a lookup, which others may change', "dvm:lookupValue('EXPORT_STATES', 'A', 'B', 'C', '') = 'on'"],
    ['one thing that changes and one that does not', "$failures < 3 and $exportStatus = 'RUNNING'"],
  ])('leaves a condition alone that reads %s', async (_, condition) => {
    expect(await check(unboundedLoop, when(condition))).toEqual([])
  })

  it.each([
    ['stops', '<ns2:stop id="x"/>', 0],
    ['throws', '<ns2:throw id="x"/>', 0],
    ['throws to a scope around the loop', '<ns2:try id="x" name="y"><ns2:throw id="z"/></ns2:try>', 0],
    ['throws to a scope within it', '<ns2:try id="x" name="y"><ns2:throw id="z"/><ns2:catchAll id="c"/></ns2:try>', 1],
    [
      're-throws what fails',
      '<ns2:try id="x" name="y"><ns2:catchAll id="c"><ns2:ehStop id="e"/></ns2:catchAll></ns2:try>',
      1,
    ],
    ['has a step that is not known', '<ns2:leave id="x"/>', 0],
  ])('of a loop that %s', async (_, content, count) => {
    expect(await check(unboundedLoop, when('true()', [STATE, content]))).toHaveLength(count)
  })

  it('takes what a data stitch writes, and gives an unreadable one the benefit of the doubt', async () => {
    const stitched = (processor: string) =>
      when(
        '$pages < 9',
        [STATE, '<ns2:stitch id="x" refUri="processor_900"/>'],
        ['<ns2:orchestration>', `${processor}<ns2:orchestration>`],
      )
    const named = (file: string) =>
      `<ns2:processor name="processor_900"><ns2:type>stitch</ns2:type><ns2:resourceGroup name="g"><ns2:resource name="r" location="../resources/processor_900/${file}" type="undefined"/></ns2:resourceGroup></ns2:processor>`
    const folder = 'icspackage/project/PARCEL_EXPORT_01.00.0000/resources/processor_900'
    const json = (to: string) =>
      JSON.stringify({ stitches: [{ '@type': 'Assign', from: { expression: '$pages + 1' }, to: { path: to } }] })
    const written = (file: string, content: string) => {
      const example = stitched(named(file))
      return { ...example, change: [...(example.change ?? []), { path: `${folder}/${file}`, content }] }
    }
    expect(await check(unboundedLoop, written('stitch.json', json('$pages')))).toEqual([])
    expect(await check(unboundedLoop, written('stitch.json', json('$other')))).toHaveLength(1)
    expect(await check(unboundedLoop, written('stitch_1.ser', 'opaque'))).toEqual([])
  })

  it('says nothing of a loop without a condition, which OIC does not let through', async () => {
    expect(await check(unboundedLoop, when(''))).toEqual([])
  })
})

describe('unbounded-loop, of a flow with a message that started it', () => {
  const MODE = "/ns1:execute/ns1:mode = 'all'"
  /** A while with a condition, and a data stitch in it that writes to some path. */
  const loop = (condition: string, to: string, starts: ReturnType<typeof step>) =>
    foundIn(unboundedLoop, {
      steps: [starts, step('while', 'again', [step('stitch', 'write')])],
      actions: [
        action('while', { id: 'again', expressions: [expression(condition)] }),
        action('stitch', { id: 'write', stitches: [writesTo(to)] }),
      ],
      endpoints: [endpoint('start', { name: 'startIt' })],
    })

  it.each(['receive', 'pickReceive', 'subscribe'] as const)(
    'takes a stitch that writes to the message of a %s for a change of what the condition reads there',
    async (kind) => {
      expect(await loop(MODE, '/ns1:execute/ns1:mode', step(kind, 'start'))).toEqual([])
      expect(await loop(MODE, '$startIt/ns1:mode', step(kind, 'start'))).toEqual([])
      expect(await loop(MODE, '$elsewhere', step(kind, 'elsewhere'))).toEqual([])
    },
  )

  it('does not take another variable for the message', async () => {
    expect(await loop(MODE, '$other/ns1:mode', step('receive', 'start'))).toHaveLength(1)
    expect(await loop(MODE, '$startIt', step('invoke', 'start'))).toHaveLength(1)
  })

  it('does not take a path below a variable, or a name, for the message', async () => {
    expect(await loop("$order/ns1:mode = 'all'", '/ns1:execute', step('receive', 'start'))).toHaveLength(1)
    expect(await loop("ns1:order/ns1:mode = 'all'", '/ns1:execute', step('receive', 'start'))).toHaveLength(1)
    expect(await loop("true() = (/ns1:mode = 'all')", '/ns1:execute', step('receive', 'start'))).toEqual([])
    expect(await loop("'a/b' = 'c'", '/ns1:execute', step('receive', 'start'))).toHaveLength(1)
  })

  it('says what is wrong, where, and what to do', async () => {
    const [finding] = await loop('$order/ns1:count < $most', '$other', step('receive', 'start'))
    expect(finding).toEqual({
      archive: 'made.iar',
      entry: '',
      line: null,
      column: null,
      message:
        'MADE: the condition of the loop “again” reads $order and $most, which nothing in the loop changes, so it never ends by itself: set in the loop what it reads, or count its passes.',
      artifact: 'integration:MADE|01.00.0000',
      step: 'again',
      key: '',
    })
  })
})

describe('unbounded-loop, of a made loop', () => {
  const loop = (condition: string, ...body: readonly ReturnType<typeof step>[]) =>
    foundIn(unboundedLoop, {
      steps: [step('while', 'again', body)],
      actions: [action('while', { id: 'again', expressions: [expression(condition)] })],
    })

  it('takes the fault that a handler in the loop reads for one that may change', async () => {
    const scope = step('try', 'scope', [step('invoke', 'call'), step('catch', 'handler')])
    expect(await loop("$MyFault/code = '1'", scope)).toEqual([])
    expect(await loop("$MyFault/code = '1'", step('invoke', 'call'))).toHaveLength(1)
    expect(await loop("$state = '1'", scope)).toHaveLength(1)
    expect(await loop("$state = '1' or $MyFault/code = '1'", scope)).toEqual([])
  })

  it('takes the request of an invoke for changed by it, and not a name that only holds the word', async () => {
    expect(await loop('$call_REQUEST/page < 9', step('invoke', 'call'))).toEqual([])
    expect(await loop('$call_REQUEST_2/page < 9', step('invoke', 'call_2'))).toHaveLength(1)
  })

  it('is left by a reply, and not by one in a handler', async () => {
    expect(await loop('true()', step('reply', 'answer'))).toEqual([])
    const handled = step('try', 'scope', [step('invoke', 'call'), step('catchAll', 'handler', [step('stop', 'end')])])
    expect(await loop('true()', handled)).toHaveLength(1)
  })

  it('is nothing where the condition is white space, or the action is not there', async () => {
    expect(await loop(' \n ')).toEqual([])
    expect(await foundIn(unboundedLoop, { steps: [step('while', 'again')] })).toEqual([])
    expect(
      await foundIn(unboundedLoop, { steps: [step('while', 'again')], actions: [action('while', { id: 'again' })] }),
    ).toEqual([])
  })

  it.each(['position() < 3', "string-length('abc') < 3", "translate('a', 'b', 'c') = 'a'"])(
    'knows that %s gives the same at each pass',
    async (condition) => {
      expect(await loop(condition)).toHaveLength(1)
    },
  )
})
