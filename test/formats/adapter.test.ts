import { describe, expect, it } from 'vitest'
import { collocatedCall, operationOf, propertyOf } from '../../src/formats/adapter.js'
import type { AdapterConfiguration } from '../../src/formats/types.js'

function config(adapter: string, properties: readonly (readonly [string, string])[]): AdapterConfiguration {
  return {
    adapter,
    path: 'a.jca',
    agentGroup: null,
    properties: properties.map(([name, value], index) => ({
      name,
      value,
      part: 'interaction',
      entry: 'a.jca',
      line: index + 1,
      column: 1,
    })),
  }
}

describe('a property', () => {
  const trigger = config('REST', [
    ['start.HttpVerb', 'POST'],
    ['HttpVerb', ''],
    ['HttpVerb', 'GET'],
    ['toString', 'own'],
  ])

  it('is found by its name; of several the first that has a value', () => {
    expect(propertyOf(trigger, 'HttpVerb')).toMatchObject({ value: 'GET', line: 3 })
    expect(propertyOf(trigger, 'toString')?.value).toBe('own')
    expect(propertyOf(trigger, 'valueOf')).toBeNull()
  })

  it('is found below the operation of a multi-operation trigger, else by the plain name', () => {
    expect(propertyOf(trigger, 'HttpVerb', 'start')?.value).toBe('POST')
    expect(propertyOf(trigger, 'HttpVerb', 'stop')?.value).toBe('GET')
  })
})

describe('a call of another integration', () => {
  it('names the child, where it lives, and where that is said', () => {
    const call = collocatedCall(
      config('collocatedics', [
        ['integrationContext', 'INTER_PROJECT'],
        ['integration_code', 'SHIP'],
        ['integration_id', 'SHIP|02.01.0000'],
        ['integration_name', 'Ship it'],
        ['integration_version', '02.01.0000'],
        ['project_id', 'LOGISTICS'],
      ]),
    )
    expect(call).toEqual({
      code: 'SHIP',
      version: '02.01.0000',
      name: 'Ship it',
      context: 'INTER_PROJECT',
      project: 'LOGISTICS',
      at: { entry: 'a.jca', line: 2, column: 1 },
    })
  })

  it('is known by its id where code and version are missing or empty', () => {
    const call = collocatedCall(
      config('collocatedics', [
        ['integration_code', ''],
        ['integration_id', 'SHIP|01.00.0000'],
      ]),
    )
    expect(call).toMatchObject({ code: 'SHIP', version: '01.00.0000', context: '', project: '', at: { line: 2 } })
  })

  it('is none for another adapter, or where no child is named', () => {
    expect(collocatedCall(config('rest', [['integration_code', 'SHIP']]))).toBeNull()
    expect(collocatedCall(config('collocatedics', [['integration_id', '|01.00.0000']]))).toBeNull()
    expect(collocatedCall(config('collocatedics', []))).toBeNull()
  })

  it('has no context where the file says one that does not exist', () => {
    const call = collocatedCall(
      config('collocatedics', [
        ['integration_code', 'SHIP'],
        ['integrationContext', 'constructor'],
      ]),
    )
    expect(call?.context).toBe('')
  })
})

describe('the operation of an endpoint', () => {
  const endpoint = { operation: 'execute', properties: {} }
  const cases: [string, AdapterConfiguration, string][] = [
    [
      'REST',
      config('REST', [
        ['HttpVerb', 'GET'],
        ['ResourceURI', '/orders/{id}'],
      ]),
      'GET /orders/{id}',
    ],
    [
      'rest in small letters',
      config('rest', [
        ['HttpVerb', 'PUT'],
        ['ResourceURI', '/a'],
      ]),
      'PUT /a',
    ],
    [
      'a multi-operation trigger',
      config('REST', [
        ['open.HttpVerb', 'POST'],
        ['open.ResourceURI', '/orders'],
        ['close.HttpVerb', 'DELETE'],
        ['close.ResourceURI', '/orders/{id}'],
        ['operations', 'open, close'],
        ['targetOperation', 'execute'],
      ]),
      'POST /orders, DELETE /orders/{id}',
    ],
    [
      'a call',
      config('collocatedics', [
        ['HttpVerb', 'POST'],
        ['ResourceURI', '/ship'],
        ['targetOperation', 'POST'],
      ]),
      'POST /ship',
    ],
    [
      'an old call, which has an internal address',
      config('collocatedics', [
        ['HttpVerb', 'POST'],
        ['ResourceURI', 'https://oic.example.com:443/ic/api/integration/v1/flows/rest/SHIP/1.0/ship'],
        ['integration_service', '/ship'],
      ]),
      'POST /ship',
    ],
    ['a call of a SOAP child', config('collocatedics', [['targetOperation', 'process']]), 'process'],
    [
      'SOAP',
      config('soap', [
        ['targetOperation', 'submitOrder'],
        ['operationPath', ''],
      ]),
      'submitOrder',
    ],
    [
      'an ERP event',
      config('erp', [
        ['targetOperation', 'onEvent'],
        ['SubscribeEvent', 'OrderBooked'],
      ]),
      'OrderBooked',
    ],
    [
      'a procedure',
      config('atpdatabase', [
        ['ProcedureName', 'RESERVE'],
        ['PackageName', 'STOCK'],
      ]),
      'STOCK.RESERVE',
    ],
    [
      'a procedure of its own',
      config('database', [
        ['ProcedureName', 'RESERVE'],
        ['PackageName', ''],
      ]),
      'RESERVE',
    ],
    [
      'a table',
      config('atpdatabase', [
        ['DescriptorName', 'save.Orders'],
        ['DmlType', 'merge'],
      ]),
      'merge Orders',
    ],
    [
      'a query',
      config('dbaasdatabase', [
        ['DescriptorName', 'get.Orders'],
        ['QueryName', 'getSelect'],
      ]),
      'select Orders',
    ],
    ['a statement', config('atpdatabase', [['SqlString', 'select id\n  from orders']]), 'select id from orders'],
    [
      'a long statement, cut between words',
      config('atpdatabase', [['SqlString', `select ${'order_number, '.repeat(20)} id from orders`]]),
      'select order_number, order_number, order_number, …',
    ],
    [
      'a statement with a literal, which is left out',
      config('atpdatabase', [['SqlString', "select id from orders where token = 'hush'"]]),
      'select id from orders where token = …',
    ],
    ['a statement without spaces', config('atpdatabase', [['SqlString', 'x'.repeat(100)]]), `${'x'.repeat(60)} …`],
    [
      'FTP',
      config('ftp', [
        ['Operation', 'WriteFile'],
        ['Host', '%%SFTP_Host'],
      ]),
      'WriteFile',
    ],
    [
      'an event',
      config('appevent', [
        ['EventTypeName', 'ORDER_SHIPPED'],
        ['HttpVerb', 'POST'],
      ]),
      'ORDER_SHIPPED',
    ],
    ['an unknown adapter', config('oracle:new', [['targetOperation', 'beam']]), 'beam'],
    ['an adapter that says nothing', config('oracle:new', []), 'execute'],
  ]
  it.each(cases)('for %s', (_, configuration, operation) => {
    expect(operationOf(configuration, endpoint)).toBe(operation)
  })

  it('is what project.xml says where the configuration is that of the pick action', () => {
    const properties = { verb: 'PATCH', resourceUrl: '/orders/{id}' }
    expect(operationOf(null, { operation: 'execute', properties })).toBe('PATCH /orders/{id}')
    expect(operationOf(null, endpoint)).toBe('execute')
  })
})
