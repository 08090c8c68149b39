import { describe, expect, it } from 'vitest'
import { invokeInLoop } from '../../../src/rules/flow/invoke-in-loop.js'
import { missingBusinessIdentifier } from '../../../src/rules/flow/missing-business-identifier.js'
import { missingFaultHandler } from '../../../src/rules/flow/missing-fault-handler.js'
import { silentGlobalFault } from '../../../src/rules/flow/silent-global-fault.js'
import { swallowedFault } from '../../../src/rules/flow/swallowed-fault.js'
import { synchronousWait } from '../../../src/rules/flow/synchronous-wait.js'
import { tooManyActions } from '../../../src/rules/flow/too-many-actions.js'
import { unusedVariable } from '../../../src/rules/flow/unused-variable.js'
import type { OptionsSchema, Rule } from '../../../src/rules/types.js'
import { archiveOf, flowOf, foundIn, HERE, stepOf } from '../../support/model.js'

type Parts = Parameters<typeof flowOf>[0]
const found = async <Schema extends OptionsSchema>(rule: Rule<Schema>, parts: Parts, options: unknown = {}) =>
  foundIn(rule, [archiveOf({ integrations: [flowOf(parts)] })], options)
const action = (id: string, parts: object = {}) => ({
  id,
  type: '',
  name: '',
  properties: {},
  expressions: [],
  stitches: [],
  resources: [],
  trackingVariables: [],
  mappers: [],
  location: HERE,
  ...parts,
})
const endpoint = (id: string, parts: object = {}) => ({ id, name: id, mep: '', adapterType: 'rest', ...parts })
const whole = { archive: 'a.iar', ...HERE, artifact: 'integration:ORDERS|01.00.0000' }

describe('synchronous-wait', () => {
  const waiting = async (source: string | null, mep = 'PUSH-SYNC') => {
    const expressions = source === null ? [] : [{ variable: '', xpath: { source, variables: [], calls: [] } }]
    return found(synchronousWait, {
      steps: [stepOf('receive', { endpoint: 'in' }), stepOf('wait', { name: 'Pause', action: 'w' })],
      endpoints: [endpoint('in', { mep })],
      actions: [action('w', { expressions })],
    })
  }

  it.each([
    ['30', ' 30 s'],
    ['"45"', ' 45 s'],
    ["'007'", ' 7 s'],
    [' 5 ', ' 5 s'],
    ['999999', ' 999999 s'],
    ['1000000', ''],
    ['$seconds', ''],
    ['5 + 5', ''],
    ['"5', ' 5 s'],
    ['1"2', ''],
    ['', ''],
    [null, ''],
  ])('says of the duration %j%s', async (source, expected) => {
    expect(await waiting(source)).toEqual([
      {
        ...whole,
        message: `ORDERS: “Pause” waits${expected} while the caller waits for the answer, which OIC gives up after 5 minutes: answer first, or make the flow asynchronous.`,
        step: 'Pause',
        key: '',
      },
    ])
  })

  it('has nothing against a wait that no caller waits for', async () => {
    expect(await waiting('30', 'push-async')).toEqual([])
  })
})

