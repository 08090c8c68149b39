import { expect, it } from 'vitest'
import { prettyJson } from '../../src/base/pretty-json.js'
import { jsonText } from '../../src/report/json-text.js'

function nested(depth: number): unknown {
  let value: unknown = Array.from({ length: 1000 }, (_, at) => at)
  for (let at = 1; at < depth; at++) value = at % 2 === 0 ? [value] : { a: value }
  return value
}

it('has a line for each member', () => {
  expect(prettyJson({ a: [1, null], b: {} })).toBe('{\n  "a": [\n    1,\n    null\n  ],\n  "b": {}\n}')
  expect(prettyJson(nested(80)).split('\n')).toHaveLength(1000 + 2 * 80)
})

it('is one line where a value is nested so deep that blanks would be most of it', () => {
  expect(prettyJson(nested(81))).toBe(JSON.stringify(nested(81)))
  expect(jsonText([1, { a: 2, b: nested(500) }])).toBe(`${JSON.stringify([1, { a: 2, b: nested(500) }])}\n`)
})
