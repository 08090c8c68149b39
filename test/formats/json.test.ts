import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type JsonNode,
  jsonBoolean,
  jsonItems,
  jsonMember,
  jsonMembers,
  jsonNumber,
  jsonString,
  jsonStringOffsets,
  jsonValue,
  MAX_JSON_DEPTH,
  parseJson,
} from '../../src/formats/json.js'
import { Source } from '../../src/formats/source.js'

function parse(text: string): { root: JsonNode | null; source: Source } {
  const source = new Source('info.json', text)
  return { root: parseJson(source), source }
}

describe('JSON with positions', () => {
  it('says where every value starts', () => {
    const text = '{ "a": [1, true, null],\n  "b": {"c": "x"} }'
    const { root } = parse(text)
    const b = jsonMember(root, 'b')
    expect(jsonItems(jsonMember(root, 'a')).map((item) => text.slice(item.offset, item.offset + 1))).toEqual([
      '1',
      't',
      'n',
    ])
    expect(text.slice(b?.offset)).toBe('{"c": "x"} }')
    expect(text.slice(jsonMember(b, 'c')?.offset)).toBe('"x"} }')
  })

  it('gives null through missing members, and only for the kind that is asked', () => {
    const { root } = parse('{"s": "x", "n": 1, "b": false}')
    expect(jsonString(jsonMember(jsonMember(root, 'none'), 'none'))).toBeNull()
    expect(jsonString(jsonMember(root, 'n'))).toBeNull()
    expect(jsonNumber(jsonMember(root, 's'))).toBeNull()
    expect(jsonNumber(jsonMember(root, 'n'))).toBe(1)
    expect(jsonBoolean(jsonMember(root, 'b'))).toBe(false)
    expect(jsonItems(jsonMember(root, 's'))).toEqual([])
    expect([...jsonMembers(jsonMember(root, 's'))]).toEqual([])
  })

  it('keeps keys that objects are born with', () => {
    const { root } = parse('{"__proto__": {"x": 1}, "constructor": "c"}')
    expect([...jsonMembers(root)].map(([key]) => key)).toEqual(['__proto__', 'constructor'])
    const plain = jsonValue(root as JsonNode) as Record<string, unknown>
    expect(Object.keys(plain)).toEqual(['__proto__', 'constructor'])
    expect(plain['x']).toBeUndefined()
    expect(jsonMember(root, 'toString')).toBeNull()
  })

  it('takes the last of two members of one name, as JSON.parse does', () => {
    expect(jsonNumber(jsonMember(parse('{"a": 1, "a": 2}').root, 'a'))).toBe(2)
  })

  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { root } = parse(text)
        expect(JSON.stringify(jsonValue(root as JsonNode))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('finds the characters of a string behind its escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', ' ') }), (value) => {
        const text = `[${JSON.stringify(value)}]`
        const [node] = jsonItems(parse(text).root)
        if (node?.kind !== 'string') throw new Error('no string')
        const offsets = jsonStringOffsets(node)
        for (let index = 0; index < value.length; index++) {
          const end = index + 1 < value.length ? offsets(index + 1) : text.length - 2
          expect(JSON.parse(`"${text.slice(offsets(index), end)}"`)).toBe(value[index])
        }
      }),
    )
  })

  it.each([
    ['a trailing comma', '{"a": 1,}', 9],
    ['an end too soon', '{"a": [1, 2', null],
    ['a second value', '{} {}', 4],
    ['a bare word', '{"password": hunter2}', 14],
  ])('reports %s without quoting it', (_, text, column) => {
    const { root, source } = parse(text)
    expect(root).toBeNull()
    expect(source.problems).toHaveLength(1)
    expect(source.problems[0]?.code).toBe('malformed-content')
    expect(source.problems[0]?.message).not.toContain('hunter2')
    if (column !== null) expect(source.problems[0]?.column).toBe(column)
  })

  it('reports an empty file', () => {
    const { root, source } = parse(' \n')
    expect(root).toBeNull()
    expect(source.problems[0]?.message).toBe('The file is empty.')
  })

  it('refuses nesting that a parser could not stand, and only that', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(parse(nested(MAX_JSON_DEPTH)).root).not.toBeNull()
    const { root, source } = parse(nested(1_000_000))
    expect(root).toBeNull()
    expect(source.problems[0]).toMatchObject({ line: 1, column: MAX_JSON_DEPTH + 1 })
    expect(parse(`["${'[\\"'.repeat(1_000)}"]`).root).not.toBeNull()
  })
})