describe('too-many-actions', () => {
  const counted = async (kind: Parameters<typeof stepOf>[0], count = 2) =>
    (await found(tooManyActions, { steps: Array.from({ length: count }, () => stepOf(kind)) }, { maxActions: 1 }))
      .length

  it.each([
    'receive',
    'scheduleReceive',
    'pick',
    'pickReceive',
    'subscribe',
    'route',
    'globalTry',
    'catch',
    'catchAll',
    'parallelBranch',
    'note',
    'integrationMetadata',
    'globalVariable',
    'integrationProperties',
    'patternMemoryDataType',
  ] as const)('does not count a %s', async (kind) => {
    expect(await counted(kind)).toBe(0)
  })

  it.each(['invoke', 'assignment', 'label', 'transformer', 'try', 'router', 'reply', 'wait', 'unknown'] as const)(
    'counts a %s',
    async (kind) => {
      expect(await counted(kind)).toBe(1)
      expect(await counted(kind, 1)).toBe(0)
    },
  )

  it('has limits of 150 actions and 24 stage writes', async () => {
    const many = (length: number) => ({ steps: Array.from({ length }, () => stepOf('invoke')) })
    expect(await found(tooManyActions, many(150))).toEqual([])
    expect(await found(tooManyActions, many(151))).toMatchObject([{ ...whole, key: 'actions', step: '' }])
    const writes = (length: number) => ({
      steps: Array.from({ length }, () => stepOf('stageFile', { action: 's' })),
      actions: [action('s', { properties: { operation: 'WRITE' } })],
    })
    expect(await found(tooManyActions, writes(24))).toEqual([])
    expect(await found(tooManyActions, writes(25))).toMatchObject([
      {
        ...whole,
        key: 'stage writes',
        message: expect.stringContaining('OIC may fail to activate an integration with 25 or more'),
      },
    ])
    expect(await found(tooManyActions, writes(24), { maxStageWrites: 23 })).toMatchObject([
      { message: 'ORDERS: 24 stage writes; the limit is 23: move some into a child integration.' },
    ])
  })

  it.each([
    ['maxActions', 0],
    ['maxActions', 1.5],
    ['maxStageWrites', -1],
    ['maxStageWrites', 0.5],
  ])('refuses %s %d', async (name, value) => {
    await expect(found(tooManyActions, {}, { [name]: value })).rejects.toThrow(`options.${name}`)
  })
})

describe('silent-global-fault', () => {
  const handling = async (...children: ReturnType<typeof stepOf>[]) =>
    found(silentGlobalFault, { steps: [stepOf('globalTry', { children: [stepOf('catchAll', { children })] })] })

  it.each(['notification', 'invoke', 'publish', 'agent', 'unknown'] as const)('takes a %s', async (kind) => {
    expect(await handling(stepOf(kind))).toEqual([])
    expect(await handling(stepOf('try', { children: [stepOf(kind)] }))).toEqual([])
  })

  it.each(['activityStreamLogger', 'ehStop', 'assignment', 'throw', 'note'] as const)(
    'does not take a %s',
    async (kind) => {
      expect(await handling(stepOf(kind))).toHaveLength(1)
    },
  )
})

describe('swallowed-fault', () => {
  const handling = async (children: ReturnType<typeof stepOf>[], parts: Parts = {}, handler: object = {}) =>
    found(swallowedFault, {
      steps: [
        stepOf('receive', { endpoint: 'in' }),
        stepOf('try', { name: 'Book', children: [stepOf('catch', { name: 'Odd', children, ...handler })] }),
      ],
      ...parts,
    })

  it.each(['ehStop', 'throw', 'notification', 'reply', 'invoke', 'publish', 'agent', 'unknown'] as const)(
    'takes a %s',
    async (kind) => {
      expect(await handling([stepOf(kind)])).toEqual([])
    },
  )

  it.each([
    ['nothing', [], 'does nothing'],
    ['a note', [stepOf('note')], 'does nothing'],
    ['a stop', [stepOf('activityStreamLogger'), stepOf('assignment'), stepOf('stop')], 'only stops'],
    ['an assignment', [stepOf('activityStreamLogger'), stepOf('assignment')], 'only sets variables'],
    ['a stitch', [stepOf('activityStreamLogger'), stepOf('stitch')], 'only sets variables'],
    ['a logger', [stepOf('activityStreamLogger'), stepOf('wait')], 'only logs'],
    ['a wait', [stepOf('wait')], 'does nothing with the fault'],
    ['a mapper that nobody waits for', [stepOf('transformer')], 'does nothing with the fault'],
    ['a stage read', [stepOf('stageFile', { action: 'read' })], 'does nothing with the fault'],
    ['a stage file of nothing', [stepOf('stageFile', { action: 'none' })], 'does nothing with the fault'],
  ])('says of a handler with %s what it does', async (_, children, does) => {
    const actions = [action('read', { properties: { operation: 'Read' } })]
    expect(await handling(children, { actions })).toEqual([
      {
        ...whole,
        message: `ORDERS: the fault handler “Odd” of “Book” ${does}, so the fault is lost: re-throw it, notify somebody or answer with it.`,
        step: 'Book',
        key: 'Odd',
        severity: 'warning',
      },
    ])
  })

  it('takes a row that is written to a report, and a mapper while the caller waits', async () => {
    const actions = [action('write', { properties: { operation: 'Write' } })]
    expect(await handling([stepOf('stageFile', { action: 'write' })], { actions })).toEqual([])
    const endpoints = [endpoint('in', { mep: 'push-sync' })]
    expect(await handling([stepOf('transformer')], { endpoints })).toEqual([])
    expect(await handling([stepOf('assignment')], { endpoints })).toHaveLength(1)
  })

  it('does not repeat a name that OIC gave', async () => {
    const [first] = await handling([], {}, { name: 'Default fault handler', kind: 'catchAll' })
    expect(first?.message).toContain('ORDERS: the fault handler of “Book” does')
  })
})

