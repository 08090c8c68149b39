import { describe, expect, it } from 'vitest'
import { inactiveChildIntegration } from '../../../src/rules/references/inactive-child-integration.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'

describe('inactive-child-integration', () => {
  it('names the status and what to do', async () => {
    const findings = await check(inactiveChildIntegration, { fixture: INTAKE, inventory: true })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'calls ORDER_FULFIL 01.00.0000, which is in TEST but not active (CONFIGURED)',
    )
    expect(findings[0]?.severity).toBe('warning')
  })

  it('is information where the child travels along', async () => {
    const findings = await check(inactiveChildIntegration, {
      fixture: INTAKE,
      with: [{ fixture: FULFIL }],
      inventory: true,
    })
    expect(findings.map(({ severity }) => severity)).toEqual(['info'])
  })

  it('is content where another version of the same major is active', async () => {
    const integrations = [
      { id: 'ORDER_FULFIL|01.00.0000', status: 'CONFIGURED' },
      { id: 'ORDER_FULFIL|01.00.0001', status: 'ACTIVATED' },
    ]
    expect(
      await check(inactiveChildIntegration, { fixture: INTAKE, inventory: true, inventoryChange: { integrations } }),
    ).toEqual([])
  })

  it('leaves a child that is not there to missing-integration', async () => {
    expect(
      await check(inactiveChildIntegration, {
        fixture: INTAKE,
        inventory: true,
        inventoryChange: { integrations: [] },
      }),
    ).toEqual([])
  })

  it('says that it could not check where no status is given', async () => {
    const integrations = [{ id: 'ORDER_FULFIL|01.00.0000' }]
    const { findings, notRun } = await run(inactiveChildIntegration, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { integrations },
    })
    expect(findings).toEqual([])
    expect(notRun).toHaveLength(1)
  })
})
