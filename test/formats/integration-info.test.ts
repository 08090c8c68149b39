import { describe, expect, it } from 'vitest'
import { readIntegrationInfo } from '../../src/formats/integration-info.js'

const info = (value: unknown) => readIntegrationInfo('info.json', JSON.stringify(value))
const NAMED = { code: 'ORDER_SYNC', version: '01.00.0000' }

describe('info.json', () => {
  it('gives the attributes in the shape of an .iar', () => {
    const { value, problems } = info({
      properties: {
        ...NAMED,
        name: 'Order Sync',
        persistedState: 'ACTIVATED',
        mepType: 'MEP04',
        scope: 'Private',
        CAV: 4,
        smartTags: 'app:rest, app:ftp',
        keywords: ['a', 'b'],
        lastUpdatedICSVersion: '26.07.0-EC',
        modelType: 'FREEFORM',
      },
      dependencies: {},
    })
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      ...NAMED,
      name: 'Order Sync',
      package: '',
      status: 'ACTIVATED',
      mep: 'MEP04',
      modelType: 'freeform',
      scope: 'Private',
      smartTags: ['app:rest', 'app:ftp'],
      keywords: ['a', 'b'],
      oicVersion: '26.07.0-EC',
    })
  })

  it('lists dependencies of any name, from strings and objects', () => {
    const { value } = info({
      properties: NAMED,
      dependencies: {
        connections: ['ORDERS_FTP', { code: 'SHOP_REST', name: 'Shop' }],
        libraries: ['TEXT|01.00.0000', { code: 'TEXT', version: '02.00.0000', id: 'x' }],
        eventtypes: [{ code: 'ORDER_PLACED', revision: 2 }],
        schedules: [{ id: 'ORDER_SYNC|01.00.0000' }],
        lookups: [{ name: 'Carriers' }, null, {}],
        promptTemplates: [],
        somethingNew: 'ONE',
        __proto__x: ['A'],
      },
    })
    expect({ ...value?.dependencies }).toEqual({
      connections: ['ORDERS_FTP', 'SHOP_REST'],
      libraries: ['TEXT|01.00.0000', 'TEXT|02.00.0000'],
      eventtypes: ['ORDER_PLACED|2'],
      schedules: ['ORDER_SYNC|01.00.0000'],
      lookups: ['Carriers'],
      promptTemplates: [],
      somethingNew: ['ONE'],
      __proto__x: ['A'],
    })
  })

  it('may have no dependencies', () => {
    expect(info({ properties: NAMED }).value?.dependencies).toBeNull()
    expect(info({ properties: NAMED, dependencies: null })).toMatchObject({
      value: { dependencies: null },
      problems: [],
    })
    expect(info({ properties: NAMED, dependencies: [] })).toMatchObject({
      value: { dependencies: null },
      problems: [{ severity: 'error' }],
    })
  })

  it('keeps keys that objects have of their own', () => {
    const { value } = readIntegrationInfo(
      'i',
      '{"properties":{"code":"A","version":"1","__proto__":"x"},"dependencies":{"__proto__":["B"]}}',
    )
    expect(Object.entries(value?.dependencies ?? {})).toEqual([['__proto__', ['B']]])
  })

  it('takes its package from either of two names, and may list no keywords', () => {
    expect(info({ properties: { ...NAMED, packageName: 'com.example.orders', package: 'other' } }).value).toMatchObject(
      {
        package: 'com.example.orders',
        keywords: [],
        smartTags: [],
      },
    )
    expect(info({ properties: { ...NAMED, package: 'com.example.orders' } }).value?.package).toBe('com.example.orders')
  })

  it('says in words what is missing, and where', () => {
    const said = (text: string) =>
      readIntegrationInfo('i', text).problems.map(({ severity, column, message }) => [severity, column, message])
    expect(said(' []')).toEqual([['error', 2, 'The file has no properties.']])
    expect(said('{"properties":{"version":"01.00.0000"}}')).toEqual([['error', 15, 'The properties have no code.']])
    expect(said('{"properties":{"code":"A"}}')).toEqual([['error', 15, 'The properties have no version.']])
    expect(said('{"properties":{"code":"A","version":"1"},"dependencies":"A"}')).toEqual([
      ['error', 57, 'The dependencies are not an object of lists; they were left out.'],
    ])
  })

  it('reports what is missing or does not parse', () => {
    expect(info({}).problems).toMatchObject([{ severity: 'error' }])
    expect(info({ properties: { code: 'A' } }).problems).toMatchObject([{ message: 'The properties have no version.' }])
    for (const text of ['', '{', '['.repeat(100_000)])
      expect(readIntegrationInfo('i', text)).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
  })
})
