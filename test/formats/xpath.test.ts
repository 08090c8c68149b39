import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXPath, splitName, tokens, unquote } from '../../src/formats/xpath.js'

const DVM = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'

function read(source: string, namespaces: ReadonlyMap<string, string> | null = null) {
  return readXPath(source, (index) => ({ entry: 'e', line: 1, column: index + 1 }), namespaces)
}

/** Each call as `prefix:name` with its arguments. */
function calls(source: string): [string, string[]][] {
  return read(source).calls.map((call) => [
    call.prefix === '' ? call.name : `${call.prefix}:${call.name}`,
    call.arguments.map((argument) => argument.source),
  ])
}

function kinds(source: string): string[] {
  return tokens(source).map(({ kind, text }) => `${kind} ${text}`)
}

/** What stands between tokens: white space, line breaks as OIC writes them, comments. */
function isGap(gap: string): boolean {
  let rest = gap
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/\(:(?:(?!\(:|:\)).)*:\)/gsu, '')
  }
  return /^(?:\s|\ufeff|\\[nrt])*$/u.test(rest)
}

describe('tokens', () => {
  it('keeps hyphens and dots inside names, and reads numbers beside ranges', () => {
    expect(kinds('order-total.net - 1.5e3 .. .5')).toEqual([
      'name order-total.net',
      'symbol -',
      'number 1.5e3',
      'symbol ..',
      'number .5',
    ])
  })

  it('tells prefixes, axes and wildcards apart', () => {
    expect(kinds('child::p:a/*:b/p:*')).toEqual([
      'name child',
      'symbol ::',
      'name p:a',
      'symbol /',
      'name *:b',
      'symbol /',
      'name p:*',
    ])
  })

  it('reads variables with prefixes and names beyond ASCII', () => {
    expect(kinds('$p:größe+$order_1')).toEqual(['variable $p:größe', 'symbol +', 'variable $order_1'])
  })

  it('takes doubled quotes as part of a string', () => {
    expect(tokens(`'it''s' "a""b" ''`).map(({ text }) => unquote(text))).toEqual(["it's", 'a"b', ''])
  })

  it('skips nested comments, but not inside strings', () => {
    expect(kinds(`a (: one (: two :) :) + "(: no :)"`)).toEqual(['name a', 'symbol +', 'string "(: no :)"'])
  })

  it('goes on behind a comment that does not end', () => {
    expect(tokens('(: a (: b, concat("x")').map(({ text }) => text)).toContain('"x"')
  })

  it('reads the line breaks that OIC writes as backslash and n, outside strings only', () => {
    expect(kinds('concat("a\\n",\\n  $b)\\n')).toEqual([
      'name concat',
      'symbol (',
      'string "a\\n"',
      'symbol ,',
      'variable $b',
      'symbol )',
    ])
  })

  it('marks what is no XPath and goes on', () => {
    expect(kinds('a % b ; 😀')).toEqual(['name a', 'invalid %', 'name b', 'invalid ;', 'invalid 😀'])
    expect(kinds(`concat('a`)).toEqual(['name concat', 'symbol (', "invalid 'a"])
  })

  it('leaves nothing out: tokens and gaps together are the source', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '(:',
      ':)',
      '(',
      ')',
      'a',
      '$',
      ':',
      '*',
      '.',
      ' ',
      '\\n',
      '1',
      'é',
      '\ud800',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (source) => {
          let end = 0
          let whole = ''
          for (const { text, offset } of tokens(source)) {
            expect(offset).toBeGreaterThanOrEqual(end)
            expect(isGap(source.slice(end, offset))).toBe(true)
            whole += source.slice(end, offset) + text
            end = offset + text.length
          }
          expect(isGap(source.slice(end))).toBe(true)
          expect(whole + source.slice(end)).toBe(source)
        },
      ),
    )
  })

  it('gives back every string that is quoted and doubled', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('"', "'"), (value, mark) => {
        const written = `f(${mark}${value.replaceAll(mark, mark + mark)}${mark})`
        const { calls, literals } = read(written)
        expect(calls[0]?.arguments).toEqual([{ source: written.slice(2, -1), literal: value }])
        expect(literals.map((literal) => literal.value)).toEqual([value])
      }),
    )
  })

  it('splits names', () => {
    expect(splitName('p:a')).toEqual(['p', 'a'])
    expect(splitName('$p:a')).toEqual(['p', 'a'])
    expect(splitName('$a')).toEqual(['', 'a'])
  })
})

