import { expect, it } from 'vitest'
import { readEventType } from '../../src/formats/event-type.js'

const read = (value: unknown) => readEventType('e.json', JSON.stringify(value))

it('gives an event type with its sample', () => {
  expect(
    read({
      id: 'ORDER_PLACED|2',
      code: 'ORDER_PLACED',
      revision: '2',
      name: 'Order placed',
      description: null,
      schemaType: null,
      schema: '{\n "id": 1 }',
      hasPublisher: true,
      hasSubscriber: false,
    }),
  ).toMatchObject({
    value: {
      code: 'ORDER_PLACED',
      revision: '2',
      name: 'Order placed',
      description: '',
      schema: '{\n "id": 1 }',
      hasPublisher: true,
      hasSubscriber: false,
    },
    problems: [],
  })
})

it('takes code and revision from the id, and a revision as a number', () => {
  expect(read({ id: 'A|3' })).toMatchObject({ value: { code: 'A', revision: '3', schema: '' }, problems: [] })
  expect(read({ code: 'A', revision: 3, schema: null }).value).toMatchObject({ revision: '3', schema: '' })
})

it('turns a schema that is an object into text', () => {
  expect(JSON.parse(read({ id: 'A|1', schema: { type: 'object' } }).value?.schema ?? '')).toEqual({ type: 'object' })
})

it('reports what is missing', () => {
  expect(read({}).problems).toHaveLength(2)
  expect(read([])).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
})

it('keeps its description and who subscribes, and turns a schema that is a list into text', () => {
  const { value, problems } = read({
    id: 'OTHER|9',
    code: 'ORDER_PLACED',
    revision: '2',
    description: 'An order came in',
    schema: [{ id: 1 }],
    hasPublisher: false,
    hasSubscriber: 'true',
  })
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    code: 'ORDER_PLACED',
    revision: '2',
    description: 'An order came in',
    hasPublisher: false,
    hasSubscriber: true,
  })
  expect(value?.schema).toBe('[\n  {\n    "id": 1\n  }\n]')
})

it('says in words what is missing, each once', () => {
  const said = (text: string) => readEventType('e.json', text).problems.map(({ column, message }) => [column, message])
  expect(said('{}')).toEqual([
    [1, 'The event type has no code.'],
    [1, 'The event type has no revision.'],
  ])
  expect(said(' []')).toEqual([[2, 'The event type is not an object.']])
  expect(readEventType('e.json', '')).toMatchObject({ value: null, problems: [{ message: 'The file is empty.' }] })
})
