import { describe, expect, it } from 'vitest'
import { withoutRepeats } from '../../src/model/noise.js'

const told = (properties: Readonly<Record<string, string>>) =>
  withoutRepeats(
    Object.entries(properties).map(([name, value]) => ({
      name,
      value,
      part: 'interaction' as const,
      entry: 'a.jca',
      line: 1,
      column: 1,
    })),
  ).map(({ name }) => name)

describe('the properties of an adapter configuration that repeat another', () => {
  it('are left out where they say the same as the verb', () => {
    expect(told({ HttpVerb: 'POST', operation: 'POST', targetOperation: 'POST' })).toEqual(['HttpVerb'])
  })

  it('are left out where they say the same as the operation, which adapters name twice', () => {
    expect(told({ HttpVerb: 'GET', operation: 'Get_Object', targetOperation: 'Get_Object' })).toEqual([
      'HttpVerb',
      'targetOperation',
    ])
    expect(told({ action: 'GetIssue', targetOperation: 'GetIssue' })).toEqual(['targetOperation'])
    expect(told({ operationDisplayName: 'create', targetOperation: 'create' })).toEqual(['targetOperation'])
  })

  it('are left out where they are switches that are off, which older versions do not write', () => {
    expect(told({ privateEndpoint: 'false', 'start.isRequestJsonSchema': 'false', Append: 'false' })).toEqual([
      'Append',
    ])
    expect(told({ privateEndpoint: 'true' })).toEqual(['privateEndpoint'])
  })

  it('stay where they differ, or nothing is there to repeat', () => {
    expect(told({ operation: 'Put_Object', targetOperation: 'Get_Object' })).toEqual(['operation', 'targetOperation'])
    expect(told({ operationDisplayName: 'Create', targetOperation: 'create' })).toHaveLength(2)
    expect(told({ action: 'GetIssue' })).toEqual(['action'])
    expect(told({ operation: 'POST' })).toEqual(['operation'])
  })
})
