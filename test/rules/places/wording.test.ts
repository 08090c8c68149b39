import { describe, expect, it } from 'vitest'
import { lastName, withoutOperation } from '../../../src/literals/places/names.js'
import { type LiteralPlace, PLACE_KINDS } from '../../../src/literals/places/types.js'
import { placeLevel } from '../../../src/rules/places/options.js'
import { ADVICE, placeKey, whereIs } from '../../../src/rules/places/wording.js'

const at = (kind: LiteralPlace['kind'], parts: Partial<LiteralPlace> = {}) =>
  ({
    kind,
    owner: 'ORDERS',
    name: '/a/ns:Url',
    step: 'Map',
    part: null,
    artifact: 'integration:ORDERS',
    ...parts,
  }) as LiteralPlace

const EVERYWHERE = 'it goes along into every environment; '
const SET = 'set it in each environment after the import'
const TAKE = 'take it from an integration property or a lookup'

describe('what is said of a place', () => {
  it.each([
    ['expression', 'The expression for Url in ORDERS, step “Map”', TAKE],
    ['integration-property', 'The integration property /a/ns:Url of ORDERS', SET],
    ['schedule-parameter', 'The schedule parameter /a/ns:Url of ORDERS', SET],
    ['mapper', 'The mapping to Url in ORDERS, step “Map”', TAKE],
    ['data-stitch', 'The data stitch to Url in ORDERS, step “Map”', TAKE],
    ['template', 'The template in ORDERS, step “Map”', 'pass it in from an integration property or a lookup'],
    [
      'adapter-configuration',
      'The property /a/ns:Url of the endpoint in ORDERS, step “Map”',
      'let the connection say it',
    ],
    ['connection', 'The property /a/ns:Url of the connection ORDERS', `${EVERYWHERE}set it there after the import`],
    [
      'wsdl',
      'The WSDL of ORDERS, step “Map”',
      'it was imported from one environment; check that the connection leads elsewhere in the others',
    ],
    ['lookup', 'The column /a/ns:Url of the lookup ORDERS', 'the import brings it into the target; set it there'],
    [
      'notification',
      'The notification in ORDERS, step “Map”',
      'pass it in as a parameter from an integration property or a lookup',
    ],
    ['library', 'The script of the library ORDERS', 'pass it in as a parameter'],
    ['agent-tool', "The agent's tool ORDERS", 'it names one instance; set it in the target after the import'],
    ['agent-pattern', "The agent's pattern ORDERS", `${EVERYWHERE}take it out of the pattern`],
    ['prompt-template', 'The prompt template ORDERS', `${EVERYWHERE}take it out of the prompt`],
  ] as const)('of the kind %s', (kind, where, advice) => {
    expect(whereIs(at(kind))).toBe(where)
    expect(ADVICE[kind]).toBe(advice)
    expect(placeKey(at(kind))).toBe(`${kind} /a/ns:Url`)
  })

  it('covers every kind', () => {
    expect(Object.keys(ADVICE)).toEqual([...PLACE_KINDS])
  })

  it.each([
    ['to', 'recipients'],
    ['cc', 'copy recipients'],
    ['bcc', 'blind copy recipients'],
    ['from', 'sender'],
    ['subject', 'subject'],
    ['body', 'body'],
  ] as const)('as the %s of a notification', (part, words) => {
    expect(whereIs(at('expression', { part }))).toBe(`The ${words} of the notification in ORDERS, step “Map”`)
    expect(placeKey(at('expression', { part }))).toBe(`expression ${part}`)
  })

  it.each([
    ['expression', 'The expression in ORDERS'],
    ['mapper', 'The mapping in ORDERS'],
    ['data-stitch', 'The data stitch in ORDERS'],
  ] as const)('without a name and a step, of the kind %s', (kind, where) => {
    expect(whereIs(at(kind, { name: '', step: '' }))).toBe(where)
  })

  it('of a WSDL that was uploaded with a connection', () => {
    expect(whereIs(at('wsdl', { artifact: 'connection:SHOP', owner: 'SHOP' }))).toBe('The WSDL of the connection SHOP')
  })
})

describe('names of places', () => {
  it.each([
    ['start.ResourceURI', 'ResourceURI'],
    ['a.b.c', 'c'],
    ['Host', 'Host'],
    ['', ''],
  ])('without the operation: %s', (name, expected) => {
    expect(withoutOperation(name)).toBe(expected)
  })

  it.each([
    ['/Envelope/Header/@xmlns', 'xmlns'],
    ['/a/ns1:b', 'b'],
    ['$order', 'order'],
    ['$order/ns:line[@id = 1]', 'line'],
    ['/a/b[c/d]', 'b'],
    ['/a/b[1]/c', 'c'],
    ['/a/\nb', '\nb'],
    ['a', 'a'],
    ['', ''],
  ])('last steps: %j', (path, expected) => {
    expect(lastName(path)).toBe(expected)
  })
})

describe('placeLevel', () => {
  it('takes what is set in each environment for information, unless told otherwise', () => {
    const levels = PLACE_KINDS.filter((kind) => placeLevel({}, kind) !== undefined)
    expect(levels).toEqual(['integration-property', 'schedule-parameter'])
    expect(placeLevel({}, 'schedule-parameter')).toBe('info')
    expect(placeLevel({ 'schedule-parameter': 'error' }, 'schedule-parameter')).toBe('error')
    expect(placeLevel({ mapper: 'off' }, 'mapper')).toBe('off')
    expect(placeLevel({ mapper: 'off' }, 'lookup')).toBe(undefined)
  })
})
