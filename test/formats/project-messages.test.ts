import { describe, expect, it } from 'vitest'
import { readProjectMessages } from '../../src/formats/project-messages.js'

const list = (...items: unknown[]) => ['java.util.ArrayList', items]
const read = (messages: unknown) => readProjectMessages('m.json', JSON.stringify({ messages }))
const brief = (messages: unknown) =>
  read(messages).value?.map(({ step, code, severity, text }) => [step, code, severity, text])

describe('project_messages.json', () => {
  it('is mostly empty', () => {
    expect(read({ '@class': 'java.util.HashMap', '': list(), l0: list(), i1: list() })).toEqual({
      value: [],
      problems: [],
    })
    expect(read(null)).toEqual({ value: [], problems: [] })
  })

  it('gives messages as objects, whatever their members are called', () => {
    expect(
      brief({
        '@class': 'java.util.HashMap',
        y0: list({
          '@class': 'oracle.ics.Message',
          code: 'EMPTY_WARNING_ROUTE',
          severity: 'WARNING',
          message: 'A route is empty.',
        }),
        sf1: list([
          'oracle.ics.Message',
          { messageCode: 'SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN', type: 'ERROR', text: 'Do not.' },
        ]),
        a1: list({ kind: ['oracle.ics.Kind', 'STAGEFILE_PARALLEL_PROCESSING_DISABLED'], importance: 'warning' }),
      }),
    ).toEqual([
      ['y0', 'EMPTY_WARNING_ROUTE', 'WARNING', 'A route is empty.'],
      ['sf1', 'SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN', 'ERROR', 'Do not.'],
      ['a1', 'STAGEFILE_PARALLEL_PROCESSING_DISABLED', 'warning', 'STAGEFILE_PARALLEL_PROCESSING_DISABLED'],
    ])
  })

  it('gives messages as strings, in lists with and without wrapping', () => {
    expect(brief({ a: list('EMPTY_WARNING_ROUTE'), b: ['Something is off.', 'EMPTY_WARNING_ROUTE'], c: 'x' })).toEqual([
      ['a', 'EMPTY_WARNING_ROUTE', '', 'EMPTY_WARNING_ROUTE'],
      ['b', 'Something is off.', '', 'Something is off.'],
      ['b', 'EMPTY_WARNING_ROUTE', '', 'EMPTY_WARNING_ROUTE'],
      ['c', 'x', '', 'x'],
    ])
  })

  it('keeps messages of the whole flow, and says where each stands', () => {
    const { value } = readProjectMessages('m.json', '{"messages":{\n  "": ["java.util.ArrayList", ["A_B"]]}}')
    expect(value).toMatchObject([{ step: '', code: 'A_B', entry: 'm.json', line: 2, column: 32 }])
  })

  it('of another shape is a problem', () => {
    expect(read('x')).toMatchObject({ value: [], problems: [{ severity: 'warning' }] })
    expect(readProjectMessages('m.json', '{"messages":')).toMatchObject({
      value: null,
      problems: [{ severity: 'error' }],
    })
  })
})

it('a step may have very many messages', () => {
  expect(read({ a: ['java.util.ArrayList', Array(200_000).fill('A_B')] }).value).toHaveLength(200_000)
})

describe('the members of a message', () => {
  const one = (message: unknown) => brief({ a: [message] })?.[0]?.slice(1)

  it.each(['messageCode', 'code', 'errorCode', 'messageKey', 'key', 'messageId'])('hold its code in %s', (key) => {
    expect(one({ [key]: 'my code', message: 'Off.' })).toEqual(['my code', '', 'Off.'])
  })

  it.each(['message', 'text', 'messageText', 'localizedMessage', 'description', 'detail', 'details'])(
    'hold its text in %s',
    (key) => {
      expect(one({ code: 'A_B', [key]: ' Off. ', other: 'x' })).toEqual(['A_B', '', 'Off.'])
    },
  )

  it.each(['severity', 'level', 'messageType', 'type', 'somethingElse'])('hold its severity in %s', (key) => {
    expect(one({ code: 'A_B', message: 'Off.', [key]: 'Warning' })).toEqual(['A_B', 'Warning', 'Off.'])
  })

  it.each(['ERROR', 'warning', 'Warn', 'info', 'information', 'fatal', 'critical'])('know the severity %s', (word) => {
    expect(one({ message: 'Off.', code: 'A_B', x: word })?.[1]).toBe(word)
  })

  it.each(['severity', 'level', 'messageType', 'type'])(
    'have the severity that %s gives before any other word',
    (key) => {
      expect(one({ message: 'Off.', code: 'A_B', x: 'info', [key]: 'error' })?.[1]).toBe('error')
    },
  )

  it.each(['errors', 'my error', 'warned', 'high'])('know no severity in %j, unless it is called so', (word) => {
    expect(one({ message: 'Off.', code: 'A_B', x: word })?.[1]).toBe('')
    expect(one({ message: 'Off.', code: 'A_B', severity: word })?.[1]).toBe(word)
    expect(one({ message: 'Off.', code: 'A_B', level: word })?.[1]).toBe(word)
  })

  it.each([
    ['A_B', 'A_B'],
    ['EMPTY_WARNING_ROUTE_2', 'EMPTY_WARNING_ROUTE_2'],
    [' A_B ', 'A_B'],
    ['A1_', 'Off.'],
    ['A_1', 'A_1'],
    ['AB', 'Off.'],
    ['a_B', 'Off.'],
    ['A_b', 'Off.'],
    ['1A_B', 'Off.'],
    ['x A_B', 'Off.'],
    ['A_B x', 'Off.'],
  ])('have a code of OIC in any member: %j gives %j', (value, code) => {
    expect(one({ message: 'Off.', x: value })?.[0]).toBe(code)
  })

  it('have a code of OIC as the name of a member, where no value is one', () => {
    expect(one({ message: 'Off.', EMPTY_ROUTE: 1 })?.[0]).toBe('EMPTY_ROUTE')
    expect(one({ message: 'Off.', EMPTY_ROUTE: 1, x: 'OTHER_ROUTE' })?.[0]).toBe('OTHER_ROUTE')
  })

  it('make up the text where none is called so, without the severity and what is empty', () => {
    expect(one({ '@class': 'oracle.ics.Message', a: 'one', b: '', c: 'error', d: 2 })).toEqual([
      'one 2',
      'error',
      'one 2',
    ])
  })

  it('may be wrapped, and none at all', () => {
    expect(one({ message: ['java.lang.String', 'Off.'] })).toEqual(['Off.', '', 'Off.'])
    expect(brief({ a: [{}, '', ' ', null], b: null, c: {} })).toEqual([])
    expect(brief({ a: [7, true] })).toEqual([
      ['a', '7', '', '7'],
      ['a', 'true', '', 'true'],
    ])
  })
})

