import { describe, expect, it } from 'vitest'
import { readXPath } from '../../../src/formats/xpath.js'
import { scriptLiterals } from '../../../src/literals/places/script-literals.js'
import { wsdlAddresses } from '../../../src/literals/places/wsdl-addresses.js'
import { xpathLiterals } from '../../../src/literals/places/xpath-literals.js'

const values = (text: string, comment?: '//' | '#') => scriptLiterals(text, comment).map(({ value }) => value)

describe('scriptLiterals', () => {
  it.each<[string, readonly string[]]>([
    [`a = /"x/; b = "c"`, ['c']],
    [`/"x"/; "y"`, ['y']],
    [`a = /[/"]/; b = 'c'`, ['c']],
    [`a = /[x]"/; b = 'c'`, ['c']],
    [`a = /\\/"/; b = 'c'`, ['c']],
    [`a = 4 / 2; b = "c/d"`, ['c/d']],
    [`a = b / "c" / 2; d = "e"`, ['c', 'e']],
    [`a = / "x"\nb = /q"/; c = "z"`, ['x', 'z']],
    [`a = /q\nb = "c" /* / */`, ['c']],
    [`x /* "a" */ = "b"`, ['b']],
    [`/*/ "a" */ "b"`, ['b']],
    [`// "a"\n"b"`, ['b']],
    [`'a\\'b'`, ["a'b"]],
    [`'a\\nb'`, ['a\\nb']],
    [`"a\\\\"; "b"`, ['a\\', 'b']],
    ['`a\nb`; "c"', ['a\nb', 'c']],
    [`'a\n'b'`, ['a', 'b']],
    [``, []],
  ])('in %j', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('takes slashes of jq for no patterns and no comments', () => {
    expect(values(`# "no"\n.a = "b" / "c" // "d"`, '#')).toEqual(['b', 'c', 'd'])
    expect(values(`/* "x" */`, '#')).toEqual(['x'])
    expect(values(`= /"x"/`, '#')).toEqual(['x'])
  })

  it.each<[string, string]>([
    [`a = btoa("a")`, 'btoa'],
    [`util.Base64.encode( 'a' + "b"`, 'util.Base64.encode'],
    [`f("a", "b")`, ''],
    [`f("a"); "b"`, ''],
    [`("a")`, ''],
    [`a = "a"`, ''],
  ])('in %j the last is the first argument of “%s”', (text, callee) => {
    expect(scriptLiterals(text).at(-1)?.callee).toBe(callee)
  })

  it.each<[string, string]>([
    [`f("a", "b")`, 'a'],
    [`"a" + "b"`, 'a'],
    [`"a"  ,  "b"`, 'a'],
    [`"a"; "b"`, ''],
    [`"a" , x, "b"`, ''],
    [`"a"x, "b"`, ''],
    [`"a", x "b"`, ''],
    [`"a" + " " + "b"`, 'a '],
    [`"a" + " " + "  " + "b"`, 'a '],
    [`"a" + "" + "b"`, 'a'],
    [`"b"`, ''],
  ])('in %j has “%s” before the last', (text, before) => {
    expect(scriptLiterals(text).at(-1)?.before).toBe(before)
  })

  it.each<[string, string]>([
    [`x.y.token = "a"`, 'token'],
    [`token === "a"`, 'token'],
    [`token !== "a"`, 'token'],
    [`token != "a"`, 'token'],
    [`token += "a"`, 'token'],
    [`{ "token": "a" }`, 'token'],
    [`x['token'] = "a"`, 'token'],
    [`token    =    "a"`, 'token'],
    [`token${' '.repeat(13)}= "a"`, ''],
    [`token =     "a"`, ''],
    [`token - "a"`, ''],
  ])('in %j has the name “%s”', (text, name) => {
    expect(scriptLiterals(text).at(-1)?.name).toBe(name)
  })

  it('says where a literal starts', () => {
    expect(scriptLiterals(`ab = 'c', "d"`).map(({ offset }) => offset)).toEqual([5, 10])
  })
})

describe('xpathLiterals', () => {
  const read = (source: string) =>
    xpathLiterals(readXPath(source, (index) => ({ entry: 'x', line: 1, column: index + 1 }), null))
  const around = (source: string) =>
    read(source).map(({ value, functions, argument, before }) => [value, functions.join(' '), argument, before])

  it.each<[string, readonly (readonly [string, string, number, string])[]]>([
    [
      `concat('a', ('b'), 'c')`,
      [
        ['a', 'concat', 1, ''],
        ['b', 'concat', 2, ''],
        ['c', 'concat', 3, 'a'],
      ],
    ],
    [
      `f(g('a'), 'b')`,
      [
        ['a', 'g f', 1, ''],
        ['b', 'f', 2, ''],
      ],
    ],
    [
      `f('a', g('b'))`,
      [
        ['a', 'f', 1, ''],
        ['b', 'g f', 1, ''],
      ],
    ],
    [
      `concat('Basic', ' ', 'x')`,
      [
        ['Basic', 'concat', 1, ''],
        [' ', 'concat', 2, 'Basic'],
        ['x', 'concat', 3, 'Basic '],
      ],
    ],
    [
      `concat('a', '  ', ' ', 'x')`,
      [
        ['a', 'concat', 1, ''],
        ['  ', 'concat', 2, 'a'],
        [' ', 'concat', 3, 'a '],
        ['x', 'concat', 4, 'a '],
      ],
    ],
    [`('a')`, [['a', '', 0, '']]],
    [
      `('a', 'b')`,
      [
        ['a', '', 0, ''],
        ['b', '', 0, 'a'],
      ],
    ],
    [
      `f('a') and 'b'`,
      [
        ['a', 'f', 1, ''],
        ['b', '', 0, ''],
      ],
    ],
    [
      `f(g('a')), 'b'`,
      [
        ['a', 'g f', 1, ''],
        ['b', '', 0, ''],
      ],
    ],
    [`) 'a'`, [['a', '', 0, '']]],
    [`a(b(c(d(e('x')))))`, [['x', 'e d c b', 1, '']]],
  ])('of %s', (source, expected) => {
    expect(around(source)).toEqual(expected)
  })

  it.each<[string, string]>([
    [`$order/ns0:Kind = 'a'`, 'Kind'],
    [`kind eq 'a'`, 'kind'],
    [`kind ne 'a'`, 'kind'],
    [`kind != 'a'`, 'kind'],
    [`kind < 'a'`, ''],
    [`'a' = $order/ns0:Kind`, 'Kind'],
    [`'a' eq @kind`, 'kind'],
    [`'a' ne ./x/y`, 'y'],
    [`'a' != x[1]`, 'x'],
    [`'a' = namespace-uri(b)`, 'namespace-uri'],
    [`'a' = 5`, ''],
    [`'a' < b`, ''],
    [`'a'`, ''],
  ])('of %s compares with “%s”', (source, compared) => {
    expect(read(source).map((literal) => literal.compared)).toEqual([compared])
  })
})

describe('wsdlAddresses', () => {
  const A = 'http://a.example.com/'
  it.each<[string, readonly string[]]>([
    [`<soap:address location="${A}"/>`, [A]],
    [`<address location='${A}'>`, [A]],
    [`<soap:address x="1" location = "  ${A} "/>`, [A]],
    [`<a/><soap:address location="${A}"`, [A]],
    [`<!-- <soap:address location="x"/> --><soap:address location="${A}"/>`, [A]],
    [`<!-- address --> <soap:address location="${A}"/><!-- <b/> -->`, [A]],
    [`<!--> <soap:address location="x"/> -->`, []],
    [`<!-- <soap:address location="x"/>`, []],
    [`<soap:address/>`, []],
    [`<soap:address other="x"/>`, []],
    [`<soap:addresses location="x"/>`, []],
    [`<b location="x"/>`, []],
  ])('of %s', (text, expected) => {
    expect(wsdlAddresses(text).map(({ value }) => value)).toEqual(expected)
  })

  it('says where the value starts', () => {
    expect(wsdlAddresses(`<a><soap:address location="${A}"/></a>`).map(({ offset }) => offset)).toEqual([27])
  })
})
