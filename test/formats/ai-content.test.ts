import { describe, expect, it } from 'vitest'
import { readAiContent, toolFacts } from '../../src/formats/ai-content.js'

const TOOL = {
  name: 'Find order',
  parameters: { type: 'object', properties: { id: { type: 'string' } } },
  tool: { type: 'INTEGRATION', integrationId: 'FIND_ORDER|01.00.0000', endpointUrl: 'https://oic.example.com/ic/find' },
}
const wrap = (value: unknown, times: number): string =>
  times === 0 ? JSON.stringify(value) : JSON.stringify(wrap(value, times - 1))
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('content.json', () => {
  it('is unpacked however often it is wrapped in a string', () => {
    for (const times of [0, 1, 2]) {
      const { value, problems } = readAiContent('content.json', wrap(TOOL, times))
      expect(problems).toEqual([])
      expect(plain(value?.content)).toEqual(TOOL)
    }
  })

  it('may hold words, or JSON that is broken', () => {
    expect(readAiContent('c', '"Answer politely."')).toMatchObject({
      value: { content: 'Answer politely.' },
      problems: [],
    })
    expect(readAiContent('c', '"{\\"a\\":"')).toMatchObject({
      value: { content: '{"a":' },
      problems: [{ severity: 'warning' }],
    })
    expect(readAiContent('c', '{"a":')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
  })

  it('may be nested too deep inside its string', () => {
    const deep = JSON.stringify('['.repeat(100_000) + ']'.repeat(100_000))
    expect(readAiContent('c', deep).problems).toMatchObject([{ severity: 'warning' }])
  })
})

describe('what a tool runs', () => {
  const expected = {
    type: 'INTEGRATION',
    integration: 'FIND_ORDER|01.00.0000',
    endpointUrl: 'https://oic.example.com/ic/find',
  }

  it('is found at any depth, and in a string inside', () => {
    expect(toolFacts(TOOL)).toEqual(expected)
    expect(toolFacts({ config: JSON.stringify(TOOL) })).toEqual(expected)
    expect(toolFacts([[TOOL]])).toEqual(expected)
  })

  it("is not the type of a parameter's schema", () => {
    expect(toolFacts({ type: 'object' })).toEqual({ type: '', integration: null, endpointUrl: '' })
    for (const nothing of [null, 'x', 1, {}, []]) expect(toolFacts(nothing).integration).toBeNull()
  })
})
