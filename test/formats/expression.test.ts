import { describe, expect, it } from 'vitest'
import { readExpression } from '../../src/formats/expression.js'
import { lookupCalls } from '../../src/formats/references.js'

const DVM = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'

function file(xpath: string, namespaces = '', text = 'display'): string {
  return [
    `TextExpression : ${text}`,
    `XpathExpression : ${xpath}`,
    `NamespaceList : ${namespaces}`,
    'NumberOfWarnings : 0',
    'NumberOfErrors : 0',
    'ExpressionName : storeOpen',
    'VariableName : storeCode',
    'VariableDescription : The store',
    'VariableType : string',
    'VariableTypeNamespace :',
  ].join('\n')
}

function read(text: string, path = 'resources/processor_1/expr.properties') {
  const { value, problems } = readExpression(path, text)
  if (value === null) throw new Error('no value')
  return { value, problems }
}

/** What stands in the text at a place. */
function at(text: string, { line, column }: { line: number | null; column: number | null }): string {
  return (text.split('\n')[(line ?? 0) - 1] ?? '').slice((column ?? 0) - 1)
}

describe('an expression file', () => {
  it('gives every field', () => {
    const { value, problems } = read(file('$order/ns1:total', 'ns1=http://example.com/orders'))
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      role: '',
      name: 'storeOpen',
      text: 'display',
      variable: 'storeCode',
      variableType: 'string',
      description: 'The store',
    })
    expect(value.xpath.source).toBe('$order/ns1:total')
    expect(value.xpath.variables).toEqual(['order'])
  })

  it('says where its name stands, which is the default of a schedule parameter', () => {
    const text = file('')
    const { nameLocation } = read(text, 'a/expr.properties').value
    expect(nameLocation.entry).toBe('a/expr.properties')
    expect(at(text, nameLocation)).toBe('storeOpen')
  })

  it.each([
    ['expr.properties', ''],
    ['CODEexpr.properties', 'CODE'],
    ['TO_PARAM_1expr.properties', 'TO_PARAM_1'],
    ['READ_DIRNAMEexpr.proper', 'READ_DIRNAME'],
    ['exprCountexpr.properties', 'exprCount'],
  ])('takes the role of %s from its name', (name, role) => {
    expect(read(file('1'), `resources/expr/${name}`).value.role).toBe(role)
  })

  it('says exactly where the XPath and its calls stand', () => {
    const text = file('concat( "a" , d:lookupValue("Stores", "Code", $c, "Name", ""))', `d=${DVM} x=http://a?b=c`)
    const { value } = read(text)
    expect(value.xpath.location).toEqual({ entry: value.path, line: 2, column: 19 })
    const [call] = lookupCalls(value.xpath)
    expect(at(text, call?.call ?? { line: null, column: null })).toMatch(/^d:lookupValue\("Stores"/)
  })

  it('reads an expression that runs over several lines, a colon inside it included', () => {
    const xpath = 'concat("Status : ",\n   dvm:lookupValue("Stores", "Code", $c, "Name", ""),\nNote : "x")'
    const text = file(xpath)
    const { value, problems } = read(text)
    expect(problems).toEqual([])
    expect(value.xpath.source).toBe(xpath)
    expect(value.name).toBe('storeOpen')
    const [call] = lookupCalls(value.xpath)
    expect(call?.call).toMatchObject({ line: 3, column: 4 })
  })

  it('leaves backslashes as they are', () => {
    expect(read(file('"C:\\temp\\u0041\\"')).value.xpath.literals.map(({ value }) => value)).toEqual([
      'C:\\temp\\u0041\\',
    ])
  })

  it('does not mind other line ends, a byte-order mark, a licence header, unknown keys', () => {
    const text = `\ufeff# Copyright : Example Retail\n${file('f()')}\nSomethingNew : 1 : 2\nVariableAge : 3`
    const { value, problems } = read(text.replaceAll('\n', '\r\n'))
    expect(problems).toEqual([])
    expect(value.xpath.calls).toHaveLength(1)
    expect(value.variableType).toBe('string')
    expect(value.xpath.location.line).toBe(3)
  })

  it('is content with the first of two lines of one key', () => {
    expect(read(`${file('1')}\nVariableName : other`).value.variable).toBe('storeCode')
  })

  it('reads keys that are absent or in another order', () => {
    const { value, problems } = read('VariableName : a\nXpathExpression : "x"\n')
    expect(problems).toEqual([])
    expect(value).toMatchObject({ variable: 'a', text: '', variableType: '' })
    expect(value.xpath.literals).toMatchObject([{ value: 'x', line: 2, column: 19 }])
  })

  it('warns of an empty file and gives empty fields', () => {
    const { value, problems } = read('')
    expect(problems).toMatchObject([{ severity: 'warning', code: 'malformed-content', line: 1, column: 1 }])
    expect(value).toMatchObject({ name: '', text: '', variable: '' })
    expect(value.xpath.source).toBe('')
  })

  it('reports the marks of a merge that was not finished, where they begin', () => {
    const both = '<<<<<<< HEAD\nXpathExpression : $a\n=======\nXpathExpression : $b\n>>>>>>> other'
    expect(read(`TextExpression : a\n${both}\nVariableName : x`).problems).toMatchObject([
      { severity: 'error', code: 'malformed-content', line: 2, column: 1 },
    ])
    expect(read('XpathExpression : "\n<<<<<<< a\n=======\n"').problems).toEqual([])
    expect(read('XpathExpression : "a <<<<<<< b >>>>>>> c"').problems).toEqual([])
  })

  it('reports a file without an XPath', () => {
    expect(read('VariableName : a').problems).toMatchObject([{ severity: 'error' }])
  })
})

