import { describe, expect, it } from 'vitest'
import { unboundedLoop } from '../../../src/rules/flow/unbounded-loop.js'
import { check } from '../../support/rules.js'
import { edited, withFiles } from './examples.js'

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
