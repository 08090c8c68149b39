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

  it('is words where braces stand later in it, and JSON where blanks stand before it', () => {
    for (const words of ['Use {name}.', 'Say "yes".', 'list[0]'])
      expect(readAiContent('c', JSON.stringify(words))).toMatchObject({ value: { content: words }, problems: [] })
    expect(plain(readAiContent('c', JSON.stringify(' \n{"a":1}')).value?.content)).toEqual({ a: 1 })
  })

  it('is unpacked from five strings within one another, and kept as text beyond', () => {
    expect(plain(readAiContent('c', wrap(TOOL, 5)).value?.content)).toEqual(TOOL)
    expect(readAiContent('c', wrap(TOOL, 6)).value?.content).toBe(wrap(TOOL, 0))
    expect(readAiContent('c', wrap(TOOL, 7)).value?.content).toBe(wrap(TOOL, 1))
  })

  it('that does not parse inside its string is a warning at the string', () => {
    expect(readAiContent('c', '\n "{"').problems).toEqual([
      {
        code: 'malformed-content',
        severity: 'warning',
        message: 'The JSON inside the string does not parse; it was kept as text.',
        entry: 'c',
        line: 2,
        column: 2,
      },
    ])
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

  it.each(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null', 'Object'])(
    'is not %j, which is a word of JSON schemas',
    (type) => {
      expect(toolFacts({ type, tool: { type: 'AGENT' } }).type).toBe('AGENT')
    },
  )

  it('has an integration and an address whatever these are called', () => {
    expect(toolFacts({ integrationId: 'string', endpointUrl: 'null' })).toMatchObject({
      integration: 'string',
      endpointUrl: 'null',
    })
  })

  it('is what the tool type says before any other type', () => {
    expect(toolFacts({ type: 'REST', toolType: 'INTEGRATION' }).type).toBe('INTEGRATION')
  })

  it('is the outermost text that is not empty', () => {
    for (const nothing of ['', null, 7, true, {}])
      expect(toolFacts({ integrationId: nothing, type: nothing, tool: TOOL.tool })).toMatchObject({
        type: 'INTEGRATION',
        integration: 'FIND_ORDER|01.00.0000',
      })
    expect(toolFacts({ inner: { integrationId: 'B|1' }, integrationId: 'A|1' }).integration).toBe('A|1')
  })

  it('is looked for in a hundred thousand values', () => {
    const behind = (count: number) => toolFacts([...Array(count).fill(0), TOOL.tool]).type
    expect(behind(99_998)).toBe('INTEGRATION')
    expect(behind(99_999)).toBe('')
  })
})
