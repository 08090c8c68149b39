import { describe, expect, it } from 'vitest'
import { childVersionDrift } from '../../../src/rules/references/child-version-drift.js'
import { check } from '../../support/rules.js'
import { chosenByLookup } from './chosen-child.js'
import { archive, calls, flow, made } from './made-run.js'

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

describe('child-version-drift, of made runs', () => {
  const drift = (references: object[], children: object[], inventory?: object) =>
    made(childVersionDrift, {
      archives: [archive({ integrations: [flow('CALLER', references), ...children] })],
      ...(inventory === undefined ? {} : { inventory }),
    })
  const child = (version: string, more: object = {}) => flow('CHILD', [], { version, ...more })
  const target = (...integrations: object[]) => ({
    integrations: integrations.map((each) => ({ code: 'CHILD', project: null, status: '', scheduled: null, ...each })),
  })

  it('says what was designed against and what is there, lowest first', async () => {
    const { found } = await drift([calls('CHILD')], [child('01.03.0000'), child('01.02.0000'), child('01.03.0000')])
    expect(found).toMatchObject([
      {
        message:
          'CALLER 01.00.0000 was designed against CHILD 01.00.0000, but the set has 01.02.0000 and 01.03.0000: the call will reach that one, so test the two together, then have the caller name that version.',
        artifact: 'integration:CALLER|01.00.0000',
        step: '',
        key: 'CHILD',
      },
    ])
  })

  it('finds nothing where one of the versions there is the one that was named, or none is of its major', async () => {
    expect((await drift([calls('CHILD')], [child('01.02.0000'), child('01.00.0000')])).found).toEqual([])
    expect((await drift([calls('CHILD')], [child('02.00.0000')])).found).toEqual([])
    expect((await drift([calls('CHILD')], [child('02.00.0000'), child('01.01.0000')])).messages).toEqual([
      expect.stringContaining('the set has 01.01.0000:'),
    ])
  })

  it('finds nothing where the caller names no version', async () => {
    for (const version of [null, ''])
      expect((await drift([calls('CHILD', { version })], [child('01.02.0000')])).found).toEqual([])
  })

  it('is an error for a scheduled child, which is called by its exact version', async () => {
    const { found } = await drift([calls('CHILD')], [child('01.02.0000', { style: 'scheduled' })])
    expect(found).toMatchObject([
      {
        severity: 'error',
        message:
          'CALLER 01.00.0000 calls the scheduled integration CHILD 01.00.0000, but the set has 01.02.0000: a scheduled child is called by its exact version, so import that one or point the call at the one there.',
      },
    ])
    const mixed = [child('01.02.0000', { style: 'scheduled' }), child('01.03.0000')]
    expect((await drift([calls('CHILD')], mixed)).found[0]).not.toHaveProperty('severity')
    const agent = child('01.02.0000', { style: 'scheduled', kind: 'agent' })
    expect((await drift([calls('CHILD')], [agent])).found[0]).not.toHaveProperty('severity')
  })

  it('names the row of the lookup that chooses the child', async () => {
    const chosen = (more: object) => drift([calls('CHILD', { dynamic: true, ...more })], [child('01.02.0000')])
    expect((await chosen({ lookup: 'ROUTES', lookupRow: 2 })).messages[0]).toContain(
      'CALLER 01.00.0000 may choose CHILD 01.00.0000 (lookup ROUTES, row 2), but',
    )
    expect((await chosen({ lookup: 'ROUTES' })).messages[0]).toContain('(lookup ROUTES, row ?), but')
    expect((await chosen({})).messages[0]).toContain('may choose CHILD 01.00.0000, but')
    const designed = await drift([calls('CHILD', { lookup: 'ROUTES', lookupRow: 2 })], [child('01.02.0000')])
    expect(designed.messages[0]).toContain('was designed against CHILD 01.00.0000, but')
  })

  it('tells children of two projects apart', async () => {
    const { found } = await drift([calls('CHILD', { project: 'P' })], [child('01.02.0000', { project: 'P' })])
    expect(found).toMatchObject([{ key: 'P/CHILD' }])
  })

  it('goes by what runs in the target, else by what is there', async () => {
    const [one, other] = [{ version: '01.02.0000' }, { version: '01.00.0000' }]
    expect((await drift([calls('CHILD')], [])).found).toEqual([])
    expect((await drift([calls('CHILD')], [], target(one, other))).found).toEqual([])
    const running = target({ ...one, status: 'ACTIVATED' }, { ...other, status: 'CONFIGURED' })
    expect((await drift([calls('CHILD')], [], running)).messages).toEqual([
      expect.stringContaining('but TEST has 01.02.0000: the call will reach'),
    ])
    const scheduled = target({ ...one, scheduled: true })
    expect((await drift([calls('CHILD')], [], scheduled)).found).toMatchObject([{ severity: 'error' }])
    const mixed = target({ ...one, scheduled: true }, { version: '01.03.0000' })
    expect((await drift([calls('CHILD')], [], mixed)).found[0]).not.toHaveProperty('severity')
  })
})
