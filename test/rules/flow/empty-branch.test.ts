import { describe, expect, it } from 'vitest'
import { emptyBranch } from '../../../src/rules/flow/empty-branch.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

describe('empty-branch', () => {
  it('finds a route without an action, by its name on the canvas', async () => {
    const label =
      '<ns2:label id="l1" name="NorthPriority" description="">\n              <ns2:assignment id="a2" refUri="processor_68"/>\n            </ns2:label>'
    const findings = await check(emptyBranch, edited('ORDER_INTAKE', [label, '']))
    expect(findings).toMatchObject([
      { severity: 'info', step: 'North', message: expect.stringContaining('“North” of “Switch”') },
    ])
  })

  it('finds an otherwise without one', async () => {
    const example = edited('ORDER_INTAKE', ['<ns2:activityStreamLogger id="lg0" refUri="processor_77"/>', ''])
    expect(await check(emptyBranch, example)).toMatchObject([
      { step: 'Otherwise', message: expect.stringContaining('remove it') },
    ])
  })

  it('leaves a switch without otherwise alone', async () => {
    const example = edited('ORDER_INTAKE', [
      '<ns2:route id="sc2" refUri="processor_56/output_64">\n            <ns2:activityStreamLogger id="lg0" refUri="processor_77"/>\n          </ns2:route>',
      '',
    ])
    expect(await check(emptyBranch, example)).toEqual([])
  })

  it('takes a note for the reason', async () => {
    expect(await check(emptyBranch, edited('PARCEL_EXPORT'))).toEqual([])
  })
})
