import { describe, expect, it } from 'vitest'
import { missingBusinessIdentifier } from '../../../src/rules/flow/missing-business-identifier.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

describe('missing-business-identifier', () => {
  it('leaves a named primary identifier alone', async () => {
    expect(await check(missingBusinessIdentifier, edited('ORDER_INTAKE'))).toEqual([])
  })

  it('finds the default name', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:name>orderNumber</ns2:name>', '<ns2:name>tracking_var_1</ns2:name>'])
    expect(await check(missingBusinessIdentifier, example)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('default name tracking_var_1') },
    ])
  })

  it('finds that no variable is primary', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:primary>true</ns2:primary>', '<ns2:primary>false</ns2:primary>'])
    expect(await check(missingBusinessIdentifier, example)).toMatchObject([
      {
        severity: 'warning',
        step: 'receiveFulfilment',
        message: expect.stringContaining('no primary business identifier'),
      },
    ])
  })

  it('finds a primary variable that is never filled', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:xpath>/execute/orderNumber</ns2:xpath>', '<ns2:xpath></ns2:xpath>'])
    expect(await check(missingBusinessIdentifier, example)).toHaveLength(1)
  })

  it('finds a flow without a tracker', async () => {
    const example = edited('ORDER_FULFIL', ['<ns2:type>messageTracker</ns2:type>', '<ns2:type>memory</ns2:type>'])
    expect(await check(missingBusinessIdentifier, example)).toHaveLength(1)
  })

  it('is information for a schedule that tracks only its start', async () => {
    expect(await check(missingBusinessIdentifier, edited('STOCK_REPORT'))).toMatchObject([
      { severity: 'info', message: expect.stringContaining('only startTime') },
    ])
  })

  it('takes an identifier that a scheduled flow assigns', async () => {
    expect(await check(missingBusinessIdentifier, edited('PARCEL_EXPORT'))).toEqual([])
  })

  it('does not take one that is named and never assigned', async () => {
    const example = edited(
      'PARCEL_EXPORT',
      ['<ns2:assignment id="a2" refUri="processor_30"/>', ''],
      ['name="processor_30">\n      <ns2:type>assignment', 'name="processor_30">\n      <ns2:type>memory'],
    )
    expect(await check(missingBusinessIdentifier, example)).toMatchObject([{ severity: 'info' }])
  })

  it('looks at each operation of a pick', async () => {
    expect(await check(missingBusinessIdentifier, edited('PARCEL_DESK'))).toEqual([])
    const example = edited('PARCEL_DESK', [
      '<ns2:name>parcelNumber</ns2:name>',
      '<ns2:name>bookParcel_tracking_var_1</ns2:name>',
    ])
    expect(await check(missingBusinessIdentifier, example)).toMatchObject([
      { step: 'bookParcel', message: expect.stringContaining('operation “bookParcel”') },
    ])
  })

  it('does not lend one operation the tracker of another', async () => {
    const example = edited('PARCEL_DESK', [' trackingRefUri="processor_20"', ''])
    expect(await check(missingBusinessIdentifier, example)).toMatchObject([{ step: 'bookParcel' }])
  })

  it('says nothing of AI agents and of map data integrations without a tracker', async () => {
    const agents = (await check(missingBusinessIdentifier, edited('RETURNS'))).filter(({ artifact }) =>
      artifact.startsWith('agent:'),
    )
    expect(agents).toEqual([])
    expect(await check(missingBusinessIdentifier, edited('TILL_SUMS'))).toEqual([])
  })
})
