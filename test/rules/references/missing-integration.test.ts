import { describe, expect, it } from 'vitest'
import { missingIntegration } from '../../../src/rules/references/missing-integration.js'
import { check, run } from '../../support/rules.js'
import { choosingMapper, chosenByLookup } from './chosen-child.js'
import { archive, calls, flow, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('missing-integration', () => {
  it('warns where there is no inventory, since exports do not carry children', async () => {
    const [finding, ...others] = await check(missingIntegration, { fixture: INTAKE })
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      severity: 'warning',
      artifact: 'integration:ORDER_INTAKE|01.00.0000',
      step: 'fulfilOrder',
    })
    expect(finding?.message).toContain('ORDER_INTAKE 01.00.0000 calls ORDER_FULFIL 01.00.0000')
  })

  it('is content with another version of the same major, in the archives or in the target', async () => {
    const integrations = [{ id: 'ORDER_FULFIL|01.03.0000', status: 'ACTIVATED' }]
    expect(
      await check(missingIntegration, { fixture: INTAKE, inventory: true, inventoryChange: { integrations } }),
    ).toEqual([])
  })

  it('is an error where the target is known not to have it, with the versions that are there', async () => {
    const integrations = [{ id: 'ORDER_FULFIL|02.00.0000', status: 'ACTIVATED' }]
    const findings = await check(missingIntegration, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { integrations },
    })
    expect(findings[0]).toMatchObject({ severity: 'error' })
    expect(findings[0]?.message).toContain(
      'of which no version 1.x is in the archives or in TEST (there is 02.00.0000)',
    )
  })

  it('warns, and says so, where the inventory does not list integrations', async () => {
    const { findings, notRun } = await run(missingIntegration, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { integrations: null },
    })
    expect(findings.map(({ severity }) => severity)).toEqual(['warning'])
    expect(notRun).toHaveLength(1)
  })

  it('does not take a global integration for the one of a project', async () => {
    const { findings } = await run(missingIntegration, {
      fixture: RETURNS,
      inventory: true,
      inventoryChange: { integrations: [{ id: 'REFUND|01.00.0000', status: 'ACTIVATED' }], projects: [] },
    })
    expect(findings.map(({ message, severity }) => `${severity} ${message}`).join()).toContain(
      'error RETURN_REQUEST 01.00.0000 calls REFUND 01.00.0000 of the project FINANCE',
    )
  })

  it('says where else one of that code lives, where the call does not reach it', async () => {
    const called = async (project: string | null, homes: readonly (string | null)[]) => {
      const integrations = homes.map((home) => flow('CHILD', [], { project: home }))
      const caller = archive({ integrations: [flow('CALLER', [calls('CHILD', { project })]), ...integrations] })
      return (await made(missingIntegration, { archives: [caller] })).messages
    }
    expect(await called(null, ['SALES', 'FINANCE', 'SALES', ''])).toEqual([
      expect.stringContaining(' is in the archives (there is one in the project FINANCE and in the project SALES): '),
    ])
    expect(await called('SALES', [null])).toEqual([
      expect.stringContaining(' is in the archives (there is one that is global): '),
    ])
    expect(await called(null, [null, 'SALES'])).toEqual([])
  })

  it('does not excuse a child of the same project by what exports leave out', async () => {
    const change = [
      {
        path: '**/RETURN_WATCHER*/**/openReturn_REQUEST.jca',
        replace: ['RETURN_REQUEST|', 'RETURN_PAID|'] as [string, string],
      },
    ]
    change.push({
      path: '**/RETURN_WATCHER*/**/openReturn_REQUEST.jca',
      replace: ['integration_code" value="RETURN_REQUEST"', 'integration_code" value="RETURN_PAID"'],
    })
    const findings = await check(missingIntegration, { fixture: RETURNS, change })
    expect(findings.map(({ message }) => message).join()).toContain(
      "RETURN_PAID 01.00.0000 of the project RETURNS, of which no version 1.x is in the archives: the project's archive would carry it",
    )
  })

  describe('where a lookup names the children', () => {
    it('names lookup and row, at the row', async () => {
      const findings = await check(missingIntegration, {
        fixture: INTAKE,
        change: chosenByLookup('1.0.0'),
        with: [{ fixture: FULFIL }],
      })
      expect(findings).toHaveLength(1)
      expect(findings[0]?.message).toContain('lookup CARRIERS, row 2: ')
      expect(findings[0]?.message).toContain('may call CARRIER_B 1.0.0')
      expect(findings[0]).toMatchObject({ entry: 'icspackage/dvms/CARRIERS.dvm', line: 3 })
    })

    it('has what chooses the child corrected, or the child imported', async () => {
      const todo = async (change: ReturnType<typeof chosenByLookup>) => {
        const { findings } = await run(missingIntegration, { fixture: INTAKE, change, inventory: true })
        return findings.map(({ message }) => message).find((message) => message.includes('may call')) ?? ''
      }
      expect(await todo(chosenByLookup('1.0.0'))).toContain(': correct the lookup, or import and activate it first.')
      expect(await todo([choosingMapper('CARRIER_B', '1.0.0')])).toContain(': correct the mapper, or import and')
    })

    it('reads a version that is written short by its numbers', async () => {
      const integrations = [
        { id: 'CARRIER_B|01.02.0000', status: 'ACTIVATED' },
        { id: 'ORDER_FULFIL|01.00.0000', status: 'ACTIVATED' },
      ]
      const { findings } = await run(missingIntegration, {
        fixture: INTAKE,
        change: chosenByLookup('1.0'),
        inventory: true,
        inventoryChange: { integrations },
      })
      expect(findings).toEqual([])
    })
  })

  it('knows OIC’s own patterns by the agents that list them', async () => {
    const called = (pattern: string) =>
      check(missingIntegration, {
        fixture: RETURNS,
        change: [
          { path: '**/RETURN_WATCHER_*/**/openReturn_REQUEST.jca', replace: ['RETURN_REQUEST', pattern] },
          { path: '**/RETURNS_HELPER_*/info.json', replace: ['"ASK_AND_ACT|01.00.0000"', '"PLAN_FIRST|01.00.0000"'] },
        ],
      })
    const messages = (findings: Awaited<ReturnType<typeof called>>) => findings.map(({ message }) => message).join()
    expect(messages(await called('PLAN_FIRST'))).not.toContain('PLAN_FIRST')
    expect(messages(await called('PLAN_LAST'))).toContain('PLAN_LAST')
  })
})
