import { describe, expect, it } from 'vitest'
import { childVersionDrift } from '../../../src/rules/references/child-version-drift.js'
import { check } from '../../support/rules.js'
import { chosenByLookup } from './chosen-child.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'

describe('child-version-drift', () => {
  const target = (...versions: string[]) => ({
    fixture: INTAKE,
    inventory: true as const,
    inventoryChange: {
      integrations: versions.map((each) => ({
        id: `ORDER_FULFIL|${each.split(' ')[0]}`,
        status: each.split(' ')[1] ?? 'ACTIVATED',
      })),
    },
  })

  it('compares with the version that is active, though the one designed against is there too', async () => {
    const findings = await check(childVersionDrift, target('01.00.0000 CONFIGURED', '01.00.0003'))
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('was designed against ORDER_FULFIL 01.00.0000, but TEST has 01.00.0003')
  })

  it('is content where the version designed against is the active one', async () => {
    expect(await check(childVersionDrift, target('01.00.0000', '01.00.0003 CONFIGURED'))).toEqual([])
  })

  it('says nothing of another major version, which the call never reaches', async () => {
    expect(await check(childVersionDrift, target('02.00.0000'))).toEqual([])
  })

  it('takes what travels along before what the target has', async () => {
    expect(await check(childVersionDrift, { ...target('01.00.0009'), with: [{ fixture: FULFIL }] })).toEqual([])
  })

  it('takes a version that is written short for the same', async () => {
    const change = [
      {
        path: '**/fulfilOrder_REQUEST.jca',
        replace: ['integration_version" value="01.00.0000"', 'integration_version" value="1.0.0"'],
      },
    ] as const
    expect(
      await check(childVersionDrift, {
        fixture: INTAKE,
        change: [{ ...change[0], replace: [...change[0].replace] }],
        with: [{ fixture: FULFIL }],
      }),
    ).toEqual([])
  })

  it('is an error for a scheduled child, which is called by its exact version', async () => {
    const integrations = [{ id: 'ORDER_FULFIL|01.00.0002', status: 'ACTIVATED', scheduleDefinedFlag: true }]
    const findings = await check(childVersionDrift, {
      fixture: INTAKE,
      inventory: true,
      inventoryChange: { integrations },
    })
    expect(findings.map(({ severity }) => severity)).toEqual(['error'])
  })

  it('names the row where a lookup chooses the child', async () => {
    const integrations = [
      { id: 'ORDER_FULFIL|01.00.0000', status: 'ACTIVATED' },
      { id: 'CARRIER_B|01.00.0007', status: 'ACTIVATED' },
    ]
    const example = {
      fixture: INTAKE,
      change: chosenByLookup('1.0.0'),
      inventory: true as const,
      inventoryChange: { integrations },
    }
    const findings = await check(childVersionDrift, example)
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'may choose CARRIER_B 1.0.0 (lookup CARRIERS, row 2), but TEST has 01.00.0007',
    )
  })
})