describe('the wrapping of Java', () => {
  it.each([
    'java.util.ArrayList',
    'oracle.ics.Message$Inner',
    `a.${'b.'.repeat(11)}C`,
    `${'a'.repeat(61)}.${'C'.repeat(121)}`,
  ])('is taken off: %s', (name) => {
    expect(brief({ a: [name, ['Off.']] })).toEqual([['a', 'Off.', '', 'Off.']])
  })

  it.each([
    'ArrayList',
    'java.util.arrayList',
    'Java.util.List',
    'java.util.',
    'see java.util.List',
    'java.util.List here',
    'java..List',
    `a.${'b.'.repeat(12)}C`,
    `${'a'.repeat(62)}.C`,
    `a.${'C'.repeat(122)}`,
  ])('is no text that merely looks like it: %j', (text) => {
    expect(brief({ a: [text, 'Off.'] })).toEqual([
      ['a', text, '', text],
      ['a', 'Off.', '', 'Off.'],
    ])
  })

  it('has two parts, of which the first is a text', () => {
    expect(brief({ a: ['java.util.List'] })).toHaveLength(1)
    expect(brief({ a: ['java.util.List', 'x', 'y'] })).toHaveLength(3)
    expect(brief({ a: [['java.util.List'], 'x'] })).toHaveLength(2)
  })

  it('may stand around everything, and within itself', () => {
    const wrapped = [
      'java.util.HashMap',
      { messages: ['java.util.HashMap', { a: ['java.util.List', ['java.util.Set', ['Off.']]] }] },
    ]
    expect(readProjectMessages('m.json', JSON.stringify(wrapped)).value).toMatchObject([{ step: 'a', text: 'Off.' }])
    expect(readProjectMessages('m.json', '{"a":["Off."]}').value).toMatchObject([{ step: 'a', text: 'Off.' }])
  })
})

describe('a file without messages', () => {
  it.each([
    '{"messages":{}}',
    '{"messages":{"@class":"java.util.HashMap"}}\n',
    '{"messages":{"@class":"java.util.HashMap","":["java.util.ArrayList",[]],"l-0.a":["java.util.ArrayList",[]]}}',
    ' { "messages" : { "a" : [ ] } } ',
    '{"messages":null}',
    '{"messages":[]}',
  ])('has none: %s', (text) => {
    expect(readProjectMessages('m.json', text).value).toEqual([])
  })

  it.each([
    '{"messages":{"a":["java.util.ArrayList",[]]}}x',
    'x{"messages":{"a":["java.util.ArrayList",[]]}}',
    '{"messages":{"a":["java.util.ArrayList",[]]}',
  ])('is no file that is broken: %s', (text) => {
    expect(readProjectMessages('m.json', text)).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
  })

  it('has messages where one list is not empty', () => {
    const text = '{"messages":{"a":["java.util.ArrayList",[]],"b":["java.util.ArrayList",["A_B"]]}}'
    expect(readProjectMessages('m.json', text).value).toMatchObject([{ step: 'b', code: 'A_B' }])
  })

  it('is said to be odd in words', () => {
    expect(readProjectMessages('m.json', '{\n"messages":"x"}')).toEqual({
      value: [],
      problems: [
        {
          code: 'malformed-content',
          severity: 'warning',
          message: 'The messages are not an object.',
          entry: 'm.json',
          line: 2,
          column: 12,
        },
      ],
    })
  })
})
