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
