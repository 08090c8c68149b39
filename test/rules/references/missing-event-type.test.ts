import { describe, expect, it } from 'vitest'
import { missingEventType } from '../../../src/rules/references/missing-event-type.js'
import { check, run } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('missing-event-type', () => {
  const lost = { path: '**/ORDER_SHIPPED_1.json', remove: true } as const

  it('tells a publisher from a subscriber', async () => {
    const [publisher] = await check(missingEventType, { fixture: FULFIL, change: [lost] })
    expect(publisher?.message).toContain('ORDER_FULFIL 01.00.0000 publishes the event type ORDER_SHIPPED, revision 1')
    const [subscriber] = await check(missingEventType, { fixture: RETURNS, change: [lost] })
    expect(subscriber?.message).toContain('RETURN_WATCHER 01.00.0000 subscribes to the event type ORDER_SHIPPED')
  })

  it('leaves an event type whose file cannot be read to malformed-content', async () => {
    const change = [{ path: '**/ORDER_SHIPPED_1.json', content: '{"id":"ORDER_' }]
    expect(await check(missingEventType, { fixture: FULFIL, change })).toEqual([])
  })

  it('names the revision that is there instead', async () => {
    const findings = await check(missingEventType, {
      fixture: FULFIL,
      change: [
        {
          path: '**/ORDER_SHIPPED_1.json',
          replace: [
            ['ORDER_SHIPPED|1', 'ORDER_SHIPPED|2'],
            ['"revision":"1"', '"revision":"2"'],
          ],
        },
      ],
    })
    expect(findings[0]?.message).toContain('(there is revision 2)')
  })

  it('takes one that the target has', async () => {
    const eventTypes = [{ id: 'ORDER_SHIPPED|1' }]
    expect(
      await check(missingEventType, {
        fixture: FULFIL,
        change: [lost],
        inventory: true,
        inventoryChange: { eventTypes },
      }),
    ).toEqual([])
  })

  it('says that the inventory does not tell, and reports it all the same', async () => {
    const { findings, notRun } = await run(missingEventType, { fixture: FULFIL, change: [lost], inventory: true })
    expect(findings).toHaveLength(1)
    expect(notRun).toHaveLength(1)
  })
})