describe('calls', () => {
  it('finds a lookup with white space before the parenthesis and nested calls as arguments', () => {
    const source = `dvm:lookupValue ( "Regions" , 'Code', fn:concat($a, substring-before(b, ',')), "Name", "")`
    expect(calls(source)).toEqual([
      ['dvm:lookupValue', ['"Regions"', "'Code'", `fn:concat($a, substring-before(b, ','))`, '"Name"', '""']],
      ['fn:concat', ['$a', `substring-before(b, ',')`]],
      ['substring-before', ['b', `','`]],
    ])
  })

  it('resolves prefixes; the default namespace is not for functions', () => {
    const found = read(
      'a:f(b:g(h()))',
      new Map([
        ['a', DVM],
        ['', 'u:default'],
      ]),
    ).calls
    expect(found.map((call) => call.namespace)).toEqual([DVM, null, null])
  })

  it('says where each call stands', () => {
    expect(read('$x + f(  g())').calls.map((call) => call.column)).toEqual([6, 10])
  })

  it('gives the literal of an argument that is one string and nothing else', () => {
    const literal = (argument: string) => read(`f(${argument})`).calls[0]?.arguments[0]?.literal
    expect(literal(` (: why :) "A" `)).toBe('A')
    expect(literal(`'A"B'`)).toBe('A"B')
    expect(literal(`( ("A") )`)).toBe('A')
    expect(literal(`"A" || "B"`)).toBeNull()
    expect(literal(`("A", "B")`)).toBeNull()
    expect(literal(`x["A"]`)).toBeNull()
    expect(literal(`g("A")`)).toBeNull()
    expect(literal(`"A"[1]`)).toBeNull()
    expect(literal(`-"A"`)).toBeNull()
    expect(literal('A')).toBeNull()
  })

  it('keeps commas of predicates, groups and nested calls out of the outer arguments', () => {
    expect(calls('f(a[g(1, 2)], (1, 2), h(3, 4))').find(([name]) => name === 'f')?.[1]).toEqual([
      'a[g(1, 2)]',
      '(1, 2)',
      'h(3, 4)',
    ])
  })

  it('knows no argument from an empty one', () => {
    expect(calls('f() + g( ) + h(,) + i((: none :))')).toEqual([
      ['f', []],
      ['g', []],
      ['h', ['', '']],
      ['i', []],
    ])
  })

  it('takes node tests and keywords for what they are', () => {
    const source = `a/text()[node()]/comment() | processing-instruction('x')
      | if (b) then (c) else (d) | (for $x in (e) return (some $y in (f) satisfies ($y))) | every $z in (g) satisfies ($z)`
    expect(calls(source)).toEqual([])
    expect(calls('a and (b) or (c) div (d) mod (e) to (f) eq (g)')).toEqual([])
    expect(calls('1 * (2) - (3)')).toEqual([])
  })

  it('takes a word for an operator only where one can stand', () => {
    expect(calls('p:and(or(1) or (2))')).toEqual([
      ['p:and', ['or(1) or (2)']],
      ['or', ['1']],
    ])
    expect(calls('/div/mod/count(*) and not(. div (2))')).toEqual([
      ['count', ['*']],
      ['not', ['. div (2)']],
    ])
    expect(calls('* and (a) or @* and (b)')).toEqual([])
    expect(calls('p:text() + text()')).toEqual([['p:text', []]])
  })

  it('survives brackets that do not match', () => {
    expect(calls(')]f(a[b), g(c')).toEqual([
      ['f', ['a[b']],
      ['g', ['c']],
    ])
    expect(calls('f(g("a", h(b')).toEqual([
      ['f', ['g("a", h(b']],
      ['g', ['"a"', 'h(b']],
      ['h', ['b']],
    ])
  })

  it('keeps names that objects are born with', () => {
    expect(calls('constructor(__proto__())')).toEqual([
      ['constructor', ['__proto__()']],
      ['__proto__', []],
    ])
    expect(read('$constructor').variables).toEqual(['constructor'])
  })
})

