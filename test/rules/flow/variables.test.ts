import { describe, expect, it } from 'vitest'
import { readStitch } from '../../../src/formats/stitch.js'
import type { Action } from '../../../src/model/index.js'
import { isOpaque, targetVariable, variablesRead, variablesSet } from '../../../src/rules/flow/variables.js'

const AT = { entry: '', line: null, column: null }

function action(type: string, parts: Partial<Action> = {}): Action {
  return {
    id: 'processor_1',
    type,
    name: '',
    description: '',
    role: '',
    properties: {},
    propertiesAt: {},
    expressions: [],
    mappers: [],
    stitches: [],
    notification: null,
    configuration: null,
    trackingVariables: [],
    resources: [],
    outputs: [],
    location: AT,
    ...parts,
  }
}

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
    ['/ns1:execute/ns1:order', ''],
    ['', ''],
  ])('of %s is “%s”', (path, name) => {
    expect(targetVariable(path)).toBe(name)
  })
})

describe('variablesSet', () => {
  it('are the targets of a data stitch', () => {
    expect(variablesSet(stitch('$order/total', '1')).map(({ name }) => name)).toEqual(['order'])
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

  it('is false for all that is read', () => {
    expect(isOpaque(action('stitch', { resources: [resource('a/stitch.json')] }))).toBe(false)
  })
})
