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

  it('is global where its project is GLOBAL', () => {
    const call = (project: string) =>
      collocatedCall(
        config('collocatedics', [
          ['integrationContext', 'INTER_PROJECT'],
          ['integration_code', 'SHIP'],
          ['project_id', project],
        ]),
      )
    expect(call('GLOBAL')).toMatchObject({ context: 'GLOBAL' })
    expect(call('global')).toMatchObject({ context: 'GLOBAL' })
    expect(call('GLOBAL_SALES')).toMatchObject({ context: 'INTER_PROJECT', project: 'GLOBAL_SALES' })
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
  const endpoint = { name: 'orders', operation: 'execute', properties: {} }
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

  it('is the one of a multi-operation trigger that the endpoint is named by', () => {
    const both = config('REST', [
      ['open.HttpVerb', 'POST'],
      ['open.ResourceURI', '/orders'],
      ['close.HttpVerb', 'DELETE'],
      ['close.ResourceURI', '/orders/{id}'],
      ['operations', 'open, close'],
    ])
    expect(operationOf(both, { ...endpoint, name: 'close' })).toBe('DELETE /orders/{id}')
    expect(operationOf(both, { ...endpoint, name: 'shut' })).toBe('POST /orders, DELETE /orders/{id}')
  })

  it('is what project.xml says where the configuration is that of the pick action', () => {
    const properties = { verb: 'PATCH', resourceUrl: '/orders/{id}' }
    expect(operationOf(null, { ...endpoint, properties })).toBe('PATCH /orders/{id}')
    expect(operationOf(null, endpoint)).toBe('execute')
  })
})