describe('variables and literals', () => {
  it('names the variables read once each, without those the expression binds itself', () => {
    expect(read('for $x in $order/line, $y in $x return $x/p + $order + $p:z').variables).toEqual(['order', 'p:z'])
    expect(read('let $a := $b return $a').variables).toEqual(['b'])
    expect(read("'$no' (: $no :) + $yes").variables).toEqual(['yes'])
  })

  it('gives literals in order with the place of their opening quote', () => {
    expect(read(`concat("a", 'b')`).literals).toEqual([
      { value: 'a', entry: 'e', line: 1, column: 8 },
      { value: 'b', entry: 'e', line: 1, column: 13 },
    ])
  })

  it('reads an empty expression', () => {
    expect(read('')).toEqual({
      source: '',
      location: { entry: 'e', line: 1, column: 1 },
      calls: [],
      literals: [],
      variables: [],
      namespaces: null,
    })
  })
})

describe('words that are no functions', () => {
  it.each([
    'element',
    'attribute',
    'schema-element',
    'schema-attribute',
    'document-node',
    'namespace-node',
    'item',
    'empty-sequence',
    'if',
    'for',
    'let',
    'some',
    'every',
    'typeswitch',
    'switch',
  ])('%s is none before a parenthesis, and one with a prefix', (word) => {
    expect(calls(`${word}(a)`)).toEqual([])
    expect(calls(`p:${word}(a)`)).toEqual([[`p:${word}`, ['a']]])
  })

  it.each([
    'and',
    'or',
    'div',
    'mod',
    'idiv',
    'union',
    'intersect',
    'except',
    'to',
    'eq',
    'ne',
    'lt',
    'le',
    'gt',
    'ge',
    'is',
    'instance',
    'of',
    'treat',
    'castable',
    'cast',
    'as',
    'in',
    'return',
    'satisfies',
    'then',
    'else',
  ])('%s is an operator behind an operand, whatever the operand', (word) => {
    for (const operand of ['a', '$a', '"a"', '1', 'f()', '(a)', 'a[1]', '.', '..', '*', 'a/*', 'a//*', '@*'])
      expect(
        calls(`${operand} ${word} (b)`).filter(([name]) => name !== 'f'),
        operand,
      ).toEqual([])
    for (const operator of ['a + ', 'a * ', '(', '-', 'a/', 'a and '])
      expect(calls(`${operator}${word}(b)`), operator).toEqual([[word, ['b']]])
  })

  it('are axes, attributes and wildcards before a parenthesis', () => {
    expect(calls('a/child::f(b) | a/@f(b) | p:*(b) | *:f(b)')).toEqual([])
  })
})

describe('arguments', () => {
  const literal = (argument: string) => read(`f(${argument})`).calls[0]?.arguments[0]?.literal

  it('of several parts are no literal, wherever the string stands', () => {
    for (const argument of [
      '"A" "B"',
      '("A") ("B")',
      'a ("A")',
      '("A") a',
      'g("A") "B"',
      '["A"]',
      '("A" a)',
      '(("A") a)',
    ])
      expect(literal(argument), argument).toBeNull()
  })

  it('are each read anew', () => {
    expect(read('f("A", b, "C")').calls[0]?.arguments).toEqual([
      { source: '"A"', literal: 'A' },
      { source: 'b', literal: null },
      { source: '"C"', literal: 'C' },
    ])
  })

  it('keep a comma of a group in the group, and a group that never ends whole', () => {
    expect(calls('f((a, b), c)')).toEqual([['f', ['(a, b)', 'c']]])
    expect(calls('f((a, b')).toEqual([['f', ['(a, b']]])
  })

  it('do not mind closers that nothing opened, however many', () => {
    expect(calls('f(a)) ] ) + g(b]) + h(c)')).toEqual([
      ['f', ['a']],
      ['g', ['b']],
      ['h', ['c']],
    ])
  })
})

describe('numbers', () => {
  it.each(['12', '12.', '12.34', '.34', '1e5', '12E+34', '1.5e-10'])('%s is one token', (number) => {
    expect(kinds(`${number} a`)).toEqual([`number ${number}`, 'name a'])
  })

  it('end before a range', () => {
    expect(kinds('12..34')).toEqual(['number 12', 'symbol ..', 'number 34'])
  })
})

it('a comment may stand between tokens without blanks, and one that does not end is read as text', () => {
  expect(kinds('a(: b :)(: c :)d')).toEqual(['name a', 'name d'])
  expect(kinds('(: a (: b :) c').at(-1)).toBe('name c')
  expect(kinds('(: a')).toEqual(['symbol (', 'symbol :', 'name a'])
})

it('blanks between the dollar sign and the name of a variable do not count', () => {
  expect(splitName('$  p:a')).toEqual(['p', 'a'])
  expect(read('$ order + $\torder').variables).toEqual(['order'])
})
