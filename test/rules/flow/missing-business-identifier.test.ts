import { describe, expect, it } from 'vitest'
import type { Action } from '../../../src/model/index.js'
import { missingBusinessIdentifier } from '../../../src/rules/flow/missing-business-identifier.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'
import { step } from './flow-steps.js'
import { AT, action, expression, foundIn } from './made-flow.js'

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

describe('missing-business-identifier, of a made flow', () => {
  type Variable = Action['trackingVariables'][number]
  const variable = (parts: Partial<Variable>): Variable => ({
    slot: 'tracking_var_1',
    name: 'orderNumber',
    primary: true,
    xpath: '/order/number',
    location: { ...AT, line: 7 },
    ...parts,
  })
  const tracker = (id: string, ...variables: Partial<Variable>[]) =>
    action('messageTracker', { id, trackingVariables: variables.map(variable), location: { ...AT, line: 5 } })
  const started = (kind: 'receive' | 'subscribe' | 'scheduleReceive', id: string) =>
    ({ ...step(kind, 'start'), tracker: id, location: { ...AT, line: 3 } }) as ReturnType<typeof step>
  const messages = async (...args: Parameters<typeof foundIn>) => (await foundIn(...args)).map(({ message }) => message)
  const NONE =
    'MADE: no primary business identifier is tracked: choose one, so that an instance can be found by what it was about.'
  const of = (...variables: Partial<Variable>[]) => ({
    steps: [started('receive', 't')],
    actions: [tracker('t', ...variables)],
  })

  it.each([
    ['tracking_var_1', 'tracking_var_1'],
    ['tracking_var_12', 'tracking_var_12'],
    ['order_tracking_var_3', 'order_tracking_var_3'],
    ['', 'tracking_var_1'],
  ])('takes the name “%s” for a default one', async (name, shown) => {
    expect(await messages(missingBusinessIdentifier, of({ name }))).toEqual([
      `MADE: the primary business identifier still has its default name ${shown}: name it for what it holds.`,
    ])
  })

  it('takes the name of its slot for a default one, whatever that is called', async () => {
    expect(await messages(missingBusinessIdentifier, of({ name: 'slot', slot: 'slot' }))).toHaveLength(1)
  })

  it.each(['orderNumber', 'tracking_var_1_of_order', 'mytracking_var_1', 'tracking_var_x'])(
    'takes the name “%s” for one that was chosen',
    async (name) => {
      expect(await messages(missingBusinessIdentifier, of({ name }))).toEqual([])
    },
  )

  it('takes a variable for filled by its path, by its slot or by its name', async () => {
    const empty = of({ xpath: ' ' })
    const assigning = (name: string) => action('assignment', { expressions: [expression('1', name)] })
    const withAssignment = (name: string) => ({ ...empty, actions: [...empty.actions, assigning(name)] })
    expect(await messages(missingBusinessIdentifier, empty)).toEqual([NONE])
    expect(await messages(missingBusinessIdentifier, withAssignment('orderNumber'))).toEqual([])
    expect(await messages(missingBusinessIdentifier, withAssignment('tracking_var_1'))).toEqual([])
    expect(await messages(missingBusinessIdentifier, withAssignment('other'))).toEqual([NONE])
  })

  it('takes a named one for filled where a file that cannot be read may do it, beside others that are read', async () => {
    const opaque = action('stitch', {
      resources: [{ path: 'a/stitch_1.ser', type: '', role: '', present: true, location: AT }],
    })
    const withOpaque = (parts: Partial<Variable>) => {
      const flow = of({ xpath: '', ...parts })
      return { ...flow, actions: [...flow.actions, opaque] }
    }
    expect(await messages(missingBusinessIdentifier, withOpaque({}))).toEqual([])
    expect(await messages(missingBusinessIdentifier, withOpaque({ name: 'tracking_var_1' }))).toEqual([NONE])
  })

  it.each(['receive', 'subscribe', 'scheduleReceive'] as const)(
    'goes by the tracker that the %s names, not by the first of the flow',
    async (kind) => {
      const flow = { steps: [started(kind, 'second')], actions: [tracker('first', {}), tracker('second')] }
      expect(await foundIn(missingBusinessIdentifier, flow)).toEqual([
        {
          archive: 'made.iar',
          ...AT,
          line: 5,
          message: NONE,
          key: '',
          severity: 'warning',
          artifact: 'integration:MADE|01.00.0000',
          step: 'start',
        },
      ])
    },
  )

  it('goes by the first tracker where none is named', async () => {
    const flow = { steps: [started('receive', '')], actions: [tracker('first', {})] }
    expect(await messages(missingBusinessIdentifier, flow)).toEqual([])
  })

  it('stands at what starts the flow where there is no tracker, and at the flow where nothing starts it', async () => {
    const [finding] = await foundIn(missingBusinessIdentifier, { steps: [started('receive', 't')] })
    expect(finding).toMatchObject({ line: 3, step: 'start', message: NONE })
    expect(await foundIn(missingBusinessIdentifier, {})).toEqual([])
    expect(await foundIn(missingBusinessIdentifier, { actions: [tracker('t')] })).toMatchObject([{ line: 5, step: '' }])
  })

  it('stands at the primary identifier, where it has a default name', async () => {
    const second = { slot: 'tracking_var_2', primary: false, name: 'other', location: { ...AT, line: 6 } }
    const found = await foundIn(missingBusinessIdentifier, of(second, { name: 'tracking_var_1' }))
    expect(found).toMatchObject([{ line: 7 }])
  })

  it.each(['startTime', '/schedule/startTime', '/ns1:schedule/ns1:startTime ', 'ns1:startTime'])(
    'takes %s for the start of a scheduled run',
    async (xpath) => {
      const flow = { ...of({ xpath }), style: 'scheduled' as const }
      expect(await messages(missingBusinessIdentifier, flow)).toEqual([
        'MADE: only startTime is tracked: assign a second business identifier in the flow if runs should be found by what they were about.',
      ])
    },
  )

  it.each(['/schedule/startTimeZone', '/schedule/restartTime', '/schedule/startTime/zone'])(
    'does not take %s for it, nor the startTime of a flow that is not scheduled',
    async (xpath) => {
      expect(await messages(missingBusinessIdentifier, { ...of({ xpath }), style: 'scheduled' })).toEqual([])
      expect(await messages(missingBusinessIdentifier, of({ xpath: '/schedule/startTime' }))).toEqual([])
    },
  )

  it('lends the only operation of a pick the tracker that it does not name', async () => {
    const operation = step('pickReceive', 'quote')
    const pick = (...operations: readonly ReturnType<typeof step>[]) => [step('pick', 'request', operations)]
    const actions = [tracker('t', {})]
    expect(await messages(missingBusinessIdentifier, { steps: pick(operation), actions })).toEqual([])
    expect(
      await foundIn(missingBusinessIdentifier, { steps: pick(operation, step('pickReceive', 'book')), actions }),
    ).toMatchObject([
      { step: 'quote', key: 'quote', message: expect.stringContaining('MADE, operation “quote”: no primary') },
      { step: 'book', key: 'book', message: expect.stringContaining('MADE, operation “book”: no primary') },
    ])
  })
})