describe('missing-fault-handler', () => {
  const invoke = (name: string) => stepOf('invoke', { name, endpoint: 'out' })
  const receive = stepOf('receive', { endpoint: 'in' })
  const endpoints = [endpoint('in', { mep: 'push-sync' })]

  it('is information for one invoke of a synchronous flow alone', async () => {
    expect(await found(missingFaultHandler, { steps: [receive, invoke('a')], endpoints })).toEqual([
      {
        ...whole,
        message:
          'ORDERS: 1 invoke without a fault handler (a); the caller gets the fault as it comes; add a handler if it should get another.',
        step: '',
        key: '',
        severity: 'info',
      },
    ])
    expect(await found(missingFaultHandler, { steps: [receive, invoke('a'), invoke('b')], endpoints })).toMatchObject([
      {
        message:
          'ORDERS: 2 invokes without a fault handler (a and b); put a scope with a handler around them, or add a global fault handler.',
        severity: 'warning',
      },
    ])
    expect(await found(missingFaultHandler, { steps: [receive, invoke('a')] })).toMatchObject([
      {
        message:
          'ORDERS: 1 invoke without a fault handler (a); put a scope with a handler around it, or add a global fault handler.',
        severity: 'warning',
      },
    ])
  })

  it('counts one of two', async () => {
    const guarded = stepOf('try', { children: [invoke('b'), stepOf('catch')] })
    const [first] = await found(missingFaultHandler, { steps: [receive, invoke('a'), guarded], endpoints })
    expect(first).toMatchObject({ severity: 'warning' })
    expect(first?.message).toContain(
      'ORDERS: 1 of 2 invokes without a fault handler (a); put a scope with a handler around it',
    )
  })
})

