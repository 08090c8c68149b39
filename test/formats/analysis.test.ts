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
