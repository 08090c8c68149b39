import { describe, expect, it } from 'vitest'
import { readXPath } from '../../../src/formats/xpath.js'
import { lastName } from '../../../src/literals/places/names.js'
import { scriptLiterals } from '../../../src/literals/places/script-literals.js'
import { wsdlAddresses } from '../../../src/literals/places/wsdl-addresses.js'
import { xpathLiterals } from '../../../src/literals/places/xpath-literals.js'

const literals = (source: string) =>
  xpathLiterals(readXPath(source, (index) => ({ entry: 'x', line: 1, column: index + 1 }), null))

describe('xpathLiterals', () => {
  it('says the functions around a literal, and which argument it is', () => {
    const [, second] = literals(`ns0:encode(concat('a', $b, 'c'))`)
    expect(second).toMatchObject({ value: 'c', functions: ['concat', 'encode'], argument: 3, before: 'a' })
  })

  it('says what a literal is compared with, on either side', () => {
    expect(literals(`$o/ns0:Password[1] = 'x'`)[0]?.compared).toBe('Password')
    expect(literals(`namespace-uri(/*) = 'x'`)[0]?.compared).toBe('namespace-uri')
    expect(literals(`'x' != $o/ns0:head/ns0:Token`)[0]?.compared).toBe('Token')
    expect(literals(`'x'`)[0]?.compared).toBe('')
  })

  it('keeps step with the literals of the reader, whatever the expression', () => {
    for (const source of [`'it''s', "b"`, `f(('a'), ('b'))`, `)) 'a' ((`, `'open`, `(: 'no' :) 'yes'`]) {
      const read = readXPath(source, (index) => ({ entry: 'x', line: 1, column: index + 1 }), null)
      expect(xpathLiterals(read).map(({ value }) => value)).toEqual(read.literals.map(({ value }) => value))
    }
  })
})

describe('scriptLiterals', () => {
  it('finds strings with what they are assigned to', () => {
    const found = scriptLiterals(`var apiKey = "a"; x['token'] = 'b'; y = { "password": \`c\` }; if (z.pwd == 'd') {}`)
    expect(found.map(({ value, name }) => [name, value])).toEqual([
      ['apiKey', 'a'],
      ['', 'token'],
      ['token', 'b'],
      ['', 'password'],
      ['password', 'c'],
      ['pwd', 'd'],
    ])
  })

  it('says the argument before', () => {
    const found = scriptLiterals(`r.setRequestHeader('Authorization', 'x'); f('y')`)
    expect(found.map(({ before }) => before)).toEqual(['', 'Authorization', ''])
  })

  it('passes over comments and regular expressions', () => {
    const text = `// 'a'\n/* "b" */ var c = /['"]/.test(d) ? 1 / 2 : 'e' // "f"\n'g'`
    expect(scriptLiterals(text).map(({ value }) => value)).toEqual(['e', 'g'])
  })

  it('survives strings and comments that do not end', () => {
    expect(scriptLiterals(`a = 'open\nb = "c"`).map(({ value }) => value)).toEqual(['open', 'c'])
    expect(scriptLiterals('/* open "a"')).toEqual([])
    expect(scriptLiterals('`open').map(({ value }) => value)).toEqual(['open'])
  })
})

describe('wsdlAddresses', () => {
  it('finds the addresses of ports, entities decoded, and where they stand', () => {
    const text = `<wsdl:port><soap:address\n location='http://a.example.com/x?b&amp;c'/></wsdl:port><soap12:address location="http://d"/>`
    const found = wsdlAddresses(text)
    expect(found.map(({ value }) => value)).toEqual(['http://a.example.com/x?b&c', 'http://d'])
    expect(text.slice(found[0]?.offset ?? 0)).toMatch(/^http:\/\/a/)
  })

  it('passes over comments and other elements', () => {
    const text = `<!-- <soap:address location="http://a"/> --><soap:addresses location="http://b"/><x soap:address="c" location="d"/>`
    expect(wsdlAddresses(text)).toEqual([])
  })
})

describe('lastName', () => {
  it.each([
    ['/Envelope/Header/@xmlns', 'xmlns'],
    ['/$token', 'token'],
    ['$order/ns0:Password[1]', 'Password'],
    ['apiKey', 'apiKey'],
    ['', ''],
  ])('%s ends in %s', (path, name) => {
    expect(lastName(path)).toBe(name)
  })
})
