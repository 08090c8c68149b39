import { describe, expect, it } from 'vitest'
import { readArchive, type SequenceItem, sequenceDiagram } from '../../src/index.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { integration, orchestrated } from '../support/flow.js'
import { tree } from '../support/zip.js'

const RECEIVE = '<receive id="r0" refUri="application_3/outbound_4/output_9"/>'
const INVOKE = '<invoke id="i0" refUri="application_14"/>'

/** The diagram as an indented outline. */
function outline(flow: Parameters<typeof sequenceDiagram>[0], options = {}): string[] {
  const { participants, items } = sequenceDiagram(flow, options)
  const name = (id: string) => participants.find((each) => each.id === id)?.name ?? '?'
  const arrows = { request: '->', response: '-->', async: '-)' }
  const lines = (shown: readonly SequenceItem[], indent: string): string[] =>
    shown.flatMap((item) => {
      if (item.kind === 'message') {
        return [`${indent}${name(item.from)} ${arrows[item.style]} ${name(item.to)} ${item.text}`.trimEnd()]
      }
      if (item.kind === 'note') return [`${indent}note ${item.lines.join(' / ')}`]
      return item.sections.flatMap(({ label, items: inner }) => [
        `${indent}${item.block} ${label}`.trimEnd(),
        ...lines(inner, `${indent}  `),
      ])
    })
  return lines(items, '')
}

describe('who takes part', () => {
  it('is the caller, the integration, then what it calls in the order of the first call', async () => {
    const { participants } = sequenceDiagram(await integration('retail-dev/ORDER_FULFIL_01.00.0000'))
    expect(participants.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'caller Caller',
      'self Order fulfil',
      'connection WAREHOUSE_DB',
      'connection CARRIER_SFTP',
      'event ORDER_SHIPPED',
    ])
  })

  it('is the scheduler, the event or the user where one of them starts the flow', async () => {
    const first = async (code: string) =>
      sequenceDiagram(await integration('retail-dev/RETURNS_PROJECT', code)).participants[0]
    expect(await first('RETURN_DIGEST')).toMatchObject({ kind: 'scheduler' })
    expect(await first('RETURN_WATCHER')).toMatchObject({ kind: 'event', name: 'ORDER_SHIPPED' })
    const [agent] = (await readArchive(fixture('retail-dev/RETURNS_PROJECT'))).agents
    if (agent === undefined) throw new Error('no agent')
    expect(sequenceDiagram(agent).participants[0]).toMatchObject({ kind: 'caller', name: 'User' })
  })

  it('is a child integration by code and version, not the connection for local calls', async () => {
    const { participants } = sequenceDiagram(await integration('retail-dev/ORDER_INTAKE_01.00.0000'))
    expect(participants.map(({ kind, name }) => `${kind} ${name}`)).toContain('child ORDER_FULFIL 01.00.0000')
  })
})

describe('a trigger that polls', () => {
  const RESOURCES = (code: string) =>
    `icspackage/project/${code}_01.00.0000/resources/application_3/outbound_4/resourcegroup_5`
  const SPEC = /<activation-spec[\s\S]*<\/activation-spec>/

  /** A flow of old style with another trigger. */
  async function polled(code: string, adapter: string, properties: string) {
    const name = `old-style/${code}_01.00.0000`
    const path = `${RESOURCES(code)}/uploadTill_REQUEST.jca`
    const text = (file: string) => new TextDecoder().decode(tree(name)[file])
    const spec = `<activation-spec className="x">${properties}</activation-spec>`
    const connection = 'icspackage/appinstances/TILL_REST.xml'
    const bytes = changedFixture(name, {
      [path]: text(path).replace(SPEC, spec).replace('adapter="REST"', `adapter="${adapter}"`),
      [connection]: text(connection).replace('>rest<', `>${adapter}<`),
    })
    const [flow] = (await readArchive(bytes)).integrations
    if (flow === undefined) throw new Error('no integration')
    return flow
  }

  const FOLDER = '<property name="Operation" value="Read"/>'

  it('calls what it polls, which stands first', async () => {
    const flow = await polled('TILL_UPLOAD', 'ftp', FOLDER)
    expect(outline(flow).slice(0, 2)).toEqual([
      'Till upload -> TILL_REST polls uploadTill: Read',
      'TILL_REST --> Till upload',
    ])
    expect(sequenceDiagram(flow).participants.slice(0, 2)).toMatchObject([
      { kind: 'connection', name: 'TILL_REST', detail: 'ftp' },
      { kind: 'self' },
    ])
  })

  it.each([
    ['atpdatabase', ''],
    ['file', FOLDER],
    ['apachekafka', ''],
    ['acme', '<property name="PollingFrequency" value="60"/>'],
    ['acme', '<property name="start.PollingInterval" value="60"/>'],
  ])('is known by its adapter, or by how often it asks: %s %s', async (adapter, properties) => {
    const [first] = outline(await polled('TILL_UPLOAD', adapter, properties))
    expect(first).toMatch(/^Till upload -> TILL_REST polls /)
  })

  it.each([
    ['mllp', '<property name="inboundPoll" value="true"/>'],
    ['erp', ''],
    ['soap', ''],
  ])('is none that is called: %s %s', async (adapter, properties) => {
    const [first] = outline(await polled('TILL_UPLOAD', adapter, properties))
    expect(first).toMatch(/^Caller ->/)
  })

  it('polls in a map-data integration, too', async () => {
    expect(outline(await polled('TILL_SUMS', 'ftp', FOLDER))).toEqual([
      'Till sums -> TILL_REST polls uploadTill: Read',
      'TILL_REST --> Till sums',
      'Till sums -) LEDGER_SOAP postSum',
    ])
  })
})

