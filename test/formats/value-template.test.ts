import { describe, expect, it } from 'vitest'
import { readValueTemplate } from '../../src/formats/value-template.js'

describe('an attribute value template', () => {
  it.each([
    ['', '', [], null],
    ['plain', 'plain', [], null],
    ['a{$b}c', 'ac', [['$b', 2]], null],
    [
      '{$a}{$b}',
      '',
      [
        ['$a', 1],
        ['$b', 5],
      ],
      null,
    ],
    ['{{a}}', '{a}', [], null],
    ['{{{$a}}}', '{}', [['$a', 3]], null],
    ['a}b', 'a}b', [], 1],
    ['a}b}c', 'a}b}c', [], 1],
    ['a{$b', 'a', [['$b', 2]], 1],
    ['}{$b', '}', [['$b', 2]], 0],
    ['{}', '', [['', 1]], null],
    ['a{', 'a', [['', 2]], 1],
    [
      '"{$a}"{$b}',
      '""',
      [
        ['$a', 2],
        ['$b', 7],
      ],
      null,
    ],
    ["'{$a}'", "''", [['$a', 2]], null],
    ['{concat("}", $a)}b', 'b', [['concat("}", $a)', 1]], null],
    ["{concat('}', $a)}b", 'b', [["concat('}', $a)", 1]], null],
    ['{"it\'s }"}b', 'b', [['"it\'s }"', 1]], null],
    ['{"a}', '', [['"a}', 1]], 0],
  ] as const)('%j has the text %j', (value, text, expressions, unbalanced) => {
    expect(readValueTemplate(value)).toEqual({
      text,
      // What stands before an expression is a template of its own.
      expressions: expressions.map(([source, index]) => {
        const before = readValueTemplate(value.slice(0, index - 1)).text.length
        return { source, index, before }
      }),
      unbalanced,
    })
  })

  it('tells how much of its text stands before each expression', () => {
    const { text, expressions } = readValueTemplate('ab{$c}{{d{$e}')
    expect([text, expressions.map(({ before }) => before)]).toEqual(['ab{d', [2, 4]])
  })
})