describe('the operation by adapter', () => {
  const noise: readonly [string, string][] = [
    ['HttpVerb', 'GET'],
    ['ResourceURI', '/noise'],
  ]
  const other: readonly [string, string] = ['targetOperation', 'execute']
  const operation = (adapter: string, ...properties: readonly (readonly [string, string])[]) =>
    operationOf(config(adapter, properties), { name: '', operation: 'project', properties: {} })

  it.each([
    ['soap', 'targetOperation', noise],
    ['ebusiness', 'targetOperation', noise],
    ['erp', 'targetOperation', noise],
    ['hcm', 'targetOperation', noise],
    ['hcm', 'SubscribeEvent', [other]],
    ['ftp', 'Operation', [other]],
    ['stagefile', 'Operation', [other]],
    ['bbtranslationadapter', 'b2b_translate_tp_operation_name', [other]],
    ['hctranslationadapter', 'healthcare_translate_tp_operation_name', [other]],
    ['collocatedics', 'integration_operation', [other]],
    ['rest', 'targetOperation', []],
    ['atpdatabase', 'OperationName', []],
    ['oracle:new', 'Operation', []],
  ] as const)('of %s is its %s, whatever else is said', (adapter, name, more) => {
    expect(operation(adapter, ...more, [name, 'chosen'])).toBe('chosen')
  })

  it('is verb and path for an adapter that nobody knows, where it has both', () => {
    expect(operation('oracle:new', ...noise, other)).toBe('GET /noise')
    expect(operation('oracle:new', ['HttpVerb', 'GET'], other)).toBe('execute')
    expect(operation('oracle:new', ['ResourceURI', '/noise'], other)).toBe('execute')
  })

  it('is the named one where an adapter that nobody knows has noted a whole address', () => {
    const address: readonly [string, string] = ['ResourceURI', 'https://storage.eu.example.com/n/tenant/b/*_BUCKET_*/o']
    const verb: readonly [string, string] = ['HttpVerb', 'GET']
    expect(operation('ociobjectstorage', verb, address, ['targetOperation', 'Get_Object'])).toBe('Get_Object')
    expect(operation('oracle:new', verb, address, other)).toBe(`GET ${address[1]}`)
    expect(operation('oracle:new', verb, address)).toBe(`GET ${address[1]}`)
    expect(operation('rest', verb, address, ['targetOperation', 'Get_Object'])).toBe(`GET ${address[1]}`)
  })

  it('of a REST resource of Fusion is its name and the resource', () => {
    const rest: readonly [string, string] = ['RestApplication', '{http://xmlns.oracle.com/cloud/adapters}fscmRestApp']
    const object: readonly [string, string] = [
      'outboundRequestObject',
      '{http://xmlns.oracle.com/cloud/adapters/fscmRestApp}PurchaseOrders',
    ]
    const create: readonly [string, string] = ['targetOperation', 'create']
    for (const adapter of ['erp', 'hcm']) {
      expect(operation(adapter, rest, object, create)).toBe('create PurchaseOrders')
      expect(operation(adapter, rest, create)).toBe('create')
      expect(operation(adapter, rest, object)).toBe('project')
      expect(operation(adapter, object, ['targetOperation', 'createOrder'])).toBe('createOrder')
    }
    expect(operation('erp', rest, ['outboundRequestObject', 'Invoices'], create)).toBe('create Invoices')
  })

  it('is a child’s own path where it has one, not its service', () => {
    const verb: readonly [string, string] = ['HttpVerb', ' POST ']
    expect(operation('collocatedics', verb, ['ResourceURI', '/ship'], ['integration_service', '/other'])).toBe(
      'POST /ship',
    )
    expect(operation('collocatedics', verb, ['ResourceURI', 'ship'])).toBe('POST ship')
  })

  it('leaves out operations of a trigger that say nothing', () => {
    const open: readonly [string, string][] = [
      ['open.HttpVerb', 'POST'],
      ['open.ResourceURI', '/orders'],
    ]
    expect(operation('rest', ['operations', 'open, gone'], ...open)).toBe('POST /orders')
  })

  it('of a database is what is named, not what is half named', () => {
    const sql: readonly [string, string] = ['SqlString', 'select 1']
    expect(operation('atpdatabase', ['PackageName', 'STOCK'], sql)).toBe('select 1')
    expect(operation('atpdatabase', ['DmlType', 'merge'], sql)).toBe('select 1')
    expect(operation('atpdatabase', ['DescriptorName', 'save.Orders'], sql)).toBe('Orders')
  })

  it('of a statement is whole up to sixty characters, and ends before a literal', () => {
    const sixty = `select ${'a'.repeat(53)}`
    expect(operation('atpdatabase', ['SqlString', sixty])).toBe(sixty)
    expect(operation('atpdatabase', ['SqlString', `${sixty}'hush'`])).toBe(`${sixty} …`)
    expect(operation('atpdatabase', ['SqlString', "select id from orders where token='hush'"])).toBe(
      'select id from orders where token= …',
    )
  })

  it('is what project.xml says where only half of verb and address stands there', () => {
    for (const properties of [{ verb: 'GET' }, { resourceUrl: '/orders' }])
      expect(operationOf(null, { name: 'orders', operation: 'execute', properties })).toBe('execute')
  })
})

it('blanks around what an adapter says do not count, and blanks alone are nothing', () => {
  const blank = config('REST', [
    ['HttpVerb', '  '],
    ['HttpVerb', 'GET'],
  ])
  expect(propertyOf(blank, 'HttpVerb')?.value).toBe('GET')
  const id: readonly [string, string] = ['integration_id', ' SHIP | 01.00.0000 ']
  const child = { code: 'SHIP', version: '01.00.0000' }
  expect(collocatedCall(config('collocatedics', [id]))).toMatchObject(child)
  expect(collocatedCall(config('collocatedics', [['integration_code', ' '], id]))).toMatchObject(child)
  const split = config('collocatedics', [
    ['integration_code', ' SHIP '],
    ['integration_version', '01.00.0000'],
  ])
  expect(collocatedCall(split)).toMatchObject(child)
  expect(collocatedCall(config('collocatedics', [['integration_code', 'SHIP']]))).toMatchObject({ version: '' })
})
