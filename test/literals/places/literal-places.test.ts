import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import { literalPlaces } from '../../../src/literals/places/literal-places.js'
import type { Archive } from '../../../src/model/index.js'
import { action, archiveWith, connection, endpoint, expression, mapping, notification, stitch } from './made-places.js'

const of = async (archive: Archive) =>
  (await literalPlaces(archive)).map(({ kind, name, value, step }) => [kind, name, value, step])
const actions = (...list: object[]) => of(archiveWith({ actions: list }))
const typed = (type: string, made: object) => ({ ...made, type })

describe('literalPlaces of a flow', () => {
  it('are the strings of expressions, by the variable or the role', async () => {
    expect(await actions(expression("concat('a', '', $b, 'c')", 'x'), expression("'d'", '', { role: 'BODY' }))).toEqual(
      [
        ['expression', 'x', 'a', 'step'],
        ['expression', 'x', 'c', 'step'],
        ['expression', 'BODY', 'd', 'step'],
      ],
    )
  })

  it('are the values of integration properties, with quotes and without', async () => {
    expect(
      await actions(
        typed('integrationProperties', expression("'a'", 'x')),
        typed('integrationProperties', expression('plain', 'y')),
        typed('integrationProperties', expression('', 'z')),
        expression('plain', 'x'),
      ),
    ).toEqual([
      ['integration-property', 'x', 'a', 'step'],
      ['integration-property', 'y', 'plain', 'step'],
    ])
  })

  it('are the defaults of schedule parameters, without their quotes', async () => {
    const parameter = (name: string) => typed('scheduleReceive', expression('', 'x', { name }))
    const found = await literalPlaces(archiveWith({ actions: [parameter('"a b"')] }))
    expect(found).toMatchObject([
      { kind: 'schedule-parameter', name: 'x', value: 'a b', entry: 'expr.properties', line: 6, column: 18 },
    ])
    expect(
      await actions(
        parameter("'a'"),
        parameter(`'a"`),
        parameter('a'),
        parameter(''),
        parameter(`x'a'`),
        parameter("'a'x"),
      ),
    ).toEqual(['a', `'a"`, 'a', `x'a'`, "'a'x"].map((value) => ['schedule-parameter', 'x', value, 'step']))
    expect(await actions(expression('', 'x', { name: "'a'" }))).toEqual([])
  })

  it('may be more than a call takes arguments', async () => {
    const row = { entry: 'l.dvm', line: 1, column: 1, cells: Array.from({ length: 40 }, () => 'value') }
    const lookup = { id: 'lookup:L', name: 'L', columns: ['A'], rows: Array.from({ length: 5000 }, () => row) }
    expect(await literalPlaces(archiveWith({}, { lookups: [lookup] }))).toHaveLength(200_000)
  })

  it('are the texts and expressions of mappings, and the sources of stitches', async () => {
    expect(
      await actions(
        mapping('/a/b', ' text ', "concat('x', $y)"),
        mapping('/a/c', ' \n'),
        stitch('$a/b', "'z'"),
        action({ stitches: [{ assigns: [{ to: '$a', from: null }] }] }),
      ),
    ).toEqual([
      ['mapper', '/a/b', 'x', 'step'],
      ['mapper', '/a/b', 'text', 'step'],
      ['data-stitch', '$a/b', 'z', 'step'],
    ])
  })

  it('are the texts of notifications, part by part, each with positions in it', async () => {
    const archive = archiveWith({ actions: [notification({ body: 'one\ntwo', to: 'ann', cc: '' })] })
    const found = await literalPlaces(archive)
    expect(found).toMatchObject([
      { kind: 'notification', name: 'to', part: 'to', value: 'ann', entry: 'to.data', line: 1, column: 1 },
      { kind: 'notification', name: 'body', part: 'body', value: 'one\ntwo', entry: 'body.data' },
    ])
    expect(found[1]?.positionOf(5)).toEqual({ entry: 'body.data', line: 2, column: 2 })
  })

  it('know the part of the mail that a parameter goes into, by the texts or by its name', async () => {
    const part = async (role: string, parameters: Readonly<Record<string, string[]>> = {}) => {
      const mail = notification({ subject: 's', to: 't' }) as { notification: Record<string, object | null> }
      for (const [name, list] of Object.entries(parameters)) {
        mail.notification[name] = { ...mail.notification[name], text: '', parameters: list }
      }
      const given = expression("'a'", '', { role }) as { expressions: object[] }
      const found = await literalPlaces(archiveWith({ actions: [{ ...mail, expressions: given.expressions }] }))
      return found.find(({ value }) => value === 'a')?.part
    }
    expect(await part('P', { subject: ['P'], to: ['Q'] })).toBe('subject')
    expect(await part('TO_PARAM_1')).toBe('to')
    expect(await part('bcc_param')).toBe('bcc')
    expect(await part('TO_PARAM_1', { body: ['TO_PARAM_1'] })).toBe('body')
    expect(await part('P')).toBeNull()
    expect(await part('XTO_PARAM_1')).toBeNull()
  })

  it('are the properties of endpoints, with adapter, connection and role', async () => {
    const properties = {
      Host: 'h',
      Empty: '',
      Unset: '%%x',
      RequestSample: 's',
      TargetNS: 'ns',
      dataNamespace: 'ns2',
      SchemaElementNameSpace: 'ns3',
      NSX: 'no',
    }
    const found = await literalPlaces(archiveWith({ endpoints: [endpoint(properties)] }))
    expect(found.map(({ name, sample }) => [name, sample])).toEqual([
      ['Host', false],
      ['RequestSample', true],
      ['TargetNS', false],
      ['dataNamespace', false],
      ['SchemaElementNameSpace', false],
      ['NSX', false],
    ])
    expect(found[0]).toMatchObject({
      kind: 'adapter-configuration',
      artifact: 'integration:INTEGRATION|01.00.0000',
      owner: 'INTEGRATION',
      step: 'call',
      connection: 'CONN',
      adapter: 'rest',
      role: 'invoke',
      siblings: ['ns', 'ns2', 'ns3'],
    })
    const soap = await literalPlaces(archiveWith({ endpoints: [endpoint({ a: 'b' }, { adapterType: 'soap' })] }))
    expect(soap).toMatchObject([{ adapter: 'soap' }])
    expect(await of(archiveWith({ endpoints: [endpoint({}, { configuration: null })] }))).toEqual([])
  })

  it('are the properties of actions, which have an adapter and no role', async () => {
    const { configuration } = endpoint({ Directory: '/in' }) as { configuration: object }
    const found = await literalPlaces(archiveWith({ actions: [action({ configuration })] }))
    expect(found).toMatchObject([
      { kind: 'adapter-configuration', name: 'Directory', adapter: 'rest', role: null, connection: '', step: 'step' },
    ])
  })

  it('go by the name of the step on the canvas, and of the route that an expression belongs to', async () => {
    const steps = [
      { kind: 'wait', action: 'a1', name: 'first', children: [] },
      { kind: 'wait', action: 'a1', name: 'second', children: [] },
      { kind: 'route', ref: 'a1/out', action: 'a2', name: 'way', children: [] },
      { kind: 'stop', name: 'none', children: [] },
    ]
    const list = [
      expression("'a'"),
      expression("'b'", '', { output: 'out' }),
      expression("'c'", '', { output: 'other' }),
    ]
    expect(await of(archiveWith({ actions: list, steps }))).toEqual([
      ['expression', '', 'a', 'first'],
      ['expression', '', 'b', 'way'],
      ['expression', '', 'c', 'first'],
    ])
  })
})

