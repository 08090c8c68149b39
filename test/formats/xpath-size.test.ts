import { describe, expect, it } from 'vitest'
import { readXPath, tokens } from '../../src/formats/xpath.js'

describe('the size of an expression', () => {
  /** Places asked for and calls and tokens given: what the work consists of. */
  function steps(source: string): number {
    let asked = 0
    const { calls } = readXPath(
      source,
      () => {
        asked++
        return { entry: 'e', line: 1, column: 1 }
      },
      null,
    )
    return asked + calls.length + tokens(source).length
  }

  it.each([
    ['many calls', (n: number) => `concat(${'f("a", $b) , '.repeat(n)}1)`],
    ['deep calls', (n: number) => `${'f("a", '.repeat(n)}1${')'.repeat(n)}`],
    ['unclosed calls', (n: number) => 'f("a", '.repeat(n)],
    ['unclosed comments', (n: number) => '(: '.repeat(n)],
    ['mixed brackets', (n: number) => `${'([f('.repeat(n)}${')'.repeat(n)}`],
    ['one long string', (n: number) => `"${'""'.repeat(n)}`],
    ['blanks behind a dollar sign', (n: number) => '$   '.repeat(n)],
  ])('takes ten times the steps for ten times %s', (_, make) => {
    const few = steps(make(1_000))
    expect(steps(make(10_000))).toBeLessThanOrEqual(few * 10 + 10)
  })

  it.each([
    ['comments', '(:'],
    ['closed comments', '(::)'],
    ['calls', 'f('],
    ['quotes', '"'],
    ['blanks', ' '],
    ['names', 'a'],
    ['colons', 'a:'],
    ['digits', '1.'],
  ])('reads a megabyte of %s', (_, piece) => {
    const source = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(readXPath(source, () => ({ entry: 'e', line: 1, column: 1 }), null).source).toBe(source)
  })
})