describe('the lines of an expression file', () => {
  it.each([
    'TextExpression',
    'NamespaceList',
    'NumberOfWarnings',
    'NumberOfErrors',
    'ExpressionName',
    'VariableName',
    'VariableDescription',
    'VariableType',
    'VariableTypeNamespace',
  ])('end the XPath at the key %s', (key) => {
    expect(read(`XpathExpression : $a\n${key} : 2`).value.xpath.source).toBe('$a')
  })

  it.each([
    ['TextExpression', 'text'],
    ['ExpressionName', 'name'],
    ['VariableDescription', 'description'],
  ] as const)('let the value of %s run on over a word and a colon', (key, field) => {
    expect(read(`${key} : one\nNote : two\nXpathExpression : 1`).value[field]).toBe('one\nNote : two')
  })

  it('end the value of a key of one line at a key that nobody knows', () => {
    const { value } = read(
      'XpathExpression : 1\nNamespaceList : a=u:a\nFuture : b=u:b\nVariableName : x\nFuture : y\nVariableType : string\nFuture : z',
    )
    expect(value.xpath.namespaces).toEqual(new Map([['a', 'u:a']]))
    expect(value).toMatchObject({ variable: 'x', variableType: 'string' })
  })

  it('start with their key, and may have blanks before the colon and behind it', () => {
    const { value } = read('XpathExpression   :   concat("a",\n  VariableName : $b)\nVariableName\t:\tc')
    expect(value.xpath.source).toBe('concat("a",\n  VariableName : $b)')
    expect(value.xpath.location).toMatchObject({ line: 1, column: 23 })
    expect(value.variable).toBe('c')
  })

  it('bind prefixes, and nothing where one side of a binding is missing', () => {
    const { value } = read(file('1', '  a=u:a \t b=u:b?x=1   noUri =u:default'))
    expect(value.xpath.namespaces).toEqual(
      new Map([
        ['a', 'u:a'],
        ['b', 'u:b?x=1'],
      ]),
    )
  })
})

it('a file whose name lacks the usual end has no role', () => {
  expect(read(file('1'), 'resources/processor_1/expression.properties').value.role).toBe('')
  expect(read(file('1'), 'resources/expr/condition.properties').value.role).toBe('')
})

it('a file of blanks is as empty as one of nothing, and is not said to lack a line', () => {
  for (const text of ['', ' \n\t\n'])
    expect(read(text).problems.map(({ message }) => message)).toEqual([
      'The expression file is empty; the archive may have been cut.',
    ])
  expect(read('VariableName : a').problems.map(({ message }) => message)).toEqual([
    'The expression file has no line XpathExpression.',
  ])
})
