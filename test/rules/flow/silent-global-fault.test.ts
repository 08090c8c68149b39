import { describe, expect, it } from 'vitest'
import { silentGlobalFault } from '../../../src/rules/flow/silent-global-fault.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

describe('silent-global-fault', () => {
  it('finds a global handler that logs and re-throws, and says where the fault shows', async () => {
    const findings = await check(silentGlobalFault, edited('ORDER_INTAKE'))
    expect(findings).toMatchObject([{ severity: 'info', message: expect.stringContaining('at the caller and in') }])
  })

  it('does not speak of a caller where none waits for all operations', async () => {
    const [finding] = await check(silentGlobalFault, edited('PARCEL_DESK'))
    expect(finding?.message).toContain("shows only in OIC's monitoring")
  })

  it('takes a notification', async () => {
    expect(await check(silentGlobalFault, edited('STOCK_REPORT'))).toEqual([])
  })

  it('takes an invoke, below a route as well', async () => {
    const invoke =
      '<ns2:router id="x"><ns2:route id="y"><ns2:invoke id="z" refUri="application_19"/></ns2:route></ns2:router>'
    const example = edited('ORDER_INTAKE', ['<ns2:activityStreamLogger id="lg1" refUri="processor_112"/>', invoke])
    expect(await check(silentGlobalFault, example)).toEqual([])
  })

  it('says nothing where there is no global handler, though scopes have silent ones', async () => {
    expect(await check(silentGlobalFault, edited('PARCEL_EXPORT'))).toEqual([])
  })
})
