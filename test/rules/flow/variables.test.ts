import { describe, expect, it } from 'vitest'
import { readStitch } from '../../../src/formats/stitch.js'
import type { Action } from '../../../src/model/index.js'
import { partsOf } from '../../../src/rules/flow/steps.js'
import {
  isOpaque,
  targetVariable,
  variablesGiven,
  variablesRead,
  variablesSet,
} from '../../../src/rules/flow/variables.js'
import { step } from './flow-steps.js'
import { AT, action, endpoint, expression, writesTo } from './made-flow.js'

function stitch(to: string, from: string): Action {
  const text = JSON.stringify({
    stitches: [{ '@type': 'Assign', from: { expression: from }, to: { '@type': 'XPathPath', path: to } }],
  })
  const { value } = readStitch('stitch.json', text)
  if (value === null) throw new Error('no stitch')
  return action('stitch', { stitches: [value] })
}

describe('targetVariable', () => {
  it.each([
    ['$order', 'order'],
    ['$order/ns1:lines/ns1:line[1]', 'order'],
    ['$print-run.v2/x', 'print-run.v2'],
    ['$ order', 'order'],
    ['/ns1:execute/ns1:order', ''],
    ['order[$current]', ''],
    ['', ''],
  ])('of %s is “%s”', (path, name) => {
    expect(targetVariable(path)).toBe(name)
  })
})

describe('variablesSet', () => {
  it('are the targets of a data stitch', () => {
    expect(variablesSet(stitch('$order/total', '1')).map(({ name }) => name)).toEqual(['order'])
  })

  it('holds them with the place where the stitch names them, and none where it writes to the message', () => {
    const stitched = action('stitch', { stitches: [writesTo('$order/total', '/ns1:execute/ns1:total')] })
    expect(variablesSet(stitched)).toEqual([{ name: 'order', location: { entry: 'stitch.json', line: 3, column: 7 } }])
  })

  it('are those that an assignment names', () => {
    const assignment = action('assignment', { expressions: [expression('1', 'total'), expression('2')] })
    expect(variablesSet(assignment)).toEqual([{ name: 'total', location: AT }])
    expect(variablesSet(action('logger', { expressions: [expression('1', 'total')] }))).toEqual([])
  })

  it('holds a declared global variable, whatever it is called', () => {
    const declared = action('globalVariableDefinition', { properties: { variableName: 'constructor' } })
    expect(variablesSet(declared).map(({ name }) => name)).toEqual(['constructor'])
  })

  it('holds no declaration without a name', () => {
    expect(variablesSet(action('globalVariableDefinition'))).toEqual([])
  })
})

describe('variablesRead', () => {
  it('are those of the source of a data stitch, and of the predicates of its target', () => {
    const read = variablesRead(stitch('$order/line[@id = $current/id]/price', '$price * 2'))
    expect([...read].sort()).toEqual(['current', 'price'])
  })

  it('holds the target itself only where a predicate reads it', () => {
    expect([...variablesRead(stitch('$order/line[last() = $order/count]', '1'))]).toEqual(['order'])
  })

  it('are those of a tracking variable', () => {
    const tracking = { slot: 'tracking_var_2', name: 'file', primary: false, xpath: '$fileName', location: AT }
    expect([...variablesRead(action('messageTracker', { trackingVariables: [tracking] }))]).toEqual(['fileName'])
  })

  it('are those of a predicate in a target that is no variable', () => {
    expect([...variablesRead(stitch('/ns1:lines[@id = $current]', '1'))]).toEqual(['current'])
    expect([...variablesRead(stitch('lines[@id = $current]', '1'))]).toEqual(['current'])
    expect([...variablesRead(action('stitch', { stitches: [writesTo('')] }))]).toEqual([])
  })

  it('leaves out what stands in a string', () => {
    expect([...variablesRead(stitch('$a', "'$b costs $c'"))]).toEqual([])
  })
})

describe('isOpaque', () => {
  const resource = (path: string) => ({ path, type: '', role: '', present: true, location: AT })

  it('is true for serialised stitches and jq programs', () => {
    expect(isOpaque(action('stitch', { resources: [resource('a/stitch_1.ser')] }))).toBe(true)
    expect(isOpaque(action('agent', { resources: [resource('a/request.jq')] }))).toBe(true)
  })

  it('is true for a stitch that could not be read, whatever the case of its ending', () => {
    expect(isOpaque(action('stitch', { stitches: [{ ...writesTo('$a'), readable: false }] }))).toBe(true)
    expect(isOpaque(action('stitch', { resources: [resource('a/STITCH.SER')] }))).toBe(true)
  })

  it('is false for all that is read', () => {
    expect(isOpaque(action('stitch', { stitches: [writesTo('$a')] }))).toBe(false)
    expect(isOpaque(action('stitch', { resources: [resource('a/stitch.ser.json')] }))).toBe(false)
    expect(isOpaque(action('stitch', { resources: [resource('a/stitch.json')] }))).toBe(false)
  })
})

describe('variablesGiven', () => {
  const given = (...args: Parameters<typeof step>) => [
    ...variablesGiven([step(...args)], partsOf({ actions: [], endpoints: [] })),
  ]

  it.each([
    'invoke',
    'publish',
    'receive',
    'pickReceive',
    'subscribe',
    'stageFile',
    'callout',
    'for',
    'template',
    'agent',
    'memory',
  ] as const)('holds what comes back to a step of kind %s', (kind) => {
    expect(given(kind, 'made')).toEqual(['made'])
  })

  it.each(['wait', 'note', 'throw', 'transformer', 'catchAll'] as const)(
    'holds nothing for a step of kind %s, to which nothing comes back',
    (kind) => {
      expect(given(kind, 'made')).toEqual([])
    },
  )

  it('holds what steps below the given ones give', () => {
    expect(given('try', 'outer', [step('invoke', 'inner')])).toEqual(['inner'])
  })

  it('holds the names of endpoint and action, which a step goes by too', () => {
    const parts = partsOf({
      actions: [action('for', { id: 'eachLine', name: 'Each line', expressions: [expression('$lines', 'line')] })],
      endpoints: [endpoint('call', { name: 'Call it' })],
    })
    expect([...variablesGiven([step('invoke', 'call')], parts)]).toEqual(['call', 'Call it'])
    expect([...variablesGiven([step('for', 'eachLine')], parts)]).toEqual(['eachLine', 'Each line', 'line'])
  })

  it('holds what an assignment sets, and not its own name', () => {
    const actions = [action('assignment', { id: 'a', name: 'Assign', expressions: [expression('1', 'total')] })]
    expect([...variablesGiven([step('assignment', 'a')], partsOf({ actions, endpoints: [] }))]).toEqual(['total'])
  })

  it('holds no variable without a name', () => {
    const actions = [action('for', { id: 'f', expressions: [expression('$lines')] })]
    expect([...variablesGiven([step('for', 'f')], partsOf({ actions, endpoints: [] }))]).toEqual(['f'])
  })
})
