import { describe, expect, it } from 'vitest'
import { readMapper } from '../../src/formats/mapper.js'
import { contentOf } from '../../src/model/content.js'
import type { Action, Connection, Endpoint, EventType, Integration, Library, Lookup } from '../../src/model/types.js'
import { connection, integration, library, lookup } from '../support/estate.js'
import { HERE, stepOf } from '../support/model.js'

const property = (name: string, value: string) => ({ name, value, placeholder: false, ...HERE })
const rows = (...cells: (readonly string[])[]) => cells.map((each, at) => ({ cells: each, ...HERE, line: at }))
const script = (text: string) => [{ path: 'a.jar!/a.js', file: 'a.js', text }]

const same = (one: unknown, other: unknown) => contentOf(one) === contentOf(other)

describe('the content of a connection', () => {
  const of = (more: Partial<Connection>) => connection('DB', more)

  it.each<[string, Partial<Connection>, Partial<Connection>]>([
    ['its state', { status: 'CONFIGURED', percentComplete: 100 }, { status: 'IN_PROGRESS', percentComplete: 33 }],
    ['who saved it', { audit: [{ field: 'createdBy', value: 'a', ...HERE }] }, {}],
    ['the version of its plug-in', { pluginVersion: '1' }, { pluginVersion: '2' }],
    ['a key of OIC’s own store', { properties: [property('csfkey', 'a')] }, { properties: [property('csfkey', 'b')] }],
    ['a property without a value', { properties: [property('host', ' ')] }, {}],
    [
      'the order of properties',
      { properties: [property('a', '1'), property('b', '2')] },
      { properties: [property('b', '2'), property('a', '1')] },
    ],
    ['where it stands', { location: { entry: 'x', line: 9, column: 9 } }, {}],
  ])('does not go by %s', (_, one, other) => {
    expect(same(of(one), of(other))).toBe(true)
  })

  it.each<[string, Partial<Connection>]>([
    ['name', { name: 'Other' }],
    ['description', { description: 'Other' }],
    ['adapter', { adapterType: 'soap' }],
    ['role', { role: 'SOURCE' }],
    ['security policy', { securityPolicy: 'NONE' }],
    ['agent group', { agentGroup: 'STORES' }],
    ['private endpoint', { privateEndpoint: true }],
    ['connection that it stands for', { remote: { code: 'DB', project: 'FINANCE' } }],
    ['properties', { properties: [property('host', 'db.example.com')] }],
    [
      'attachments',
      { attachments: [{ property: 'key', name: 'k.pem', size: 7, bytes: () => new Uint8Array(), ...HERE }] },
    ],
  ])('goes by its %s', (_, more) => {
    expect(same(of({}), of(more))).toBe(false)
  })
})

describe('the content of a lookup', () => {
  const of = (more: Partial<Lookup>) => lookup('L', { columns: ['A', 'B'], rows: rows(['1', '2'], ['3', '']), ...more })

  it('does not go by the order of rows and columns, nor by search keywords', () => {
    expect(same(of({}), of({ rows: rows(['3', ''], ['1', '2']) }))).toBe(true)
    expect(same(of({}), of({ columns: ['B', 'A'], rows: rows(['2', '1'], ['', '3']) }))).toBe(true)
    expect(same(of({}), of({ keywords: ['stores'] }))).toBe(true)
  })

  it('goes by its cells, whatever they look like, its columns and its description', () => {
    expect(same(of({ rows: rows(['resource_1', '2']) }), of({ rows: rows(['resource_2', '2']) }))).toBe(false)
    expect(same(of({}), of({ rows: rows(['1', '2'], ['', '3']) }))).toBe(false)
    expect(same(of({}), of({ rows: rows(['1', '2'], ['3', ''], ['3', '']) }))).toBe(false)
    expect(same(of({}), of({ columns: ['A', 'C'] }))).toBe(false)
    expect(same(of({}), of({ description: 'Stores' }))).toBe(false)
  })
})