describe('literalPlaces of other artifacts', () => {
  const with_ = (more: object) => archiveWith({}, more)

  it('are the properties of connections that hold a value', async () => {
    const one = connection({ host: 'h', empty: '' }) as { properties: object[] }
    one.properties.push({ name: 'p', value: '%%p', placeholder: true })
    expect(await literalPlaces(with_({ connections: [one] }))).toMatchObject([
      {
        kind: 'connection',
        name: 'host',
        value: 'h',
        owner: 'CONN',
        connection: 'CONN',
        adapter: 'rest',
        step: '',
        role: null,
      },
    ])
  })

  it('are the addresses of a WSDL that was uploaded with a connection', async () => {
    const wsdl = '<wsdl:definitions><soap:address location="https://a.example.com/x"/></wsdl:definitions>'
    const attachment = (property: string) => ({
      property,
      entry: 'c.xml',
      line: 4,
      column: 5,
      bytes: () => new TextEncoder().encode(wsdl),
    })
    const found = await literalPlaces(
      with_({ connections: [connection({}, { attachments: [attachment('targetWSDLURL'), attachment('key')] })] }),
    )
    expect(found).toMatchObject([
      {
        kind: 'wsdl',
        name: 'targetWSDLURL',
        value: 'https://a.example.com/x',
        entry: 'c.xml',
        line: 4,
        artifact: 'connection:CONN',
      },
    ])
  })

  it('are the cells of lookups, with those beside them where it may be one of keys and values', async () => {
    const lookup = (columns: number, cells: string[]) => ({
      id: 'lookup:L',
      name: 'L',
      columns: Array.from({ length: columns }, (_, at) => `C${at}`),
      rows: [{ cells }],
    })
    const siblings = async (columns: number, cells: string[]) =>
      (await literalPlaces(with_({ lookups: [lookup(columns, cells)] }))).map((place) => [
        place.name,
        place.value,
        place.siblings,
      ])
    expect(await siblings(3, ['aaaa', '', 'cccc'])).toEqual([
      ['C0', 'aaaa', ['cccc']],
      ['C2', 'cccc', ['aaaa']],
    ])
    expect(await siblings(2, ['aaaa', 'x'.repeat(80)])).toEqual([
      ['C0', 'aaaa', ['x'.repeat(80)]],
      ['C1', 'x'.repeat(80), ['aaaa']],
    ])
    expect((await siblings(2, ['aaaa', 'x'.repeat(81)]))[0]).toEqual(['C0', 'aaaa', []])
    expect((await siblings(30, ['aaaa', 'bbbb']))[0]).toEqual(['C0', 'aaaa', ['bbbb']])
    expect((await siblings(31, ['aaaa', 'bbbb']))[0]).toEqual(['C0', 'aaaa', []])
    expect(await siblings(1, ['aaaa', 'bbbb'])).toMatchObject([
      ['C0', 'aaaa', ['bbbb']],
      ['', 'bbbb', ['aaaa']],
    ])
    // Too short to be an address or a secret, but long enough to say what the cell beside it is.
    expect(await siblings(2, ['pwd', 'bbbb'])).toEqual([['C1', 'bbbb', ['pwd']]])
  })

  it('are the strings of scripts, with positions in them', async () => {
    const scripts = [{ path: 'a.js', text: "// 'no'\r\nvar x = 'yes', y = '';" }]
    const found = await literalPlaces(with_({ libraries: [{ id: 'library:L', code: 'L', scripts }] }))
    expect(found).toMatchObject([
      {
        kind: 'library',
        owner: 'L',
        artifact: 'library:L',
        name: 'x',
        value: 'yes',
        entry: 'a.js',
        line: 2,
        column: 9,
      },
    ])
    expect(found[0]?.positionOf(1)).toEqual({ entry: 'a.js', line: 2, column: 11 })
  })

  it('are the strings of what AI agents use, with their keys', async () => {
    const content = { url: 'u', deep: [{ text: 't', empty: '', number: 1, nothing: null }] }
    const one = { code: 'A', content, location: { entry: 'a.json', line: null, column: null }, project: 'P' }
    const archive = with_({
      tools: [one],
      patterns: [
        { ...one, project: null },
        { ...one, content: 'lost', project: '' },
      ],
      promptTemplates: [{ ...one, content: 'whole' }],
    })
    expect(
      (await literalPlaces(archive)).map(({ kind, name, value, artifact, owner }) => [
        kind,
        name,
        value,
        artifact,
        owner,
      ]),
    ).toEqual([
      ['agent-tool', 'url', 'u', 'project:P', 'A'],
      ['agent-tool', 'text', 't', 'project:P', 'A'],
      ['agent-pattern', 'url', 'u', '', 'A'],
      ['agent-pattern', 'text', 't', '', 'A'],
      ['agent-pattern', '', 'lost', '', 'A'],
      ['prompt-template', '', 'whole', 'project:P', 'A'],
    ])
  })

  const entry = (path: string, text: string, role = 'schema') => ({
    path,
    role,
    bytes: async () => new TextEncoder().encode(text),
  })
  const wsdl = '<a>\n<soap:address location="https://a.example.com/x"/></a>'

  it('are the addresses of WSDLs and the strings of templates, by path, each of whose it is', async () => {
    const resources = [{ path: 'folder/b.wsdl' }]
    const archive = archiveWith(
      { endpoints: [endpoint({}, { resources, adapterType: 'soap' } as object)] },
      {
        entries: [
          entry('folder/z.jq', '{"a": "yes"} # "no"', 'other'),
          entry('folder/b.wsdl', wsdl),
          entry('folder/a.WSDL', wsdl),
          entry('x.wsdl', wsdl),
        ],
      },
    )
    expect(
      (await literalPlaces(archive)).map(
        ({ kind, name, value, entry: path, line, column, owner, step, adapter, role, connection: code }) => [
          kind,
          name,
          value,
          path,
          line,
          column,
          owner,
          step,
          adapter,
          role,
          code,
        ],
      ),
    ).toEqual([
      ['wsdl', 'location', 'https://a.example.com/x', 'folder/a.WSDL', 2, 25, 'INTEGRATION', '', '', null, ''],
      [
        'wsdl',
        'location',
        'https://a.example.com/x',
        'folder/b.wsdl',
        2,
        25,
        'INTEGRATION',
        'call',
        'soap',
        'invoke',
        'CONN',
      ],
      ['template', '', 'a', 'folder/z.jq', 1, 2, 'INTEGRATION', '', '', null, ''],
      ['template', 'a', 'yes', 'folder/z.jq', 1, 7, 'INTEGRATION', '', '', null, ''],
      ['wsdl', 'location', 'https://a.example.com/x', 'x.wsdl', 2, 25, '', '', '', null, ''],
    ])
  })

  it('are none in other files, and in those that cannot be read', async () => {
    const entries = [
      entry('folder/a.wsdl', wsdl, 'other'),
      entry('folder/a.xsd', wsdl),
      entry('folder/a.wsdl.txt', wsdl),
      entry('folder/a.jqx', '"a"'),
      entry('folder/empty.wsdl', '<a/>'),
      {
        ...entry('folder/b.wsdl', ''),
        bytes: async () => Promise.reject(new IarkitError('damaged-zip' as never, 'broken')),
      },
    ]
    expect(await literalPlaces(with_({ entries }))).toEqual([])
    const broken = { ...entry('folder/b.wsdl', ''), bytes: async () => Promise.reject(new Error('a fault of ours')) }
    await expect(literalPlaces(with_({ entries: [broken] }))).rejects.toThrow('a fault of ours')
  })

  it('are walked once for an archive', () => {
    const archive = with_({})
    expect(literalPlaces(archive)).toBe(literalPlaces(archive))
  })
})
