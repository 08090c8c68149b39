import { describe, expect, it } from 'vitest'
import { missingEventType } from '../../../src/rules/references/missing-event-type.js'
import { check, run } from '../../support/rules.js'
import { graph, made } from './made-run.js'

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

describe('missing-event-type, of made runs', () => {
  const of = (id: string, inventory: object | null, ...nodes: Parameters<typeof graph>[2] & object) =>
    made(missingEventType, { graph: graph('publishes', [id], nodes), inventory })
  const target = (...revisions: string[]) => ({
    eventTypes: revisions.map((revision) => ({ code: 'SHIPPED', revision, project: null })),
  })

  it('takes a revision that is not said, here or there, for any', async () => {
    expect((await of('event-type:SHIPPED|1', target('1'))).found).toEqual([])
    expect((await of('event-type:SHIPPED|1', target('2', '1'))).found).toEqual([])
    expect((await of('event-type:SHIPPED|1', target(''))).found).toEqual([])
    expect((await of('event-type:SHIPPED', target('7'))).found).toEqual([])
    expect((await of('event-type:OTHER|1', target('1'))).messages).toEqual([
      'CALLER 01.00.0000 publishes the event type OTHER, revision 1, which is neither in the archives nor in TEST: export the integration anew, or create the event type first.',
    ])
  })

  it('says which revisions are there, in the target and in the archives, each once', async () => {
    const present = (id: string, more: object = {}) => ({
      id,
      kind: 'event-type' as const,
      project: null,
      present: true,
      ...more,
    })
    const { messages, found } = await of(
      'event-type:SHIPPED|1',
      target('2', '3'),
      present('event-type:SHIPPED|3'),
      present('event-type:SHIPPED|4'),
      present('event-type:OTHER|5'),
      present('event-type:SHIPPED|6', { present: false }),
      present('event-type:P/SHIPPED|7', { project: 'P' }),
      present('lookup:SHIPPED|8', { kind: 'lookup' }),
    )
    expect(messages).toEqual([
      'CALLER 01.00.0000 publishes the event type SHIPPED, revision 1, which is not in the archives (there is revision 3, 4 and 2): export the integration anew, or create the event type first.',
    ])
    expect(found).toMatchObject([{ key: 'SHIPPED' }])
  })

  it('does not say of a revision earlier than the one listed that it is missing: OIC lists the latest alone', async () => {
    const earlier = await of('event-type:SHIPPED|1', target('2'))
    expect(earlier.notRun).toEqual(['the inventory tells only of the latest revision of the event type SHIPPED'])
    expect(earlier.messages).toEqual([expect.stringContaining('which is not in the archives (there is revision 2):')])
    const inProject = await of('event-type:P/SHIPPED|1', target('2'), {
      id: 'event-type:P/SHIPPED|1',
      kind: 'event-type',
      project: 'P',
      present: false,
    })
    expect(inProject.notRun).toEqual(earlier.notRun)
    for (const id of ['event-type:SHIPPED|3', 'event-type:OTHER|1']) {
      const { notRun, messages } = await of(id, target('2'))
      expect(notRun).toEqual([])
      expect(messages).toEqual([expect.stringContaining('which is neither in the archives nor in TEST')])
    }
  })

  it('asks for any revision where none is said', async () => {
    const present = { id: 'event-type:SHIPPED|3', kind: 'event-type' as const, project: null, present: true }
    expect((await of('event-type:SHIPPED', null, present)).found).toEqual([])
    expect((await of('event-type:SHIPPED', null)).messages).toEqual([
      'CALLER 01.00.0000 publishes the event type SHIPPED, which is not in the archives: export the integration anew, or create the event type first.',
    ])
    expect((await of('event-type:', null)).found).toEqual([])
  })

  it('says that the target does not tell', async () => {
    const { notRun, messages } = await of('event-type:SHIPPED|1', { lookups: [] })
    expect(notRun).toEqual(['the inventory does not tell all event types'])
    expect(messages).toEqual([expect.stringContaining(', which is not in the archives:')])
    expect((await of('event-type:SHIPPED|1', null)).notRun).toEqual([])
  })
})