describe('what happens in time', () => {
  it('is calls with their operations, answered where the flow waits, in blocks for loops', async () => {
    expect(outline(await integration('retail-dev/ORDER_FULFIL_01.00.0000'))).toEqual([
      'Caller -) Order fulfil receiveFulfilment: POST /fulfilments',
      'Order fulfil -> WAREHOUSE_DB findLines: SELECT line_id, sku, quantity FROM order_lines WHERE …',
      'WAREHOUSE_DB --> Order fulfil',
      'loop eachLine: each currentLine of line',
      '  Order fulfil -> WAREHOUSE_DB reserveStock: STOCK_API.RESERVE_LINE',
      '  WAREHOUSE_DB --> Order fulfil',
      "note Stage file writeLabel: Write, concat(orderNumber, '.txt') in '/labels' / Wait untilCarrierIsReady: for 60 seconds",
      'Order fulfil -> CARRIER_SFTP sendLabel: WriteFile',
      'CARRIER_SFTP --> Order fulfil',
      'Order fulfil -) ORDER_SHIPPED Order shipped: ORDER_SHIPPED',
      'note Stop',
    ])
  })

  it('is one of the routes, a scope with its handler, and the answer', async () => {
    const lines = outline(await integration('retail-dev/ORDER_INTAKE_01.00.0000'))
    expect(lines[0]).toBe('critical Global scope')
    expect(lines).toContain("  alt North: region is 'NORTH'")
    expect(lines).toContain('  alt otherwise')
    expect(lines).toContain('  critical Scope Fulfil')
    expect(lines).toContain('  critical on any fault')
    expect(lines).toContain('  Order intake --> Caller placeOrder')
  })

  it('is side by side in parallel branches', async () => {
    const lines = outline(await integration('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'))
    expect(lines.filter((line) => line.trimStart().startsWith('par '))).toEqual(['  par Stock service', '  par ERP'])
  })

  it('has no block for a scope of the whole whose handler only re-throws', async () => {
    const flow = await integration('retail-dev/RETURNS_PROJECT', 'RETURN_REQUEST')
    expect(outline(flow)[0]).toBe('Caller -> Return request openReturn: POST /returns')
    expect(sequenceDiagram(flow).omitted).toContainEqual({ kind: 'catchAll', count: 1 })
  })

  it('breaks off where a route ends the flow', async () => {
    const route = `<route id="x0"><stop id="s0"/></route>`
    const lines = outline(await orchestrated(`${RECEIVE}<router id="s1">${route}</router>${INVOKE}`))
    expect(lines.slice(1, 4)).toEqual(['opt otherwise', '  break Stops', '    note Stop'])
  })

  it('shows mappers on request only', async () => {
    const flow = await integration('old-style/TILL_UPLOAD_01.00.0000')
    expect(outline(flow).join()).not.toContain('toLedger')
    expect(outline(flow, { all: true })).toContain('note Map toLedger: for postSum')
  })

  it('keeps a step that the library does not know', async () => {
    expect(outline(await orchestrated(`${RECEIVE}<teleport id="q0" name="Away"/>`))).toContain(
      'note Unknown step Away: element teleport',
    )
  })

  it('comes from the wires of a map-data integration', async () => {
    expect(outline(await integration('old-style/TILL_SUMS_01.00.0000'))).toEqual([
      'Caller -) Till sums uploadTill: POST /tills',
      'Till sums -) LEDGER_SOAP postSum',
    ])
  })
})