describe('the content of a library', () => {
  const of = (more: Partial<Library>) => library('TOOLS|01.00.0000', { scripts: script('var input_1 = 1\n'), ...more })

  it('does not go by line ends', () => {
    expect(same(of({}), of({ scripts: script('\ufeffvar input_1 = 1  \r\n') }))).toBe(true)
  })

  it('goes by its scripts and functions', () => {
    expect(same(of({}), of({ scripts: script('var input_2 = 1\n') }))).toBe(false)
    const round = { name: 'round', file: 'a.js', apiId: '', classifications: [], inputs: [], outputs: [], ...HERE }
    expect(same(of({}), of({ functions: [round] }))).toBe(false)
    expect(
      same(of({ functions: [round] }), of({ functions: [{ ...round, apiId: 'TOOLS:01.00.0000:a.js:round' }] })),
    ).toBe(true)
  })
})

describe('the content of an event type', () => {
  const of = (schema: string) => ({ kind: 'event-type', name: 'Shipped', description: '', schema }) as EventType

  it('does not go by white space in its schema', () => {
    expect(same(of('{"id": 1}'), of('{ "id" : 1 }\n'))).toBe(true)
    expect(same(of('{"id": 1}'), of('{"key": 1}'))).toBe(false)
  })
})

describe('the content of an integration', () => {
  const of = (more: Partial<Integration> = {}): Integration => ({ ...integration('A|01.00.0000'), ...more })
  const endpoint = (id: string, name: string) =>
    ({
      id,
      name,
      role: 'invoke',
      properties: {},
      eventTypes: [],
      configuration: null,
      targetOperation: '',
    }) as unknown as Endpoint
  const invoke = (id: string, ref: string) => stepOf('invoke', { id, endpoint: ref, tracker: '' })

  it('does not go by state, release and what holds it', () => {
    const more = {
      status: 'CONFIGURED',
      percentComplete: 50,
      hasErrors: true,
      generation: 'gen2',
      oicVersion: '24.02',
      schemaVersion: '9.0',
      scope: 'Private',
      package: 'retail',
      smartTags: ['app:REST'],
      folder: 'elsewhere/',
    } as const
    expect(same(of(), of(more))).toBe(true)
  })

  it('does not go by the numbers of steps and of what is behind them', () => {
    const one = of({
      endpoints: [endpoint('application_1', 'getStock'), endpoint('application_2', 'putStock')],
      steps: [invoke('i1', 'application_1'), invoke('i2', 'application_2')],
    })
    const renumbered = of({
      endpoints: [endpoint('application_7', 'getStock'), endpoint('application_9', 'putStock')],
      steps: [invoke('i5', 'application_7'), invoke('i6', 'application_9')],
    })
    const swapped = of({ endpoints: one.endpoints, steps: [...one.steps].reverse() })
    expect(same(one, renumbered)).toBe(true)
    expect(same(one, swapped)).toBe(false)
  })

  describe('with a mapper', () => {
    const mapped = (body: string, prefix = 'x') => {
      const text = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:${prefix}="urn:orders"><xsl:template match="/">${body.replaceAll('PRE', prefix)}</xsl:template></xsl:stylesheet>`
      const { value } = readMapper('req_1.xsl', text)
      const action = { id: 'processor_1', type: 'transformer', properties: {}, expressions: [], stitches: [] }
      const rest = { notification: null, configuration: null, trackingVariables: [], mappers: [value] }
      return of({ actions: [{ ...action, ...rest } as unknown as Action] })
    }
    const value = '<y><xsl:value-of select="/PRE:b"/></y>'
    const branches = (first: string, second: string) =>
      `<x><xsl:if test="/PRE:a">${first}</xsl:if><xsl:if test="/PRE:c">${second}</xsl:if></x>`

    it('does not go by names of prefixes', () => {
      expect(same(mapped(branches(value, '')), mapped(branches(value, ''), 'other'))).toBe(true)
    })

    it('goes by the condition that a mapping stands in', () => {
      expect(same(mapped(branches(value, '')), mapped(branches('', value)))).toBe(false)
      expect(same(mapped(branches(value, '')), mapped(`<x>${value}</x>`))).toBe(false)
    })
  })
})
