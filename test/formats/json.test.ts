import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type JsonNode,
  jsonItems,
  jsonMember,
  jsonMembers,
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

  it.each(['/* Copyright\n (c) */\n', '// one\n// two\n', ' /* a *//* b */ // c\n'])('passes over %j', (comment) => {
    const { root, source } = parse(`${comment}{"a": "/* no comment */"}`)
    expect(jsonString(jsonMember(root, 'a'))).toBe('/* no comment */')
    expect(source.at(jsonMember(root, 'a')?.offset ?? 0).line).toBe(comment.split('\n').length)
    expect(source.problems).toMatchObject([{ severity: 'warning', line: 1 }])
  })

  it.each(['/* open {"a": 1}', '/', '// only', '{"a": 1 /* inside */}'])('does not read %j', (text) => {
    const { root, source } = parse(text)
    expect(root).toBeNull()
    expect(source.problems.at(-1)?.severity).toBe('error')
  })

  it('takes the last of two members of one name, as JSON.parse does', () => {
    expect(jsonMember(parse('{"a": 1, "a": 2}').root, 'a')).toMatchObject({ kind: 'number', value: 2 })
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

describe('what is wrong with JSON', () => {
  const said = (text: string) =>
    parse(text).source.problems.map(({ code, severity, message, line, column }) => [
      code,
      severity,
      message,
      line,
      column,
    ])

  it('is said in words and at its place', () => {
    const malformed = 'The JSON is malformed at this place; nothing of the file was read.'
    expect(said('')).toEqual([['malformed-content', 'error', 'The file is empty.', 1, 1]])
    expect(said('{\n "a": x}')).toEqual([['malformed-content', 'error', malformed, 2, 7]])
    expect(said(`${'['.repeat(MAX_JSON_DEPTH)}\n[`)).toEqual([
      ['malformed-content', 'error', 'The JSON is nested deeper than 200 levels; it was not read.', 2, 1],
    ])
  })

  it('is not that many brackets stand beside one another, or in a text', () => {
    const beside = `[${'[],{},'.repeat(300)}0]`
    expect(parse(beside).root).not.toBeNull()
    const text = `["${'{['.repeat(300)}\\"${'{['.repeat(300)}"]`
    expect(parse(text).root).not.toBeNull()
    expect(said(`["\\\\",${'['.repeat(MAX_JSON_DEPTH)}`)[0]?.[4]).toBe(7 + MAX_JSON_DEPTH - 1)
  })

  it('is a text that never ends, and what is no JSON though JavaScript would take it', () => {
    for (const text of ['["open', '["open\\', '["open\\"', "['a']", '{a: 1}', '[1] // one', '[NaN]'])
      expect(parse(text)).toMatchObject({ root: null, source: { problems: [{ severity: 'error', line: 1 }] } })
  })

  it('is nesting of objects as of lists', () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    expect(parse(nested(MAX_JSON_DEPTH)).root).not.toBeNull()
    expect(said(nested(MAX_JSON_DEPTH + 1))[0]?.[4]).toBe(MAX_JSON_DEPTH * 5 + 1)
  })
})

it('a JSON text keeps its escapes beside its value, and knows its kind', () => {
  const [text, number, boolean, nothing] = jsonItems(parse('["a\\u00e9\\n\\"b", 1.50, true, null]').root)
  expect(text).toMatchObject({ kind: 'string', value: 'aé\n"b', raw: 'a\\u00e9\\n\\"b', offset: 1 })
  expect(number).toEqual({ kind: 'number', offset: 17, value: 1.5 })
  expect(boolean).toEqual({ kind: 'boolean', offset: 23, value: true })
  expect(nothing).toEqual({ kind: 'null', offset: 29, value: null })
  if (text?.kind !== 'string') throw new Error('no string')
  expect([0, 1, 2, 3, 4, 5].map(jsonStringOffsets(text))).toEqual([2, 3, 9, 11, 13, 14])
})

it('accessors give nothing for a value of another kind', () => {
  const { root } = parse('{"s": "true", "n": 1, "b": true, "l": [1], "o": {"length": 1}}')
  expect(jsonString(jsonMember(root, 'b'))).toBeNull()
  expect(jsonItems(jsonMember(root, 'o'))).toEqual([])
  expect([...jsonMembers(jsonMember(root, 'l'))]).toEqual([])
  expect(jsonMember(jsonMember(root, 'l'), '0')).toBeNull()
  expect([jsonItems(null), [...jsonMembers(null)], jsonMember(null, 'a')]).toEqual([[], [], null])
})