describe('invoke-in-loop', () => {
  const invoke = (name = 'price') => stepOf('invoke', { name, endpoint: 'out' })
  const loops = async (steps: ReturnType<typeof stepOf>[], adapterType = 'rest', mep = '') =>
    (
      await found(invokeInLoop, {
        steps: [stepOf('receive', { endpoint: 'in' }), ...steps],
        endpoints: [endpoint('out', { adapterType }), endpoint('in', { mep })],
      })
    ).map(({ message, severity, step }) => [step, severity, /invokes (.*?):/.exec(message)?.[1]])

  it('lists the invokes of the innermost loop', async () => {
    const inner = stepOf('while', { name: 'inner', children: [invoke('a'), invoke('b'), invoke('a')] })
    expect(await loops([stepOf('for', { name: 'outer', children: [inner, invoke('c')] })])).toEqual([
      ['inner', 'info', 'a and b at each pass'],
      ['outer', 'info', 'c at each pass'],
    ])
  })

  it('is a warning while a caller waits', async () => {
    expect(await loops([stepOf('for', { name: 'each', children: [invoke()] })], 'rest', 'push-sync')).toEqual([
      ['each', 'warning', 'price at each pass while its caller waits'],
    ])
  })

  it.each([
    ['outside of a loop', [invoke()]],
    [
      'in a handler in the loop',
      [stepOf('for', { children: [stepOf('try', { children: [stepOf('catch', { children: [invoke()] })] })] })],
    ],
    [
      'in a while that waits',
      [stepOf('while', { children: [invoke(), stepOf('try', { children: [stepOf('wait')] })] })],
    ],
    ['in another kind of step', [stepOf('for', { children: [stepOf('callout')] })]],
  ])('has nothing against an invoke %s', async (_, steps) => {
    expect(await loops(steps)).toEqual([])
  })

  it('has nothing against local children', async () => {
    expect(await loops([stepOf('for', { children: [invoke()] })], 'collocatedics')).toEqual([])
  })

  it('finds a for each that waits, and a loop in a handler', async () => {
    expect(await loops([stepOf('for', { name: 'each', children: [invoke(), stepOf('wait')] })])).toHaveLength(1)
    const loop = stepOf('for', { name: 'each', children: [invoke()] })
    expect(await loops([stepOf('try', { children: [stepOf('catchAll', { children: [loop] })] })])).toHaveLength(1)
  })
})

