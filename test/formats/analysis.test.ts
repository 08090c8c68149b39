import { expect, it } from 'vitest'
import { readAnalysis } from '../../src/formats/analysis.js'

const read = (counts: unknown) => readAnalysis('a.json', JSON.stringify({ icsProject: { processorCount: counts } }))

it("gives OIC's counts", () => {
  const { value, problems } = read({ TRANSFORMER: 4, FOR: '2', constructor: 1 })
  expect(problems).toEqual([])
  expect({ ...value?.processorCount }).toEqual({ TRANSFORMER: 4, FOR: 2, constructor: 1 })
})

it('leaves out what is no count, with a warning', () => {
  const { value, problems } = read({ A: -1, B: 1.5, C: null, D: '', E: [1], F: 1 })
  expect({ ...value?.processorCount }).toEqual({ F: 1 })
  expect(problems).toHaveLength(5)
})

it('has no value without counts', () => {
  for (const text of ['{}', '{"icsProject":null}', '[]', 'null'])
    expect(readAnalysis('a.json', text)).toMatchObject({ value: null, problems: [{ severity: 'warning' }] })
  expect(readAnalysis('a.json', '{"icsProject"').problems).toMatchObject([{ severity: 'error' }])
})

it('says in words, and where, what is no count', () => {
  const said = (text: string) =>
    readAnalysis('a.json', text).problems.map(({ code, severity, message, line, column }) => [
      code,
      severity,
      message,
      line,
      column,
    ])
  const count = 'A processor count is not a whole number.'
  expect(said('{"icsProject":{"processorCount":{\n"A":"1a","B":"a1","C":1234567890}}}')).toEqual([
    ['malformed-content', 'warning', count, 2, 5],
    ['malformed-content', 'warning', count, 2, 14],
    ['malformed-content', 'warning', count, 2, 23],
  ])
  const none = 'The file has no icsProject.processorCount.'
  expect(said('\n{"icsProject":{"processorCount":[1]}}')).toEqual([['malformed-content', 'warning', none, 2, 1]])
  expect(said('{"icsProject":{"processorCount":"1"}}')).toEqual([['malformed-content', 'warning', none, 1, 1]])
})

it('reads counts of nine digits, and of several at once beside what is none', () => {
  expect({ ...read({ A: 123_456_789, B: '0' }).value?.processorCount }).toEqual({ A: 123_456_789, B: 0 })
  expect({ ...read({ A: 123_456_789, B: '0', C: [7] }).value?.processorCount }).toEqual({ A: 123_456_789, B: 0 })
  expect(read({ A: 1, B: [7] }).problems).toHaveLength(1)
})

it('keeps counts under names that objects are born with', () => {
  const { value } = readAnalysis('a.json', '{"icsProject":{"processorCount":{"__proto__":1,"toString":2}}}')
  expect(Object.entries(value?.processorCount ?? {})).toEqual([
    ['__proto__', 1],
    ['toString', 2],
  ])
})

it.each(['1a', 'a1', 1_234_567_890, '', true, [7], {}])('takes %j alone for no count', (count) => {
  const { value, problems } = read({ A: count })
  expect(Object.keys(value?.processorCount ?? {})).toEqual([])
  expect(problems).toHaveLength(1)
})