describe('missing-business-identifier', () => {
  const variable = (parts: object = {}) => ({
    slot: 'tracking_var_1',
    name: 'order',
    xpath: '/execute/order',
    primary: true,
    location: { entry: 'v', line: 7, column: 8 },
    ...parts,
  })
  const tracking = async (trackingVariables: object[], parts: Parts = {}) =>
    (
      await found(missingBusinessIdentifier, {
        steps: [stepOf('receive', { name: 'start', tracker: 't', endpoint: 'in' })],
        actions: [
          action('other', { type: 'messageTracker' }),
          action('t', { type: 'messageTracker', trackingVariables }),
        ],
        ...parts,
      })
    ).map(({ message, severity, entry, step }) => [severity, entry, step, message.slice(0, 60)])
  const NONE = 'ORDERS: no primary business identifier is tracked: choose on'
  const DEFAULT = 'ORDERS: the primary business identifier still has its defaul'
  const START = 'ORDERS: only startTime is tracked: assign a second business '

  it.each([
    ['a primary one with a name', variable(), []],
    ['one that is not primary', variable({ primary: false }), [['warning', 'e', 'start', NONE]]],
    ['one without a path', variable({ xpath: ' ' }), [['warning', 'e', 'start', NONE]]],
    ['one without a name', variable({ name: '' }), [['warning', 'v', 'start', DEFAULT]]],
    ['one named for its slot', variable({ slot: 'a', name: 'a' }), [['warning', 'v', 'start', DEFAULT]]],
    ['one of a default name', variable({ slot: 'a', name: 'tracking_var_12' }), [['warning', 'v', 'start', DEFAULT]]],
    [
      'one of an operation’s default name',
      variable({ name: 'book_tracking_var_2' }),
      [['warning', 'v', 'start', DEFAULT]],
    ],
    ['one of a name like it', variable({ name: 'mytracking_var_2' }), []],
    ['one whose name goes on', variable({ name: 'tracking_var_2b' }), []],
  ])('judges %s', async (_, one, expected) => {
    expect(await tracking([one])).toEqual(expected)
  })

  it.each([
    ['/schedule/startTime', [['info', 'v', 'start', START]]],
    ['/ns0:schedule/ns0:startTime ', [['info', 'v', 'start', START]]],
    ['startTime', [['info', 'v', 'start', START]]],
    ['/schedule/restartTime', []],
    ['/schedule/startTime/hour', []],
  ])('judges a schedule that tracks %s', async (xpath, expected) => {
    expect(await tracking([variable({ xpath })], { style: 'scheduled' })).toEqual(expected)
    expect(await tracking([variable({ xpath })])).toEqual([])
    expect(await tracking([variable({ xpath }), variable({ primary: false })], { style: 'scheduled' })).toEqual([])
  })

  it('says which default name', async () => {
    const message = async (parts: object) =>
      (
        await found(missingBusinessIdentifier, {
          steps: [stepOf('receive', { tracker: 't' })],
          actions: [action('t', { type: 'messageTracker', trackingVariables: [variable(parts)] })],
        })
      )[0]?.message
    expect(await message({ name: '' })).toContain('its default name tracking_var_1: name it')
    expect(await message({ name: 'tracking_var_3' })).toContain('its default name tracking_var_3: name it')
  })

  it('takes a variable that an assignment fills, or may fill', async () => {
    const empty = variable({ xpath: '', slot: 'tracking_var_2', name: 'order' })
    const tracker = action('t', { type: 'messageTracker', trackingVariables: [empty] })
    const assign = (name: string) =>
      action('a', {
        type: 'assignment',
        expressions: [{ variable: name, xpath: { source: '1', variables: [], location: HERE } }],
      })
    expect(await tracking([], { actions: [tracker, assign('order')] })).toEqual([])
    expect(await tracking([], { actions: [tracker, assign('tracking_var_2')] })).toEqual([])
    expect(await tracking([], { actions: [tracker, assign('other')] })).toHaveLength(1)
    expect(
      await tracking([], { actions: [tracker, action('s', { resources: [{ path: 'x/stitch_1.SER' }] })] }),
    ).toEqual([])
  })

  it('says nothing of a flow that has neither trigger nor tracker, and something of one without a tracker', async () => {
    expect(await tracking([], { steps: [], actions: [] })).toEqual([])
    expect(await tracking([], { actions: [] })).toEqual([['warning', 'e', 'start', NONE]])
    expect(await tracking([variable()], { steps: [] })).toEqual([['warning', 'e', '', NONE]])
  })

  it.each(['receive', 'subscribe', 'scheduleReceive'] as const)('names the %s', async (kind) => {
    expect(await tracking([], { steps: [stepOf('note'), stepOf(kind, { name: 'go', tracker: 't' })] })).toEqual([
      ['warning', 'e', 'go', NONE],
    ])
  })

  it('judges each operation by its own tracker', async () => {
    const steps = [
      stepOf('pick', {
        children: [
          stepOf('pickReceive', { name: 'book', tracker: 't' }),
          stepOf('pickReceive', { name: 'quote', tracker: 'x' }),
        ],
      }),
    ]
    const messages = (await tracking([variable()], { steps })).map(([, , step, message]) => [step, message])
    expect(messages).toEqual([['quote', 'ORDERS, operation “quote”: no primary business identifier is']])
  })
})

describe('unused-variable', () => {
  it('takes what business identifiers and schedules keep for read', async () => {
    const xpath = { source: '1', variables: [], calls: [], location: HERE }
    const set = ['kept', 'slot', 'named', 'lost'].map((variable) => ({ variable, xpath }))
    const actions = [
      action('a', { type: 'assignment', expressions: set }),
      action('t', { type: 'messageTracker', trackingVariables: [{ slot: 'slot', name: 'named', xpath: '' }] }),
      action('s', { type: 'scheduleReceive', expressions: [{ variable: 'kept', xpath }] }),
      action('n', { type: 'notification', trackingVariables: [{ slot: 'lost', name: 'lost', xpath: '' }] }),
    ]
    expect((await found(unusedVariable, { actions })).map(({ step, key }) => [step, key])).toEqual([['lost', '']])
  })
})
